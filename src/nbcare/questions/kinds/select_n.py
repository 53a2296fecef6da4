"""The stem says how many options to choose: a point for each right one, no penalty."""

from __future__ import annotations

from collections.abc import Iterator

from nbcare.questions import options
from nbcare.questions.kind import Kind, Problem
from nbcare.questions.options import KeysItem
from nbcare.questions.reading import id_set
from nbcare.questions.rules import zero_one
from nbcare.questions.shapes import CHOICES, IDS


class SelectNItem(KeysItem):
    """A list of options of which `n` are right."""

    n: int


def _problems(item: SelectNItem) -> Iterator[Problem]:
    yield from options.key_problems(item)
    if len(item["key"]) != item["n"]:
        yield f"n: is {item['n']}, but the key has {len(item['key'])}", "make n the length of key"


def _printed(item: SelectNItem) -> Iterator[str]:
    yield f"choose {item['n']}"
    yield from options.printed(item)


KIND: Kind[SelectNItem, tuple[str, ...], list[str]] = Kind(
    read=lambda item, response: id_set(response, item["options"], most=item["n"]),
    points=lambda item, answer: zero_one(answer, item["key"]),
    maximum=options.key_count,
    marks=options.marks,
    key=options.key,
    everything=options.ids,
    choices=options.choices,
    lines=options.lines,
    schema={
        "required": ["options", "n", "key"],
        "properties": {"options": CHOICES, "n": {"type": "integer", "minimum": 1}, "key": IDS},
    },
    seen=("options", "n"),
    printed=_printed,
    problems=_problems,
    claims=options.claims,
    choice_sets=options.choice_sets,
    stated_number=lambda item: item["n"],
    place=3,
)
