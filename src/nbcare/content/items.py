"""Every item of a course, from its banks and its cases."""

from __future__ import annotations

from pathlib import Path
from typing import cast

from nbcare.content import bank, cases, former_hashes, pictures
from nbcare.content.course_root import shown
from nbcare.questions.item import Item


def all_items(course_root: str | Path) -> dict[str, Item]:
    """Load every bank and case of a course, pictures included; an id may stand in one of them only."""
    items: dict[str, Item] = {}
    sources: list[bank.Bank | cases.Case] = [
        bank.load(path) for path in sorted((Path(course_root) / "assessments" / "bank").glob("*.yaml"))
    ]
    for source in [*sources, *cases.load_all(course_root).values()]:
        for id, item in source.items.items():
            if id in items:
                raise bank.BankError(
                    shown(source.path), id, "id: stands in another bank or case too", "choose another id"
                )
            items[id] = pictures.inlined(item, course_root, shown(source.path))
    for id, hashes in former_hashes.read(course_root).items():
        # The answer to a pre-question is kept under an id of its own, and is of the same question.
        id = id.removesuffix("-before")
        if id in items:
            known = items[id].get("formerly", {})
            items[id] = cast(Item, {**items[id], "formerly": {**known, **hashes}})
    return items
