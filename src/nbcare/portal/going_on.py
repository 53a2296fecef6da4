"""Find where a learner goes on: the next page of the course, and the question on it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from nbcare.answers.messages import Entry
from nbcare.answers.service import unanswered
from nbcare.pages.templates.filters import way
from nbcare.portal.page_store import Page

REVIEW = "#nbp-review"
_TO_DO = ("open", "begun", "reopened")


def last_answered(saved: Mapping[str, Entry]) -> str:
    """Return when a page was last worked on, as an ISO time; "" when it never was."""
    return max((entry["at"] for entry in saved.values()), default="")


def fragment(page: Page, saved: Mapping[str, Entry]) -> str:
    """Return the place of the first open question after the last answered one; "" on a page that is not begun."""
    ids = list(page.counted)
    answered = {id: saved[id]["at"] for id in ids if id in saved}
    if not answered:
        return ""
    left = unanswered(ids, saved)
    if not left:
        return REVIEW if page.graded else ""
    last = ids.index(max(answered, key=answered.__getitem__))
    id = next((id for id in left if ids.index(id) > last), left[0])
    # A step has the place of its case.
    return f"#q-{next((case for case, steps in page.steps.items() if id in steps), id)}"


def next_page(rows: Sequence[dict[str, Any]]) -> dict[str, str] | None:
    """Return what is next: of the pages in their order, the first unfinished one from where the learner last was."""
    last = max(range(len(rows)), key=lambda n: (rows[n]["last"], -n), default=0)
    unfinished = [row for row in [*rows[last:], *rows[:last]] if _unfinished(row, rows)]
    if not unfinished:
        return None
    row = unfinished[0]
    words = way(row.get("minutes", 0), row["answered"], row["total"])
    return {"title": row["title"], "href": row["go_on"], "words": words}


def _unfinished(row: dict[str, Any], rows: Sequence[dict[str, Any]]) -> bool:
    if "state" not in row:
        return bool(row["answered"] < row["total"])
    return row["state"] in _TO_DO and (row["state"] == "reopened" or not _tried(row, rows))


def _tried(quiz: dict[str, Any], rows: Sequence[dict[str, Any]]) -> bool:
    """Return whether another form of the quiz is handed in; the second one is for a second try."""
    return any(
        other is not quiz
        and other.get("module") == quiz["module"]
        and other.get("state") in ("handed-in", "returned", "reopened")
        and other["passed"] is not False
        for other in rows
    )
