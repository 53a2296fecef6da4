"""Say who passed: one verdict for each learner and quiz, whichever form was taken, as a table and as CSV."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, tzinfo
from pathlib import Path

from nbcare.answers import layout, times
from nbcare.content.course import Assessment, Course
from nbcare.content.settings import read_settings
from nbcare.grading import gradebook, table
from nbcare.grading.results import BEGUN, HANDED_IN, LATE, NOT_BEGUN, NOT_PASSED, PASSED, WAITS, Result, results

HEADER = (
    "assessment",
    "learner",
    "name",
    "result",
    "date",
    "attempt",
    "form",
    "points",
    "of",
    "percent",
    "release",
    "notes",
)
# What decides when a learner took several forms: a pass on one whole form counts, and points are never added up.
_ORDER = (PASSED, WAITS, HANDED_IN, LATE, NOT_PASSED, BEGUN, NOT_BEGUN)
_LONG_AGO = datetime.min.replace(tzinfo=UTC)


@dataclass(frozen=True)
class Verdict:
    """What one learner reached in one quiz: the result of the form that decides, and those of the other forms."""

    quiz: str
    decides: Result
    form: str
    others: tuple[tuple[str, Result], ...] = ()

    def cells(self, zone: tzinfo) -> tuple[object, ...]:
        """Return the line's cells in the order of the header."""
        one, standing = self.decides, self.decides.standing
        begun = one.result != NOT_BEGUN
        return (
            self.quiz,
            one.learner,
            standing.name,
            one.result,
            times.in_table(standing.at, zone) if standing.at else "",
            "" if standing.attempt is None else standing.attempt,
            self.form if begun else "",
            "" if one.points is None else table.number(one.points),
            table.number(one.max) if one.max else "",
            "" if one.percent is None else one.percent,
            standing.release,
            " ".join((*one.notes, *map(_said, self.others))),
        )


def quiz_of(course: Course, assessment: Assessment) -> str:
    """Return the id of the quiz that an assessment is a form of: its own, or that of the form without a letter behind it."""
    first = assessment.id.removesuffix(f"-{assessment.form.lower()}")
    known = {each.id: each.module for each in course.assessments}
    return first if known.get(first) == assessment.module else assessment.id


def verdicts(course: Course, assessment: str | None = None) -> list[Verdict]:
    """Return a line for everybody and each quiz, or for the one that an assessment is a form of, by quiz and learner."""
    wanted = quiz_of(course, course.assessment(assessment)) if assessment else None
    forms: dict[str, list[Assessment]] = defaultdict(list)
    for each in course.assessments:
        if wanted in (None, quiz_of(course, each)):
            forms[quiz_of(course, each)].append(each)
    return [verdict for quiz, several in forms.items() for verdict in _over_forms(course, quiz, several)]


def _over_forms(course: Course, quiz: str, forms: Iterable[Assessment]) -> Iterator[Verdict]:
    found: dict[str, list[tuple[str, Result]]] = defaultdict(list)
    for form in forms:
        for result in results(course, form):
            found[result.learner].append((form.form, result))
    for learner in sorted(found):
        (form_name, decides), *others = sorted(found[learner], key=_rank)
        yield Verdict(quiz, decides, form_name, tuple(each for each in others if each[1].result != NOT_BEGUN))


def _rank(one: tuple[str, Result]) -> tuple[int, float]:
    """Return what puts the form first that decides; of equal ones, the one that was handed in last."""
    return _ORDER.index(one[1].result), -((one[1].standing.at or _LONG_AGO) - _LONG_AGO).total_seconds()


def _said(other: tuple[str, Result]) -> str:
    form, result = other
    points = (
        "" if result.points is None else f", {table.number(result.points)} of {table.number(result.max or 0)} points"
    )
    return " ".join((f"Form {form}: {result.result}{points}.", *result.notes))


def _printed(rows: list[tuple[object, ...]]) -> str:
    """Return the table for a screen: remarks about a line are below it."""
    head, *lines = table.aligned(HEADER[:-1], [row[:-1] for row in rows]).split("\n")
    notes = [f"\n    {table.visible(row[-1])}" if row[-1] else "" for row in rows]
    return "\n".join([head, *(line + note for line, note in zip(lines, notes, strict=True))])


def main(course: Course, assessment: str | None, csv: str | None) -> int:
    """Run `nbcare results`."""
    root = layout.nbgrader_root(course.root)
    if not gradebook.exists(root):
        raise gradebook.missing(root)
    zone = read_settings(course.state).zone
    rows = [verdict.cells(zone) for verdict in verdicts(course, assessment)]
    print(_printed(rows) if rows else "Nobody is on the list or in the gradebook yet.")
    if csv:
        Path(csv).write_text(table.as_csv(HEADER, rows), encoding="utf-8")
        print(f"The same table: {csv}")
    return 0
