"""Load a bank of items, or name in one line the item that is wrong and its repair."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TypedDict, cast

from nbcare.content import bank_rules, bank_schema, validation, yaml_files
from nbcare.content.course_root import shown
from nbcare.content.yaml_files import Document
from nbcare.errors import ContentError
from nbcare.questions.item import Item
from nbcare.questions.kind import Problem
from nbcare.questions.numeric_item import NumericItem
from nbcare.questions.variants.unsolvable import UnsolvableError


class BankError(ContentError):
    """A mistake in a bank; no part of it is loaded."""


class BankFile(TypedDict):
    """A bank as it is written, once it fits its schema."""

    version: int
    module: str
    items: list[Item]


@dataclass(frozen=True)
class Bank:
    """The items of one module by id, in written order."""

    path: Path
    module: str
    items: dict[str, Item]


def load(path: str | Path) -> Bank:
    """Read, check and return one bank."""
    file = shown(Path(path))
    document = yaml_files.read(Path(path), file, BankError)
    validation.check(document, bank_schema.validator(), file, BankError)
    items: dict[str, Item] = {}
    written: BankFile = document.data
    for number, item in enumerate(written["items"]):
        for problem, repair in [*_doubled(item["id"], items), *bank_rules.findings(item)]:
            raise BankError(file, item["id"], problem, repair, line_of(document, number, problem))
        items[item["id"]] = _with_variants(file, item, document.line(("items", number)))
    return Bank(Path(path), written["module"], items)


def line_of(document: Document, number: int, problem: str) -> int:
    """Return the line that a problem is about: it begins with the field, as in "key.r1: …", or is about the item."""
    field, colon, _ = problem.partition(":")
    names = [int(name) if name.isdecimal() else name for name in field.split(".")] if colon else []
    return document.line(("items", number, *names))


def _doubled(id: str, items: dict[str, Item]) -> list[Problem]:
    if id not in items:
        return []
    return [("id: stands twice in this bank", "give the new item a new id; an id is never used again")]


def _with_variants(file: str, item: Item, line: int) -> Item:
    """Work out the variants of an item with a formula; whoever scores or shows it knows variants only."""
    if "formula" not in item:
        return item
    from nbcare.questions.variants.solving import solved

    numeric = cast(NumericItem, item)
    try:
        with_variants: NumericItem = {**numeric, "variants": solved(numeric)}
    except UnsolvableError as error:
        raise BankError(file, item["id"], error.problem, error.repair, line) from None
    return with_variants


def refuse_without_use(course_root: str | Path, items: dict[str, Item]) -> None:
    """Raise BankError for an item that is neither practice nor graded: it can be scored, but is on no page."""
    for id, item in items.items():
        if "use" not in item:
            paths = sorted((Path(course_root) / "assessments" / "bank").glob("*.yaml"))
            path = next(path for path in paths if id in load(path).items)
            raise BankError(shown(path), id, *missing("use"))


def missing(field: str) -> Problem:
    """Return problem and repair of an item without a field that a course needs, though scoring does not."""
    return f"it has no '{field}'", f"add '{field}:'; docs/bank-format.md says what it is"
