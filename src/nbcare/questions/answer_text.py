"""Say in words what an answer to an item was, and what the right one is: asked of the item's kind."""

from __future__ import annotations

from nbcare.questions.item import Question
from nbcare.questions.kind import Line
from nbcare.questions.scoring import kind_of


def lines(item: Question, response: object) -> list[Line]:
    """Return what a valid response says; nothing chosen gives no line."""
    return [] if response in (None, "", [], {}) else kind_of(item).lines(item, response)


def right(item: Question, response: object = None) -> list[Line]:
    """Return the key in words; a number's key may depend on the variant that was asked."""
    return kind_of(item).right_lines(item, response)


def choices(item: Question) -> dict[str, str]:
    """Return every element that has feedback of its own, in words and in reading order."""
    return {id: choice.words for id, choice in kind_of(item).choices(item).items()}


def passage(item: Question) -> list[str]:
    """Return the text, table or picture in words that an item asks about, its gaps numbered as in the answers."""
    return list(kind_of(item).passage(item))
