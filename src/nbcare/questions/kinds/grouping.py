"""Choose in each group what belongs there; a wrong choice costs within its group."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TypedDict

from nbcare.questions import field_problems, text_lines
from nbcare.questions.item import Item, Words
from nbcare.questions.kind import Choice, ChoiceSet, Kind, Line, Problem
from nbcare.questions.reading import mark_set, parts, some_of
from nbcare.questions.rules import plus_minus
from nbcare.questions.shapes import CHOICES, ID, KEYS_BY_ID, WORDS

Sets = Mapping[str, tuple[str, ...]]
Lists = Mapping[str, list[str]]


class Group(TypedDict):
    """One group: its name, and what may belong to it."""

    label: str
    options: Words


class GroupingItem(Item):
    """Groups, and the key of each."""

    groups: dict[str, Group]
    key: dict[str, list[str]]


def _read(item: GroupingItem, response: object) -> Sets:
    return parts(response, {group: some_of(body["options"]) for group, body in item["groups"].items()})


def _points(item: GroupingItem, answer: Sets) -> int:
    """Floor each group on its own, then add."""
    return sum(plus_minus(answer.get(group, ()), item["key"].get(group, ())) for group in item["groups"])


def _marks(item: GroupingItem, answer: Sets) -> dict[str, str]:
    marks: dict[str, str] = {}
    for group, body in item["groups"].items():
        marks |= mark_set(body["options"], answer.get(group, ()), item["key"].get(group, ()), f"{group}.")
    return marks


def _choices(item: GroupingItem) -> dict[str, Choice]:
    return {
        f"{group}.{id}": Choice(text, f"{body['label']}: {text}")
        for group, body in item["groups"].items()
        for id, text in body["options"].items()
    }


def _lines(item: GroupingItem, response: Lists) -> list[Line]:
    return [
        Line(body["label"], text, f"{group}.{id}", f"{group}.{id}")
        for group, body in item["groups"].items()
        for id, text in body["options"].items()
        if id in (response.get(group) or ())
    ]


def _problems(item: GroupingItem) -> Iterator[Problem]:
    yield from field_problems.among(item["key"], "key", item["groups"], "groups")
    for group, ids in item["key"].items():
        if group in item["groups"]:
            yield from field_problems.among(ids, f"key.{group}", item["groups"][group]["options"], "options")
    yield from field_problems.some_key(item["key"])


def _printed(item: GroupingItem) -> Iterator[str]:
    for group, body in item["groups"].items():
        yield f"{group}: {text_lines.plain(body['label'])}"
        yield from text_lines.named(f"{group} ", body["options"])


def _claims(item: GroupingItem) -> Iterator[tuple[str, str]]:
    right = sorted(f"{group}.{id}" for group, ids in item["key"].items() for id in ids)
    yield from ((f"option {id}", _choices(item)[id].written) for id in right)


def _choice_sets(item: GroupingItem) -> Iterator[ChoiceSet]:
    for group, body in item["groups"].items():
        yield ChoiceSet(group, body["options"], frozenset(item["key"].get(group, [])), item.get("shuffle", True))


_GROUPS = {
    "type": "object",
    "minProperties": 1,
    "propertyNames": ID,
    "additionalProperties": {
        "type": "object",
        "required": ["label", "options"],
        "additionalProperties": False,
        "properties": {"label": WORDS, "options": CHOICES},
    },
}

KIND: Kind[GroupingItem, Sets, Lists] = Kind(
    read=_read,
    points=_points,
    maximum=lambda item: sum(len(ids) for ids in item["key"].values()),
    marks=_marks,
    key=lambda item: {group: list(ids) for group, ids in item["key"].items()},
    everything=lambda item: {group: list(body["options"]) for group, body in item["groups"].items()},
    choices=_choices,
    lines=_lines,
    schema={"required": ["groups", "key"], "properties": {"groups": _GROUPS, "key": KEYS_BY_ID}},
    seen=("groups",),
    printed=_printed,
    problems=_problems,
    claims=_claims,
    choice_sets=_choice_sets,
    points_tell=True,
    place=4,
)
