"""Remember what a response came to: in a class many give the same one, and equal marks are one object in memory."""

import json
from collections import OrderedDict

from nbcare.grading.marking import Mark, mark_item
from nbcare.grading.variants import AnsweredVariant
from nbcare.questions.item import Item

KEPT = 8192


class KnownMarks:
    """Mark items as mark_item does, each different response once."""

    def __init__(self) -> None:
        self._known: OrderedDict[str, Mark] = OrderedDict()

    def __call__(self, item: Item, response: object, form: str, variant: AnsweredVariant) -> Mark:
        """Return the mark of a response; raise what marking it raises."""
        # As JSON and in its own order: true is not 1, and a review shows parts in the order in which they were saved.
        key = json.dumps([item["id"], response, form, variant.id, variant.surprising])
        mark = self._known.get(key)
        if mark is None:
            mark = self._known[key] = mark_item(item, response, form, variant)
            if len(self._known) > KEPT:
                self._known.popitem(last=False)
        return mark
