"""Advice on words: "child" for the child, the person before the disease, no unexplained capitals."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import PurePosixPath

from nbcare.authoring.check import strings
from nbcare.authoring.check.advice import phrases
from nbcare.authoring.check.advice.choice_sets import lists
from nbcare.authoring.check.content import Content
from nbcare.authoring.check.finding import Finding, warning
from nbcare.questions.item import Item

_CAPITALS = re.compile(r"(?<![\w{.:-])[A-Za-z]*[A-Z]{2,}[A-Za-z]*\d*(?![\w}-])")
_PLACEHOLDER = re.compile(r"\{\{.*?\}\}")


def a_child_is_called_a_child(content: Content) -> Iterator[Finding]:
    """Find "patient" where the child is meant."""
    for file, place, text in _read_by_learners(content):
        if phrase := phrases.found("patient", phrases.pattern("other_patients").sub("", text)):
            yield warning(file, place, f"'{phrase}' for a child of this course", "write 'child', or the child's name")


def the_child_comes_before_the_disease(content: Content) -> Iterator[Finding]:
    """Find "the cancer child" and "suffers from"."""
    for file, place, text in _read_by_learners(content):
        if phrase := phrases.found("disease_before_child", text):
            yield warning(file, place, f"'{phrase}' names the disease before the child", "write 'a child with …'")
        if phrase := phrases.found("unkind", text):
            yield warning(file, place, f"'{phrase}' is not how we speak of a child", "write 'has' or 'lives with'")


def every_abbreviation_is_explained(content: Content) -> Iterator[Finding]:
    """Find capitals in stems and options that neither the item, a lesson nor the list explains."""
    known = {
        *phrases.data()["abbreviations"],
        *phrases.data()["emphasis"],
        *(form for term in content.terms for form in term.forms),
    }
    for file, items in content.banks.items():
        lessons = _lessons_so_far(content, file)
        for item in items.values():
            own = " ".join(text for _, text in _asked(item))
            for place, text in _asked(item):
                for short in dict.fromkeys(_CAPITALS.findall(_PLACEHOLDER.sub(" ", text))):
                    if short not in known and not _explains(own, short) and not _explains(lessons, short):
                        yield warning(
                            file,
                            f"{item['id']} {place}",
                            f"the abbreviation {short} is explained nowhere before",
                            "write it out, or explain it in the module's lesson",
                        )


def _explains(text: str, short: str) -> bool:
    """Return whether a text defines an abbreviation: in brackets, after "is" or "stands for", or in a row of a table."""
    one = re.escape(short)
    return bool(
        re.search(
            rf"\({one}[),;]|\b{one}\*{{0,2}},? (?:\(|is\b|are\b|means\b|stands for\b|short for\b)|\b{one}\*{{0,2}} ?[:=]|^\| ?[^|\n]*\b{one}\b[^|\n]*\| ?[a-z]",
            text,
            re.MULTILINE,
        )
    )


def _lessons_so_far(content: Content, bank_file: str) -> str:
    """Return the lessons up to the module of a bank: what a learner has read when it asks."""
    bank, read = PurePosixPath(bank_file).stem, []
    for module in content.course.modules:
        read.append(content.lessons.get(f"lessons/{module.slug}.md", ""))
        if module.bank == bank:
            break
    return "\n".join(read)


def _asked(item: Item) -> Iterator[tuple[str, str]]:
    """Yield the stem, the text or table, and the options of an item."""
    yield "stem", item["stem"]
    for name in ("text", "table"):
        for place, text in strings.walk({name: item.get(name, "")}):
            yield place, re.sub(r"\[\[\w+:?|\]\]", " ", text)
    for place, options in lists(item):
        yield from ((f"{place} {id}".strip(), text) for id, text in options.items())


def _read_by_learners(content: Content) -> Iterator[tuple[str, str, str]]:
    """Yield file, place and text of all that a learner reads of an item."""
    for file, item in content.each_item():
        texts = [*_asked(item), ("why", str(item.get("why", "")))]
        texts += [(f"feedback {id}", str(text)) for id, text in (item.get("feedback") or {}).items()]
        for place, text in texts:
            yield file, f"{item['id']} {place}", _PLACEHOLDER.sub(" ", text)
