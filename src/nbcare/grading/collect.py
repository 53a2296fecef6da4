"""Take hand-in files from a folder into submitted/: no exchange needed, so it works on Windows too."""

from dataclasses import dataclass, field
from pathlib import Path

from nbcare.answers import files, layout, times
from nbcare.answers.course_store import open_course_store
from nbcare.answers.files import UnreadableError
from nbcare.answers.submissions import (
    NotReleasedError,
    TakenByAnotherError,
    placed_at,
    refuse_another,
    seed,
)
from nbcare.content import course as courses
from nbcare.content.course import Course
from nbcare.grading import acceptance, hand_in_folders
from nbcare.grading.brought import keep
from nbcare.grading.hand_in_file import HandIn, read
from nbcare.grading.table import visible
from nbcare.store import hand_ins
from nbcare.store.store import Store

_SEVERAL = "several people's answers are named for {} (this one: receipt {}); take the files in one folder a person, each with an id of its own"


@dataclass
class Collected:
    """The outcome for each file of a folder."""

    taken: list[HandIn] = field(default_factory=list)
    waiting: list[HandIn] = field(default_factory=list)
    older: list[HandIn] = field(default_factory=list)
    refused: list[tuple[str, str]] = field(default_factory=list)
    unwritten: dict[str, str] = field(default_factory=dict)
    """By learner, why a folder in submitted/ could not be written; the hand-in itself is kept."""


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
            left_out = hand_in_folders.write(store, layout.nbgrader_root(course.root), assessment).left_out
            done.unwritten.update(left_out)
    return done


def _take(course: Course, store: Store, one: HandIn, done: Collected) -> None:
    root = layout.nbgrader_root(course.root)
    earlier = store.read(hand_ins.of(one.learner, one.assessment))
    before = [times.parse(each.at) for each in earlier if each.counts]
    standing = placed_at(root, one.learner, one.assessment)
    if any(at is not None and at.replace(microsecond=0) >= one.at.replace(microsecond=0) for at in (*before, standing)):
        done.older.append(one)
        return
    try:
        if not layout.released(root, one.assessment).is_file():
            raise NotReleasedError(one.assessment)
        refuse_another(layout.submission(root, one.learner, one.assessment), one.learner, one.assessment, one.responses)
        counts = store.write(keep(course, one.learner, one.assessment, one.at, one.responses, one.release))
    except (NotReleasedError, TakenByAnotherError, OSError) as error:
        done.refused.append((one.file.name, str(error)))
        return
    (done.taken if counts else done.waiting).append(one)


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
        receipt = files.receipt(one.responses)
        print(
            f"waits    {one.learner}  {one.assessment}  {visible(one.file.name)}  receipt {receipt}: {acceptance.WAITS}"
        )
    for one in done.older:
        print(f"older    {one.learner}  {one.assessment}  {visible(one.file.name)}: a newer one is there already")
    for name, reason in done.refused:
        print(f"refused  {visible(name)}: {visible(reason)}; left where it is")
    for learner, reason in done.unwritten.items():
        print(f"{visible(learner)}: {visible(reason)}")
    waiting = f"{len(done.waiting)} waiting, " if done.waiting else ""
    print(f"{len(done.taken)} taken, {waiting}{len(done.older)} older, {len(done.refused)} refused")
    for assessment in sorted({one.assessment for one in done.waiting}):
        print(f"To let what waits count: nbcare accept {assessment} LEARNER")
    return 1 if done.refused else 0
