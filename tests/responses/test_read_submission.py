"""Reading what was handed in: bounded, and never punishing a neighbour."""

import json
import os
import subprocess
import sys

import pytest

from nbcare.answers import files
from nbcare.answers.files import UnreadableError
from nbcare.answers.submitted_answers import read_submission

GOOD = {
    "version": 1,
    "assessment": "x-quiz",
    "course": "1.0.0",
    "seed": "ab",
    "items": {"x-q01": {"response": "b", "revision": 3, "shown": "s", "at": "t"}},
}


@pytest.fixture
def handed_in(tmp_path):
    """Write responses.json from bytes or from data; give its path."""

    def write(content):
        path = tmp_path / "responses.json"
        path.write_bytes(content if isinstance(content, bytes) else json.dumps(content).encode())
        return path

    return write


def test_answers_come_back_by_item(handed_in):
    """Is an honest file read?"""
    submission = read_submission(handed_in(GOOD), "x-quiz")
    assert submission.items == {"x-q01": "b"} and submission.problems == [] and submission.raw == GOOD


@pytest.mark.parametrize("content", [None, b"", b" \n"])
def test_missing_or_empty_file_is_unanswered(handed_in, tmp_path, content):
    """Is nothing handed in told from something unreadable?"""
    path = tmp_path / "responses.json" if content is None else handed_in(content)
    submission = read_submission(path, "x-quiz")
    assert submission.items == {} and len(submission.problems) == 1


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"not json", "not JSON"),
        (b'{"version": 1, "items": {', "not JSON"),
        (b'{"version": 1, "items": {"x-q01": {"response": [{"a": [[]], "b": [', "not JSON"),
        (b"\xff\xfe\xfd", "not JSON"),
        (b"[1]", "not a file of answers"),
        ({**GOOD, "items": []}, "not a file of answers"),
        ({**GOOD, "version": 2}, "version"),
        ({**GOOD, "version": True}, "version"),
        ({**GOOD, "version": "1"}, "version"),
        ({"items": {}}, "version"),
        (b"[" * 100_000 + b"]" * 100_000, "deep"),
        (b'{"a":' * 5000 + b"1" + b"}" * 5000, "deep"),
        ({**GOOD, "items": {f"x-{n}": {"response": 1} for n in range(2001)}}, "more than"),
    ],
)
def test_file_that_cannot_be_read_needs_a_person(handed_in, content, reason):
    """Is it called unreadable, never worth zero?"""
    with pytest.raises(UnreadableError, match=reason):
        read_submission(handed_in(content), "x-quiz")


def test_brackets_inside_text_are_not_nesting(handed_in):
    """May a learner write brackets?"""
    text = '[[[[[[[[[[[[[{"\\' * 20
    data = {**GOOD, "items": {"x-q08": {"response": text}}}
    assert read_submission(handed_in(data), "x-quiz").items == {"x-q08": text}


def test_fifty_megabytes_are_refused_without_reading_them(tmp_path, monkeypatch):
    """Is the size looked at before the content?"""
    path = tmp_path / "responses.json"
    with path.open("wb") as file:
        file.truncate(50_000_000)
    monkeypatch.setattr(files, "parse", lambda content: pytest.fail("it was parsed"))
    monkeypatch.setattr(files.os, "fdopen", _without_reading(os.fdopen))
    with pytest.raises(UnreadableError, match="larger"):
        read_submission(path, "x-quiz")


def _without_reading(fdopen):
    def opened(descriptor, mode):
        file = fdopen(descriptor, mode, buffering=0)
        return _Unread(file)

    return opened


class _Unread:
    """A file that fails the test when it is read."""

    def __init__(self, file):
        self.file = file

    def __enter__(self):
        return self

    def __exit__(self, *_args):
        self.file.close()

    def read(self, _size=-1):
        pytest.fail("it was read")


def test_link_folder_and_pipe_need_a_person(tmp_path, handed_in):
    """Is anything but a regular file refused, without waiting on a pipe?"""
    good = handed_in(GOOD)
    (tmp_path / "link.json").symlink_to(good)
    (tmp_path / "folder.json").mkdir()
    os.mkfifo(tmp_path / "pipe.json")
    for name in ("link.json", "folder.json", "pipe.json"):
        with pytest.raises(UnreadableError):
            read_submission(tmp_path / name, "x-quiz")


def test_another_assessments_answers_earn_nothing_and_say_so(handed_in):
    """Is a file copied from another quiz explained?"""
    submission = read_submission(handed_in({**GOOD, "assessment": "y-quiz"}), "x-quiz")
    assert submission.items == {} and "y-quiz" in submission.problems[0]


def test_odd_entry_is_named_and_costs_no_other(handed_in):
    """Do the honest answers beside it still count?"""
    items = {**GOOD["items"], "x-q02": "b", "x-q03": {"revision": 1}}
    submission = read_submission(handed_in({**GOOD, "items": items}), "x-quiz")
    assert submission.items == {"x-q01": "b"}
    assert [problem.split(":")[0] for problem in submission.problems] == ["x-q02", "x-q03"]


def test_numbers_that_are_not_finite_become_text_and_spare_the_rest(handed_in):
    """Can NaN and infinity never be taken for a number?"""
    content = (
        b'{"version":1,"assessment":"x-quiz","items":{"a":{"response":NaN},"b":{"response":{"value":-Infinity}},"c":{"response":1e999},"d":{"response":"b"},"e":{"response":%s}}}'
        % (b"9" * 5000)
    )
    items = read_submission(handed_in(content), "x-quiz").items
    assert {id: items[id] for id in "abcd"} == {"a": "NaN", "b": {"value": "-Infinity"}, "c": "1e999", "d": "b"}
    assert isinstance(items["e"], str)


def test_half_a_character_is_replaced(handed_in):
    """Can every text that comes back be written to a file?"""
    content = rb'{"version":1,"assessment":"x-quiz","items":{"a":{"response":"x\ud83d"}}}'
    read_submission(handed_in(content), "x-quiz").items["a"].encode("utf-8")


def test_a_text_without_an_end_is_refused_in_no_time(handed_in):
    """Does a file of nothing but \\" leave the rest of the class its time?"""
    path = handed_in(b'"' + b'\\"' * 900_000)
    # In a process of its own, so that a slow reader fails the test in place of holding it up for hours.
    read = "import sys; from nbcare.answers import files as f; f.parse(open(sys.argv[1], 'rb').read())"
    done = subprocess.run([sys.executable, "-c", read, str(path)], capture_output=True, text=True, timeout=60)
    assert "UnreadableError: it is not JSON" in done.stderr
