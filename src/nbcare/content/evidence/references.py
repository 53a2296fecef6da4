"""The numbered reference list of one page."""

from __future__ import annotations

import json
import re

from nbcare.content.evidence.sources import Source
from nbcare.questions.props import SourceLine

_CITED = re.compile(r"\[(\d+)\]")


class References:
    """Number sources in the order in which a page first cites them."""

    def __init__(self, sources: dict[str, Source] | None = None) -> None:
        self._sources = sources or {}
        self._numbers: dict[str, int] = {}

    def number(self, source: Source | str) -> int:
        """Return the page's number for a source, giving it the next one at first use."""
        if isinstance(source, Source):
            self._sources = {**self._sources, source.id: source}
            source = source.id
        return self._numbers.setdefault(source, len(self._numbers) + 1)

    def entries(self) -> list[tuple[int, str]]:
        """Return number and citation of every source cited so far."""
        return [(number, self._sources[id].citation()) for id, number in self._numbers.items()]

    def cited_in(self, printed: object) -> list[SourceLine]:
        """Return the sources that printed texts cite as [1], each with its number; the texts may be nested."""
        numbers = {int(number) for number in _CITED.findall(json.dumps(printed))}
        return [{"n": number, "text": text} for number, text in self.entries() if number in numbers]
