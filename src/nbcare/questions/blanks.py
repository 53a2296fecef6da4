"""What the kinds with blanks share: cloze, table_cloze, rationale, and in part drag_cloze."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TypedDict

from nbcare.questions import field_problems, markers, text_lines
from nbcare.questions.item import Words
from nbcare.questions.kind import Choice, ChoiceSet, Line, Problem
from nbcare.questions.markers import MarkedItem
from nbcare.questions.one_per_place import Chosen
from nbcare.questions.reading import one_of, parts


class Blank(TypedDict):
    """One blank: what may be put into it."""

    options: Words


class KeyedBlanksItem(MarkedItem):
    """An item whose key names one option for each blank of its text or table."""

    key: dict[str, str]


class BlanksItem(KeyedBlanksItem):
    """An item in which each blank has a list of its own."""

    blanks: dict[str, Blank]


def read(item: BlanksItem, response: object) -> dict[str, str | None]:
    """Read the option of each blank."""
    return parts(response, {blank: one_of(body["options"]) for blank, body in item["blanks"].items()})


def everything(item: BlanksItem) -> dict[str, list[str]]:
    """Give all options of each blank."""
    return {blank: list(body["options"]) for blank, body in item["blanks"].items()}


def gap(item: MarkedItem, blank: str) -> str:
    """Name a blank as a reader of the review finds it in the text: by its number."""
    gaps = list(dict.fromkeys(markers.blanks(item)))
    return f"Gap {gaps.index(blank) + 1}" if blank in gaps else f"Gap {blank}"


def choices(item: BlanksItem) -> dict[str, Choice]:
    """List the options of each blank, under the blank."""
    return {
        f"{blank}.{id}": Choice(text, f"{gap(item, blank)}: {text}")
        for blank, body in item["blanks"].items()
        for id, text in body["options"].items()
    }


def lines(item: BlanksItem, response: Chosen) -> list[Line]:
    """Say what each blank was filled with."""
    filled = [(blank, id) for blank in item["blanks"] if (id := response.get(blank))]
    return [
        Line(gap(item, blank), item["blanks"][blank]["options"][id], f"{blank}.{id}", blank) for blank, id in filled
    ]


def passage(item: MarkedItem) -> list[str]:
    """Give the text or the table's rows, the blanks numbered as in the answers."""
    return [
        markers.BLANK.sub(lambda found: f"[{gap(item, found[1])}]", markers.SPAN.sub(lambda found: found[2], text))
        for text in markers.paragraphs(item)
    ]


def filled(text: str, texts: Mapping[str, str]) -> str:
    """Put the right choice, by blank, into each blank of a text."""
    return markers.BLANK.sub(lambda match: texts.get(match[1], "…"), text)


def right_texts(item: BlanksItem) -> dict[str, str]:
    """Give the text of the right option of each blank."""
    return {blank: item["blanks"][blank]["options"][id] for blank, id in item["key"].items()}


def text_claims(item: BlanksItem) -> Iterator[tuple[str, str]]:
    """Give the text with its key filled in."""
    yield "text", filled(item["text"], right_texts(item))


def choice_sets(item: BlanksItem) -> Iterator[ChoiceSet]:
    """Give the list of each blank."""
    for blank, body in item["blanks"].items():
        yield ChoiceSet(blank, body["options"], frozenset([item["key"][blank]]), item.get("shuffle", True))


def printed_options(item: BlanksItem) -> Iterator[str]:
    """Print the options of each blank."""
    for blank, body in item["blanks"].items():
        yield from text_lines.named(f"{blank} ", body["options"])


def printed(item: BlanksItem) -> Iterator[str]:
    """Print the text with its blanks, and their options."""
    yield text_lines.marked(item["text"])
    yield from printed_options(item)


def mark_problems(item: MarkedItem) -> Iterator[Problem]:
    """Find markers of blanks that are not well formed."""
    yield from field_problems.marks(item, markers.BLANK, "[[b1]], with the id of one blank")


def problems(item: BlanksItem) -> Iterator[Problem]:
    """Find blanks, markers and keys that do not name each other."""
    yield from field_problems.table(item)
    yield from mark_problems(item)
    marked = markers.blanks(item)
    yield from field_problems.among(marked, "text", item["blanks"], "blanks")
    yield from field_problems.every(item["blanks"], "text", marked, "blank")
    yield from field_problems.among(item["key"], "key", item["blanks"], "blanks")
    yield from field_problems.every(item["blanks"], "key", item["key"], "blank")
    for blank, option in item["key"].items():
        if blank in item["blanks"]:
            yield from field_problems.among([option], f"key.{blank}", item["blanks"][blank]["options"], "options")
