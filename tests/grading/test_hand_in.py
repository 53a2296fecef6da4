"""Handing in: the receipt, the refusals, the file to pass on, and taking files in."""

import json
import os
from datetime import UTC, datetime

import made
import older_store
import pytest
import refused_rename

from nbcare.answers import layout, learners, submissions, times
from nbcare.answers import submit as handing
from nbcare.answers.course_store import address, open_course_store
from nbcare.answers.submit import HandInRefusedError, hand_in, last_receipt
from nbcare.grading import collect, collect_command
from nbcare.store import results


@pytest.fixture
def desk(tmp_path, monkeypatch):
    """A learner's folder with saved answers and questions."""
    folder = tmp_path / "desk" / made.QUIZ
    folder.mkdir(parents=True)
    questions = {item["id"]: {"use": "graded", "kind": item["kind"]} for item in made.ITEMS}
    (folder / "questions.json").write_text(json.dumps({"items": questions}), encoding="utf-8")
    (folder / "responses.json").write_text(json.dumps(made.answers(made.HONEST)), encoding="utf-8")
    monkeypatch.setenv("NBCARE_LEARNER", "Ann-Lee")
    monkeypatch.delenv("NBCARE_COURSE", raising=False)
    monkeypatch.delenv("NBCARE_HAND_IN", raising=False)
    return folder / "responses.json"


@pytest.fixture
def share(tmp_path):
    """A folder of hand-in files."""
    folder = tmp_path / "share"
    folder.mkdir()
    return folder


def test_hand_in_places_a_whole_submission(desk, small, monkeypatch):
    """Does a hand-in beside the course land in submitted/ with all that nbgrader needs?"""
    monkeypatch.setenv("NBCARE_COURSE", str(small))
    receipt = hand_in(desk, made.QUIZ)
    folder = small / "state/nbgrader/submitted/ann-lee" / made.QUIZ
    assert {p.name for p in folder.iterdir()} == {
        f"{made.QUIZ}.ipynb",
        "responses.json",
        "timestamp.txt",
        "submission_secret.txt",
    }
    assert (folder / "responses.json").read_bytes() == desk.read_bytes()
    assert (folder / f"{made.QUIZ}.ipynb").read_bytes() == layout.released(
        small / "state/nbgrader", made.QUIZ
    ).read_bytes()
    assert times.parse_timestamp((folder / "timestamp.txt").read_text()) is not None
    assert (receipt["learner"], receipt["answered"], receipt["total"]) == ("ann-lee", 7, 8)
    assert last_receipt(desk, made.QUIZ) == receipt


def test_after_results_nothing_is_placed_beside_the_store(desk, small, monkeypatch):
    """Is a hand-in beside the store refused once results are out, and also when the store cannot be read?"""
    monkeypatch.setenv("NBCARE_COURSE", str(small))
    folder = small / "state/nbgrader/submitted/ann-lee"
    with open_course_store(small) as store:
        store.write(results.put([results.Result("ben", made.QUIZ, "2026-11-01T08:00:00Z", {})]))
    with pytest.raises(HandInRefusedError, match="results of this quiz were returned already. Nothing was handed in"):
        hand_in(desk, made.QUIZ)
    (small / "state/store.db").unlink()
    older_store.make(address(small))
    with pytest.raises(HandInRefusedError, match="nbcare upgrade.* Nothing was handed in"):
        hand_in(desk, made.QUIZ)
    assert not folder.exists()


def test_earlier_submission_is_kept(desk, small, monkeypatch):
    """Is nothing lost when a learner hands in again?"""
    monkeypatch.setenv("NBCARE_COURSE", str(small))
    hand_in(desk, made.QUIZ)
    first = desk.read_bytes()
    desk.write_text(json.dumps(made.answers(made.RIGHT)), encoding="utf-8")
    hand_in(desk, made.QUIZ)
    [kept] = (small / "state/nbgrader/earlier/ann-lee" / made.QUIZ).iterdir()
    assert (kept / "responses.json").read_bytes() == first
    assert (small / "state/nbgrader/submitted/ann-lee" / made.QUIZ / "responses.json").read_bytes() == desk.read_bytes()


def test_a_failed_hand_in_leaves_the_old_one(desk, small, monkeypatch):
    """Does a full disk in the middle leave the submission that stood there?"""
    monkeypatch.setenv("NBCARE_COURSE", str(small))
    hand_in(desk, made.QUIZ)
    desk.write_text(json.dumps(made.answers(made.RIGHT)), encoding="utf-8")
    stands = small / "state/nbgrader/submitted/ann-lee"

    def full(length):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(submissions.secrets, "token_hex", full)
    with pytest.raises(OSError):
        hand_in(desk, made.QUIZ)
    assert [p.name for p in stands.iterdir()] == [made.QUIZ]
    assert len(list((stands / made.QUIZ).iterdir())) == 4


def test_a_folder_that_cannot_be_put_in_place_leaves_the_old_one(desk, small, monkeypatch):
    """Does the last step, refused by the system as Windows does it, leave the submission that stood there?"""
    monkeypatch.setenv("NBCARE_COURSE", str(small))
    hand_in(desk, made.QUIZ)
    desk.write_text(json.dumps(made.answers(made.RIGHT)), encoding="utf-8")
    stands = small / "state/nbgrader/submitted/ann-lee"
    refused_rename.refuse(monkeypatch)
    with pytest.raises(OSError):
        hand_in(desk, made.QUIZ)
    assert [p.name for p in stands.iterdir()] == [made.QUIZ]


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (None, "No answer is saved yet"),
        (made.answers({}), "No answer is saved yet"),
        (made.answers({"signs-q01": None}), "No answer is saved yet"),
        (made.answers(made.HONEST, assessment=made.OTHER), "another quiz"),
        (made.answers(made.HONEST, version=7), "cannot be read"),
        (made.answers(made.HONEST, seed=""), "they have no seed"),
    ],
)
def test_refusals_say_why(desk, content, reason):
    """Is a learner told in words why nothing was handed in?"""
    desk.unlink() if content is None else desk.write_text(json.dumps(content), encoding="utf-8")
    with pytest.raises(HandInRefusedError, match=reason):
        hand_in(desk, made.QUIZ)
    assert last_receipt(desk, made.QUIZ) is None


@pytest.mark.parametrize("name", ["Ann-Lee", "Ann Lee", "../..", "x" * 80, "Zoë", "Анна", "", "\udcff"])
def test_learner_ids_are_safe_names(monkeypatch, name):
    """Does every account name become an id that is a plain folder name?"""
    monkeypatch.setattr(handing.os, "environ", {"NBCARE_LEARNER": name})
    assert learners.LEARNER.fullmatch(handing.learner())


def test_an_id_that_begins_with_a_dash_is_refused_at_hand_in(desk, small, monkeypatch):
    """Is an id that nbgrader's command line takes for an option refused, with the answers still there?"""
    monkeypatch.setenv("NBCARE_COURSE", str(small))
    monkeypatch.setenv("NBCARE_LEARNER", "-n03")
    with pytest.raises(HandInRefusedError, match="do not begin with a dash.*still here"):
        hand_in(desk, made.QUIZ)
    assert not (small / "state/nbgrader/submitted/-n03").exists() and desk.is_file()


def test_who_handed_in_under_such_an_id_goes_on(desk, small, monkeypatch):
    """Does a learner with an older id hand in again under the same one, and never as a second learner?"""
    monkeypatch.setenv("NBCARE_COURSE", str(small))
    monkeypatch.setenv("NBCARE_LEARNER", "-n03")
    (small / "state/nbgrader/submitted/-n03").mkdir(parents=True)
    assert hand_in(desk, made.QUIZ)["learner"] == "-n03"
    assert (small / "state/nbgrader/submitted/-n03" / made.QUIZ / "responses.json").is_file()


def test_an_older_learners_file_is_taken(small, share):
    """Is the file of a learner whose id begins with a dash collected, when that learner has handed in before?"""
    (small / "state/nbgrader/submitted/-n03").mkdir(parents=True)
    (share / "a.json").write_text(json.dumps(parcel(learner="-n03")), encoding="utf-8")
    assert [one.learner for one in collect.collect(small, share).taken] == ["-n03"]


def test_two_names_never_become_one_id(monkeypatch):
    """Do nurses whose names an id cannot spell keep their answers apart, while a plain name stays as it is?"""
    ids = []
    for name in ("zo", "Zoë", "Zoé", "Анна", "美咲", "Ann Lee", "Ann-Lee"):
        monkeypatch.setenv("NBCARE_LEARNER", name)
        ids.append(handing.learner())
    assert len(set(ids)) == len(ids) and ids[0] == "zo" and ids[-1] == "ann-lee"


def test_another_persons_answers_are_not_replaced(desk, small, monkeypatch):
    """Two nurses under one account: is the second told, and is nobody's work lost?"""
    monkeypatch.setenv("NBCARE_COURSE", str(small))
    first = hand_in(desk, made.QUIZ)
    desk.write_text(json.dumps(made.answers(made.RIGHT, seed="another")), encoding="utf-8")
    with pytest.raises(HandInRefusedError, match=first["hash"]):
        hand_in(desk, made.QUIZ)
    stands = small / "state/nbgrader/submitted/ann-lee" / made.QUIZ / "responses.json"
    assert (
        json.loads(stands.read_text())["seed"] == made.answers({})["seed"]
        and not (small / "state/nbgrader/earlier").exists()
    )


def test_files_of_two_people_under_one_id_are_both_refused(small, share):
    """Does the instructor hear of it, with the receipts, before one of them counts for both?"""
    for name, seed in (("a", "one"), ("b", "two")):
        responses = made.answers(made.HONEST, seed=seed)
        (share / f"{name}.json").write_text(json.dumps(parcel() | {"responses": responses}), encoding="utf-8")
    done = collect.collect(small, share)
    assert not done.taken and [name for name, _ in done.refused] == ["a.json", "b.json"]
    assert all("several people's answers" in reason for _, reason in done.refused)


def test_collect_shows_the_receipt_the_learner_holds(desk, small, tmp_path, monkeypatch, capsys):
    """Can an instructor compare a receipt with what arrived?"""
    monkeypatch.setenv("NBCARE_HAND_IN", str(tmp_path / "share"))
    receipt = hand_in(desk, made.QUIZ)
    collect_command.main(small, tmp_path / "share")
    assert receipt["hash"] in capsys.readouterr().out


def test_file_is_taken_in(desk, small, tmp_path, monkeypatch):
    """Does a hand-in file reach submitted/ with the learner's answers?"""
    monkeypatch.setenv("NBCARE_HAND_IN", str(tmp_path / "share"))
    receipt = hand_in(desk, made.QUIZ)
    assert collect_command.main(small, tmp_path / "share") == 0
    folder = small / "state/nbgrader/submitted/ann-lee" / made.QUIZ
    assert json.loads((folder / "responses.json").read_text()) == json.loads(desk.read_text())
    assert (
        times.timestamp(times.parse_timestamp((folder / "timestamp.txt").read_text()))[:19].replace(" ", "T") + "Z"
        == receipt["at"]
    )
    assert (tmp_path / "share").joinpath(os.path.basename(receipt["where"])).is_file()


def parcel(at="2026-11-01T08:00:00Z", given=None, **over) -> dict:
    """A hand-in file's content."""
    data = {"version": 1, "course": "1.0.0", "assessment": made.QUIZ, "learner": "ben", "at": at}
    return data | {"responses": made.answers(made.HONEST if given is None else given)} | over


def test_newest_of_several_wins(small, share):
    """Does the newest file of a learner count, in whatever order they are read, and only once?"""
    for name, at, given in [
        ("a", "2026-11-03T08:00:00Z", made.RIGHT),
        ("b", "2026-11-01T08:00:00Z", made.HONEST),
        ("c", "2026-11-02T08:00:00Z", {}),
    ]:
        (share / f"{name}.json").write_text(json.dumps(parcel(at, given)), encoding="utf-8")
    done = collect.collect(small, share)
    assert [one.name for one in done.taken] == ["a.json"]
    assert len(done.older) == 2
    again = collect.collect(small, share)
    assert not again.taken and len(again.older) == 3
    kept = json.loads((small / "state/nbgrader/submitted/ben" / made.QUIZ / "responses.json").read_text())
    assert kept["items"]["signs-q02"]["response"] == ["a", "c"]


def test_a_file_from_tomorrow_does_not_win_for_ever(small, share):
    """Is a time in the future taken for now?"""
    (share / "a.json").write_text(json.dumps(parcel("2999-01-01T00:00:00Z")), encoding="utf-8")
    [one] = collect.collect(small, share).taken
    assert one.at <= datetime.now(UTC)


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"not json", "not JSON"),
        (b"[]", "not a hand-in file"),
        (b" " * 2_000_001, "larger than"),
        (parcel(version=2), "its version is 2"),
        (parcel(version=True), "its version is True"),
        (parcel(course="other"), "no release of this course"),
        (parcel(assessment="nope"), "has no quiz 'nope'"),
        (parcel(assessment=["x"]), "has no quiz"),
        (parcel(responses=made.answers({}, assessment=made.OTHER)), "belong to another"),
        (parcel(learner="../../x"), "is not a learner id"),
        (parcel(learner="Ben"), "is not a learner id"),
        (parcel(learner="-n03"), "is not a learner id"),
        (parcel(learner=3), "is not a learner id"),
        (parcel(at="yesterday"), "does not say when"),
        (parcel(responses=made.answers({}, seed=7)), "have no seed"),
        (parcel(responses=made.answers({}, seed="\0")), "the seed"),
        (parcel(responses=made.answers({}, seed="x" * 300)), "the seed"),
    ],
)
def test_bad_files_are_named_and_left(small, share, content, reason, capsys):
    """Is a bad file named with its reason, left where it is, and the good one beside it taken?"""
    bad, good = share / "bad.json", share / "good.json"
    bad.write_bytes(content if isinstance(content, bytes) else json.dumps(content).encode())
    good.write_text(json.dumps(parcel(learner="good")), encoding="utf-8")
    assert collect_command.main(small, share) == 1
    printed = capsys.readouterr().out
    assert "refused  bad.json" in printed and reason in printed
    assert bad.is_file()
    assert [p.name for p in (small / "state/nbgrader/submitted").iterdir()] == ["good"]


@pytest.mark.skipif(os.name == "nt", reason="links are made the POSIX way")
def test_a_link_in_the_folder_is_refused(small, tmp_path):
    """Is a link in the shared folder not followed?"""
    outside = tmp_path / "outside.txt"
    outside.write_text(json.dumps(parcel()), encoding="utf-8")
    (tmp_path / "share").mkdir()
    (tmp_path / "share/a.json").symlink_to(outside)
    done = collect.collect(small, tmp_path / "share")
    assert not done.taken and "link" in done.refused[0][1]
