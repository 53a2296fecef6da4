"""Prepare what a run marks every submission with: items, key in words, and the check of the gradebook."""

from dataclasses import dataclass, field
from datetime import UTC, tzinfo
from pathlib import Path

from nbgrader.api import Gradebook, MissingEntry

from nbcare.content import course as courses
from nbcare.content.course_root import course_of
from nbcare.content.items import all_items
from nbcare.content.settings import read_settings
from nbcare.errors import ContentError
from nbcare.grading import asked_forms, release, same_answers, unbuilt
from nbcare.grading.asked_forms import AskedForms
from nbcare.grading.earlier_answers import Earlier
from nbcare.grading.report import Report
from nbcare.questions import scoring
from nbcare.questions.item import Item
from nbcare.store.errors import StoreUnavailableError


class NotReadyError(Exception):
    """Grading does not start; the message says why, and which command repairs it."""


@dataclass(frozen=True)
class Run:
    """One run over one assessment."""

    root: Path
    title: str
    course: str
    forms: AskedForms
    report: Report
    earlier: dict[str, Earlier] = field(default_factory=dict)
    """What the run before graded, by learner: read at the start, for nbgrader deletes it one learner at a time."""
    zone: tzinfo = UTC
    """The zone in which times are written for people."""

    @property
    def items(self) -> dict[str, Item]:
        """Return the items as the bank has them."""
        return self.forms.items

    @property
    def shown(self) -> dict[str, str]:
        """Return the hash of what a learner sees of each item."""
        return {id: props["shown"] for id, props in self.forms.seen.items()}


def prepare(root: Path, assessment: str) -> Run:
    """Read course, bank and evidence below nbgrader's course root."""
    try:
        course = courses.load_local(course_of(root))
        wanted = course.assessment(assessment)
        known = all_items(course.root)
        items = {id: known[id] for id in wanted.items if id in known}
        if missing := [id for id in wanted.items if id not in items]:
            raise NotReadyError(
                f"course.yaml lists {', '.join(missing)} for {assessment}, and no bank has it; run: nbcare check"
            )
        forms = asked_forms.load(course, assessment, items)
        zone = read_settings(course.state).zone
        remarks = same_answers.find_in(course, assessment, items)
    except (ContentError, StoreUnavailableError) as error:
        raise NotReadyError(str(error)) from error
    report = Report(root, assessment, remarks=remarks)
    return Run(root, wanted.title, course.title, forms, report, zone=zone)


def compare_with_gradebook(run: Run, db_url: str, course_id: str) -> None:
    """Refuse to start when the gradebook was made from other items or points than the bank has now."""
    name = run.report.assessment
    repair = f"run: nbcare generate {name} --force"
    with Gradebook(db_url, course_id) as gradebook:
        try:
            cells = gradebook.find_notebook(name, name).grade_cells
        except MissingEntry:
            raise NotReadyError(f"the gradebook does not know {name}; {repair}") from None
        recorded = {cell.name: cell.max_score for cell in cells}
    expected = {id: float(scoring.maximum(item)) for id, item in run.items.items()}
    if recorded == expected:
        return
    differing = sorted(id for id in recorded | expected if recorded.get(id) != expected.get(id))
    raise NotReadyError(f"bank and gradebook differ for {', '.join(differing)}; {_way_out(run, db_url) or repair}")


def _way_out(run: Run, db_url: str) -> str:
    """Return what has to be done before nbgrader generates the quiz anew; an empty string when nothing has."""
    name = run.report.assessment
    try:
        course = courses.load_local(course_of(run.root))
        notebook = unbuilt.source(course, name)
        built = not unbuilt.differing(course, name, notebook)
        if not built:
            return f"run: nbcare build, then: nbcare generate {name} --force"
        release.refuse_graded_otherwise(course, name, notebook, db_url)
    except release.NotGeneratedError as refusal:
        return str(refusal)
    except (ContentError, OSError, ValueError):
        return ""  # the other command names it
    return ""
