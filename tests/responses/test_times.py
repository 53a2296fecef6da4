"""One way to write a moment, and one to read it back."""

import ast
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import pytest

from nbcare.answers import files, times

SOURCE = Path(times.__file__).parents[1]
AT = datetime(2026, 11, 30, 8, 15, 7, 250_000, UTC)
IN_VIENNA = AT.astimezone(timezone(timedelta(hours=1)))


@pytest.mark.parametrize("at", [AT, IN_VIENNA, AT.replace(tzinfo=None)])
def test_every_moment_is_written_in_utc(at):
    """Does a file say the same moment, wherever the machine stands and whatever zone was used?"""
    assert times.iso(at) == "2026-11-30T08:15:07Z"
    assert times.in_file_name(at) == "20261130T081507Z"
    assert times.timestamp(at) == "2026-11-30 08:15:07.250000 UTC"


def test_what_is_written_is_read_back():
    """Is a moment the same after a file, to the second for people and exactly for nbgrader?"""
    assert times.parse(times.iso(AT)) == AT.replace(microsecond=0)
    assert times.parse_timestamp(times.timestamp(AT)) == AT


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2026-12-01T17:00", datetime(2026, 12, 1, 17, tzinfo=UTC)),
        ("2026-12-01T17:00:00+01:00", datetime(2026, 12, 1, 16, tzinfo=UTC)),
        ("soon", None),
        ("", None),
    ],
)
def test_an_iso_moment_without_a_zone_is_utc(text, expected):
    """Is a due date without a zone in UTC, and what is no moment said to be none?"""
    assert times.parse(text) == expected


def test_only_one_module_writes_moments_for_files():
    """Does no other module spell the form of a moment in a file?"""
    forms = {
        (path.relative_to(SOURCE).as_posix(), node.value)
        for path in SOURCE.rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and node.value.startswith("%Y")
    }
    # What a later hand-in takes the place of is kept under a name with fractions of a second; formgrader's form and pages
    # write moments in a way of their own.
    formgrader = {"grading/formgrader.py", "grading/formgrader_api.py"}
    assert {file for file, _ in forms} == {"answers/times.py", "answers/submissions.py"} | formgrader


def test_a_stamp_changes_with_the_file(tmp_path):
    """Does a file's stamp tell one state from the next, and that there is none?"""
    path = tmp_path / "file"
    assert files.stamp(path) == files.ABSENT
    path.write_bytes(b"one")
    first = files.stamp(path)
    assert first == files.stamp(path) != files.ABSENT
    path.write_bytes(b"longer")
    assert files.stamp(path) != first
