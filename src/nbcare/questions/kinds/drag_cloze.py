"""Put tokens into the blanks of a text: one list for all, a point a blank."""

from __future__ import annotations

from collections.abc import Iterator

from nbcare.questions import blanks, field_problems, markers, one_per_place, text_lines
from nbcare.questions.blanks import KeyedBlanksItem
from nbcare.questions.item import Words
from nbcare.questions.kind import Choice, ChoiceSet, Kind, Line, Problem
from nbcare.questions.one_per_place import Chosen
from nbcare.questions.reading import one_of, parts
from nbcare.questions.shapes import CHOICES, KEY_BY_ID, WORDS


class DragClozeItem(KeyedBlanksItem):
    """A text whose blanks all take from one list of tokens."""

    tokens: Words


def _lines(item: DragClozeItem, response: Chosen) -> list[Line]:
    filled = [(blank, id) for blank in dict.fromkeys(markers.blanks(item)) if (id := response.get(blank))]
    return [Line(blanks.gap(item, blank), item["tokens"][id], id, blank) for blank, id in filled]


def _problems(item: DragClozeItem) -> Iterator[Problem]:
    yield from blanks.mark_problems(item)
    marked = markers.blanks(item)
    yield from field_problems.among(item["key"], "key", marked, "blanks of the text")
    yield from field_problems.every(marked, "key", item["key"], "blank")
    for blank, token in item["key"].items():
        yield from field_problems.among([token], f"key.{blank}", item["tokens"], "tokens")


def _printed(item: DragClozeItem) -> Iterator[str]:
    yield text_lines.marked(item["text"])
    yield from text_lines.named("tokens ", item["tokens"])


def _claims(item: DragClozeItem) -> Iterator[tuple[str, str]]:
    yield "text", blanks.filled(item["text"], {blank: item["tokens"][id] for blank, id in item["key"].items()})


def _choice_sets(item: DragClozeItem) -> Iterator[ChoiceSet]:
    yield ChoiceSet("tokens", item["tokens"], frozenset(item["key"].values()), item.get("shuffle", True))


KIND: Kind[DragClozeItem, Chosen, Chosen] = Kind(
    read=lambda item, response: parts(response, {blank: one_of(item["tokens"]) for blank in markers.blanks(item)}),
    points=one_per_place.points,
    maximum=one_per_place.maximum,
    marks=one_per_place.marks,
    key=one_per_place.key,
    everything=lambda item: {blank: list(item["tokens"]) for blank in item["key"]},
    choices=lambda item: {id: Choice(text, text) for id, text in item["tokens"].items()},
    lines=_lines,
    schema={
        "required": ["text", "tokens", "key"],
        "properties": {"text": WORDS, "tokens": CHOICES, "key": KEY_BY_ID},
    },
    seen=("text", "tokens"),
    printed=_printed,
    problems=_problems,
    passage=blanks.passage,
    claims=_claims,
    choice_sets=_choice_sets,
    place=9,
)
