"""Is the page for authors true?"""

import json
import re

import documented
import pytest

from nbcare.content import bank, bank_schema
from nbcare.questions import answer_text, scoring

PAGE = documented.PAGE.read_text(encoding="utf-8")
WRITTEN = PAGE + documented.skeleton_text()


@pytest.fixture(scope="module")
def examples(tmp_path_factory):
    """Load the page's examples as a bank."""
    path = tmp_path_factory.mktemp("docs") / "tea.yaml"
    path.write_text(documented.yaml_text(), encoding="utf-8")
    return bank.load(path).items


def test_one_example_of_each_kind(examples):
    """Is there a kind that an author has to guess?"""
    assert {item["kind"] for item in examples.values()} == set(scoring.KINDS)


def test_every_field_is_on_the_page():
    """Does the schema take a field that the page does not name?"""
    schema = bank_schema.schema()["$defs"]
    fields = set(schema["common-name"]["enum"])
    for kind in scoring.KINDS:
        fields |= set(schema[kind].get("properties", ()))
    assert [field for field in sorted(fields) if f"`{field}`" not in WRITTEN and f"{field}:" not in WRITTEN] == []


def test_schema_and_scoring_know_the_same_kinds():
    """Could a kind be loaded that cannot be scored, or the other way round?"""
    item = bank_schema.schema()["$defs"]["item"]
    assert item["properties"]["kind"]["enum"] == list(scoring.KINDS)
    assert [rule["then"]["$ref"].rsplit("/", 1)[1] for rule in item["allOf"]] == list(scoring.KINDS)


def test_full_example_has_all_its_feedback(examples):
    """Does the page's complete example hold a text for each choice?"""
    assert list(examples["tea-q01"]["feedback"]) == list(answer_text.choices(examples["tea-q01"]))


@pytest.mark.parametrize(
    ("id", "some", "count"),
    [
        ("tea-q02", "e", 5),
        ("tea-q03", "d", 4),
        ("tea-q04", "g2.c", 6),
        ("tea-q05", "c", 4),
        ("tea-q06", "r3", 3),
        ("tea-q07", "c2.r4", 8),
        ("tea-q08", "b2.z", 6),
        ("tea-q09", "b1.y", 4),
        ("tea-q10", "t4", 4),
        ("tea-q11", "b2.z", 6),
        ("tea-q12", "b3.s", 11),
        ("tea-q13", "s4", 4),
        ("tea-q14", "conditions.c", 11),
        ("tea-q15", "unit", 3),
    ],
)
def test_feedback_ids_are_as_the_page_says(examples, id, some, count):
    """Is there one feedback id for each choice, spelt as on the page?"""
    keys = answer_text.choices(examples[id])
    assert some in keys and len(keys) == count


def test_a_written_answer_has_no_feedback_by_choice(examples):
    """Would `check` ask for feedback that nobody could see?"""
    assert answer_text.choices(examples["tea-q16"]) == {}


def test_example_responses_have_the_right_shape(examples):
    """Is the page's example response of the shape that its kind takes?"""
    for kinds, response in re.findall(r"^\| (`[^|]*`) \| `(.*)` \|$", PAGE.split("## Responses")[1], re.M):
        for kind in re.findall(r"`(\w+)`", kinds):
            key = scoring.key_response(next(i for i in examples.values() if i["kind"] == kind))
            assert type(json.loads(response)) is type(key), kind
