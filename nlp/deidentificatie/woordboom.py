"""A small stand-in for docdeid's trie.

docdeid keeps one Python object per word of every entry: 1.9 million of them, 1.1 GB, and seconds of garbage
collection for whoever shares the process. The same entries as joined strings take a tenth. Import this only
where docdeid may load.
"""

from __future__ import annotations

from collections.abc import Iterator

from docdeid.ds.lookup import LookupTrie

_SCHEIDING = "\x1f"


class Woordboom(LookupTrie):
    """The same answers as the trie it is made of.

    ``children`` has the first words as keys, because docdeid reads those; its values are all one empty trie.
    """

    def __init__(self, trie: LookupTrie) -> None:
        super().__init__(matching_pipeline=trie.matching_pipeline)
        self._reeksen = frozenset(_SCHEIDING.join(reeks) for reeks in _entries(trie))
        self._langste: dict[str, int] = {}
        for reeks in self._reeksen:
            eerste, aantal = reeks.split(_SCHEIDING, 1)[0], reeks.count(_SCHEIDING) + 1
            self._langste[eerste] = max(aantal, self._langste.get(eerste, 0))
        self.children = dict.fromkeys(self._langste, LookupTrie())

    def add_item(self, item: list[str]) -> None:
        """Refused: the entries are fixed when the tree is made."""
        raise TypeError("a Woordboom cannot grow")

    def __contains__(self, item: list[str]) -> bool:
        """Whether this list of words is an entry."""
        return _SCHEIDING.join(map(self._apply_matching_pipeline, item)) in self._reeksen

    def longest_matching_prefix(self, item: list[str], start_i: int = 0) -> list[str] | None:
        """The longest entry that the words from ``start_i`` on begin with, or ``None``."""
        if start_i >= len(item):
            return None
        langste = self._langste.get(self._apply_matching_pipeline(item[start_i]), 0)
        woorden = [self._apply_matching_pipeline(woord) for woord in item[start_i : start_i + langste]]
        for aantal in range(len(woorden), 0, -1):
            if _SCHEIDING.join(woorden[:aantal]) in self._reeksen:
                return woorden[:aantal]
        return None

    def single_words(self) -> Iterator[str]:
        """The entries of one word."""
        return (reeks for reeks in self._reeksen if _SCHEIDING not in reeks)


def _entries(trie: LookupTrie) -> Iterator[tuple[str, ...]]:
    """Every entry of a docdeid trie as a tuple of words; a stack, since entries may be long."""
    open_takken: list[tuple[LookupTrie, tuple[str, ...]]] = [(trie, ())]
    while open_takken:
        tak, woorden = open_takken.pop()
        if tak.is_terminal and woorden:
            yield woorden
        open_takken.extend((kind, (*woorden, woord)) for woord, kind in tak.children.items())
