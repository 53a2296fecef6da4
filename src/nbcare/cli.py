"""The one command: nbcare start, serve, teach, build, check, new, preview, score, collect, results."""

import argparse
import os
import sys
from pathlib import Path

from nbcare import __version__
from nbcare.errors import ContentError


def main(words: list[str] | None = None) -> int:
    """Run one command; a mistake in the content ends in one sentence, never in a traceback."""
    arguments = _parser().parse_args(words)
    if arguments.course:
        os.environ["NBCARE_COURSE"] = str(Path(arguments.course).resolve())
    try:
        return arguments.run(arguments)
    except ContentError as error:
        print(error, file=sys.stderr)
        return 2


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="nbcare", description="Build, run and grade the course.")
    parser.add_argument("--version", action="version", version=__version__)
    parser.add_argument("--course", help="the course's folder (default: the nearest one upwards)")
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    for name, run, text, options in _COMMANDS:
        command = commands.add_parser(name, help=text, description=text)
        command.set_defaults(run=run)
        for flags, settings in options:
            command.add_argument(*flags, **settings)
    _add_new(commands)
    return parser


def _add_new(commands) -> None:
    """Add `nbcare new WHAT`, one parser for each thing an author can begin."""
    text = "Begin something new from a skeleton."
    things = commands.add_parser("new", help=text, description=text).add_subparsers(required=True, metavar="WHAT")
    for name, run, text, options in _NEW:
        thing = things.add_parser(name, help=text, description=text)
        thing.set_defaults(run=run)
        for flags, settings in options:
            thing.add_argument(*flags, **settings)


def _start(arguments) -> int:
    from nbcare.notebook import start

    if arguments.lab:
        return start.learner(
            arguments.learner,
            arguments.page,
            start.LAB_PORT if arguments.port is None else arguments.port,
            arguments.no_browser,
        )
    return start.beside(arguments.learner, arguments.page, arguments.port, arguments.no_browser)


def _serve(arguments) -> int:
    from nbcare.content import course_root
    from nbcare.portal import serving

    if arguments.hub:
        return serving.serve_hub(course_root.find_root())
    return serving.serve(
        course_root.find_root(), arguments.roster, arguments.host, arguments.port, arguments.certificate, arguments.key
    )


def _teach(arguments) -> int:
    from nbcare.notebook import start

    return start.instructor(arguments.port, arguments.no_browser)


def _build(arguments) -> int:
    from nbcare import build
    from nbcare.content import course

    root = course.find_root()
    if not arguments.check:
        written = build.build(root)
        print(f"{len(written)} made files written" if written else "Every made file is up to date.")
        for path in written:
            print(f"  {path.relative_to(root)}")
        return 0
    stale = build.stale(root)
    for path in stale:
        print(f"{path.relative_to(root)}: is not what its source makes; run `make build` and commit it")
    return 1 if stale else 0


def _check(arguments) -> int:
    from nbcare.authoring import check
    from nbcare.content import course

    findings = check.run(course.find_root())
    print(check.report(findings))
    return 1 if any(finding.level == "error" for finding in findings) else 0


def _new_explorer(arguments) -> int:
    from nbcare.authoring import new_explorer
    from nbcare.content import course

    return new_explorer.main(course.load(), arguments.id)


def _new_lesson(arguments) -> int:
    from nbcare.authoring import new_lesson
    from nbcare.content import course

    return new_lesson.main(course.load(), arguments.slug)


def _new_fact(arguments) -> int:
    from nbcare.authoring import new_fact
    from nbcare.content import course

    return new_fact.main(course.load(), arguments.name, arguments.source)


def _new_question(arguments) -> int:
    from nbcare.authoring import new_question
    from nbcare.content import course

    return new_question.main(course.load(), arguments.kind, arguments.bank, arguments.graded)


def _preview(arguments) -> int:
    from nbcare.authoring import preview
    from nbcare.content import course

    return preview.main(course.find_root(), arguments.bank, arguments.port, arguments.no_browser)


def _score(arguments) -> int:
    from nbcare.authoring import score

    return score.main(Path(arguments.bank), Path(arguments.responses))


def _key_review(arguments) -> int:
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


def _collect(arguments) -> int:
    from nbcare.content import course
    from nbcare.grading import collect

    return collect.main(course.find_root(), Path(arguments.folder))


def _return(arguments) -> int:
    from nbcare.content import course
    from nbcare.grading import return_results

    return return_results.main(course.load(), arguments.assessment)


def _site(arguments) -> int:
    from nbcare import site
    from nbcare.content import course

    return site.main(course.load(), Path(arguments.out))


def _results(arguments) -> int:
    from nbcare.content import course
    from nbcare.grading import results

    return results.main(course.load(), arguments.assessment, arguments.csv)


_PORT = (("--port",), {"type": int, "default": 8888, "help": "first port to try"})
_NO_BROWSER = (("--no-browser",), {"action": "store_true", "help": "print the address only"})
_COMMANDS = [
    (
        "start",
        _start,
        "Open the course for one learner.",
        [
            (("page",), {"nargs": "?", "help": "a module or quiz (default: the first module)"}),
            (("--learner",), {"help": "the learner's id, when several share this machine"}),
            (("--lab",), {"action": "store_true", "help": "open JupyterLab alone, without the portal"}),
            (("--port",), {"type": int, "help": "first port to try (default: 8800; with --lab 8888)"}),
            _NO_BROWSER,
        ],
    ),
    (
        "serve",
        _serve,
        "Serve the course to a class, a ward or a hub, without JupyterLab.",
        [
            (
                ("--roster",),
                {"metavar": "CSV", "help": "the learners, as id,pin[,name]; needed once, the PINs are kept as hashes"},
            ),
            (("--host",), {"default": "0.0.0.0", "help": "the address to listen on (default: all of this machine's)"}),
            (("--port",), {"type": int, "help": "the port (default: 8000; with a certificate 8443)"}),
            (("--certificate",), {"metavar": "PEM", "help": "the certificate, for TLS"}),
            (("--key",), {"metavar": "PEM", "help": "the certificate's key"}),
            (("--hub",), {"action": "store_true", "help": "run as a service that a JupyterHub starts"}),
        ],
    ),
    ("teach", _teach, "Open the instructor's JupyterLab in assessments/.", [_PORT, _NO_BROWSER]),
    (
        "build",
        _build,
        "Make the notebooks from lessons/ and assessments/bank/.",
        [(("--check",), {"action": "store_true", "help": "change nothing; fail when a made file is stale"})],
    ),
    ("check", _check, "Say what is wrong or missing in the content, and how to mend it.", []),
    (
        "preview",
        _preview,
        "Show a bank in the browser with its keys, anew at each save.",
        [
            (("bank",), {"metavar": "BANK", "help": "a bank's name or file"}),
            (("--port",), {"type": int, "default": 0, "help": "the port (default: a free one)"}),
            _NO_BROWSER,
        ],
    ),
    (
        "score",
        _score,
        "Score a responses file against a bank, to try a key.",
        [(("bank",), {"metavar": "BANK.yaml"}), (("responses",), {"metavar": "RESPONSES.json"})],
    ),
    (
        "key-review",
        _key_review,
        "Let a second reader answer graded questions without their keys, and keep the answers.",
        [
            (
                ("action",),
                {"choices": ["show", "record"], "help": "show a bank's questions without keys, or record answers"},
            ),
            (("what",), {"metavar": "BANK|ANSWERS.yaml", "help": "the bank's name, or the file with the answers"}),
        ],
    ),
    ("collect", _collect, "Take in the hand-in files of a folder.", [(("folder",), {"metavar": "FOLDER"})]),
    ("return", _return, "Return a quiz's results to the learners' portal.", [(("assessment",), {"metavar": "QUIZ"})]),
    (
        "site",
        _site,
        "Write the whole course as static files, for a web server or a USB stick; they hold no key of a quiz.",
        [(("out",), {"metavar": "OUT", "help": "a new or empty folder, or that of a former site"})],
    ),
    (
        "results",
        _results,
        "Say who passed.",
        [
            (("assessment",), {"nargs": "?", "help": "one quiz (default: all)"}),
            (("--csv",), {"metavar": "FILE", "help": "write the table as CSV as well"}),
        ],
    ),
]
_NEW = [
    (
        "lesson",
        _new_lesson,
        "Write the skeleton of a lesson, and its entry in course.yaml.",
        [(("slug",), {"metavar": "SLUG", "help": "its short name, such as side-effects"})],
    ),
    (
        "fact",
        _new_fact,
        "Append the skeleton of a fact to its topic.",
        [
            (
                ("name",),
                {
                    "metavar": "TOPIC.ID",
                    "help": "its topic, a dot and its id, such as isotretinoin-dose.ra.dose.course",
                },
            ),
            (("--source",), {"help": "the id of its document in sources.yaml (default: the first, to be corrected)"}),
        ],
    ),
    (
        "explorer",
        _new_explorer,
        "Write the skeleton of an explorer, with its test.",
        [(("id",), {"help": "its id: the module's slug, a dash and a name, such as retinoids-dish"})],
    ),
    (
        "question",
        _new_question,
        "Append the skeleton of a question to a bank.",
        [
            (("--kind",), {"required": True, "help": "its kind, such as single, multiple or bowtie"}),
            (("--bank",), {"help": "the bank, such as retinoids (may be left out when there is only one)"}),
            (("--graded",), {"action": "store_true", "help": "for a quiz"}),
            (
                ("--practice",),
                {"dest": "graded", "action": "store_false", "help": "for a lesson (this is the default)"},
            ),
        ],
    ),
]
