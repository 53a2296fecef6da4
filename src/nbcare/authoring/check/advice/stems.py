"""Advice on stems: ask for what is right, once, in few words."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import cast

from nbcare.authoring.check.advice import phrases
from nbcare.authoring.check.advice.choice_sets import choice_sets, lists, named
from nbcare.authoring.check.content import Content
from nbcare.authoring.check.finding import Finding, warning
from nbcare.questions.markers import MarkedItem, passages
from nbcare.questions.scoring import kind_of

_ARTICLE = re.compile(r"\b(an?)[ :…]*$", re.IGNORECASE)
_VOWEL = re.compile(r"[\W_]*[aeiou]", re.IGNORECASE)
_NUMBERS = {"two": 2, "three": 3, "four": 4, "five": 5, "six": 6}


def no_stem_asks_for_the_exception(content: Content) -> Iterator[Finding]:
    """Find stems with EXCEPT, NOT or "least": a hurried reader answers the opposite question."""
    for file, item in content.each_item():
        stem = phrases.pattern("not_an_exception", capitals=True).sub("", item["stem"])
        phrase = phrases.found("exception_in_capitals", stem, capitals=True) or phrases.found("exception", stem)
        if phrase:
            yield warning(
                file,
                item["id"],
                f"the stem asks for the exception ('{phrase}')",
                "ask for what is right, or make a table that says right or wrong for each line",
            )


def no_stem_is_too_long(content: Content) -> Iterator[Finding]:
    """Find stems that a tired nurse has to read twice."""
    most = phrases.limit("stem_words")
    for file, item in content.each_item():
        count = len(item["stem"].split())
        if count > most:
            yield warning(
                file,
                item["id"],
                f"the stem has {count} words, more than {most}",
                "cut what no choice needs, or move results and notes into an exhibit",
            )


def no_stem_gives_the_grammar_away(content: Content) -> Iterator[Finding]:
    """Find stems and blanks after "a" or "an" that only some of the options fit."""
    for file, item in content.each_item():
        for one in choice_sets(item):
            before = item["stem"] if not one.place else _before(cast(MarkedItem, item), one.place)
            article = _ARTICLE.search(" ".join(before.replace("*", "").split()))
            if not article:
                continue
            misfits = [
                id for id, text in one.options.items() if bool(_VOWEL.match(text)) != (article[1].lower() == "an")
            ]
            if misfits and len(misfits) < len(one.options):
                yield warning(
                    file,
                    named(item, one.place),
                    f"the words before the choices end with '{article[1]}', which {', '.join(misfits)} does not fit",
                    "move the article into the choices",
                )


def _before(item: MarkedItem, blank: str) -> str:
    """Return the text that stands before a blank."""
    return next((text.split(f"[[{blank}]]")[0] for text in passages(item) if f"[[{blank}]]" in text), "")


def a_select_all_names_no_number(content: Content) -> Iterator[Finding]:
    """Find select-alls whose stem says how many to choose."""
    for file, item in content.each_item():
        kind = kind_of(item)
        match = phrases.pattern("how_many").search(item["stem"]) if kind.any_number else None
        if not match:
            continue
        number = _NUMBERS.get(match[1].lower()) or int(match[1])
        keys = len(kind.keyed(item))
        if number != keys:
            yield warning(
                file,
                item["id"],
                f"the stem says '{match[0]}', but the key has {keys}",
                "correct the stem or the key",
            )
        elif kind.kind_with_number:
            yield warning(
                file,
                item["id"],
                f"the stem says '{match[0]}', but a select-all does not tell the number",
                f"make it 'kind: {kind.kind_with_number}', or write 'Select all that apply'",
            )


def no_negative_is_doubled(content: Content) -> Iterator[Finding]:
    """Find stems and options with a double negative."""
    for file, item in content.each_item():
        texts = [("stem", item["stem"])]
        texts += [(f"{place} {id}".strip(), text) for place, options in lists(item) for id, text in options.items()]
        for place, text in texts:
            if phrase := phrases.found("double_negative", text):
                yield warning(
                    file, f"{item['id']} {place}", f"'{phrase}' says no twice", "say it without the negatives"
                )
