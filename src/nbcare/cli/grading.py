"""Commands for instructors: collect, grade, accept, feedback, return, results."""

import sys
from argparse import Namespace
from pathlib import Path
from typing import TYPE_CHECKING

from nbcare.cli.command import Commands, add

if TYPE_CHECKING:
    from nbcare.content.course import Course


def add_collect(commands: Commands) -> None:
    """Add `nbcare collect`."""
    parser = add(
        commands, "collect", "Take in the hand-in files of a folder, its folders and its zip archives.", _collect
    )
    parser.add_argument("folder", metavar="FOLDER")


def add_grade(commands: Commands) -> None:
    """Add `nbcare grade`."""
    parser = add(commands, "grade", "Grade a quiz: every submission that is new or was handed in again.", _grade)
    parser.add_argument("assessment", metavar="QUIZ")
    parser.add_argument("--force", action="store_true", help="grade all anew, as after a key was mended")


def add_accept(commands: Commands) -> None:
    """Add `nbcare accept`."""
    text = "Accept hand-ins that wait, such as those that came after results were returned; without LEARNER or --all, list them."
    parser = add(commands, "accept", text, _accept)
    parser.add_argument("assessment", metavar="QUIZ")
    parser.add_argument("learners", metavar="LEARNER", nargs="*")
    either = parser.add_mutually_exclusive_group()
    either.add_argument("--all", action="store_true", help="accept the newest of everybody who waits")
    either.add_argument("--attempt", type=int, metavar="N", help="accept this attempt, not the newest")
    either.add_argument("--undo", action="store_true", help="take back the newest acceptance of these learners")


def add_feedback(commands: Commands) -> None:
    """Add `nbcare feedback`."""
    parser = add(commands, "feedback", "Make the feedback pages of a quiz.", _feedback)
    parser.add_argument("assessment", metavar="QUIZ")


def add_return(commands: Commands) -> None:
    """Add `nbcare return`."""
    parser = add(commands, "return", "Return a quiz's results to the learners' portal.", _return)
    parser.add_argument("assessment", metavar="QUIZ")


def add_results(commands: Commands) -> None:
    """Add `nbcare results`."""
    parser = add(commands, "results", "Say who passed.", _results)
    parser.add_argument("assessment", nargs="?", help="one quiz (default: all)")
    parser.add_argument("--csv", metavar="FILE", help="write the table as CSV as well")


def _current() -> "Course":
    """Return the course as it runs here; raise ContentError while an earlier release's state is not taken over."""
    from nbcare.content import course
    from nbcare.state import ready

    loaded = course.load_local()
    ready.require_current(loaded)
    return loaded


def _collect(arguments: Namespace) -> int:
    from nbcare.grading import collect_command

    return collect_command.main(_current().root, Path(arguments.folder))


def _grade(arguments: Namespace) -> int:
    from nbcare.grading import acceptance, released_items, stale
    from nbcare.grading.bulk import command

    course, quiz = _current(), arguments.assessment
    first = stale.is_first(course, quiz)
    status = command.main(course, quiz, arguments.force)
    if (arguments.force or first) and status == 0:
        released_items.keep_after_grading(course.root, quiz)
    stale.say(course, [quiz])
    acceptance.say_waiting(course, quiz)
    return status


def _accept(arguments: Namespace) -> int:
    from nbcare.grading import acceptance

    quiz, learners = arguments.assessment, arguments.learners
    if learners and arguments.all:
        print("Name learners, or say --all in their place.", file=sys.stderr)
        return 2
    if not learners and (arguments.undo or arguments.attempt is not None):
        print(f"Name the learner: nbcare accept {quiz} LEARNER", file=sys.stderr)
        return 2
    if arguments.undo:
        return acceptance.take_back(_current(), quiz, learners)
    if learners or arguments.all:
        return acceptance.accept(_current(), quiz, learners or None, arguments.attempt)
    return acceptance.show(_current(), quiz)


def _feedback(arguments: Namespace) -> int:
    from nbcare.grading import feedback_pages

    return feedback_pages.main(_current(), arguments.assessment)


def _return(arguments: Namespace) -> int:
    from nbcare.grading import acceptance, return_results, stale

    course, quiz = _current(), arguments.assessment
    status = return_results.main(course, quiz)
    stale.say(course, [quiz])
    acceptance.say_waiting(course, quiz)
    return status


def _results(arguments: Namespace) -> int:
    from nbcare.grading import stale, verdicts

    course, quiz = _current(), arguments.assessment
    status = verdicts.main(course, quiz, arguments.csv)
    stale.say(course, [quiz] if quiz else [each.id for each in course.assessments])
    return status
