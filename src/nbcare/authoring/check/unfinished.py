"""Rule: an item that `nbcare new question` began is finished."""

from __future__ import annotations

from collections.abc import Iterator

from nbcare.authoring import skeletons
from nbcare.authoring.check import strings
from nbcare.authoring.check.content import Content
from nbcare.authoring.check.finding import Finding, error
from nbcare.questions.markers import BLANK

_NAMED = 3
"""Places named in one sentence; more would bury the others."""


def no_item_has_the_words_of_its_skeleton(content: Content) -> Iterator[Finding]:
    """Find items in which texts of the skeleton still stand."""
    for file, item in content.each_item():
        words = skeletons.words(item["kind"])
        written = [*strings.walk(item), *((name, item.get(name)) for name in ("objective", "unit"))]
        left = [place for place, text in written if text in words and not BLANK.fullmatch(text)]
        if left:
            more = f" and {len(left) - _NAMED} more" if len(left) > _NAMED else ""
            yield error(
                file,
                item["id"],
                f"it still has the words of the skeleton in {', '.join(left[:_NAMED])}{more}",
                "write them, or take the item out of the bank",
            )
