"""Read the family cards that people write."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from nbcare.content import front_matter
from nbcare.content.course_root import shown

CARDS = "assets/cards"


@dataclass(frozen=True)
class Card:
    """One written card: its id is the file's name."""

    id: str
    title: str
    module: str
    text: str
    file: str


def load(root: Path) -> dict[str, Card]:
    """Read the cards of a course; raise ContentError naming the file whose head is not as it should be."""
    return {path.stem: _read(path, shown(path, root)) for path in sorted((root / CARDS).glob("*.md"))}


def _read(path: Path, file: str) -> Card:
    page = front_matter.read(path, file, "card")
    return Card(path.stem, page.head["title"], page.head["module"], page.text, file)
