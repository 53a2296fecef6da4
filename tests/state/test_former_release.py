"""A hospital's folder as release 1.0.0 left it is taken over by one start: nothing of it is lost or changed."""

import hashlib
import json
from pathlib import Path

import former_release
import pytest

from nbcare.answers import files, laptop_learner
from nbcare.answers.course_store import open_course_store
from nbcare.content import course as courses
from nbcare.grading import hand_in_folders
from nbcare.portal.identity import pins
from nbcare.portal.identity.sessions import Sessions
from nbcare.state import former_layout, ready
from nbcare.store import answers, hand_ins, results, roster, scopes, settings, terms


@pytest.fixture(scope="module")
def expected():
    """What has to stay true."""
    return former_release.expected()


@pytest.fixture(scope="module")
def taken_over(tmp_path_factory):
    """The course after its first start with today's release; what was said, and the files that were there before."""
    root = former_release.unpack(tmp_path_factory.mktemp("former") / "course")
    said: list[str] = []
    ready.bring_up_to_date(courses.load(root), said.append)
    return root, said


@pytest.fixture
def store(taken_over):
    """The store of that course."""
    with open_course_store(taken_over[0]) as store:
        yield store


def pages(expected):
    """Yield each learner's id with each page and what it held."""
    for learner, each in expected["learners"].items():
        for scope, page in each["pages"].items():
            yield learner, scope, page


def test_every_answer_is_there_with_its_revision_and_seed(store, expected):
    """Does each learner find each answer as it was last saved, under the same seed?"""
    count = 0
    for learner, scope, page in pages(expected):
        if "seed" not in page:
            continue
        assert store.read(scopes.find(learner, scope)).seed == page["seed"]
        assert store.read(answers.read(learner, scope)) == page["items"], (learner, scope)
        assert [each.answer for each in store.read(answers.history(learner, scope))] == [
            page["items"][id] for id in sorted(page["items"])
        ]
        count += len(page["items"])
    assert count > 50


def test_every_attempt_is_there_with_its_receipt(store, expected):
    """Are receipts, late marks, nonces and a new attempt that was begun as they were?"""
    count = 0
    for learner, scope, page in pages(expected):
        kept = page.get("hand_ins") or {"receipts": [], "open": False, "nonce": ""}
        receipts = kept["receipts"] or ([page["receipt"]] if page.get("receipt") else [])
        found = store.read(hand_ins.of(learner, scope))
        assert [(each.at, each.hash) for each in found][-len(receipts) :] == [
            (each["at"], each["hash"]) for each in receipts
        ] or not receipts
        for one, receipt in zip(found[-len(receipts) :], receipts, strict=True) if receipts else ():
            assert (one.answered, one.total, one.late) == (
                receipt["answered"],
                receipt["total"],
                bool(receipt.get("late")),
            )
            count += 1
        if receipts:
            assert (found[-1].nonce or "", found[-1].reopened is not None) == (kept["nonce"], kept["open"])
    assert count > 10


def test_what_was_handed_in_is_kept_with_each_attempt(store, expected):
    """Is every document of every attempt in the store, whichever way it came?"""
    for learner, quizzes in expected["handed_in"].items():
        for assessment, attempts in quizzes.items():
            found = store.read(hand_ins.of(learner, assessment))
            assert [each.hash for each in found] == [each["hash"] for each in attempts], (learner, assessment)
            for one, attempt in zip(found, attempts, strict=True):
                assert store.read(hand_ins.document(learner, assessment, one.attempt)) == attempt["document"]


def test_log_ins_go_on(store, expected):
    """Is whoever was logged in still in, and whoever logged out still out?"""
    sessions = Sessions(store, clock=lambda: expected["now"])
    for each in expected["sessions"]["tokens"]:
        assert sessions.find(each["token"]).learner == each["learner"]
    assert sessions.find(expected["sessions"]["ended_token"]["token"]) is None
    assert store.read(settings.find("laptop-secret")) == expected["laptop_secret"]
    assert store.read(settings.find("hub-cookie-secret")) == expected["hub_cookie_secret"]


def test_the_roster_is_there_with_its_pins(store, expected):
    """Does each PIN open what it opened before?"""
    listed = store.read(roster.listed())
    assert listed.keys() == expected["roster"].keys()
    for id, each in expected["roster"].items():
        assert (listed[id].name, listed[id].salt, listed[id].hash) == (each["name"], each["salt"], each["hash"])
    first = next(iter(expected["roster"]))
    assert pins.fits(expected["roster"][first]["pin"], {"salt": listed[first].salt, "hash": listed[first].hash})


def test_the_learner_of_a_laptop_keeps_the_id_of_her_receipts(store, expected, monkeypatch):
    """Is she found again without an id on the disk?"""
    monkeypatch.delenv("NBCARE_LEARNER", raising=False)
    assert laptop_learner.id_of(store) == expected["alone"]


def test_results_and_terms_are_as_they_were_returned(store, expected):
    """Does each learner read the same result, and the portal the same dates?"""
    for learner, entries in expected["results"].items():
        entries = entries.get("assessments", entries)
        assert {id: each.entry for id, each in store.read(results.of(learner)).items()} == entries
    for id, each in expected["published"]["assessments"].items():
        assert store.read(terms.read())[id] == terms.Terms(**each)


def test_nbgraders_folders_are_moved_byte_for_byte(taken_over, expected):
    """Are submissions, graded copies and feedback the same files, also after grading has brought the hand-ins again?"""
    root, _ = taken_over
    with open_course_store(root) as store:
        hand_in_folders.write_all(store, root / "state/nbgrader")
    for name, wanted in expected["files"].items():
        path = root / name.replace("assessments/", "state/nbgrader/", 1)
        assert hashlib.sha256(path.read_bytes()).hexdigest() == wanted, name


def test_local_numbers_and_damaged_files_are_kept(taken_over, expected):
    """Are the hospital's numbers, and what had been kept aside, still there?"""
    root, _ = taken_over
    assert expected["local"]["phone"] in (root / "state/local.yaml").read_text(encoding="utf-8")
    for name in expected["damaged"] | expected["hand_in_files"]:
        assert (root / "state" / name).is_file()
    assert not list((root / "state/workspace").rglob("responses.json")), "what is in the store stands nowhere else"


def test_one_sentence_says_what_was_done(taken_over):
    """Does whoever starts the course read where the backup is, and nothing else than that and the local numbers?"""
    _, said = taken_over
    assert len(said) == 2 and "Backup of" in said[0] and "local.yaml" in said[1], said


def test_the_way_back_leads_to_the_same_folder(tmp_path):
    """After going back to the earlier release: is every file as it was?"""
    root = former_release.unpack(tmp_path / "course")
    course = courses.load(root)
    before = everything(root)
    backup = ready.bring_up_to_date(course, lambda _: None)
    former_layout.put_back(course, backup)
    after = everything(root)
    remade = (".db", ".lock", "pages-made.json")
    assert {name: data for name, data in after.items() if not name.endswith(remade)} == {
        name: data for name, data in before.items() if not name.endswith(remade)
    }


def everything(root: Path) -> dict[str, bytes]:
    """Return all that a run has made, outside of a state that was moved away."""
    places = [root / "workspace", root / "assessments", root / ".exchange", root / "assets"]
    return {
        path.relative_to(root).as_posix(): path.read_bytes()
        for place in places
        for path in sorted(place.rglob("*"))
        if path.is_file() and not path.is_symlink()
    }


def test_an_interrupted_start_is_gone_on_with(tmp_path, expected, monkeypatch):
    """Killed in the middle of the answers: does the next start put the rest into the store, and nothing twice?"""
    from nbcare.state import taking_over

    root = former_release.unpack(tmp_path / "course")
    course, calls, take = courses.load(root), 0, taking_over._take_page

    def interrupted(*words):
        nonlocal calls
        calls += 1
        if calls == 7:
            raise KeyboardInterrupt
        return take(*words)

    monkeypatch.setattr(taking_over, "_take_page", interrupted)
    with pytest.raises(KeyboardInterrupt):
        ready.bring_up_to_date(course, lambda _: None)
    with pytest.raises(Exception, match="run: nbcare upgrade"):
        ready.require_current(course)
    ready.bring_up_to_date(course, lambda _: None)
    ready.require_current(course)
    with open_course_store(root) as store:
        for learner, scope, page in pages(expected):
            if "seed" in page:
                assert store.read(answers.read(learner, scope)) == page["items"]
        handed_in = sum(len(each) for quizzes in expected["handed_in"].values() for each in quizzes.values())
        counted = [store.read(hand_ins.attempts(quiz.id)) for quiz in course.assessments]
        assert sum(sum(each.values()) for each in counted) >= handed_in


def test_the_receipts_hash_is_that_of_the_document(expected):
    """Would the fixture show an answer that was changed on its way?"""
    for quizzes in expected["handed_in"].values():
        for attempts in quizzes.values():
            for each in attempts:
                assert files.receipt(json.dumps(each["document"]).encode()) == each["hash"]
