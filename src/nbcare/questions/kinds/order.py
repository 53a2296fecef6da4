"""Put all lines in order: one point for the whole order."""

from __future__ import annotations

from collections.abc import Iterator

from nbcare.questions import field_problems, options
from nbcare.questions.kind import Kind, Problem
from nbcare.questions.options import KeysItem
from nbcare.questions.shapes import CHOICES, IDS


def _marks(item: KeysItem, answer: tuple[str, ...]) -> dict[str, str]:
    """Mark each line by its place."""
    place = {each: index for index, each in enumerate(answer)}
    right = {each: index for index, each in enumerate(item["key"])}
    return {
        each: "missed" if each not in place else "right" if place[each] == right[each] else "wrong"
        for each in item["options"]
    }


def _lacks(item: KeysItem, response: list[str]) -> str:
    """Ask for the lines that are left out: grading reads a part of an order, and pays nothing for it."""
    return "" if set(response) == set(item["options"]) else "an order names every line once"


def _problems(item: KeysItem) -> Iterator[Problem]:
    yield from options.key_problems(item)
    yield from field_problems.every(item["options"], "key", item["key"], "option")


KIND: Kind[KeysItem, tuple[str, ...], list[str]] = Kind(
    read=options.read,
    points=lambda item, answer: int(list(answer) == list(item["key"])),
    maximum=lambda item: 1,
    marks=_marks,
    key=options.key,
    # An order always uses everything: turned round, it is everything and wrong.
    everything=lambda item: list(reversed(item["key"])),
    choices=options.choices,
    lines=options.lines,
    schema={"required": ["options", "key"], "properties": {"options": CHOICES, "key": IDS}},
    seen=("options",),
    printed=options.printed,
    problems=_problems,
    lacks=_lacks,
    claims=options.claims,
    plain_lists=lambda item: [("", item["options"])],
    feedback_by_choice=False,
    key_is_sequence=True,
    place=13,
)
