"""Bringing treebanks of several years to the conventions of Universal Dependencies 2.8.

The published figures of the official pipelines, and the dev and test sets here, are of 2.8. Training text in the
conventions of another year teaches labels and trees that those sets count as wrong, so it is converted first.
"""
