"""Any number of options is right, and a wrong one costs: select all that apply."""

from __future__ import annotations

from nbcare.questions import options
from nbcare.questions.kind import Kind
from nbcare.questions.options import KeysItem
from nbcare.questions.rules import plus_minus
from nbcare.questions.shapes import CHOICES, IDS

KIND: Kind[KeysItem, tuple[str, ...], list[str]] = Kind(
    read=options.read,
    points=lambda item, answer: plus_minus(answer, item["key"]),
    maximum=options.key_count,
    marks=options.marks,
    key=options.key,
    everything=options.ids,
    choices=options.choices,
    lines=options.lines,
    schema={"required": ["options", "key"], "properties": {"options": CHOICES, "key": IDS}},
    seen=("options",),
    printed=options.printed,
    problems=options.key_problems,
    claims=options.claims,
    choice_sets=options.choice_sets,
    points_tell=True,
    any_number=True,
    fewest_keys=2,
    kind_with_number="select_n",
    place=2,
)
