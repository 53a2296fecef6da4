"""Fill in a cause and its one or two effects: an effect pays only together with its cause."""

from __future__ import annotations

from collections.abc import Iterator

from nbcare.questions import blanks, field_problems, one_per_place
from nbcare.questions.blanks import BlanksItem
from nbcare.questions.kind import Kind, Problem
from nbcare.questions.one_per_place import Chosen
from nbcare.questions.result import InvalidResponseError
from nbcare.questions.rules import rationale as pay_pairs
from nbcare.questions.shapes import BLANKS, ID, IDS, KEY_BY_ID, WORDS


class RationaleItem(BlanksItem):
    """A cause and one or two effects: the blanks by name."""

    cause: str
    effects: list[str]


def _shares_effects(item: RationaleItem) -> bool:
    """Tell whether a triad's two effects are chosen from one and the same list."""
    lists = [item["blanks"][effect]["options"] for effect in item["effects"]]
    return len(lists) == 2 and lists[0] == lists[1]


def _read(item: RationaleItem, response: object) -> Chosen:
    answer = blanks.read(item, response)
    effects = [answer.get(effect) for effect in item["effects"]]
    if _shares_effects(item) and effects[0] is not None and effects[0] == effects[1]:
        raise InvalidResponseError("the same effect is chosen twice")
    return answer


def _marks(item: RationaleItem, answer: Chosen) -> dict[str, str]:
    """Mark each blank; a shared pair of effects is right in either order."""
    marks = one_per_place.marks(item, answer)
    if _shares_effects(item):
        right = [item["key"][effect] for effect in item["effects"]]
        for effect in item["effects"]:
            if answer.get(effect) is not None:
                marks[effect] = "right" if answer[effect] in right else "wrong"
    return marks


def _points(item: RationaleItem, answer: Chosen) -> int:
    marks = _marks(item, answer)
    effects_right = sum(marks[effect] == "right" for effect in item["effects"])
    return pay_pairs(marks[item["cause"]] == "right", effects_right)


def _problems(item: RationaleItem) -> Iterator[Problem]:
    yield from blanks.problems(item)
    slots = [item["cause"], *item["effects"]]
    yield from field_problems.among([item["cause"]], "cause", item["blanks"], "blanks")
    yield from field_problems.among(item["effects"], "effects", item["blanks"], "blanks")
    if item["cause"] in item["effects"]:
        yield f"effects: {item['cause']} is the cause as well", "name the other blanks"
    for blank in item["blanks"]:
        if blank not in slots:
            yield (
                f"blanks: {blank} is neither the cause nor an effect",
                "a dyad has one cause and one effect, a triad one cause and two effects",
            )
    known = all(each in item["blanks"] and each in item["key"] for each in item["effects"])
    if known and _shares_effects(item) and len({item["key"][each] for each in item["effects"]}) == 1:
        yield "key: the two effects are the same option", "give each effect its own"


KIND: Kind[RationaleItem, Chosen, Chosen] = Kind(
    read=_read,
    points=_points,
    maximum=lambda item: len(item["effects"]),
    marks=_marks,
    key=one_per_place.key,
    everything=blanks.everything,
    choices=blanks.choices,
    lines=blanks.lines,
    schema={
        "required": ["text", "blanks", "cause", "effects", "key"],
        "properties": {
            "text": WORDS,
            "blanks": BLANKS,
            "cause": ID,
            "effects": IDS | {"maxItems": 2},
            "key": KEY_BY_ID,
        },
    },
    seen=("text", "blanks", "cause", "effects"),
    printed=blanks.printed,
    problems=_problems,
    passage=blanks.passage,
    claims=blanks.text_claims,
    choice_sets=blanks.choice_sets,
    place=10,
)
