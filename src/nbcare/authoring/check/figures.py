"""Rules: the number rule, for lessons, items and explorers."""

from __future__ import annotations

import re
from collections.abc import Iterator

from nbcare.authoring.check import strings
from nbcare.authoring.check.content import Content
from nbcare.authoring.check.finding import Finding, error
from nbcare.authoring.check.numbers import passages, rule
from nbcare.authoring.check.numbers.figure import FigureKey
from nbcare.authoring.check.numbers.figures import figures
from nbcare.authoring.check.numbers.passages import Passage
from nbcare.authoring.check.numbers.rule import Allowed
from nbcare.content.explorers import FIGURE
from nbcare.content.glossary import GLOSSARY
from nbcare.questions.item import Item
from nbcare.questions.scoring import kind_of


def every_figure_of_a_page_is_cited(content: Content) -> Iterator[Finding]:
    """Find clinical figures in lessons and family cards that no fact in their sentence states."""
    for file, text in content.pages.items():
        for passage in passages.of_lesson(text):
            for found in rule.problems(passage, content.evidence):
                yield error(file, f"line {found.line}", found.problem, found.repair)


def every_figure_of_an_item_is_cited(content: Content) -> Iterator[Finding]:
    """Find clinical figures in an item's claims, rationale and feedback that no fact states."""
    for file, item in content.each_item():
        for place, passage, allowed in _passages(item):
            for found in rule.problems(passage, content.evidence, allowed):
                yield error(file, f"{item['id']} {place}", found.problem, found.repair)


def every_figure_of_an_explorer_is_cited(content: Content) -> Iterator[Finding]:
    """Find clinical figures in an explorer's strings that no fact in their sentence states."""
    for file, data in content.explorers.items():
        for place, text in strings.walk(data):
            if place.startswith("data ") and FIGURE.fullmatch(text):
                continue  # a number to compute with; the words that stand around it on the page are texts of their own
            for passage in passages.of_string(text, str(data.get("title", ""))):
                for found in rule.problems(passage, content.evidence):
                    yield error(file, place, found.problem, found.repair)


def no_meaning_of_a_word_holds_a_figure(content: Content) -> Iterator[Finding]:
    """Find figures in the glossary, whose lines are shown where no source can stand beside them."""
    for term in content.terms:
        if figures(term.plain):
            yield error(
                GLOSSARY,
                term.term,
                "its meaning holds a figure",
                "say what the word means; figures belong in lessons, with their source",
            )


def _passages(item: Item) -> Iterator[tuple[str, Passage, Allowed]]:
    """Yield place and passage of an item, and what may support the passage's figures."""
    invented: frozenset[FigureKey] = _figures(_told(item)) if item.get("fictional") else frozenset()
    if not item.get("fictional"):
        for place, text in strings.claims(item):
            for passage in passages.of_string(text, item["stem"]):
                yield place, passage, Allowed(rests_on=tuple(item.get("facts", [])))
    for passage in passages.of_string(str(item.get("why", ""))):
        yield "why", passage, Allowed(quoted=invented, beside_facts=False)
    kind = kind_of(item)
    choices, right = kind.choices(item), kind.keyed(item)
    for key, text in (item.get("feedback") or {}).items():
        # feedback on a wrong choice may repeat the wrong figure that was chosen
        own = _figures([choices[key].written]) if key in choices and key not in right else frozenset()
        for passage in passages.of_string(str(text)):
            yield f"feedback {key}", passage, Allowed(quoted=invented | own)


def _told(item: Item) -> list[str]:
    """Return the texts about an item's invented patient: everything but its choices."""
    parts = {name: part for name in ("stem", "text", "table", "rows", "exhibits") if (part := item.get(name))}
    return [text for _, text in strings.walk(parts)]


def _figures(texts: list[str]) -> frozenset[FigureKey]:
    return frozenset(figure.key for text in texts for figure in figures(re.sub(r"\[\[\w+:?|\]\]", " ", text)))
