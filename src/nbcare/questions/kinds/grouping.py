"""Choose in each group what belongs there; a wrong choice costs within its group."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TypedDict

from nbcare.questions import field_problems, some_per_place, text_lines
from nbcare.questions.item import Words
from nbcare.questions.kind import Choice, ChoiceSet, Kind, Line, Problem
from nbcare.questions.reading import parts, some_of
from nbcare.questions.shapes import CHOICES, ID, KEYS_BY_ID, WORDS
from nbcare.questions.some_per_place import Chosen, Given, SomePerPlaceItem


class Group(TypedDict):
    """One group: its name, and what may belong to it."""

    label: str
    options: Words


class GroupingItem(SomePerPlaceItem):
    """Groups, and the key of each."""

    groups: dict[str, Group]


def _offered(item: GroupingItem) -> dict[str, list[str]]:
    """List the options of each group."""
    return {group: list(body["options"]) for group, body in item["groups"].items()}


def _read(item: GroupingItem, response: object) -> Chosen:
    return parts(response, {group: some_of(ids) for group, ids in _offered(item).items()})


def _choices(item: GroupingItem) -> dict[str, Choice]:
    return {
        f"{group}.{id}": Choice(text, f"{body['label']}: {text}")
        for group, body in item["groups"].items()
        for id, text in body["options"].items()
    }


def _lines(item: GroupingItem, response: Given) -> list[Line]:
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

KIND: Kind[GroupingItem, Chosen, Given] = Kind(
    read=_read,
    points=lambda item, answer: some_per_place.points(item, answer, item["groups"]),
    maximum=some_per_place.maximum,
    marks=lambda item, answer: some_per_place.marks(item, answer, _offered(item)),
    key=some_per_place.key,
    everything=_offered,
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
