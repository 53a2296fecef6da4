"""Rules: a select-all is a real choice, and the stem says how many to choose."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import cast

from nbcare.authoring.check.content import Content
from nbcare.authoring.check.finding import Finding, error
from nbcare.questions.kinds.select_n import SelectNItem
from nbcare.questions.scoring import kind_of

_WORDS = "zero one two three four five six seven eight nine ten".split()


def a_multiple_has_several_keys(content: Content) -> Iterator[Finding]:
    """Find select-alls with fewer than two right options."""
    for file, item in content.each_item():
        if item["kind"] == "multiple" and len(kind_of(item).keyed(item)) < 2:
            yield error(
                file,
                item["id"],
                "a select-all with fewer than two keys",
                "make it 'kind: single', or find a second right option",
            )


def keys_are_at_most_half_of_the_choices(content: Content) -> Iterator[Finding]:
    """Find select-alls in which choosing everything pays."""
    for file, item in content.each_item():
        kind = kind_of(item)
        if not kind.any_number:
            continue
        total, keys = len(kind.choices(item)), len(kind.keyed(item))
        if 2 * keys > total:
            yield error(
                file,
                item["id"],
                f"{keys} of {total} choices are keys, more than half",
                "add wrong choices that a nurse might choose",
            )


def the_stem_says_how_many(content: Content) -> Iterator[Finding]:
    """Find select-n items whose stem does not state n."""
    for file, item in content.each_item():
        if item["kind"] != "select_n":
            continue
        n = cast(SelectNItem, item)["n"]
        word = _WORDS[n] if n < len(_WORDS) else str(n)
        if not re.search(rf"(?i)\b(?:{n}|{word})\b", item["stem"]):
            yield error(file, item["id"], f"the stem does not say to choose {n}", f"write 'Choose the {word} …'")
