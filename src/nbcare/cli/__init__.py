"""The one command, `nbcare`, and its words: start, serve, teach, build, check, collect, results, backup and others."""

import argparse
import contextlib
import io
import os
import sys
from pathlib import Path

from nbcare import __version__
from nbcare.cli import authoring, grading, learners, nbgrader, running, state
from nbcare.errors import ContentError, file_sentence
from nbcare.state import rights
from nbcare.store.errors import StoreUnavailableError


def main(words: list[str] | None = None) -> int:
    """Run one command; a mistake in the content or a file in trouble ends in one sentence, never in a traceback."""
    _prepare_output()
    arguments = _parser().parse_args(words)
    if arguments.course:
        os.environ["NBCARE_COURSE"] = str(Path(arguments.course).resolve())
    try:
        with contextlib.nullcontext() if arguments.content else rights.private():
            status: int = arguments.run(arguments)
        if sys.stdout is not None:  # a program may be started without any
            sys.stdout.flush()  # here, where a reader that is gone is met quietly, and not at the end of the program
    except (ContentError, StoreUnavailableError) as error:
        print(error, file=sys.stderr)
        return 2
    except BrokenPipeError:
        return _reader_gone()
    except OSError as error:
        print(f"nbcare: {file_sentence(error)}", file=sys.stderr)
        return 2
    return status


def _prepare_output() -> None:
    """Let a console that lacks a letter of somebody's name print a sign in its place, and not stop."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")


def _reader_gone() -> int:
    """End as other commands do when `head` or a pager has read enough: without a word."""
    with contextlib.suppress(OSError, ValueError):  # an output that is no file needs nothing
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return 128 + 13


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="nbcare", description="Build, run and grade the course.")
    parser.add_argument("--version", action="version", version=__version__)
    parser.add_argument("--course", help="the course's folder (default: the nearest one upwards)")
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    running.add_start(commands)
    running.add_serve(commands)
    running.add_teach(commands)
    learners.add_learner(commands)
    authoring.add_build(commands)
    authoring.add_check(commands)
    authoring.add_preview(commands)
    authoring.add_score(commands)
    authoring.add_key_review(commands)
    nbgrader.add_generate(commands)
    grading.add_collect(commands)
    grading.add_grade(commands)
    grading.add_accept(commands)
    grading.add_feedback(commands)
    grading.add_return(commands)
    running.add_site(commands)
    grading.add_results(commands)
    nbgrader.add_export(commands)
    nbgrader.add_nbgrader(commands)
    state.add_backup(commands)
    state.add_restore(commands)
    state.add_archive(commands)
    state.add_upgrade(commands)
    authoring.add_new(commands)
    return parser
