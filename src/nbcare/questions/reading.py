"""Read the shape of a response, and refuse what is not one; how its answer is marked."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from typing import TypeVar

from nbcare.questions.result import InvalidResponseError

MOST_IDS = 200
"""No item offers this many choices; a longer list is not an answer."""

Part = TypeVar("Part")


def is_empty(value: object) -> bool:
    """Tell whether a value holds no answer at all."""
    return value is None or (isinstance(value, (str, list, dict)) and not value)


def is_blank(answer: object) -> bool:
    """Tell whether an answer, once read, chose nothing anywhere."""
    if isinstance(answer, Mapping):
        return all(is_blank(part) for part in answer.values())
    return answer is None or answer == ()


def shown(value: str) -> str:
    """Shorten learner text for a message."""
    return repr(value[:40])


def one_id(value: object, allowed: Collection[str]) -> str | None:
    """Read one id, or None where nothing was chosen."""
    if value is None:
        return None
    if not isinstance(value, str):
        raise InvalidResponseError("a choice must be an option's id")
    if value not in allowed:
        raise InvalidResponseError(f"there is no option {shown(value)}")
    return value


def id_set(value: object, allowed: Collection[str], most: int | None = None) -> tuple[str, ...]:
    """Read a list of ids, `most` at most; one that stands twice counts once."""
    if value is None:
        return ()
    if not isinstance(value, list):
        raise InvalidResponseError("the answer must be a list of option ids")
    if len(value) > MOST_IDS:
        raise InvalidResponseError(f"the answer lists more than {MOST_IDS} ids")
    ids = tuple(dict.fromkeys(_id_in(each, allowed) for each in value))
    if most is not None and len(ids) > most:
        raise InvalidResponseError(f"choose at most {most}")
    return ids


def _id_in(value: object, allowed: Collection[str]) -> str:
    # In a list, None is no way to leave something open.
    found = one_id("" if value is None else value, allowed)
    assert found is not None
    return found


def parts(value: object, readers: Mapping[str, Callable[[object], Part]]) -> dict[str, Part]:
    """Read a mapping by place, each part with the reader of its place; an empty part is one left open."""
    if value is None:
        return {}
    if not isinstance(value, dict):
        raise InvalidResponseError("the answer must name its places")
    answer = {}
    for name, part in value.items():
        if name not in readers:
            raise InvalidResponseError(f"there is no place {shown(str(name))}")
        answer[name] = readers[name](None if is_empty(part) else part)
    return answer


def one_of(allowed: Collection[str]) -> Callable[[object], str | None]:
    """Make the reader of a place that takes one id."""
    return lambda value: one_id(value, allowed)


def some_of(allowed: Collection[str], most: int | None = None) -> Callable[[object], tuple[str, ...]]:
    """Make the reader of a place that takes a list of ids, `most` at most."""
    return lambda value: id_set(value, allowed, most)


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
