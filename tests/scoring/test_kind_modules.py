"""Is every kind complete in its one module, and found without a list?"""

import re
from dataclasses import fields
from pathlib import Path

import pytest

from nbcare.authoring import skeletons
from nbcare.content import bank_rules, bank_schema
from nbcare.content.json_schema import Draft202012Validator
from nbcare.questions import answer_text, kinds, plain_text, scoring
from nbcare.questions.kind import ChoiceSet, Kind

FOLDER = Path(kinds.__file__).parent
SOURCE = FOLDER.parents[1]
MODULES = sorted(path.stem for path in FOLDER.glob("*.py") if path.stem != "__init__")
every_module = pytest.mark.parametrize("name", MODULES)
OPTIONAL = {"right"}


def test_every_module_is_a_kind():
    """Does a module become a kind by standing there, and nothing else?"""
    assert sorted(scoring.KINDS) == MODULES and all(isinstance(kind, Kind) for kind in scoring.KINDS.values())


@every_module
def test_every_field_is_given(name):
    """Is there a kind that leaves a caller without an answer?"""
    kind = scoring.KINDS[name]
    assert [each.name for each in fields(Kind) if getattr(kind, each.name) is None and each.name not in OPTIONAL] == []
    assert (FOLDER / f"{name}.py").read_text(encoding="utf-8").startswith('"""')


@every_module
def test_what_a_learner_sees_are_fields_of_the_kind_without_its_key(name):
    """Does the kind show a field that it does not have, or the key?"""
    kind = scoring.KINDS[name]
    assert set(kind.seen) <= set(kind.schema["properties"]) - {"key"}
    assert set(kind.schema["required"]) <= set(kind.schema["properties"])


@every_module
def test_a_kind_names_only_shapes_that_there_are(name):
    """Does the schema of a kind refer to nothing?"""
    whole = bank_schema.schema()
    named = {ref.rpartition("/")[2] for ref in _references(scoring.KINDS[name].schema)}
    assert named <= set(whole["$defs"])


def test_the_schema_of_all_kinds_uses_words_of_json_schema_only():
    """Is no rule of a bank misspelt, which would then rule nothing?"""
    whole = bank_schema.schema()
    Draft202012Validator.check_schema(whole)
    plain = {"then", "else", "$defs", "$schema", "$id", "title", "description"}
    assert set(_words(whole)) - plain <= set(Draft202012Validator.VALIDATORS)


@every_module
def test_the_skeleton_answers_every_question_of_its_kind(name):
    """Do reading, marking, words, lists and print work on the entry that an author starts from?"""
    kind, item = scoring.KINDS[name], skeletons.item(name)
    assert list(bank_rules.findings(item)) == []
    key = kind.key(item)
    assert kind.read(item, key) is not None
    assert scoring.score(item, None).status is scoring.Status.UNANSWERED
    assert scoring.score(item, kind.everything(item)).status is not scoring.Status.UNANSWERED
    choices = kind.choices(item)
    assert list(item.get("feedback", {})) == list(choices) and kind.keyed(item) <= set(choices)
    assert all(choice.words for choice in choices.values())
    said = answer_text.lines(item, key)
    assert said and {line.element for line in said} - {""} <= set(choices)
    assert all(one.right <= set(one.options) for one in kind.choice_sets(item))
    assert all(place and text for place, text in kind.claims(item))
    assert plain_text.question(item, key).startswith(f"Question skeleton-p01 ({name}, practice)")
    props = {part: item[part] for part in ("id", "kind", *kind.seen) if part in item} | dict(kind.also_seen(item))
    assert kind.read(props, None) is kind.read(item, None) or kind.read(props, None) == kind.read(item, None)
    assert list(kind.printed(props)) == list(kind.printed(item))


@every_module
def test_whatever_can_be_chosen_is_printed_after_its_place_and_id(name):
    """Can somebody answer from the printed question alone, by naming ids?"""
    kind, item = scoring.KINDS[name], skeletons.item(name)
    printed = "\n".join(kind.printed(item))
    chosen = {id.rpartition(".")[2]: choice.written for id, choice in kind.choices(item).items() if choice.written}
    assert [id for id, text in chosen.items() if f"{id}: {text}" not in printed] == []
    listed = [f"{place} {id}: {text}".strip() for place, part in kind.lists(item) for id, text in part.items()]
    assert set(listed) <= set(kind.printed(item))


@every_module
def test_a_claim_is_named_by_where_its_words_stand(name):
    """Does an author whose text is called wrong read a field of the item, or one of its options?"""
    kind, item = scoring.KINDS[name], skeletons.item(name)
    options = {f"option {id}" for id in kind.choices(item)}
    assert [place for place, _ in kind.claims(item) if place not in options and place.split()[0] not in item] == []


@pytest.mark.parametrize("name", ["single", "multiple", "select_n", "grouping", "bowtie", "order"])
def test_a_right_option_is_a_claim(name):
    """Is every option that an item calls right held against the facts, and no other?"""
    kind, item = scoring.KINDS[name], skeletons.item(name)
    assert {place for place, _ in kind.claims(item)} == {f"option {id}" for id in kind.keyed(item)}


@pytest.mark.parametrize(("right", "only"), [("", ""), ("b", "b"), ("ab", "")])
def test_an_option_is_the_only_right_one_when_no_other_is(right, only):
    """Is one of two right options never called the right one?"""
    options = ChoiceSet("", {"a": "A", "b": "B", "c": "C"}, frozenset(right), False)
    assert options.only_right == only and options.wrong == [id for id in "abc" if id not in right]


def test_each_kind_has_a_place_of_its_own_among_the_kinds():
    """Do authors meet the kinds in one order, which no two kinds share?"""
    assert len({kind.place for kind in scoring.KINDS.values()}) == len(scoring.KINDS)


def test_only_a_written_answer_is_marked_by_a_person():
    """Is every other kind scored, and nothing said of a kind that is not known?"""
    assert [name for name in MODULES if scoring.by_hand({"kind": name})] == ["text"]
    assert not scoring.by_hand({"kind": "essay"}) and not scoring.by_hand({})


@pytest.mark.parametrize(
    "choices",
    [
        {"kind": "cloze", "blanks": {"b1": {"options": {"x": "tea"}}, "b2": {"options": {"x": "cup", "y": "milk"}}}},
        {"kind": "rationale", "blanks": {"b1": {"options": {"x": "tea"}}, "b2": {"options": {"y": "milk"}}}},
        {"kind": "drag_cloze", "tokens": {"x": "tea", "y": "milk", "z": "cup"}},
    ],
    ids=lambda choices: choices["kind"],
)
def test_a_text_with_gaps_states_what_is_right_in_them(choices):
    """Is the finished text held against the facts, with each right choice in its own gap?"""
    item = choices | {"text": "First [[b1]], then [[b2]].", "key": {"b1": "x", "b2": "y"}}
    assert list(scoring.KINDS[item["kind"]].claims(item)) == [("text", "First tea, then milk.")]


def test_a_text_to_highlight_states_what_stands_around_its_spans():
    """Is a span, which may be wrong on purpose, no claim of the item?"""
    item = {"kind": "highlight", "text": "He [[s1: sings]] and [[s2: sleeps]].", "key": ["s1"]}
    assert list(scoring.KINDS["highlight"].claims(item)) == [("text", "He … and ….")]


def test_nothing_outside_the_kinds_is_written_for_the_bow_tie():
    """Has a chain of kinds come back anywhere?"""
    outside = [path for path in SOURCE.rglob("*.py") if FOLDER not in path.parents]
    assert [str(path) for path in outside if re.search(r"""["']bowtie["']""", path.read_text("utf-8"))] == []


def _words(schema):
    for word, value in schema.items():
        yield word
        inner = value.values() if word in ("properties", "$defs") else value if isinstance(value, list) else [value]
        for each in inner if word != "dependentRequired" else ():
            yield from _words(each) if isinstance(each, dict) else ()


def _references(value):
    if isinstance(value, dict):
        yield from ([value["$ref"]] if "$ref" in value else [])
        value = list(value.values())
    if isinstance(value, list):
        for part in value:
            yield from _references(part)
