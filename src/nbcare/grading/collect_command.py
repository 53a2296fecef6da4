"""`nbcare collect FOLDER`: take in hand-in files, and say of each what became of it."""

from datetime import tzinfo
from pathlib import Path

from nbcare.answers import times
from nbcare.content import course as courses
from nbcare.grading import acceptance
from nbcare.grading.collect import Collected, collect, zone_of
from nbcare.grading.hand_in_file import HandIn
from nbcare.grading.table import count, visible


def main(course_root: Path, folder: Path) -> int:
    """Run the command; return 1 when a file was refused or a hand-in could not be brought to nbgrader, 2 without a folder."""
    if not folder.exists():
        print(f"{folder}: there is no such folder")
        return 2
    course = courses.load_local(course_root)
    done = collect(course_root, folder)
    zone = zone_of(course)
    for one in done.taken:
        remark = (
            "" if one.release == course.release else f" (answered in release {one.release}, this is {course.release})"
        )
        print(f"taken    {_line(one, zone)}{remark}")
    for one, held in done.waiting:
        print(f"waits    {_line(one, zone)}: {visible(acceptance.why(held))}")
    for one in done.older:
        print(f"older    {_line(one, zone)}: the same or a newer one is there already")
    for name, reason in done.refused:
        print(f"refused  {visible(name)}: {visible(reason)}; left where it is")
    _say_the_rest(done)
    return 1 if done.refused or done.unwritten else 0


def _line(one: HandIn, zone: tzinfo) -> str:
    of = f", file of {times.in_words(one.file.at, zone)}" if one.file.at else ", file without a date"
    moments = f"handed in {times.in_words(one.at, zone)}{of}"
    return f"{one.learner}  {one.assessment}  {visible(one.name)}  receipt {one.hash}  {moments}"


def _say_the_rest(done: Collected) -> None:
    if done.ignored:
        names = ", ".join(visible(name) for name in done.ignored[:3])
        more = ", …" if len(done.ignored) > 3 else ""
        print(f"ignored  {count(len(done.ignored), 'file', 'files')} of the system: {names}{more}")
    for learner, reason in done.unwritten.items():
        print(f"{visible(learner)}: {visible(reason)}")
    waiting = f"{len(done.waiting)} waiting, " if done.waiting else ""
    print(f"{len(done.taken)} taken, {waiting}{len(done.older)} older, {len(done.refused)} refused")
    for assessment in sorted({one.assessment for one, _ in done.waiting}):
        print(f"To let what waits count: nbcare accept {assessment} LEARNER")
