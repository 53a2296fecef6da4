"""Advice on keys: the form of an item must not give them away."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from nbcare.authoring.check.advice import phrases
from nbcare.authoring.check.advice.choice_sets import ChoiceSet, choice_sets, named
from nbcare.authoring.check.content import Content
from nbcare.authoring.check.finding import Finding, warning
from nbcare.questions.item import Item


def _single_keys(items: dict[str, Item]) -> Iterator[tuple[Item, ChoiceSet]]:
    for item in items.values():
        for one in choice_sets(item):
            if one.only_right in one.options and len(one.options) > 2:
                yield item, one


def no_key_is_much_longer(content: Content) -> Iterator[Finding]:
    """Find keys that are much longer than every other option."""
    for file, items in content.banks.items():
        for item, one in _single_keys(items):
            key, other = len(one.options[one.only_right]), max(len(one.options[id]) for id in one.wrong)
            if key > phrases.limit("key_ratio") * other and key - other > phrases.limit("key_difference"):
                yield warning(
                    file,
                    named(item, one.place),
                    f"the key has {key} characters, the next longest option only {other}",
                    "cut the key, or write the others as fully",
                )


def the_key_is_not_often_the_longest(content: Content) -> Iterator[Finding]:
    """Find banks in which choosing the longest option pays."""
    for file, items in content.banks.items():
        found = list(_single_keys(items))
        long = [item["id"] for item, one in found if _is_longest(one)]
        if len(found) >= phrases.limit("longest_lists") and len(long) > phrases.limit("longest_share") * len(found):
            yield warning(
                file,
                "",
                f"the key is the longest option in {len(long)} of {len(found)} lists ({', '.join(dict.fromkeys(long))})",
                "cut some keys, or write longer wrong choices",
            )


def _is_longest(one: ChoiceSet) -> bool:
    return all(len(one.options[id]) < len(one.options[one.only_right]) for id in one.wrong)


def keys_stand_in_several_slots(content: Content) -> Iterator[Finding]:
    """Find banks whose lists in written order all have the key in the same place."""
    for file, items in content.banks.items():
        fixed = [
            (item["id"], list(one.options).index(one.only_right))
            for item, one in _single_keys(items)
            if not one.shuffled
        ]
        slots = Counter(slot for _, slot in fixed)
        if len(fixed) >= phrases.limit("slot_lists") and len(slots) == 1:
            ids = ", ".join(dict.fromkeys(id for id, _ in fixed))
            yield warning(
                file,
                "",
                f"the key is number {fixed[0][1] + 1} in all {len(fixed)} lists with 'shuffle: false' ({ids})",
                "put some keys elsewhere, or let the options be shuffled",
            )
