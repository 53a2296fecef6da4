"""The bow-tie: two actions, one condition, two parameters, a point a slot."""

from __future__ import annotations

from typing import Any

from nbcare.questions.scoring.kind import Item, Kind
from nbcare.questions.scoring.rules import zero_one
from nbcare.questions.scoring.shape import at_most, id_set, mark_set, one_id, parts

PAIRS = ("actions", "parameters")
PAIR_SIZE = 2


def _read(item: Item, response: Any) -> dict[str, Any]:
    given = parts(response, (*PAIRS, "condition"), "part")
    answer: dict[str, Any] = {
        pair: at_most(id_set(given.get(pair), item[pair], "token"), PAIR_SIZE, pair) for pair in PAIRS
    }
    answer["condition"] = one_id(given.get("condition"), item["conditions"], "token")
    return answer


def _points(item: Item, answer: dict[str, Any]) -> int:
    pairs = sum(zero_one(answer[pair], item["key"][pair]) for pair in PAIRS)
    return pairs + zero_one([answer["condition"]], [item["key"]["condition"]])


def _marks(item: Item, answer: dict[str, Any]) -> dict[str, str]:
    key = item["key"]
    condition = (answer["condition"],) if answer["condition"] else ()
    return (
        mark_set(item["actions"], answer["actions"], key["actions"], "actions.")
        | mark_set(item["conditions"], condition, (key["condition"],), "conditions.")
        | mark_set(item["parameters"], answer["parameters"], key["parameters"], "parameters.")
    )


def _key(item: Item) -> dict[str, Any]:
    return {
        "actions": list(item["key"]["actions"]),
        "condition": item["key"]["condition"],
        "parameters": list(item["key"]["parameters"]),
    }


def _everything(item: Item) -> dict[str, Any]:
    return {
        "actions": list(item["actions"]),
        "condition": list(item["conditions"]),
        "parameters": list(item["parameters"]),
    }


bowtie = Kind(
    read=_read,
    points=_points,
    maximum=lambda item: 2 * PAIR_SIZE + 1,
    marks=_marks,
    key=_key,
    everything=_everything,
)
