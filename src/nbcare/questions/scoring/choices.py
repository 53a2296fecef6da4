"""Kinds answered by choosing among options: single, multiple, select_n, highlight, order."""

from __future__ import annotations

from typing import Any

from nbcare.questions.scoring import markers
from nbcare.questions.scoring.kind import Item, Kind
from nbcare.questions.scoring.rules import plus_minus, zero_one
from nbcare.questions.scoring.shape import at_most, id_set, mark_set, one_id


def _options(item: Item) -> list[str]:
    return list(item["options"])


def _key(item: Item) -> list[str]:
    return list(item["key"])


def _key_count(item: Item) -> int:
    return len(item["key"])


def _read_set(item: Item, response: Any) -> tuple[str, ...]:
    return id_set(response, item["options"])


def _plus_minus(item: Item, answer: tuple[str, ...]) -> int:
    return plus_minus(answer, item["key"])


def _mark_options(item: Item, answer: tuple[str, ...]) -> dict[str, str]:
    return mark_set(item["options"], answer, item["key"])


def _mark_single(item: Item, answer: str | None) -> dict[str, str]:
    return mark_set(item["options"], (answer,) if answer else (), (item["key"],))


single = Kind(
    read=lambda item, response: one_id(response, item["options"]),
    points=lambda item, answer: zero_one([answer], [item["key"]]),
    maximum=lambda item: 1,
    marks=_mark_single,
    key=lambda item: item["key"],
    everything=_options,
)

multiple = Kind(_read_set, _plus_minus, _key_count, _mark_options, _key, _options)

select_n = Kind(
    read=lambda item, response: at_most(_read_set(item, response), item["n"]),
    points=lambda item, answer: zero_one(answer, item["key"]),
    maximum=_key_count,
    marks=_mark_options,
    key=_key,
    everything=_options,
)

highlight = Kind(
    read=lambda item, response: id_set(response, markers.spans(item), "span"),
    points=_plus_minus,
    maximum=_key_count,
    marks=lambda item, answer: mark_set(markers.spans(item), answer, item["key"]),
    key=_key,
    everything=markers.spans,
)


def _mark_places(item: Item, answer: tuple[str, ...]) -> dict[str, str]:
    place = {each: index for index, each in enumerate(answer)}
    right = {each: index for index, each in enumerate(item["key"])}
    return {
        each: "missed" if each not in place else "right" if place[each] == right[each] else "wrong"
        for each in item["options"]
    }


order = Kind(
    read=_read_set,
    points=lambda item, answer: int(list(answer) == list(item["key"])),
    maximum=lambda item: 1,
    marks=_mark_places,
    key=_key,
    # An order always uses everything: turned round, it is everything and wrong.
    everything=lambda item: list(reversed(item["key"])),
)
