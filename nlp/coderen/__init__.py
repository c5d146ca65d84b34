"""Proposing knoppen and themas for a text, with the words that show why.

``load_codeboek`` turns the JSON of a codebook into a value; ``Tagger`` proposes with it. Importing this loads
no model and no spaCy.
"""

from __future__ import annotations

from nlp.coderen.codeboek import Codeboek, CodeboekError, load_codeboek
from nlp.coderen.tagger import Tagger

__all__ = ["Codeboek", "CodeboekError", "Tagger", "load_codeboek"]
