"""Let nbgrader's steps share one connection to the gradebook for the length of a run.

nbgrader opens the gradebook anew for each step of each submission, seven times a submission, and with each engine all
statements are compiled again.
"""

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from typing import Any
from unittest.mock import patch

from nbgrader.api import Gradebook

_USERS = ("nbgrader.converters.autograde", "nbgrader.preprocessors.latesubmissions", "nbcare.grading.preprocessors")
"""The modules whose steps open the gradebook while submissions are graded."""


class _Kept(Gradebook):
    """A gradebook that stays connected after each step; the step's session ends as always."""

    def close(self) -> None:
        """End the step's session: what was not committed is rolled back, and the next step reads anew."""
        self.db.remove()


@contextmanager
def one_engine() -> Iterator[None]:
    """Open the gradebook once an address for the steps inside; what other modules open is their own.

    The names are put back at the end, whatever ends the run: formgrader's server goes on after it.
    """
    kept: dict[str, _Kept] = {}
    known: set[tuple[str, str]] = set()

    def gradebook(db_url: str, course_id: str = "default_course", authenticator: Any = None) -> _Kept:
        if db_url not in kept:
            kept[db_url] = _Kept(db_url, course_id, authenticator)
        elif (db_url, course_id) not in known:
            kept[db_url].check_course(course_id)
        known.add((db_url, course_id))
        return kept[db_url]

    with ExitStack() as stack:
        for module in _USERS:
            stack.enter_context(patch(f"{module}.Gradebook", gradebook))
        try:
            yield
        finally:
            for each in kept.values():
                each.db.remove()
                each.engine.dispose()
