"""Compare what a learner looked at before handing in with what would be handed in: nothing goes along unseen.

A page sends, with its request to hand in, the revision of each answer that it showed, and of each case how many of its
steps were open. They are compared in the same transaction that hands in.
"""

from collections.abc import Callable, Mapping, Sequence
from typing import Any, TypeAlias

from nbcare.answers.submit import HandInRefusedError
from nbcare.questions import case_steps

MOST = 2_000
"""Ids that a page may name; no quiz has as many."""
_UNREADABLE = "The request does not say which answers were reviewed. Reload the page, then hand in again."

Check: TypeAlias = Callable[[Mapping[str, Any]], None]
"""Gets the entries that would be handed in, by id; raises HandInRefusedError to hand in nothing."""


class ChangedSinceError(HandInRefusedError):
    """Answers are not those that the learner looked at; `now` holds what the page should have named, by id."""

    def __init__(self, now: Mapping[str, int]):
        super().__init__(
            f"Another window or device changed an answer that this page does not show yet: {', '.join(sorted(now))}."
            " Nothing was handed in; look at it first."
        )
        self.now = dict(now)


def unchanged(reviewed: object, counted: Sequence[str], cases: case_steps.Cases) -> Check | None:
    """Return the check that the counted answers are the reviewed ones; None for a page that named none.

    Raise HandInRefusedError for what names no revisions. An id that is not named counts as never answered.
    """
    if reviewed is None:
        return None
    if not isinstance(reviewed, dict) or len(reviewed) > MOST:
        raise HandInRefusedError(_UNREADABLE)
    if not all(type(number) is int and number >= 0 for number in reviewed.values()):
        raise HandInRefusedError(_UNREADABLE)

    def check(entries: Mapping[str, Any]) -> None:
        now = {id: _revision(entries.get(id)) for id in counted}
        opened = {id: case_steps.opened(entries, id, steps) for id, steps in cases.items()}
        differing = {id: number for id, number in now.items() if number != reviewed.get(id, 0)}
        differing |= {id: number for id, number in opened.items() if number != reviewed.get(id, 1)}
        if differing:
            raise ChangedSinceError(differing)

    return check


def _revision(entry: Any) -> int:
    revision = entry.get("revision") if isinstance(entry, dict) else 0
    return revision if type(revision) is int else 0
