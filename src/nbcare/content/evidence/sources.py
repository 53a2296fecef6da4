"""A source: the document a fact comes from, and how a reference list prints it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from nbcare.content import validation, yaml_files
from nbcare.content.course_root import shown
from nbcare.content.yaml_files import Fields


@dataclass(frozen=True)
class Source:
    """One document as sources.yaml states it."""

    id: str
    authors: str
    title: str
    type: str
    accessed: str
    checked: str
    container: str = ""
    year: int = 0
    volume: str = ""
    pages: str = ""
    doi: str = ""
    pmid: str = ""
    url: str = ""
    mirror: bool = False
    primary: str = ""
    note: str = ""
    other_urls: tuple[str, ...] = ()

    def citation(self) -> str:
        """Return the reference as plain text; a copy read elsewhere is never named."""
        text = self._primary() if self.mirror else self._own()
        text = re.sub(r"^not stated", "Authors not stated", text, flags=re.IGNORECASE)
        return re.sub(r"\.{2,}", ".", text.replace("<", "").replace(">", ""))

    def _primary(self) -> str:
        """Return the document's citation, with its date before the address."""
        text, sign, address = self.primary.strip().partition("http")
        if not re.search(r"\b(19|20)\d\d\b", text):
            text = f"{text.rstrip(' .,')}. {self._date().capitalize()}. "
        return _ended(f"{text}{sign}{address}".strip())

    def _own(self) -> str:
        where = self.container if self.container != self.authors else ""
        gap = " " if self.year else ", "
        issue = f"{where}{gap}{self._issue()}" if where else self._issue()
        head = [self.authors, self.title, issue]
        return " ".join(_ended(_capital(part)) for part in [*head, *self._address()] if part)

    def _date(self) -> str:
        return str(self.year) if self.year else f"undated, read {self.accessed}"

    def _issue(self) -> str:
        volume = f";{self.volume}" if self.volume else ""
        pages = f":{self.pages}" if self.pages else ""
        return f"{self._date()}{volume}{pages}"

    def _address(self) -> list[str]:
        numbers = [f"doi:{self.doi}"] if self.doi else []
        numbers += [f"PMID {self.pmid}"] if self.pmid else []
        return numbers or ([self.url] if self.url else [])


def _capital(text: str) -> str:
    return text.replace("undated", "Undated", 1) if text.startswith("undated") else text


def _ended(text: str) -> str:
    return text if text.endswith((".", "?", "!")) or "://" in text.split()[-1] else f"{text}."


def read_sources(path: Path, root: Path) -> dict[str, Source]:
    """Read sources.yaml."""
    file = shown(path, root)
    document = yaml_files.read(path, file)
    validation.check(document, validation.validator("sources"), file)
    return {id: _source(id, entry) for id, entry in document.data["sources"].items()}


def _source(id: str, entry: Fields) -> Source:
    known = {**entry, "other_urls": tuple(entry.get("other_urls", ()))}
    return Source(id=id, **known)
