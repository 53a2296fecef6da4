"""Read all content of a course; what does not load becomes a finding."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from nbcare.authoring.check.finding import Finding, error, refused
from nbcare.content import bank, cards, cases, course, evidence, explorers, glossary
from nbcare.content.cases import Case
from nbcare.content.course import Course
from nbcare.content.course_root import shown
from nbcare.content.evidence import Evidence
from nbcare.content.evidence.local import read_local
from nbcare.content.explorers import ExplorerFile
from nbcare.content.settings import read_settings
from nbcare.errors import ContentError
from nbcare.questions.item import Item

_LEANED_ON = ("use", "objective", "step")


@dataclass
class Content:
    """All that was written, by file; the items of a case are in `banks` as well."""

    course: Course
    evidence: Evidence
    banks: dict[str, dict[str, Item]] = field(default_factory=dict)
    lessons: dict[str, str] = field(default_factory=dict)
    explorers: dict[str, ExplorerFile] = field(default_factory=dict)
    cases: dict[str, Case] = field(default_factory=dict)
    cards: dict[str, cards.Card] = field(default_factory=dict)
    terms: tuple[glossary.Term, ...] = ()

    @property
    def pages(self) -> dict[str, str]:
        """Return the running text of every lesson and family card, by file."""
        return self.lessons | {card.file: card.text for card in self.cards.values()}

    @property
    def items(self) -> dict[str, Item]:
        """Return all items by id."""
        return {id: item for items in self.banks.values() for id, item in items.items()}

    def each_item(self) -> Iterator[tuple[str, Item]]:
        """Yield file and item, bank by bank."""
        for file, items in self.banks.items():
            for item in items.values():
                yield file, item


def load(root: Path) -> tuple[Content | None, list[Finding]]:
    """Read a course; without course.yaml or evidence nothing else can be checked."""
    findings: list[Finding] = []
    try:
        read = Content(course.load(root), evidence.load(root))
    except ContentError as caught:
        return None, [refused(caught)]
    _banks(root, read, findings)
    _lessons(root, read, findings)
    for path in sorted((root / "assets" / "explorers").glob("*.yaml")):
        try:
            read.explorers[shown(path, root)] = explorers.load(path).data
        except ContentError as caught:
            findings.append(refused(caught))
    try:
        read.cards, read.terms = cards.load(root), glossary.load(root)
    except ContentError as caught:
        findings.append(refused(caught))
    _settings(read.course.state, findings)
    return read, findings


def _settings(state: Path, findings: list[Finding]) -> None:
    """Check what the hospital has set for itself, which no author writes."""
    for reader in (read_local, read_settings):
        try:
            reader(state)
        except ContentError as caught:
            findings.append(refused(caught))


def _banks(root: Path, read: Content, findings: list[Finding]) -> None:
    written: list[tuple[Path, Callable[[Path], bank.Bank | Case]]] = [
        (path, bank.load) for path in sorted((root / "assessments" / "bank").glob("*.yaml"))
    ]
    written += [(path, cases.load) for path in sorted(cases.folder(root).glob("*.yaml"))]
    for path, load_one in written:
        file = shown(path, root)
        try:
            loaded = load_one(path)
        except ContentError as caught:
            findings.append(refused(caught))
            continue
        for id in loaded.items.keys() & read.items.keys():
            findings.append(error(file, id, "this id stands in another bank too", "choose another id"))
        findings += unfit(file, loaded.items)
        read.banks[file] = loaded.items
        if isinstance(loaded, Case):
            read.cases[file] = loaded


def unfit(file: str, items: dict[str, Item]) -> list[Finding]:
    """Find items without the fields that every rule needs; scoring does not need them."""
    return [
        error(file, id, *bank.missing(name)) for id, item in items.items() for name in _LEANED_ON if name not in item
    ]


def _lessons(root: Path, read: Content, findings: list[Finding]) -> None:
    for module in read.course.lessons:
        path = read.course.lesson_path(module.slug)
        file = shown(path, read.course.root)
        if path.is_file():
            read.lessons[file] = path.read_text(encoding="utf-8")
        else:
            findings.append(
                error(
                    file, "", "the lesson of this module is missing", "write it, or take the module out of course.yaml"
                )
            )
