"""Rules: ids are plain, and none of them gives the answer away."""

from __future__ import annotations

import re
from collections.abc import Iterator

from nbcare.authoring.check.content import Content
from nbcare.authoring.check.finding import Finding, error
from nbcare.questions.item import Item
from nbcare.questions.scoring import kind_of

_VERDICTS = {
    "correct",
    "incorrect",
    "right",
    "wrong",
    "key",
    "answer",
    "true",
    "false",
    "best",
    "distractor",
    "solution",
}


def _module(content: Content, file: str) -> str:
    return content.cases[file].module if file in content.cases else file.rpartition("/")[2].removesuffix(".yaml")


def _own(content: Content, file: str, id: str) -> str:
    """Return an item's id without the slug of its module."""
    return id.removeprefix(_module(content, file)).strip("-")


def every_id_is_plain(content: Content) -> Iterator[Finding]:
    """Find item ids that are not <module>-q<nn> or <module>-p<nn>."""
    for file, item in content.each_item():
        letter, module = "q" if item["use"] == "graded" else "p", _module(content, file)
        if not re.fullmatch(rf"{re.escape(module)}-[qp]\d\d", item["id"]):
            yield error(
                file,
                item["id"],
                "the id is not the module's slug and a number",
                f"write {module}-{letter}01, with a number that no item has had before",
            )


def no_id_tells_the_answer(content: Content) -> Iterator[Finding]:
    """Find item ids that hold the id or a word of one of their choices."""
    for file, item in content.each_item():
        segments = {s for s in re.split(r"[^a-z]+", _own(content, file, item["id"]).lower()) if len(s) > 2}
        for id, choice in kind_of(item).choices(item).items():
            words = {id.lower(), *re.findall(r"[a-z]{4,}", choice.written.lower())}
            for word in sorted(segments & words):
                yield error(
                    file,
                    item["id"],
                    f"the id holds '{word}', which is in choice {id}",
                    "give the item a number instead",
                )


def no_choice_is_named_for_its_verdict(content: Content) -> Iterator[Finding]:
    """Find choices whose id says that they are right or wrong."""
    for file, item in content.each_item():
        for id in sorted({*kind_of(item).choices(item), *_places(item)}):
            if _VERDICTS & set(re.split(r"[^a-z]+", id.lower())):
                yield error(file, item["id"], f"the id '{id}' tells whether it is right", "name choices a, b, c")


def _places(item: Item) -> Iterator[str]:
    """Yield the ids of columns, groups and blanks, whichever its kind has."""
    for name in ("columns", "groups", "blanks"):
        if isinstance(places := item.get(name), dict):
            yield from places
