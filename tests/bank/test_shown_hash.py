"""What counts as a changed question: what a learner sees before answering, and nothing else."""

import json
from pathlib import Path

import pytest

from nbcare.content import evidence, former_hashes, learner_view, shown_hash
from nbcare.content.evidence import References
from nbcare.content.items import all_items
from nbcare.errors import ContentError

ROOT = Path(__file__).resolve().parents[2]
FACTS = evidence.Evidence({}, {})
SINGLE = {
    "id": "x-p01",
    "kind": "single",
    "use": "practice",
    "stem": "Which?",
    "options": {"a": "red", "b": "blue"},
    "key": "a",
    "why": "Because.",
    "feedback": {"a": "Yes.", "b": "No."},
    "exhibits": [{"title": "Chart", "text": "37.0"}],
    "shuffle": True,
}
NUMBER = {
    "id": "x-p02",
    "kind": "numeric",
    "use": "practice",
    "stem": "{{value:weight}} kg: how much?",
    "unit": "mg",
    "tolerance": 0,
    "variants": [
        {"id": "v1", "parameters": {"weight": 10}, "key": 20},
        {"id": "v2", "parameters": {"weight": 12}, "key": 24},
    ],
}


def shown(item: dict, **changes) -> str:
    """Return the hash of an item on a page, with these fields in the place of its own."""
    return learner_view.practice({**item, **changes}, FACTS, References())["shown"]


@pytest.mark.parametrize(
    "changes",
    [
        {"stem": "Which one?"},
        {"options": {"a": "blue", "b": "red"}},
        {"exhibits": [{"title": "Chart", "text": "38.0"}]},
        {"kind": "multiple", "key": ["a"]},
    ],
)
def test_what_she_saw_before_answering_makes_another_question(changes):
    """Is an answer to other words, options or charts told apart?"""
    assert shown_hash.question(shown(SINGLE, **changes)) != shown_hash.question(shown(SINGLE))


@pytest.mark.parametrize(
    "changes",
    [
        {"why": "Better said."},
        {"feedback": {"a": "Right.", "b": "Wrong."}},
        {"shuffle": False},
        {"objective": "9.9"},
        {"stem": "Which?\n"},
    ],
)
def test_what_she_learns_after_answering_changes_nothing(changes):
    """Does a rewritten reason or feedback leave every answer alone?"""
    assert shown(SINGLE, **changes) == shown(SINGLE)


def test_sources_and_their_numbers_are_no_part_of_the_question():
    """Does a page that cites one source more ask nothing anew?"""
    props = {"id": "x", "kind": "single", "use": "graded", "stem": "Late [1]. Why?", "options": {"a": "one [2]"}}
    assert shown_hash.of(props) == shown_hash.of({**props, "stem": "Late [3]. Why?", "options": {"a": "one [12]"}})
    assert shown_hash.of(props) == shown_hash.of({**props, "sources": [{"n": 1, "text": "A"}], "points": 3})


def test_a_corrected_key_is_noticed_and_asks_nothing_anew():
    """Is a mended practice key the same question, and said to be corrected?"""
    before, now = shown(SINGLE), learner_view.practice({**SINGLE, "key": "b"}, FACTS, References())
    assert shown_hash.is_same(now, before) and shown_hash.is_corrected(now, before)
    assert not shown_hash.is_corrected(now, now["shown"])


def test_a_graded_hash_does_not_depend_on_the_key():
    """Do two keys of a graded question give one hash, from which nobody can guess?"""
    items = [{**SINGLE, "use": "graded", "key": key} for key in "ab"]
    one, other = (learner_view.public(item, FACTS, References()) for item in items)
    assert one == other and "-" not in one["shown"]


def test_only_the_learner_s_own_numbers_count():
    """Is a number question asked anew of those only whose numbers have changed?"""
    before = learner_view.practice(NUMBER, FACTS, References())
    changed = {**NUMBER, "variants": [NUMBER["variants"][0], {"id": "v2", "parameters": {"weight": 13}, "key": 26}]}
    now = learner_view.practice(changed, FACTS, References())
    from nbcare.questions.variants import dealing

    same = {v: shown_hash.is_same(dealing.spoken(now, v), dealing.spoken(before, v)["shown"]) for v in ("v1", "v2")}
    assert same == {"v1": True, "v2": False}
    assert shown_hash.is_same(dealing.spoken(now, "v1"), shown_hash.whole({**now, "variants": changed["variants"]}))


def test_a_prediction_is_asked_anew_for_other_words_only():
    """Does an explorer's new sentence leave its predictions alone, and a new question or figure not?"""
    asked = {"question": "How many?", "options": {"a": "few", "b": "{n}"}, "seen": "a"}
    props = {"id": "x", "kind": "explorer", "sentence": "So.", "prediction": asked, "data": {"n": 3}}
    one = shown_hash.with_hash(props)["shown"]
    assert one == shown_hash.with_hash({**props, "sentence": "Thus [2]."})["shown"]
    assert one != shown_hash.with_hash({**props, "prediction": {**asked, "question": "How often?"}})["shown"]
    assert one != shown_hash.with_hash({**props, "data": {"n": 4}})["shown"]


def test_a_hash_by_the_former_rule_is_understood():
    """Is an answer of release 1.0 to an unchanged question its answer still?"""
    props = learner_view.practice(SINGLE, FACTS, References(), asked_before=True)
    former = shown_hash.whole({name: part for name, part in props.items() if name not in ("shown", "was")})
    before = shown_hash.whole(learner_view.before(SINGLE, FACTS, References()))
    assert shown_hash.is_same(props, former) and shown_hash.is_same(props, before)
    assert not shown_hash.is_same(props, "sha256:" + 32 * "0")


def test_without_a_hash_nobody_can_tell_and_nothing_is_asked_anew():
    """Does an answer that says nothing of its question count?"""
    props = learner_view.practice(SINGLE, FACTS, References())
    assert shown_hash.is_same(props, "") and shown_hash.is_same(props, "no hash")


def test_every_hash_of_release_one_is_known_for_the_questions_that_are_unchanged():
    """Would answers to this course's own unchanged questions survive, though their feedback is rewritten?"""
    known, items, facts = former_hashes.read(ROOT), all_items(ROOT), evidence.load(ROOT)
    rewritten = 0
    for id, item in items.items():
        props = learner_view.reviewed({**item, "why": "Rewritten."}, facts, References())
        unchanged = [
            old
            for old, new in known.get(id, {}).items()
            if shown_hash.question(new) == shown_hash.question(props["shown"])
        ]
        assert all(shown_hash.is_same(props, old) for old in unchanged)
        rewritten += bool(unchanged)
    assert rewritten > len(items) * 0.5


def test_a_damaged_list_of_former_hashes_is_named(tmp_path):
    """Is a file that cannot be read one sentence with its repair?"""
    (tmp_path / "assessments").mkdir()
    assert former_hashes.read(tmp_path) == {}
    (tmp_path / former_hashes.FILE).write_text(json.dumps({"x": "y"}))
    with pytest.raises(ContentError, match="cannot be read: take the file from the release again|cannot be read"):
        former_hashes.read(tmp_path)
