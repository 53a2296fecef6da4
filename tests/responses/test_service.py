"""What a page is told when a step of a case is asked for, and when the file behind it fails."""

from pathlib import Path

import pytest

from nbcare.answers import service
from nbcare.answers.errors import ResponseRefusedError, ResponsesDamagedError
from nbcare.answers.file_store import FileResponseStore

CASE = {"id": "day", "shown": "sha256:ab"}
REQUEST = {"type": "open-step", "nonce": "n", "case": "day", "saw": 1}


def test_an_opened_step_is_told_with_its_request():
    """Does the page hear how many steps are open, and which request that answers?"""
    asked = []
    told = service.move(lambda *given: asked.append(given) or 2, CASE, REQUEST)
    assert asked == [("day", 1, "sha256:ab")] and told.why == ""
    assert told.message == {"nonce": "n", "case": "day", "type": "opened", "opened": 2}


@pytest.mark.parametrize(
    ("error", "why", "reason"),
    [
        (ResponseRefusedError("there is no case day here"), service.REFUSED, "there is no case day here"),
        (
            ResponsesDamagedError(Path("responses.json"), "it is not JSON", Path("responses.damaged-1.json")),
            service.DAMAGED,
            "responses.json: it is not JSON; kept aside as responses.damaged-1.json",
        ),
        (OSError(28, "No space left"), service.DISK, "The computer could not write the file: No space left."),
        (OSError(), service.DISK, "The computer could not write the file: another program is using it."),
    ],
)
def test_a_step_that_is_not_opened_says_why(error, why, reason):
    """Is the page that waits for a step answered in words, whatever went wrong, and told when to try again?"""

    def step(*_given):
        raise error

    told = service.move(step, CASE, REQUEST)
    again = {"again": True} if why in (service.DAMAGED, service.DISK) else {}
    assert told.message == {"nonce": "n", "case": "day", "type": "not-opened", "reason": reason} | again
    assert told.why == why


@pytest.mark.parametrize("saw", [None, "1", True, 1.0])
def test_a_page_says_which_step_it_shows(saw):
    """Is no step opened for a page that does not say what it has seen?"""
    told = service.move(lambda *_given: pytest.fail("a step was opened"), CASE, REQUEST | {"saw": saw})
    assert told.message["type"] == "not-opened" and told.why == service.REFUSED


def test_reading_begins_anew_after_a_damaged_file(tmp_path):
    """Is a page shown empty in place of an error, with the damaged file kept?"""
    path = tmp_path / "responses.json"
    path.write_bytes(b"{")
    assert service.read(FileResponseStore(path, "x-quiz", "1.0.0", {"x-q01": "single"})) == {}
    assert [kept.read_bytes() for kept in tmp_path.glob("responses.damaged-*.json")] == [b"{"]
