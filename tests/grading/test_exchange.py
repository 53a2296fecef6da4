"""Collecting from the exchange: one hostile folder stops nobody and reaches nothing outside."""

import json
import os
import sys
from datetime import UTC, datetime
from pathlib import Path

import made
import pytest

from nbcare.answers import layout, times

if sys.platform == "win32":
    pytest.skip("nbgrader's exchange refuses to run on Windows", allow_module_level=True)

AT = "2026-11-22 10:00:00.000000 UTC"


@pytest.fixture(scope="module")
def collected(generated, tmp_path_factory) -> Path:
    """The small course after collecting from an inbox that learners wrote into by hand."""
    import shutil

    root = Path(shutil.copytree(generated, tmp_path_factory.mktemp("exchange") / "course"))
    (root / "secret.txt").write_text("the key")
    inbox = root / "state/exchange/made/inbound"
    (root / "state/nbgrader/submitted/-n04").mkdir(parents=True)
    for name in ("good", "linked", "piped", "huge", "zoe", "-n03", "-n04"):
        folder = inbox / f"{name}+{made.QUIZ}+{AT}+abc"
        folder.mkdir(parents=True)
        (folder / "responses.json").write_text(json.dumps(made.answers(made.HONEST)), encoding="utf-8")
        (folder / "timestamp.txt").write_text(AT, encoding="utf-8")
    at = f"+{made.QUIZ}+{AT}+abc"
    (inbox / f"linked{at}" / "link.txt").symlink_to(root / "secret.txt")
    os.mkfifo(inbox / f"piped{at}" / "pipe")
    with (inbox / f"huge{at}" / "big").open("wb") as file:
        file.truncate(101_000_000)
    (inbox / f"..{at}").mkdir()
    (inbox / f"ann+{made.QUIZ}+not a time+abc").mkdir()
    (inbox / f"whole{at}").symlink_to(root)
    made.quickly(root, "collect", made.QUIZ)
    return root


def test_the_others_are_collected(collected):
    """Do good submissions arrive, before and after the hostile ones, with all that grading needs?"""
    for learner in ("good", "linked", "piped", "zoe"):
        folder = layout.submission(layout.nbgrader_root(collected), learner, made.QUIZ)
        assert {"responses.json", "submission_secret.txt", f"{made.QUIZ}.ipynb"} <= {p.name for p in folder.iterdir()}


def test_hostile_folders_are_left_where_they_are(collected):
    """Is what is too large, a link, or badly named not collected, and no new id that begins with a dash?"""
    taken = {p.name for p in (collected / "state/nbgrader/submitted").iterdir()}
    assert taken == {"good", "linked", "piped", "zoe", "-n04"}
    assert not (collected / "assessments" / made.QUIZ).exists()


def test_who_handed_in_under_an_older_id_is_collected(collected):
    """Does a learner whose id begins with a dash, and who has handed in before, go on?"""
    folder = layout.submission(layout.nbgrader_root(collected), "-n04", made.QUIZ)
    assert (folder / "responses.json").is_file() and (folder / f"{made.QUIZ}.ipynb").is_file()


def test_links_are_not_followed(collected):
    """Is a link collected as a link, so that what it points at is never copied?"""
    assert (collected / "state/nbgrader/submitted/linked" / made.QUIZ / "link.txt").is_symlink()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2026-11-22 10:00:00.000000 UTC", datetime(2026, 11, 22, 10, tzinfo=UTC)),
        ("2026-11-22 12:00:00 +0200", datetime(2026, 11, 22, 10, tzinfo=UTC)),
        ("2026-11-22T10:00:00Z", datetime(2026, 11, 22, 10, tzinfo=UTC)),
        ("2026-11-22 10:00:00", datetime(2026, 11, 22, 10, tzinfo=UTC)),
        ("2026-11-22 10:00:00 /etc/passwd", None),
        ("2026-13-22 10:00:00 UTC", None),
        ("0001-01-01 00:00:00 +2359", None),
        ("now", None),
        ("", None),
    ],
)
def test_a_time_is_read_by_its_shape(text, expected):
    """Is nbgrader's timestamp read, and everything else refused without being looked up?"""
    assert times.parse_timestamp(text) == expected


def send(root, learner, at, seed, given=made.HONEST):
    """Put a submission into the exchange, as nbgrader submit does."""
    inbound = root / "state/exchange/made/inbound" / f"{learner}+{made.QUIZ}+{at}+0123"
    inbound.mkdir(parents=True)
    (inbound / "responses.json").write_text(json.dumps(made.answers(given, seed=seed)), encoding="utf-8")
    (inbound / "timestamp.txt").write_text(at, encoding="utf-8")


def taken(root, learner):
    """Return the seed of what stands in submitted/, and those of the earlier submissions that are kept."""
    place = layout.submission(layout.nbgrader_root(root), learner, made.QUIZ)
    earlier = layout.earlier(layout.nbgrader_root(root), learner, made.QUIZ).glob("*")
    texts = [(folder / "responses.json").read_text() for folder in (place, *earlier)]
    return [json.loads(text)["items"]["signs-q02"]["response"] for text in texts]


def test_a_newer_submission_takes_the_place_of_the_one_before_which_is_kept(small):
    """Does nbgrader's collect delete nothing that was handed in?"""
    send(small, "ann", AT, "made")
    made.quickly(small, "collect", made.QUIZ)
    send(small, "ann", "2026-11-23 10:00:00.000000 UTC", "made", made.RIGHT)
    made.quickly(small, "collect", made.QUIZ)
    assert taken(small, "ann") == [made.HONEST["signs-q02"]], "without --update the first one stays"
    made.quickly(small, "collect", made.QUIZ, "--update")
    assert taken(small, "ann") == [made.RIGHT["signs-q02"], made.HONEST["signs-q02"]]


@pytest.mark.parametrize("seed", ["another", ""])
def test_another_persons_submission_replaces_nobodys(small, seed):
    """Is a submission that somebody named for a colleague left in the exchange, also one that names no seed?"""
    made.put(small, "ann", made.answers(made.HONEST), datetime(2026, 11, 22, 9, tzinfo=UTC))
    send(small, "ann", AT, seed, made.RIGHT)
    said = made.quickly(small, "collect", made.QUIZ, "--update").stderr
    assert "Could not collect from ann: Under the id ann other answers" in said
    assert taken(small, "ann") == [made.HONEST["signs-q02"]]
