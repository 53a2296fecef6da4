"""Take hand-in files from a folder into submitted/: no exchange needed, so it works on Windows too."""

import re
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from sqlalchemy import Connection

from nbcare.answers import files, layout, times
from nbcare.answers.course_store import open_course_store
from nbcare.answers.files import UnreadableError
from nbcare.answers.learners import SHAPE, may_enter
from nbcare.answers.submissions import (
    NotReleasedError,
    TakenByAnotherError,
    placed_at,
    refuse_another,
    seed,
)
from nbcare.answers.submit import VERSION
from nbcare.content import course as courses
from nbcare.content.course import Course
from nbcare.grading import acceptance, hand_in_folders
from nbcare.grading.table import visible
from nbcare.store import hand_ins, results, taking_over
from nbcare.store.handing_in import Judged
from nbcare.store.job import Job
from nbcare.store.store import Store

_SEVERAL = "several people's answers are named for {} (this one: receipt {}); take the files in one folder a person, each with an id of its own"
_RELEASE = re.compile(r"\d{1,9}\.\d{1,9}\.\d{1,9}")


@dataclass(frozen=True)
class HandIn:
    """One valid hand-in file."""

    file: Path
    learner: str
    assessment: str
    at: datetime
    responses: bytes
    release: str


@dataclass
class Collected:
    """The outcome for each file of a folder."""

    taken: list[HandIn] = field(default_factory=list)
    waiting: list[HandIn] = field(default_factory=list)
    older: list[HandIn] = field(default_factory=list)
    refused: list[tuple[str, str]] = field(default_factory=list)


def collect(course_root: Path, folder: Path) -> Collected:
    """Take in each learner's newest hand-in; leave every file where it is."""
    course, done = courses.load_local(course_root), Collected()
    found: dict[tuple[str, str], list[HandIn]] = {}
    handed_in = layout.submitted(layout.nbgrader_root(course.root))
    for file in sorted(Path(folder).iterdir()):
        if file.name.startswith(".") or file.suffix != ".json":
            continue
        try:
            one = read(file, {a.id for a in course.assessments}, handed_in)
        except (UnreadableError, OSError) as error:
            done.refused.append((file.name, getattr(error, "strerror", None) or str(error)))
            continue
        found.setdefault((one.learner, one.assessment), []).append(one)
    chosen: list[HandIn] = []
    for several in found.values():
        if len({seed(one.responses) for one in several}) > 1:
            done.refused += [
                (one.file.name, _SEVERAL.format(one.learner, files.receipt(one.responses))) for one in several
            ]
            continue
        *older, newest = sorted(several, key=lambda one: one.at)
        done.older += older
        chosen.append(newest)
    with open_course_store(course.root) as store:
        for one in chosen:
            _take(course, store, one, done)
        for assessment in sorted({one.assessment for one in done.taken}):
            hand_in_folders.write(store, layout.nbgrader_root(course.root), assessment)
    return done


def read(file: Path, assessments: set[str], handed_in: Path) -> HandIn:
    """Return a hand-in file's content, or raise UnreadableError with the reason.

    `handed_in` is the folder with what each learner handed in before.
    """
    data = files.parse(files.read_bytes(file))
    if not isinstance(data, dict) or not isinstance(data.get("responses"), dict):
        raise UnreadableError("it is not a hand-in file")
    if type(data.get("version")) is not int or data["version"] != VERSION:
        raise UnreadableError(f"its version is {_short(data.get('version'))}, this course reads version {VERSION}")
    if not isinstance(data.get("course"), str) or not _RELEASE.fullmatch(data["course"]):
        raise UnreadableError("it names no release of this course")
    quiz = data.get("assessment")
    if not isinstance(quiz, str) or quiz not in assessments:
        raise UnreadableError(f"this course has no quiz {_short(quiz)}")
    if data["responses"].get("assessment") != quiz:
        raise UnreadableError(f"it says {quiz}, and the answers in it belong to another")
    if not isinstance(data.get("learner"), str) or not may_enter(data["learner"], handed_in):
        raise UnreadableError(f"{_short(data.get('learner'))} is not a learner id: {SHAPE}")
    if not seed(files.encode(data["responses"])):
        raise UnreadableError("the answers in it have no seed, which the course gives to every file; ask for it again")
    at = times.parse_timestamp(data["at"]) if isinstance(data.get("at"), str) else None
    if at is None:
        raise UnreadableError("it does not say when it was handed in")
    # A time in the future is a mistake, and would win over every later hand-in.
    at = min(at, times.now())
    return HandIn(file, data["learner"], data["assessment"], at, files.encode(data["responses"]), data["course"])


def _take(course: Course, store: Store, one: HandIn, done: Collected) -> None:
    root = layout.nbgrader_root(course.root)
    before = [times.parse(each.at) for each in store.read(hand_ins.of(one.learner, one.assessment))]
    standing = placed_at(root, one.learner, one.assessment)
    if any(at is not None and at.replace(microsecond=0) >= one.at.replace(microsecond=0) for at in (*before, standing)):
        done.older.append(one)
        return
    try:
        if not layout.released(root, one.assessment).is_file():
            raise NotReleasedError(one.assessment)
        refuse_another(layout.submission(root, one.learner, one.assessment), one.learner, one.assessment, one.responses)
        counts = store.write(_keep(course, one))
    except (NotReleasedError, TakenByAnotherError, OSError) as error:
        done.refused.append((one.file.name, str(error)))
        return
    (done.taken if counts else done.waiting).append(one)


def _keep(course: Course, one: HandIn) -> Job[bool]:
    """Return the job that adds a hand-in to the store, and says whether it counts.

    It raises TakenByAnotherError for answers with another seed.
    """
    document, at = files.parse(one.responses), times.iso(one.at)
    graded = course.assessment(one.assessment).items
    items = document["items"] if isinstance(document.get("items"), dict) else {}
    answered = sum(isinstance(items.get(id), dict) and items[id].get("response") is not None for id in graded)

    def keep(connection: Connection) -> bool:
        begun = taking_over.begin(one.learner, one.assessment, document["seed"], one.release, at)
        if not begun(connection):
            earlier = hand_ins.of(one.learner, one.assessment)(connection)
            raise TakenByAnotherError(one.learner, one.assessment, earlier[-1].hash if earlier else "none yet")
        kept = taking_over.hand_in(
            one.learner,
            one.assessment,
            document,
            files.receipt(one.responses),
            Judged(answered, len(graded)),
            one.release,
            at,
            after_results=results.any_of(one.assessment)(connection),
        )(connection)
        return kept.counts

    return keep


def main(course_root: Path, folder: Path) -> int:
    """Run `nbcare collect`; return 1 when a file was refused."""
    if not folder.is_dir():
        print(f"{folder}: there is no such folder")
        return 2
    done, release = collect(course_root, folder), courses.load(course_root).release
    for one in done.taken:
        remark = "" if one.release == release else f" (answered in release {one.release}, this is {release})"
        print(
            f"taken    {one.learner}  {one.assessment}  {visible(one.file.name)}  receipt {files.receipt(one.responses)}{remark}"
        )
    for one in done.waiting:
        print(f"waits    {one.learner}  {one.assessment}  {visible(one.file.name)}: {acceptance.SENTENCE}")
    for one in done.older:
        print(f"older    {one.learner}  {one.assessment}  {visible(one.file.name)}: a newer one is there already")
    for name, reason in done.refused:
        print(f"refused  {visible(name)}: {visible(reason)}; left where it is")
    waiting = f"{len(done.waiting)} waiting, " if done.waiting else ""
    print(f"{len(done.taken)} taken, {waiting}{len(done.older)} older, {len(done.refused)} refused")
    for assessment in sorted({one.assessment for one in done.waiting}):
        print(f"To let what waits count: nbcare accept {assessment} LEARNER")
    return 1 if done.refused else 0


def _short(value: object) -> str:
    text = repr(value)
    return text if len(text) <= 60 else text[:60] + "…"
