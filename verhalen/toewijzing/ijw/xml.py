"""XML from outside: refused when it has a DTD or an entity, is too deep or too large; read by local name.

Nothing is fetched, nothing is expanded. Error sentences name the element, never its value: the value may be a person.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, time

from lxml import etree

from verhalen.toewijzing.ijw.fouten import BerichtError, Reden

MAX_BYTES = 20 * 1024 * 1024
MAX_DIEPTE = 60
MAX_ELEMENTEN = 500_000
_DATUM = re.compile(r"\d{4}-\d{2}-\d{2}")
_TE_GROOT = etree.XPath(f"count(//*) > {MAX_ELEMENTEN}")
_TE_DIEP = etree.XPath(f"boolean(//*[count(ancestor::*) >= {MAX_DIEPTE}])")
_TIJD = re.compile(r"\d{2}:\d{2}:\d{2}(\.\d+)?")


def parse(inhoud: bytes) -> etree._Element:
    """Return the root element; raise `BerichtError` for anything that is not plain, modest, well-formed XML."""
    if not inhoud.strip():
        raise BerichtError(Reden.BESTAND, "Het bestand is leeg.")
    if len(inhoud) > MAX_BYTES:
        raise BerichtError(Reden.BESTAND, f"Het bestand is groter dan {MAX_BYTES // 1024**2} MB.")
    if b"<!DOCTYPE" in inhoud.replace(b"\0", b""):  # before parsing; without NULs UTF-16 shows it too
        raise _dtd()
    parser = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        dtd_validation=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        root = etree.fromstring(inhoud, parser)
    except (etree.XMLSyntaxError, ValueError) as fout:
        regel = getattr(fout, "lineno", None)
        raise BerichtError(Reden.XML, "Dit is geen geldige XML: het bestand is stuk of onvolledig.", regel) from None
    if root.getroottree().docinfo.internalDTD is not None:
        raise _dtd()
    _check_shape(root)
    return root


def _dtd() -> BerichtError:
    return BerichtError(Reden.XML, "Het bestand bevat een DTD of entiteit. Dat is onveilig en wordt niet gelezen.", 1)


def _check_shape(root: etree._Element) -> None:
    """Judge depth and size inside the parser's own tree: in C, and without recursion of ours."""
    if _TE_GROOT(root):
        raise BerichtError(Reden.XML, "Het bestand is te groot voor een bericht.", line_of(root))
    if _TE_DIEP(root):
        raise BerichtError(Reden.XML, "Het bestand is te diep genest voor een bericht.", line_of(root))


def local_name(element: etree._Element) -> str:
    """Return the name without its namespace."""
    return str(element.tag).rpartition("}")[2]


def line_of(element: etree._Element) -> int | None:
    """Return the line on which an element begins, when the parser knows it."""
    regel: int | None = getattr(element, "sourceline", None)
    return regel


def find_berichten(root: etree._Element) -> Iterator[etree._Element]:
    """Yield every outermost element `Bericht`: the root itself, or what an envelope holds."""
    te_doen = [root]
    while te_doen:
        element = te_doen.pop()
        if local_name(element) == "Bericht":
            yield element
        else:
            te_doen += reversed(element)


class Knoop:
    """An element read by the local names of its children.

    Every method raises `BerichtError` with a Dutch sentence and the place when the content is not as asked.
    """

    __slots__ = ("_kinderen", "_pad", "element")

    def __init__(self, element: etree._Element, pad: str = "") -> None:
        self.element = element
        self._pad = pad or local_name(element)
        self._kinderen: dict[str, list[etree._Element]] = {}
        for kind in element:
            self._kinderen.setdefault(local_name(kind), []).append(kind)

    def fout(self, zin: str, naam: str = "", reden: Reden = Reden.INHOUD) -> BerichtError:
        """Return an error at this element, or at its child `naam`."""
        kinderen = self._kinderen.get(naam)
        element = kinderen[0] if kinderen else self.element
        return BerichtError(reden, zin, line_of(element), f"{self._pad}/{naam}" if naam else self._pad)

    def alle(self, naam: str) -> list[Knoop]:
        """Return the children with this name, in order."""
        kinderen = self._kinderen.get(naam, [])
        return [Knoop(kind, f"{self._pad}/{naam}[{nr}]") for nr, kind in enumerate(kinderen, 1)]

    def misschien(self, naam: str) -> Knoop | None:
        """Return the child with this name, or None."""
        element = self._one(naam)
        return None if element is None else Knoop(element, f"{self._pad}/{naam}")

    def een(self, naam: str) -> Knoop:
        """Return the child with this name."""
        knoop = self.misschien(naam)
        if knoop is None:
            raise self.fout(f"Het element {naam} ontbreekt.")
        return knoop

    def tekst_of_niets(self, naam: str, patroon: str = r"[\s\S]+") -> str | None:
        """Return the text of an optional child that must match `patroon` when it is there."""
        element = self._one(naam)
        if element is None:
            return None
        tekst = (element.text or "").strip()
        if len(element) or not re.fullmatch(patroon, tekst):
            raise self.fout(f"De waarde van {naam} heeft niet de vorm die de standaard vraagt.", naam)
        return tekst

    def tekst(self, naam: str, patroon: str = r"[\s\S]+") -> str:
        """Return the text of a child that must be there."""
        tekst = self.tekst_of_niets(naam, patroon)
        if tekst is None:
            raise self.fout(f"Het element {naam} ontbreekt.")
        return tekst

    def datum_of_niets(self, naam: str) -> date | None:
        """Return an optional date."""
        tekst = self.tekst_of_niets(naam)
        if tekst is None:
            return None
        try:
            if _DATUM.fullmatch(tekst):
                return date.fromisoformat(tekst)
        except ValueError:
            pass
        raise self.fout(f"De waarde van {naam} is geen bestaande datum (jjjj-mm-dd).", naam)

    def datum(self, naam: str) -> date:
        """Return a date that must be there."""
        datum = self.datum_of_niets(naam)
        if datum is None:
            raise self.fout(f"Het element {naam} ontbreekt.")
        return datum

    def tijd(self, naam: str) -> time:
        """Return a time of day that must be there."""
        tekst = self.tekst(naam)
        try:
            if _TIJD.fullmatch(tekst):
                return time.fromisoformat(tekst[:8])
        except ValueError:
            pass
        raise self.fout(f"De waarde van {naam} is geen tijd (uu:mm:ss).", naam)

    def geheel_of_niets(self, naam: str) -> int | None:
        """Return an optional whole number of at most nine digits."""
        tekst = self.tekst_of_niets(naam, r"-?[0-9]{1,9}")
        return None if tekst is None else int(tekst)

    def attribuut(self, naam: str) -> str | None:
        """Return an attribute by its full name, or None."""
        waarde = self.element.get(naam)
        return None if waarde is None else str(waarde)

    def _one(self, naam: str) -> etree._Element | None:
        kinderen = self._kinderen.get(naam)
        if not kinderen:
            return None
        if len(kinderen) > 1:
            raise self.fout(f"Het element {naam} staat er meer dan één keer.", naam)
        return kinderen[0]
