"""Advice on options: alike in length and form, each of them a choice of its own."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import cast

from nbcare.authoring.check.advice import phrases
from nbcare.authoring.check.advice.choice_sets import choice_sets, lists, named
from nbcare.authoring.check.content import Content
from nbcare.authoring.check.finding import Finding, warning
from nbcare.questions.options import KeysItem
from nbcare.questions.scoring import kind_of

_NUMBER = re.compile(r"\s*(?:about )?(-?\d+(?:[.,]\d+)?)\s*(.*)", re.IGNORECASE | re.DOTALL)


def no_option_points_at_the_others(content: Content) -> Iterator[Finding]:
    """Find "all of the above", "none of the above" and "both a and b"."""
    for file, item in content.each_item():
        for place, options in lists(item):
            for id, text in options.items():
                if phrase := phrases.found("above", text):
                    yield warning(
                        file,
                        named(item, place),
                        f"option {id} says '{phrase}'",
                        "write a choice of its own, or make the item a select-all",
                    )


def options_are_of_like_length(content: Content) -> Iterator[Finding]:
    """Find lists in which one option is many times longer than another."""
    for file, item in content.each_item():
        for one in choice_sets(item):
            lengths = {id: len(text) for id, text in one.options.items()}
            short, long = min(lengths, key=lengths.__getitem__), max(lengths, key=lengths.__getitem__)
            if lengths[long] > phrases.limit("length_ratio") * lengths[short] and lengths[long] - lengths[
                short
            ] > phrases.limit("length_difference"):
                yield warning(
                    file,
                    named(item, one.place),
                    f"option {long} has {lengths[long]} characters and option {short} only {lengths[short]}",
                    "make the options of like length",
                )


def no_option_stands_twice(content: Content) -> Iterator[Finding]:
    """Find options with the same words in one list."""
    for file, item in content.each_item():
        for place, options in lists(item):
            first: dict[str, str] = {}
            for id, text in options.items():
                same = re.sub(r"[\W_]+", " ", text).lower().strip() or text
                if same in first:
                    yield warning(
                        file,
                        named(item, place),
                        f"options {first[same]} and {id} have the same words",
                        "write another choice, or take one out",
                    )
                first.setdefault(same, id)


def absolutes_are_not_only_wrong(content: Content) -> Iterator[Finding]:
    """Find "always" and "never" that stand in wrong options only."""
    for file, item in content.each_item():
        for one in choice_sets(item):
            absolutes = {id: phrases.found("absolute", text) for id, text in one.options.items()}
            if any(absolutes[id] for id in one.right):
                continue
            for id in one.wrong:
                if absolutes[id]:
                    yield warning(
                        file,
                        named(item, one.place),
                        f"'{absolutes[id]}' stands in the wrong option {id} and in no right one",
                        "soften it: readers learn that such a choice is wrong",
                    )


def numbers_stand_in_their_order(content: Content) -> Iterator[Finding]:
    """Find lists of numbers that are mixed up, by the author or by the shuffle."""
    for file, item in content.each_item():
        for one in choice_sets(item):
            read = [match for text in one.options.values() if (match := _NUMBER.fullmatch(text))]
            if len(read) < 3 or len(read) < len(one.options) or len({match[2] for match in read}) > 1:
                continue
            numbers = [float(match[1].replace(",", ".")) for match in read]
            if numbers not in (sorted(numbers), sorted(numbers, reverse=True)):
                yield warning(
                    file,
                    named(item, one.place),
                    "its numbers are not in their order",
                    "write them from small to large, with 'shuffle: false'",
                )
            elif one.shuffled:
                yield warning(
                    file, named(item, one.place), "its numbers are shown in a mixed order", "write 'shuffle: false'"
                )


def an_order_is_not_written_in_order(content: Content) -> Iterator[Finding]:
    """Find items whose options are written in the order that is right."""
    for file, item in content.each_item():
        if kind_of(item).key_is_sequence and _stands_in_order(cast(KeysItem, item)):
            yield warning(
                file,
                item["id"],
                "its options are written in the right order",
                "write them in another order; the key says which is right",
            )


def _stands_in_order(item: KeysItem) -> bool:
    return list(item["options"]) == item["key"]
