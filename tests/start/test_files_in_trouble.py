"""A command that meets a full disk, a read-only folder or a reader that is gone: one sentence or none, never a traceback."""

import argparse
import errno
import os
import subprocess
import sys

import pytest

from nbcare import cli
from nbcare.errors import file_sentence


class Parser(argparse.ArgumentParser):
    """A command line whose one command raises an error."""

    def __init__(self, error: BaseException):
        super().__init__()
        self.error_raised = error

    def parse_args(self, *_):
        def run(_arguments):
            raise self.error_raised

        return argparse.Namespace(course=None, run=run, content=False)


@pytest.mark.parametrize(
    ("number", "repair"),
    [
        (errno.ENOSPC, "make room on this disk, and try again"),
        (errno.EROFS, "let this account read and write there, and try again"),
        (errno.EACCES, "let this account read and write there, and try again"),
        (errno.ENOENT, "look whether it was moved or deleted"),
        (errno.ENOTDIR, "look at what stands there, and try again"),
    ],
)
def test_a_file_in_trouble_is_one_sentence(monkeypatch, capsys, number, repair):
    """Does any command name the file, the problem and the repair, and end with 2?"""
    monkeypatch.setattr(cli, "_parser", lambda: Parser(OSError(number, os.strerror(number), "state/x.csv")))
    assert cli.main([]) == 2
    said = capsys.readouterr()
    assert said.out == "" and said.err == f"nbcare: state/x.csv: {os.strerror(number)}; {repair}\n"


@pytest.mark.parametrize("error", [OSError("no such thing"), OSError(), ConnectionResetError()])
def test_an_error_without_a_file_is_one_sentence_too(error):
    """Is there always something to read, on one line?"""
    assert file_sentence(error).endswith("; try again") and "None" not in file_sentence(error)


@pytest.mark.skipif(sys.platform == "win32", reason="a pipe that is closed is another error there")
@pytest.mark.parametrize("lines", [1, 100_000])
def test_a_reader_that_is_gone_is_met_quietly(lines):
    """Does `nbcare results | head` end without a word, whether much or little was still to be printed?"""
    program = (
        "import argparse, sys; from nbcare import cli; "
        f"run = lambda _: [print('a line') for _ in range({lines})] and 0; "
        "parser = argparse.ArgumentParser(); parser.set_defaults(course=None, run=run, content=False); "
        "cli._parser = lambda: parser; sys.exit(cli.main([]))"
    )
    reading, writing = os.pipe()
    os.close(reading)
    done = subprocess.run(
        [sys.executable, "-c", program], stdout=writing, stderr=subprocess.PIPE, text=True, timeout=60
    )
    os.close(writing)
    assert (done.returncode, done.stderr) == (141, "")
