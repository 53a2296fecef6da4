"""Does a mistake in a bank end in one line that names file, item and field, with a repair?"""

import copy

import documented
import pytest
import yaml
from courses import read_yaml

from nbcare.content import bank
from nbcare.content.items import all_items

GOOD = read_yaml(documented.yaml_text())
BY_ID = {item["id"]: place for place, item in enumerate(GOOD["items"])}


@pytest.fixture
def refusal(tmp_path):
    """Give a way to load text or data as a bank and return its error."""

    def refusal(content):
        path = tmp_path / "tea.yaml"
        text = content if isinstance(content, str) else yaml.safe_dump(content, sort_keys=False)
        path.write_text(text, encoding="utf-8")
        with pytest.raises(bank.BankError) as caught:
            bank.load(path)
        line = str(caught.value)
        assert line.startswith(f"{path}") and "\n" not in line and caught.value.repair, line
        return line

    return refusal


def _changed(id, fields):
    """Copy the good bank with some fields of one item changed; None takes a field away."""
    data = copy.deepcopy(GOOD)
    item = data["items"][BY_ID[f"tea-{id}"]]
    for path, value in fields.items():
        *ways, last = path.split("__")
        target = item
        for way in ways:
            target = target[way]
        if value is None:
            del target[last]
        else:
            target[last] = value
    return data


CHANGES = [
    ("q01", {"key": "e"}, "key: e is not among the options a, b, c, d"),
    ("q01", {"key": ["b"]}, "key: must be text"),
    ("q01", {"key": None}, "key is missing"),
    ("q01", {"stem": None}, "stem is missing"),
    ("q01", {"stem": " "}, "stem: is empty"),
    ("q01", {"kind": "essay"}, "kind: 'essay' is not one of single, multiple"),
    ("q01", {"kind": None}, "kind is missing"),
    ("q01", {"use": "exam"}, "use: 'exam' is not one of graded, practice"),
    ("q01", {"step": "guess"}, "step: 'guess' is not one of"),
    ("q01", {"hint": "x"}, "unknown field hint"),
    ("q01", {"n": 2}, "unknown field n"),
    ("q01", {"objective": 1.1}, "objective: must be text, but YAML reads it as the number or date 1.1"),
    ("q01", {"options__a": True}, "options.a: must be text, but YAML reads yes, no"),
    ("q01", {"options__a": 5}, "options.a: must be text"),
    ("q01", {"critical": "yes"}, "critical: must be true or false"),
    ("q01", {"options": {"b": "One"}}, "options: needs at least 2"),
    ("q01", {"options__1a": "x"}, "options: '1a' cannot be an id"),
    ("q01", {"exhibits": [{"title": "Chart"}]}, "exhibits.0: needs text, a table, or an image with alt"),
    ("q02", {"key": []}, "key: needs at least 1"),
    ("q02", {"key": ["a", "a"]}, "key: ['a', 'a'] names something twice"),
    ("q02", {"key": ["a", "x"]}, "key: x is not among the options"),
    ("q03", {"n": 3}, "n: is 3, but the key has 2"),
    ("q03", {"n": 2.0}, "n: must be a whole number"),
    ("q03", {"n": True}, "n: must be a whole number"),
    ("q03", {"n": 0}, "n: 0 is too small"),
    ("q04", {"groups": {}}, "groups: needs at least 1"),
    ("q04", {"key__g3": ["a"]}, "key: g3 is not among the groups g1, g2"),
    ("q04", {"key__g1": ["x"]}, "key.g1: x is not among the options"),
    ("q04", {"key": {"g1": [], "g2": []}}, "key: chooses nothing"),
    ("q04", {"groups__g1__label": None}, "groups.g1: label is missing"),
    ("q05", {"key": ["b", "d", "a"]}, "key: nothing for option c"),
    ("q06", {"key__r1": None}, "key: nothing for row r1"),
    ("q06", {"key__r1": "c9"}, "key.r1: c9 is not among the columns"),
    ("q06", {"key__r9": "c1"}, "key: r9 is not among the rows"),
    ("q07", {"key__c9": ["r1"]}, "key: c9 is not among the columns"),
    ("q07", {"key__c1": ["r9"]}, "key.c1: r9 is not among the rows"),
    ("q08", {"text": "Only [[b1]]."}, "text: nothing for blank b2"),
    ("q08", {"text": "[[b1]] [[b2]] [[b3]]"}, "text: b3 is not among the blanks b1, b2"),
    ("q08", {"text": "[[b1]] [[b2]] [[b1]]"}, "text: [[b1]] stands 2 times"),
    ("q08", {"text": "[[b1]] [[b2]] [[b 3]]"}, "text: a [[…]] mark is not well formed"),
    ("q08", {"key__b9": "x"}, "key: b9 is not among the blanks b1, b2"),
    ("q08", {"key__b1": None}, "key: nothing for blank b1"),
    ("q08", {"key__b1": "p"}, "key.b1: p is not among the options x, y, z"),
    ("q09", {"table__rows": [["[[b1]]"], ["A", "[[b2]]"]]}, "table: row 1 has 1 cells for 2 columns"),
    ("q09", {"table__rows": [["A", 600], ["B", "[[b2]]"]]}, "table.rows.0.1: must be text"),
    ("q10", {"text": "[[b1]] [[b2]] [[b 3]]"}, "text: a [[…]] mark is not well formed"),
    ("q10", {"key__b1": "t9"}, "key.b1: t9 is not among the tokens"),
    ("q10", {"key__b9": "t1"}, "key: b9 is not among the blanks of the text"),
    ("q10", {"key__b2": None}, "key: nothing for blank b2"),
    ("q11", {"cause": "b9"}, "cause: b9 is not among the blanks"),
    ("q11", {"effects": ["b9"]}, "effects: b9 is not among the blanks"),
    ("q11", {"effects": ["b1"]}, "effects: b1 is the cause as well"),
    ("q12", {"effects": ["b2"]}, "blanks: b3 is neither the cause nor an effect"),
    ("q12", {"effects": ["b2", "b3", "b1"]}, "effects: takes at most 2"),
    ("q12", {"key__b3": "p"}, "key: the two effects are the same option"),
    ("q13", {"key": ["s9"]}, "key: s9 is not among the spans"),
    ("q13", {"text": None}, "needs either text or table"),
    ("q13", {"text": "[[s1: a]] [[s2: b]] [[s1: c]]"}, "text: [[s1]] stands 2 times"),
    ("q13", {"text": "[[s1: a]] [[s2]]"}, "text: a [[…]] mark is not well formed"),
    ("q14", {"key__actions": ["a"]}, "key.actions: needs at least 2"),
    ("q14", {"key__parameters": ["a", "b", "c"]}, "key.parameters: takes at most 2"),
    ("q14", {"key__condition": "x"}, "key.condition: x is not among the conditions"),
    ("q14", {"key__actions": ["a", "x"]}, "key.actions: x is not among the actions"),
    ("q15", {"key": "1.0"}, "key: must be a number"),
    ("q15", {"key": True}, "key: must be a number"),
    ("q15", {"key": float("nan")}, "key: nan is not a finite number"),
    ("q15", {"tolerance": float("inf")}, "tolerance: inf is not a finite number"),
    ("q15", {"tolerance": -1}, "tolerance: -1 is too small"),
    ("q15", {"tolerance": {"absolute": 1, "relative": 1}}, "tolerance: takes only 1"),
    ("q15", {"tolerance": {"percent": 1}}, "tolerance: unknown field percent"),
    ("q15", {"unit": None}, "unit is missing"),
    ("q15", {"unit": "m" * 41}, "unit: "),
    ("q15", {"units": ["mL", "mL"]}, "units: ['mL', 'mL'] names something twice"),
    ("q15", {"tolerance": {"relative": 5}}, "tolerance.relative: 5 is 500% of the key, so that 0 would be right"),
    ("q15", {"tolerance": {"relative": 1}}, "tolerance.relative: 1 is 100% of the key"),
    ("q15", {"tolerance": {}}, "tolerance: needs at least 1"),
    ("q15", {"variants": []}, "variants: needs at least 1"),
    ("q15", {"variants": [{"id": "v1", "parameters": {}, "key": 1}] * 2}, "variants: v1 stands 2 times"),
    ("q16", {"points": 0}, "points: 0 is too small"),
    ("q16", {"key": "a"}, "unknown field key"),
]


@pytest.mark.parametrize(
    ("id", "fields", "problem"),
    CHANGES,
    ids=[f"{id} {' '.join(fields)} {number}" for number, (id, fields, _) in enumerate(CHANGES)],
)
def test_a_mistake_in_an_item_names_item_and_field(refusal, id, fields, problem):
    """Does an author read which item and which field is wrong?"""
    line = refusal(_changed(id, fields))
    assert f" tea-{id}: {problem}" in line


def test_the_example_bank_is_good(tmp_path):
    """Would the changes above fail only because the bank was wrong before?"""
    (tmp_path / "tea.yaml").write_text(yaml.safe_dump(GOOD), encoding="utf-8")
    assert len(bank.load(tmp_path / "tea.yaml").items) == len(GOOD["items"])


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("", "the file: must be a mapping"),
        ("version: 1\nmodule: tea\nitems: []\n", "items: needs at least 1"),
        ("version: 2\nmodule: tea\nitems: [{id: a, kind: text, stem: s, rubric: r, points: 1}]", "version: must be 1"),
        ("version: 1\nmodule: tea\n", "items is missing"),
        ("version: 1\nmodule: tea\nitems: [5]\n", "item 1: must be a mapping"),
        ("version: 1\nmodule: tea\nitems:\n  - kind: single\n", "item 1: id is missing"),
        ("version: 1\nmodule: Tea Time\nitems: [5]\n", "module: 'Tea Time' is not a proper id"),
        ("version: 1\nmodule: tea\nitems: [\n", ":4: not valid YAML"),
        ("version: 1\n\tmodule: tea\n", ":2: not valid YAML"),
        ("version: 1\nversion: 1\n", ":2: 'version' stands twice"),
        ("items:\n  - options: {no: Stop, b: Go}\n", ":2: the name no is read as a yes/no value"),
        ("items:\n  - options: {a: Stop, on: Go}\n", ":2: the name on is read as a yes/no value"),
        ("items:\n  - options: {1: Stop}\n", ":2: the name 1 is read as a number"),
        ("items:\n  - options: {~: Stop}\n", ":2: the name ~ is read as nothing"),
        ("items:\n  - options: {[a]: Stop}\n", ":2: a name must be plain text"),
        ("a: !!python/object/apply:os.system [echo]\n", ":1: not valid YAML"),
        ("version: 1\nmodule: tea\nitems: &a [*a]\n", "item 1: must be a mapping"),
        ("[" * 5000, ":1: too many levels of nesting"),
        ("a: 2026-99-99\n", "not valid YAML"),
        ("a: b\nc: \x07\n", ":2: not valid YAML: special characters"),
    ],
)
def test_a_mistake_in_the_file_names_its_place(refusal, text, problem):
    """Does a file that is no bank say where it goes wrong?"""
    assert problem in refusal(text)


def test_yes_in_a_key_asks_for_quotes(refusal):
    """Does `key: no` tell the author to write quotes?"""
    text = 'version: 1\nmodule: x\nitems:\n  - {id: x-q01, kind: single, stem: s, options: {"no": N, b: B}, key: no}\n'
    assert 'put it in quotes, for example "no"' in refusal(text)


def test_no_id_ends_as_that_of_a_pre_question_does(refusal):
    """Is an id refused that would take the place of the answer given before the lesson?"""
    assert " tea-q16-before: id: ends with -before" in refusal(_changed("q16", {"id": "tea-q16-before"}))


def test_an_id_stands_once_in_a_bank(refusal):
    """Are two items with one id refused?"""
    data = copy.deepcopy(GOOD)
    data["items"][1]["id"] = "tea-q01"
    assert "tea-q01: id: stands twice" in refusal(data)


def test_the_first_wrong_item_is_named(refusal):
    """Is the first mistake in reading order the one that is told?"""
    data = _changed("q03", {"n": 3})
    data["items"][BY_ID["tea-q05"]]["key"] = ["zz"]
    assert "tea-q03" in refusal(data)


def test_an_id_stands_once_in_a_course(tmp_path):
    """Are banks that share an id refused together, though each is good?"""
    folder = tmp_path / "assessments" / "bank"
    folder.mkdir(parents=True)
    for name in ("one.yaml", "two.yaml"):
        # Without the items that show a picture, which this course has not.
        items = [item for item in GOOD["items"] if "image" not in item]
        (folder / name).write_text(yaml.safe_dump(GOOD | {"items": items}), encoding="utf-8")
    with pytest.raises(bank.BankError, match="two.yaml tea-q01: id: stands in another bank"):
        all_items(tmp_path)


def test_a_missing_or_foreign_file_is_named(tmp_path):
    """Does a wrong path or encoding stop with a reason?"""
    with pytest.raises(bank.BankError, match="no.yaml: the file is missing; write it"):
        bank.load(tmp_path / "no.yaml")
    (tmp_path / "latin.yaml").write_bytes("version: é".encode("latin-1"))
    with pytest.raises(bank.BankError, match="is not UTF-8"):
        bank.load(tmp_path / "latin.yaml")
