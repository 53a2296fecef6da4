"""Mark the words of a text or table that matter; a wrong mark costs."""

from __future__ import annotations

from collections.abc import Iterator

from nbcare.questions import blanks, field_problems, markers, text_lines
from nbcare.questions.kind import Choice, Kind, Line, Problem
from nbcare.questions.markers import MarkedItem
from nbcare.questions.reading import id_set, mark_set
from nbcare.questions.rules import plus_minus
from nbcare.questions.shapes import IDS, TABLE, WORDS


class HighlightItem(MarkedItem):
    """A text or table with spans, of which the key names the right ones."""

    key: list[str]


def _lines(item: HighlightItem, response: list[str]) -> list[Line]:
    words = markers.span_words(item)
    return [Line("", words[id], id, id) for id in dict.fromkeys(response)]


def _problems(item: HighlightItem) -> Iterator[Problem]:
    if ("text" in item) == ("table" in item):
        yield "needs either text or table", "keep one of the two, with [[s1: words]] spans"
        return
    yield from field_problems.table(item)
    yield from field_problems.marks(item, markers.SPAN, "[[s1: words]], with the span's own id")
    yield from field_problems.among(item["key"], "key", markers.spans(item), "spans")


def _printed(item: HighlightItem) -> Iterator[str]:
    if "text" in item:
        yield text_lines.marked(item["text"])
    if "table" in item:
        yield from text_lines.table(item["table"])


def _claims(item: HighlightItem) -> Iterator[tuple[str, str]]:
    """Give the text without its spans, which may be wrong on purpose."""
    if "text" in item:
        yield "text", markers.SPAN.sub("…", item["text"])


KIND: Kind[HighlightItem, tuple[str, ...], list[str]] = Kind(
    read=lambda item, response: id_set(response, markers.spans(item)),
    points=lambda item, answer: plus_minus(answer, item["key"]),
    maximum=lambda item: len(item["key"]),
    marks=lambda item, answer: mark_set(markers.spans(item), answer, item["key"]),
    key=lambda item: list(item["key"]),
    everything=markers.spans,
    choices=lambda item: {id: Choice(words, words) for id, words in markers.span_words(item).items()},
    lines=_lines,
    schema={"required": ["key"], "properties": {"text": WORDS, "table": TABLE, "key": IDS}},
    seen=("text", "table"),
    printed=_printed,
    problems=_problems,
    passage=blanks.passage,
    claims=_claims,
    points_tell=True,
    any_number=True,
    place=11,
)
