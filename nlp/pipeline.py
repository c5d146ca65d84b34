"""Loading the Dutch spaCy pipeline. Nothing is loaded or registered when this module is imported."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Token

STANDAARD_MODEL = Path(__file__).resolve().parent / "models" / "nl_verhalen_sm"
PREFIX = "vh_"
LEMMA_EXTENSION = f"{PREFIX}lemma"


class TaalmodelError(RuntimeError):
    """The Dutch pipeline cannot be used; the message is one Dutch sentence for the person who started it."""


def load(path_or_package: str | Path | None = None) -> Language:
    """Load a Dutch pipeline from a folder or an installed package; the caller keeps the result.

    ``None`` means our own ``nlp/models/nl_verhalen_sm``. An official ``nl_core_news_*`` works as well: only
    tags in the CGN notation, lemmas and sentence boundaries are used, and a lemma may or may not carry ``_``.

    Raises ``TaalmodelError`` when the model is absent, unreadable or lacks one of these.
    """
    import spacy
    from thinc.api import use_ops

    bron = STANDAARD_MODEL if path_or_package is None else path_or_package
    if not Path(bron).is_dir() and not spacy.util.is_package(str(bron)):
        raise TaalmodelError(
            f"Het taalmodel '{bron}' is er niet: train het met nlp/training of kies een ander met NLP_MODEL."
        )
    try:
        with use_ops("numpy", use_blis=False):  # numpy's own products read text twice as fast as spaCy's on AVX-512
            nlp = spacy.load(bron)
    except (OSError, ValueError, KeyError, ImportError) as fout:
        raise TaalmodelError(f"Het taalmodel '{bron}' is beschadigd of past niet bij deze spaCy.") from fout
    _check_interface(nlp, str(bron))
    register_extensions()
    return nlp


def _check_interface(nlp: Language, bron: str) -> None:
    if nlp.lang != "nl":
        raise TaalmodelError(f"Het taalmodel '{bron}' is niet Nederlands maar '{nlp.lang}'.")
    assigned = {attribute for name, _ in nlp.pipeline for attribute in nlp.get_pipe_meta(name).assigns}
    needed = {"token.tag": "woordsoorten", "token.lemma": "lemma's", "token.is_sent_start": "zinsgrenzen"}
    missing = [naam for attribute, naam in needed.items() if attribute not in assigned]
    if missing:
        raise TaalmodelError(f"Het taalmodel '{bron}' geeft geen {' en geen '.join(missing)}.")


def register_extensions() -> None:
    """Register our spaCy extensions, all with one prefix; calling it again changes nothing."""
    from spacy.tokens import Token

    if not Token.has_extension(LEMMA_EXTENSION):
        Token.set_extension(LEMMA_EXTENSION, getter=plain_lemma)


def plain_lemma(token: Token) -> str:
    """The lemma as the codebook writes it: lower case, without the ``_`` between the parts of a compound."""
    return (token.lemma_ or token.text).lower().replace("_", "") or token.text.lower()
