"""Read course.yaml: the one ordered list of modules and assessments."""

from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import TypeVar

from nbcare.content import cases, validation, yaml_files
from nbcare.content.course_file import AssessmentEntry, CourseFile, ModuleEntry, ReviewEntry
from nbcare.content.course_root import FILE, CourseError, find_root, state_folder
from nbcare.content.settings import read_settings
from nbcare.content.yaml_files import Document

Entry = TypeVar("Entry")

__all__ = ["FILE", "Assessment", "Course", "CourseError", "Module", "find_root", "load", "load_local"]


@dataclass(frozen=True)
class Module:
    """One lesson with its objectives and the bank its practice items come from."""

    slug: str
    title: str
    minutes: int
    objectives: dict[str, str]
    bank: str | None
    review: ReviewEntry


@dataclass(frozen=True)
class Assessment:
    """One graded quiz form: nbgrader knows it by its id. A case that it lists stands in `items` with its six items.

    `attempts` is how often it may be handed in; None: as often as one likes until results are returned.
    """

    id: str
    title: str
    module: str
    form: str
    items: tuple[str, ...]
    pass_percent: int
    cases: tuple[str, ...] = ()
    attempts: int | None = None


@dataclass(frozen=True)
class Course:
    """The whole course below one folder."""

    root: Path
    name: str
    title: str
    release: str
    pass_percent: int
    modules: tuple[Module, ...]
    assessments: tuple[Assessment, ...]
    gallery: Module | None = None
    attempts: int | None = None

    @property
    def state(self) -> Path:
        """Return the folder of all that running this course makes."""
        return state_folder(self.root)

    @property
    def lessons(self) -> tuple[Module, ...]:
        """Return every written page: the learner's modules, and the gallery, which no learner is led to."""
        return (*self.modules, self.gallery) if self.gallery else self.modules

    def module(self, slug: str) -> Module:
        """Return the module with this slug."""
        return _one({module.slug: module for module in self.lessons}, slug, "module")

    def assessment(self, id: str) -> Assessment:
        """Return the assessment with this id."""
        return _one({quiz.id: quiz for quiz in self.assessments}, id, "assessment")

    def lesson_path(self, slug: str) -> Path:
        """Return where a module's lesson is written."""
        return self.root / "lessons" / f"{slug}.md"

    def bank_path(self, bank: str) -> Path:
        """Return where a bank is written."""
        return self.root / "assessments" / "bank" / f"{bank}.yaml"


def load(root: Path | str | None = None) -> Course:
    """Read and check course.yaml; raise CourseError naming the field when it is wrong."""
    root = Path(root).resolve() if root else find_root()
    if not (root / FILE).is_file():
        raise CourseError(FILE, "", f"there is none in {root}", "go into the course's folder")
    document = yaml_files.read(root / FILE, FILE, CourseError)
    validation.check(document, validation.validator("course"), FILE, CourseError)
    _refuse_dates(document)
    return _course(root, document.data)


def load_local(root: Path | str | None = None) -> Course:
    """Read the course as it runs here: with the pass mark of state/settings.yaml instead of its own."""
    course = load(root)
    percent = read_settings(course.state).pass_percent
    if percent is None:
        return course
    quizzes = tuple(replace(quiz, pass_percent=percent) for quiz in course.assessments)
    return replace(course, pass_percent=percent, assessments=quizzes)


def _refuse_dates(document: Document) -> None:
    """Refuse a day of review that no calendar has."""
    written: CourseFile = document.data
    for number, module in enumerate(written["modules"]):
        try:
            date.fromisoformat(module["review"].get("on", "2000-01-01"))
        except ValueError:
            problem, line = f"review.on: {module['review']['on']!r} is no date", ("modules", number, "review", "on")
            repair = "write year, month and day, like 2026-11-30"
            raise CourseError(FILE, module["slug"], problem, repair, document.line(line)) from None


def _course(root: Path, data: CourseFile) -> Course:
    modules = tuple(_module(m) for m in data["modules"])
    gallery = _module(data["gallery"]) if "gallery" in data else None
    assessments = tuple(_assessment(root, a, data) for a in data["assessments"])
    _refuse_doubles([m.slug for m in (*modules, gallery) if m] + [a.id for a in assessments])
    for assessment in assessments:
        if assessment.module not in {m.slug for m in modules}:
            raise CourseError(
                FILE,
                assessment.id,
                f"names the module {assessment.module!r}, which is not listed",
                "list it under modules",
            )
    return Course(
        root,
        data["course"],
        data["title"],
        data["release"],
        data["pass_percent"],
        modules,
        assessments,
        gallery,
        data.get("attempts"),
    )


def _module(m: ModuleEntry) -> Module:
    return Module(m["slug"], m["title"], m["minutes"], m["objectives"], m.get("bank"), m["review"])


def _assessment(root: Path, a: AssessmentEntry, course: CourseFile) -> Assessment:
    """Return an assessment in which each case stands with its six items."""
    listed = {id: cases.folder(root) / f"{id}.yaml" for id in a["items"]}
    named = {id: cases.load(path) for id, path in listed.items() if path.is_file()}
    items = tuple(id for each in a["items"] for id in (named[each].items if each in named else [each]))
    if doubled := [id for id in items if items.count(id) > 1]:
        raise CourseError(FILE, a["id"], f"its item {doubled[0]} stands in a case it lists, too", "name the case only")
    # An assessment's own rule comes before the course's.
    percent, attempts = a.get("pass_percent", course["pass_percent"]), a.get("attempts", course.get("attempts"))
    return Assessment(a["id"], a["title"], a["module"], a["form"], items, percent, tuple(named), attempts)


def _refuse_doubles(ids: list[str]) -> None:
    for id in ids:
        if ids.count(id) > 1:
            raise CourseError(FILE, id, "stands twice", "give each module and assessment an id of its own")


def _one(entries: dict[str, Entry], id: str, what: str) -> Entry:
    if id not in entries:
        raise CourseError(FILE, id, f"is no {what} of this course", f"the course has: {', '.join(entries)}")
    return entries[id]
