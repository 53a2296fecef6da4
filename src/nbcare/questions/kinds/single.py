"""One option is right: a multiple-choice question."""

from __future__ import annotations

from collections.abc import Iterator

from nbcare.questions import field_problems, options
from nbcare.questions.kind import Kind, Problem
from nbcare.questions.options import SingleItem
from nbcare.questions.reading import mark_set, one_id
from nbcare.questions.rules import zero_one
from nbcare.questions.shapes import CHOICES, ID


def _marks(item: SingleItem, answer: str | None) -> dict[str, str]:
    return mark_set(item["options"], (answer,) if answer else (), (item["key"],))


def _problems(item: SingleItem) -> Iterator[Problem]:
    yield from field_problems.among([item["key"]], "key", item["options"], "options")


KIND: Kind[SingleItem, str | None, str] = Kind(
    read=lambda item, response: one_id(response, item["options"]),
    points=lambda item, answer: zero_one([answer], [item["key"]]),
    maximum=lambda item: 1,
    marks=_marks,
    key=lambda item: item["key"],
    everything=options.ids,
    choices=options.choices,
    lines=options.lines,
    schema={"required": ["options", "key"], "properties": {"options": CHOICES, "key": ID}},
    seen=("options",),
    printed=options.printed,
    problems=_problems,
    claims=options.claims,
    choice_sets=options.choice_sets,
    place=1,
)
