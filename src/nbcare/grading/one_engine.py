"""Let nbgrader's steps share one connection to the gradebook for the length of a run.

nbgrader opens the gradebook anew for each step of each submission, seven times a submission, and with each engine all
statements are compiled again.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from nbgrader.api import Gradebook
from nbgrader.converters import autograde
from nbgrader.preprocessors import latesubmissions


class _Kept(Gradebook):
    """A gradebook that stays connected after each step; the step's session ends as always."""

    def close(self) -> None:
        """End the step's session: what was not committed is rolled back, and the next step reads anew."""
        self.db.remove()


@contextmanager
def one_engine() -> Iterator[None]:
    """Open the gradebook once for the steps inside; what other modules open is their own.

    The names are put back at the end, whatever ends the run: formgrader's server goes on after it.
    """
    from nbcare.grading import preprocessors  # which imports the exporter, and that this module

    kept: dict[str, _Kept] = {}
    known: set[tuple[str, str]] = set()

    def gradebook(db_url: str, course_id: str = "default_course", authenticator: Any = None) -> _Kept:
        if db_url not in kept:
            kept[db_url] = _Kept(db_url, course_id, authenticator)
        elif (db_url, course_id) not in known:
            kept[db_url].check_course(course_id)
        known.add((db_url, course_id))
        return kept[db_url]

    # The modules whose steps open the gradebook while submissions are graded.
    users = {module: vars(module)["Gradebook"] for module in (autograde, latesubmissions, preprocessors)}
    try:
        for module in users:
            vars(module)["Gradebook"] = gradebook
        yield
    finally:
        for module, before in users.items():
            vars(module)["Gradebook"] = before
        for each in kept.values():
            each.db.remove()
            each.engine.dispose()
