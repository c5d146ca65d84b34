"""Measuring: proposals against gold stories, the pipeline against a treebank."""
