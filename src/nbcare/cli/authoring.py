"""Commands for authors: build, check, new, preview, score, key-review."""

from argparse import Namespace
from pathlib import Path

from nbcare.cli.command import Commands, add, add_no_browser


def add_build(commands: Commands) -> None:
    """Add `nbcare build`."""
    parser = add(commands, "build", "Make the notebooks from lessons/ and assessments/bank/.", _build, content=True)
    parser.add_argument("--check", action="store_true", help="change nothing; fail when a made file is stale")


def add_check(commands: Commands) -> None:
    """Add `nbcare check`."""
    add(commands, "check", "Say what is wrong or missing in the content, and how to mend it.", _check, content=True)


def add_preview(commands: Commands) -> None:
    """Add `nbcare preview`."""
    parser = add(commands, "preview", "Show a bank in the browser with its keys, anew at each save.", _preview)
    parser.add_argument("bank", metavar="BANK", help="a bank's name or file")
    parser.add_argument("--port", type=int, default=0, help="the port (default: a free one)")
    add_no_browser(parser)


def add_score(commands: Commands) -> None:
    """Add `nbcare score`."""
    parser = add(commands, "score", "Score a responses file against a bank, to try a key.", _score, content=True)
    parser.add_argument("bank", metavar="BANK.yaml")
    parser.add_argument("responses", metavar="RESPONSES.json")


def add_key_review(commands: Commands) -> None:
    """Add `nbcare key-review`."""
    parser = add(
        commands,
        "key-review",
        "Let a second reader answer graded questions without their keys, and keep the answers.",
        _key_review,
        content=True,
    )
    parser.add_argument(
        "action", choices=["show", "record"], help="show a bank's questions without keys, or record answers"
    )
    parser.add_argument("what", metavar="BANK|ANSWERS.yaml", help="the bank's name, or the file with the answers")


def add_new(commands: Commands) -> None:
    """Add `nbcare new WHAT`, one parser for each thing an author can begin."""
    text = "Begin something new from a skeleton."
    parser = commands.add_parser("new", help=text, description=text)
    things = parser.add_subparsers(required=True, metavar="WHAT")
    add_new_lesson(things)
    add_new_fact(things)
    add_new_explorer(things)
    add_new_question(things)


def add_new_lesson(things: Commands) -> None:
    """Add `nbcare new lesson`."""
    parser = add(
        things, "lesson", "Write the skeleton of a lesson, and its entry in course.yaml.", _new_lesson, content=True
    )
    parser.add_argument("slug", metavar="SLUG", help="its short name, such as side-effects")


def add_new_fact(things: Commands) -> None:
    """Add `nbcare new fact`."""
    parser = add(things, "fact", "Append the skeleton of a fact to its topic.", _new_fact, content=True)
    parser.add_argument(
        "name", metavar="TOPIC.ID", help="its topic, a dot and its id, such as isotretinoin-dose.ra.dose.course"
    )
    parser.add_argument("--source", help="the id of its document in sources.yaml (default: the first, to be corrected)")


def add_new_explorer(things: Commands) -> None:
    """Add `nbcare new explorer`."""
    parser = add(things, "explorer", "Write the skeleton of an explorer, with its test.", _new_explorer, content=True)
    parser.add_argument("id", help="its id: the module's slug, a dash and a name, such as retinoids-dish")


def add_new_question(things: Commands) -> None:
    """Add `nbcare new question`."""
    parser = add(things, "question", "Append the skeleton of a question to a bank.", _new_question, content=True)
    parser.add_argument("--kind", required=True, help="its kind, such as single, multiple or bowtie")
    parser.add_argument("--bank", help="the bank, such as retinoids (may be left out when there is only one)")
    parser.add_argument("--graded", action="store_true", help="for a quiz")
    parser.add_argument("--practice", dest="graded", action="store_false", help="for a lesson (this is the default)")


def _build(arguments: Namespace) -> int:
    from nbcare.build import course_files
    from nbcare.content import course

    root = course.find_root()
    if not arguments.check:
        written = course_files.build(root)
        print(f"{len(written)} made files written" if written else "Every made file is up to date.")
        for path in written:
            print(f"  {path.relative_to(root)}")
        return 0
    stale = course_files.stale(root)
    for path in stale:
        print(f"{path.relative_to(root)}: is not what its source makes; run `make build` and commit it")
    return 1 if stale else 0


def _check(arguments: Namespace) -> int:
    from nbcare.authoring import check
    from nbcare.content import course

    findings = check.run(course.find_root())
    print(check.report(findings))
    return 1 if any(finding.level == "error" for finding in findings) else 0


def _preview(arguments: Namespace) -> int:
    from nbcare.authoring import preview
    from nbcare.content import course

    return preview.main(course.find_root(), arguments.bank, arguments.port, arguments.no_browser)


def _score(arguments: Namespace) -> int:
    from nbcare.authoring import score

    return score.main(Path(arguments.bank), Path(arguments.responses))


def _key_review(arguments: Namespace) -> int:
    from nbcare.content import course, key_review

    root = course.find_root()
    if arguments.action == "show":
        print(key_review.show(root, arguments.what))
        return 0
    refused = key_review.record(root, Path(arguments.what))
    for sentence in refused:
        print(f"not entered: {sentence}")
    print(f"The readings stand in {key_review.FILE}.")
    return 1 if refused else 0


def _new_lesson(arguments: Namespace) -> int:
    from nbcare.authoring import new_lesson
    from nbcare.content import course

    return new_lesson.main(course.load(), arguments.slug)


def _new_fact(arguments: Namespace) -> int:
    from nbcare.authoring import new_fact
    from nbcare.content import course

    return new_fact.main(course.load(), arguments.name, arguments.source)


def _new_explorer(arguments: Namespace) -> int:
    from nbcare.authoring import new_explorer
    from nbcare.content import course

    return new_explorer.main(course.load(), arguments.id)


def _new_question(arguments: Namespace) -> int:
    from nbcare.authoring import new_question
    from nbcare.content import course

    return new_question.main(course.load(), arguments.kind, arguments.bank, arguments.graded)
