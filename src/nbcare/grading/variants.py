"""Find which variant of a question a learner answered, and whether it is the one the learner was given."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeVar

from nbcare.questions.item import Item, Question
from nbcare.questions.variants import dealing

Worded = TypeVar("Worded", bound=Question)
"""An item, or a learner's view of it, whose texts print the numbers of a variant."""


@dataclass(frozen=True)
class AnsweredVariant:
    """The variant to show and to score by; surprising when the learner's own seed gives another."""

    id: str = ""
    surprising: bool = False


def which(item: Item, response: object, seed: object) -> AnsweredVariant:
    """Return the variant that a response names, or else the one that the seed gives."""
    if "variants" not in item:
        return AnsweredVariant()
    ids = [each["id"] for each in dealing.variants_of(item)]
    # Without a seed nobody can tell which numbers were shown: worth a look, never a lost point.
    given = "" if "key" in item or not isinstance(seed, str) or not seed else dealing.chosen(seed, item["id"], ids)
    named = response.get("variant") if isinstance(response, dict) else None
    if not isinstance(named, str) or named not in ids:
        return AnsweredVariant(given)
    return AnsweredVariant(named, named != given)


def in_variant(item: Worded, variant: str) -> Worded:
    """Return an item with the numbers of one variant in its words."""
    return dealing.spoken(item, variant) if dealing.asks_by_variant(item) else item
