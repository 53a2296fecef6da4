"""Which form of a question an answer belongs to, by the hash that was saved with it."""

from pathlib import Path

import pytest

from nbcare.content import evidence, learner_view, shown_hash
from nbcare.content.evidence import References
from nbcare.content.items import all_items
from nbcare.grading import asked_forms
from nbcare.grading.asked_forms import TODAY, AskedForms, is_unknown
from nbcare.store.released_items import ReleasedItem

ROOT = Path(__file__).resolve().parents[2]
FACTS = evidence.Evidence({}, {})
SINGLE = {
    "id": "x-q01",
    "kind": "single",
    "use": "graded",
    "stem": "Which?",
    "options": {"a": "red", "b": "blue"},
    "key": "a",
    "objective": "1",
}
NUMBER = {
    "id": "x-q01",
    "kind": "numeric",
    "use": "graded",
    "stem": "{{value:weight}} kg?",
    "unit": "mg",
    "tolerance": 0,
    "variants": [
        {"id": "v1", "parameters": {"weight": 10}, "key": 20},
        {"id": "v2", "parameters": {"weight": 12}, "key": 24},
    ],
}


def seen(item: dict) -> dict:
    return learner_view.public(item, FACTS, References())


def kept(item: dict, shown: str = "") -> ReleasedItem:
    return ReleasedItem("x-quiz", item["id"], shown or seen(item)["shown"], item, "1.0.0", "2026-11-22T10:00:00Z")


def forms(item: dict, *released: ReleasedItem) -> AskedForms:
    return asked_forms.prepare({item["id"]: item}, FACTS, released)


def form(known: AskedForms, shown: str) -> str:
    return known.form_of("x-q01", {"response": "a", "shown": shown})


def test_the_form_of_today_of_its_release_and_of_nobody():
    """Are the three told apart, and is the newest key of an earlier form the one that counts?"""
    earlier = {**SINGLE, "stem": "Which one?"}
    known = forms(SINGLE, kept({**earlier, "key": "b"}), kept(earlier))
    then = seen(earlier)["shown"]
    assert form(known, seen(SINGLE)["shown"]) == TODAY and form(known, then) == then
    assert known.item("x-q01", then)["key"] == "a" and known.reviewed("x-q01", then)["stem"] == "Which one?"
    assert is_unknown(form(known, "sha256:" + 32 * "0"))


@pytest.mark.parametrize("entry", [None, {}, {"shown": 7}, {"shown": ""}, {"shown": "none"}, "text"])
def test_an_entry_that_does_not_say_answers_the_question_of_today(entry):
    """Does nobody wait because a file names no hash?"""
    assert forms(SINGLE).form_of("x-q01", entry) == TODAY


def test_a_hash_by_the_rule_of_release_one_is_understood_by_what_was_kept():
    """Is a question that was kept under such a hash today's, as long as it asks the same?"""
    former = shown_hash.whole({name: part for name, part in seen(SINGLE).items() if name not in ("shown", "was")})
    assert form(forms({**SINGLE, "key": "b"}, kept(SINGLE, former)), former) == TODAY
    changed = forms({**SINGLE, "stem": "Another?"}, kept(SINGLE, former))
    assert changed.item("x-q01", form(changed, former))["stem"] == "Which?"


def test_only_changed_numbers_make_another_form():
    """Is an answer to unchanged numbers marked by today's key, and one to changed numbers by those she had?"""
    today = {**NUMBER, "variants": [NUMBER["variants"][0], {"id": "v2", "parameters": {"weight": 13}, "key": 26}]}
    known, (one, other) = forms(today, kept(NUMBER)), (each["shown"] for each in seen(NUMBER)["variants"])
    assert form(known, one) == TODAY
    assert known.item("x-q01", form(known, other))["variants"][1]["key"] == 24


@pytest.mark.parametrize(
    "content",
    [
        {**SINGLE, "stem": "{{fact:gone}}?"},
        {**SINGLE, "kind": "no-such-kind"},
        {**SINGLE, "kind": "multiple", "stem": "Which?!", "key": ["a", "b"]},
        {"id": "x-q01"},
        [],
    ],
    ids=["fact gone", "kind gone", "other points", "half", "no item"],
)
def test_a_form_that_cannot_be_marked_is_left_to_a_person(content):
    """Does a damaged or odd form stop nothing?"""
    released = ReleasedItem("x-quiz", "x-q01", "sha256:" + 32 * "1", content, "1.0.0", "")
    assert is_unknown(form(forms(SINGLE, released), released.shown))


def test_what_is_kept_asks_what_the_learner_read():
    """Is every question of the course the same again when it is kept with its facts printed?"""
    facts = evidence.load(ROOT)
    for item in all_items(ROOT).values():
        as_kept = learner_view.as_seen(item, facts, References())
        shown = [learner_view.public(each, facts, References())["shown"] for each in (item, as_kept)]
        assert shown[0] == shown[1], item["id"]
        assert as_kept.get("key") == item.get("key") and "{{fact" not in as_kept["stem"]
