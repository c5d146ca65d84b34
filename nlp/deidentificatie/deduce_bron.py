"""deduce behind a wall: built once into our own folder, loaded once per process, silent.

Only this module and ``woordboom`` know deduce; ADR 0003 says how it can be replaced.
"""

from __future__ import annotations

import fcntl
import os
import pickle
import re
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from importlib.metadata import version
from itertools import chain
from pathlib import Path
from typing import Any

from nlp.deidentificatie.kandidaat import RANG_DEDUCE, Kandidaat
from nlp.deidentificatie.schaduw import pieces
from nlp.deidentificatie.stilte import quiet

CACHE_VARIABLE = "VERHALEN_CACHE"
STANDAARD_CACHE = Path(__file__).resolve().parents[2] / "var" / "cache"
_VORM = 2  # raise when what we keep in the cache changes
_STUK = 1000  # characters; deduce goes one call deeper for each word of a name, and compares names in pairs
_NAMENREEKS = re.compile(
    r"(?<!\w)(?:[^\W\d_a-z]\w*[^\w\n]{1,3}){12}"
)  # deduce's time grows with the cube of such a run
_TEKEN_VAN_LEVEN = 10.0  # seconds between two signs of progress
_TYPES = {
    "persoon": "persoon",
    "patient": "persoon",
    "locatie": "locatie",
    "ziekenhuis": "organisatie",
    "zorginstelling": "organisatie",
    "datum": "datum",
    "leeftijd": "leeftijd",
    "bsn": "bsn",
    "telefoonnummer": "contact",
    "emailadres": "contact",
}
_slot = threading.Lock()
_motor: Any = None


def prebuild(progress: Callable[[str], None]) -> None:
    """Build the lookup structure into the cache folder unless a good one is there (one to two minutes).

    ``progress`` gets short Dutch sentences. Several processes may call this at once: one builds, the others
    wait. Raises ``OSError`` when the folder cannot be written.
    """
    with _locked(_folder()):
        if _load() is not None:
            progress("De opzoeklijsten voor namen staan al klaar.")
            return
        progress("De opzoeklijsten voor namen worden gebouwd; dat duurt een tot twee minuten.")
        begin = time.monotonic()
        with _signs_of_life(progress, begin):
            _build()
        progress(f"De opzoeklijsten voor namen zijn klaar na {time.monotonic() - begin:.0f} seconden.")


def engine() -> Any:
    """The ``Deduce`` object, loaded once per process; builds first when nobody did."""
    global _motor
    with _slot:
        if _motor is None:
            _motor = _load()
        if _motor is None:
            prebuild(lambda _: None)
            _motor = _load()
        if _motor is None:
            raise RuntimeError("the lookup structure of deduce was built but cannot be read back")
        return _motor


def annotate(tekst: str) -> Iterator[Kandidaat]:
    """Everything deduce finds, as it finds it; offsets into ``tekst``."""
    motor = engine()
    for start, end in _portions(tekst):
        for annotation in _annotations(motor, tekst[start:end]):
            soort = _TYPES.get(annotation.tag)
            if soort and annotation.end_char > annotation.start_char:
                yield Kandidaat(
                    start + annotation.start_char, start + annotation.end_char, soort, "deduce", RANG_DEDUCE
                )


def _portions(tekst: str) -> Iterator[tuple[int, int]]:
    """Pieces at sentence ends; a run of capital words longer than any name is cut as well."""
    for start, end in pieces(tekst, _STUK):
        begin = start
        for reeks in _NAMENREEKS.finditer(tekst, start, end):
            yield begin, reeks.end()
            begin = reeks.end()
        if begin < end:
            yield begin, end


def _annotations(motor: Any, stuk: str) -> list[Any]:
    """What deduce finds in a piece; nothing in one that makes it recurse without end (only names, no text)."""
    try:
        return list(motor.deidentify(stuk, disabled={"redactor"}).annotations)
    except RecursionError:
        return []


def words(lijst: str) -> frozenset[str]:
    """The one-word entries of a lookup list of deduce, for rules that compare in another case."""
    structuur = engine().lookup_structs[lijst]
    if hasattr(structuur, "single_words"):
        return frozenset(structuur.single_words())
    return frozenset(structuur.items())


def _folder() -> Path:
    basis = Path(os.environ.get(CACHE_VARIABLE) or STANDAARD_CACHE)
    return basis / f"deduce-{version('deduce')}-{_VORM}"


def _load() -> Any:
    """A ready ``Deduce``, or ``None`` when the cache is missing, older or damaged."""
    if not (_folder() / "cache" / "lookup_structs.pickle").is_file():
        return None
    with quiet():
        import deduce

        try:
            return deduce.Deduce(cache_path=_folder())
        except (EOFError, pickle.UnpicklingError, AttributeError, ImportError, KeyError):
            return None


def _build() -> None:
    """Let deduce build, make it small, and put it in place in one move so that nobody reads half a file."""
    folder = _folder()
    with tempfile.TemporaryDirectory(dir=folder) as tijdelijk, quiet():
        from deduce.lookup_structs import cache_lookup_structs

        cache_lookup_structs(
            lookup_structs=_compact(_lookup_structs(Path(tijdelijk))),
            cache_path=Path(tijdelijk),
            deduce_version=version("deduce"),
        )
        (folder / "cache").mkdir(exist_ok=True)
        naam = Path("cache") / "lookup_structs.pickle"
        (Path(tijdelijk) / naam).replace(folder / naam)


def _lookup_structs(tijdelijk: Path) -> Any:
    import deduce
    from deduce.lookup_struct_loader import load_interfix_lookup, load_prefix_lookup
    from deduce.lookup_structs import get_lookup_structs, load_raw_itemsets
    from deduce.tokenizer import DeduceTokenizer

    lijsten = Path(deduce.__file__).parent / "data" / "lookup"
    ruw = load_raw_itemsets(base_path=lijsten, subdirs=["names/lst_interfix", "names/lst_prefix"])
    samen = chain(load_prefix_lookup(ruw).items(), load_interfix_lookup(ruw).items())
    return get_lookup_structs(
        lookup_path=lijsten,
        cache_path=tijdelijk,
        tokenizer=DeduceTokenizer(merge_terms=samen),
        deduce_version=version("deduce"),
        build=True,
        save_cache=False,
    )


def _compact(structuren: Any) -> Any:
    from docdeid.ds.ds import DsCollection
    from docdeid.ds.lookup import LookupTrie

    from nlp.deidentificatie.woordboom import Woordboom

    klein = DsCollection()
    for naam, structuur in structuren.items():
        klein[naam] = Woordboom(structuur) if isinstance(structuur, LookupTrie) else structuur
    return klein


@contextmanager
def _locked(folder: Path) -> Iterator[None]:
    """One builder at a time, over processes. The folder is ours alone: what lies in it is code when read."""
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    with (folder / "slot").open("w") as slot:
        fcntl.flock(slot, fcntl.LOCK_EX)
        yield


@contextmanager
def _signs_of_life(progress: Callable[[str], None], begin: float) -> Iterator[None]:
    klaar = threading.Event()

    def tell() -> None:
        while not klaar.wait(_TEKEN_VAN_LEVEN):
            progress(f"Nog bezig met de opzoeklijsten voor namen ({time.monotonic() - begin:.0f} seconden).")

    teller = threading.Thread(target=tell, daemon=True)
    teller.start()
    try:
        yield
    finally:
        klaar.set()
        teller.join()
