"""Rules: a select-all is a real choice, and the stem says how many to choose."""

from __future__ import annotations

import re
from collections.abc import Iterator

from nbcare.authoring.check.content import Content
from nbcare.authoring.check.finding import Finding, error
from nbcare.questions.scoring import kind_of

_WORDS = "zero one two three four five six seven eight nine ten".split()


def a_multiple_has_several_keys(content: Content) -> Iterator[Finding]:
    """Find select-alls with fewer right options than their kind needs."""
    for file, item in content.each_item():
        kind = kind_of(item)
        fewest = kind.fewest_keys
        # An item of a kind that can do with one key need not have a list of keys at all.
        if fewest > 1 and len(kind.keyed(item)) < fewest:
            yield error(
                file,
                item["id"],
                f"a select-all with fewer than {_word(fewest)} keys",
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
    """Find items whose kind tells how many to choose, and whose stem does not."""
    for file, item in content.each_item():
        n = kind_of(item).stated_number(item)
        if n and not re.search(rf"(?i)\b(?:{n}|{_word(n)})\b", item["stem"]):
            yield error(file, item["id"], f"the stem does not say to choose {n}", f"write 'Choose the {_word(n)} …'")


def _word(number: int) -> str:
    return _WORDS[number] if number < len(_WORDS) else str(number)
