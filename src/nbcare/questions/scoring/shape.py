"""Read the shape of a response, and refuse what is not one."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any

from nbcare.questions.scoring.result import InvalidResponseError

MOST_IDS = 200
"""No item offers this many choices; a longer list is not an answer."""


def is_empty(value: Any) -> bool:
    """Tell whether a value holds no answer at all."""
    return value is None or (isinstance(value, (str, list, dict)) and not value)


def is_blank(answer: Any) -> bool:
    """Tell whether an answer, once read, chose nothing anywhere."""
    if isinstance(answer, Mapping):
        return all(is_blank(part) for part in answer.values())
    return answer is None or answer == ()


def shown(value: str) -> str:
    """Shorten learner text for a message."""
    return repr(value if len(value) <= 40 else value[:40] + "…")


def one_id(value: Any, allowed: Collection[str], what: str = "option") -> str | None:
    """Read one id, or None where nothing was chosen."""
    if is_empty(value):
        return None
    if not isinstance(value, str):
        raise InvalidResponseError(f"the response must name one {what}")
    if value not in allowed:
        raise InvalidResponseError(f"unknown {what} {shown(value)}")
    return value


def id_set(value: Any, allowed: Collection[str], what: str = "option") -> tuple[str, ...]:
    """Read a list of ids; one that stands twice counts once."""
    if is_empty(value):
        return ()
    if not isinstance(value, list):
        raise InvalidResponseError(f"the response must be a list with the ids of each {what}")
    if len(value) > MOST_IDS:
        raise InvalidResponseError(f"the response lists more than {MOST_IDS} ids")
    for each in value:
        if not isinstance(each, str):
            raise InvalidResponseError(f"each {what} must be named by its id")
        if each not in allowed:
            raise InvalidResponseError(f"unknown {what} {shown(each)}")
    return tuple(dict.fromkeys(value))


def parts(value: Any, allowed: Collection[str], what: str) -> dict[str, Any]:
    """Read a mapping whose every id is a known part of the item."""
    if is_empty(value):
        return {}
    if not isinstance(value, dict):
        raise InvalidResponseError(f"the response must be a mapping by {what}")
    for each in value:
        if not isinstance(each, str) or each not in allowed:
            raise InvalidResponseError(f"unknown {what} {shown(str(each))}")
    return value


def at_most(ids: tuple[str, ...], most: int, what: str = "options") -> tuple[str, ...]:
    """Refuse more choices than the item tells the learner to make."""
    if len(ids) > most:
        raise InvalidResponseError(f"{len(ids)} {what} chosen, at most {most} allowed")
    return ids


def mark_set(ids: Collection[str], chosen: Collection[str], key: Collection[str], prefix: str = "") -> dict[str, str]:
    """Mark each id right, wrong, missed, or nothing."""
    words = {(True, True): "right", (True, False): "wrong", (False, True): "missed"}
    return {prefix + each: words.get((each in chosen, each in key), "") for each in ids}


def mark_each(given: Mapping[str, str | None], key: Mapping[str, str]) -> dict[str, str]:
    """Mark each slot right or wrong, or missed when it was left open."""
    return {
        slot: "missed" if given.get(slot) is None else "right" if given[slot] == right else "wrong"
        for slot, right in key.items()
    }
