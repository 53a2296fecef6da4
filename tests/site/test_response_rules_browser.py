"""Which responses the browser keeps: the very ones that the course's own store would."""

import hashlib
import json

import pytest
from question_items import ALL, MORE, graded

from nbcare.answers import files
from nbcare.questions import case_steps
from nbcare.questions.scoring import problem

pytestmark = pytest.mark.browser

ITEMS = [graded(item) for item in [*ALL, *MORE]]
DOSE = {
    "id": "x-dose",
    "kind": "numeric",
    "use": "graded",
    "unit": "mg",
    "variants": [{"id": "v1", "parameters": {"weight": "12"}}],
}
EXPLORER = {"id": "x-dish", "widget": "dish", "prediction": {"options": {"few": "Few", "many": "Many"}}}
JUNK = [
    None, "", "a", "zz", "constructor", 1, True, [], ["a"], ["a", "a"], ["zz"], ["constructor"], {}, {"b1": "zz"}, {"__proto__": "a"}, {"toString": "a"},
    {"value": "1"}, {"value": "0,61", "unit": "L"}, {"value": "1,234"}, {"value": "1", "unit": "cup"}, {"value": "1", "variant": "v1", "unit": "mg"}, {"value": "1", "variant": "v2"},
    {"as typed": "about 1", "unit": "L"}, {"as typed": "1", "value": "1"}, {"as typed": 1}, {"as typed": "", "unit": "mg", "variant": "v1"}, {"as typed": "x" * 61}, {"as typed": "1", "unit": "cup"},
    {"actions": ["a", "b", "c"]}, {"b1": "x", "b2": "p", "b3": "p"}, "few",
]  # fmt: skip


def test_browser_takes_and_refuses_what_the_course_does(backend_page):
    """Is every response of every kind, right or wrong, kept in the browser exactly when the course can read it?"""
    items = [*ALL, *MORE]
    keys = [
        {"value": str(item["key"]), "unit": item["unit"]} if item["kind"] == "numeric" else item["key"]
        for item in items
        if "key" in item
    ]
    cases = [(props, response) for props in [*ITEMS, DOSE, EXPLORER] for response in [*JUNK, *keys]]
    problems = backend_page.evaluate(
        "text => JSON.parse(text).map(([props, response]) => misfit(props, response))", json.dumps(cases)
    )
    judged = [(*case, problem(*case), found) for case, found in zip(cases, problems, strict=True)]
    differing = [one for one in judged if one[2] != one[3]]
    assert differing == []
    assert sum(not found for found in problems) > len(ITEMS)


@pytest.mark.parametrize(
    ("kind", "response"),
    [
        ("order", ["a"]),
        ("numeric", {"unit": "L"}),
        ("numeric", {"value": " ", "unit": "L"}),
        ("numeric", {"value": "1", "unit": "capsule"}),
    ],
)
def test_an_answer_that_is_not_whole_is_not_kept(backend_page, kind, response):
    """Is an order with a line left out, a unit alone, or a unit that is not offered refused as the store refuses it?"""
    props = next(props for props in ITEMS if props["kind"] == kind)
    assert problem(props, response)
    assert backend_page.evaluate("([props, response]) => misfit(props, response)", [props, response])


@pytest.mark.parametrize(
    ("unit", "kept"), [("mg", True), ("mg/m2", True), ("", True), ("capsule", False), ("cup", False)]
)
def test_a_graded_number_is_kept_with_each_unit_that_is_offered(backend_page, unit, kept):
    """Is an answer kept where the page does not say which of its units is right?"""
    props = {**{name: part for name, part in DOSE.items() if name != "unit"}, "units": ["g", "mg", "mg/m²"]}
    response = {"value": "12", "unit": unit, "variant": "v1"}
    assert (problem(props, response) == "") is kept
    assert (backend_page.evaluate("([props, text]) => misfit(props, text)", [props, response]) == "") is kept


def test_written_answer_has_a_longest_length(backend_page):
    """Is a text longer than the store takes refused, counted as people count characters?"""
    text = next(item for item in ITEMS if item["kind"] == "text")
    for answer in ("é" * 20_000, "🙂" * 20_000, "x" * 20_001):
        assert backend_page.evaluate("([props, text]) => misfit(props, text)", [text, answer]) == files.bounds_problem(
            answer
        )


@pytest.mark.parametrize("text", ["", "abc", "a" * 55, "a" * 56, "a" * 64, '{"x":"~ "}' * 1000])
def test_hash_is_sha_256(backend_page, text):
    """Does the course's own hash agree with Python's, at the edges of a block as well?"""
    assert backend_page.evaluate("text => sha256(text)", text) == hashlib.sha256(text.encode()).hexdigest()


@pytest.mark.parametrize(
    "words",
    [
        'a "quoted" back\\slash',
        "tab\t newline\n bell\x07 delete\x7f",
        "é ² µ \u2028 \u00a0",
        "🙂 \U0010ffff",
        "half \ud83d of a smile",
        "",
        "</script>",
    ],
)
def test_file_and_receipt_are_those_of_the_course(backend_page, words):
    """Is the file byte for byte what submit would write, and its hash what collect will print?"""
    items = {
        "x-p08": {"response": words, "revision": 2, "shown": "sha256:1", "at": "2026-11-22T10:40:00Z"},
        "x-p02": {"response": ["a", "c"], "revision": 1, "shown": "", "at": ""},
    }
    items |= {
        "x-p03": {"response": {"r2": "c1", "r1": "c2"}, "revision": 1, "shown": "", "at": ""},
        "x-p01": {"response": None, "revision": 3, "shown": "", "at": ""},
        "x-case": {"response": {"opened": 2}, "revision": 1, "shown": "", "at": ""},
    }
    responses = {"version": 1, "assessment": "x-quiz", "course": "1.0.0", "seed": "ab", "items": items}
    made = backend_page.evaluate(
        "responses => handInFile({ learner: 'nurse-07', responses, at: '2026-11-22T10:40:00Z' })", responses
    )
    data = {
        "version": 1,
        "course": "1.0.0",
        "assessment": "x-quiz",
        "learner": "nurse-07",
        "at": "2026-11-22T10:40:00Z",
        "responses": responses,
    }
    expected = files.encode(files.parse(json.dumps(data).encode()))
    assert made["text"].encode() == expected
    assert made["name"] == "hand-in_x-quiz_nurse-07_20261122T104000Z.json"
    assert made["hash"] == files.receipt(files.encode(files.parse(expected)["responses"]))


CASE = {"x-case": ["s1", "s2", "s3"]}
SAID = (None, 0, 1, 2, 3, 4, 9, "2", 1.5, True)
ANSWERED = ((), ("s1",), ("s2",), ("s3",), ("s1", "s2", "s3"))
RULES = """async ([all, cases]) => {
  const { opened, whyLocked } = await import("/pages/case-rules.js");
  return all.map((entries) => [opened(entries, "x-case", cases["x-case"]), ...["s1", "s2", "s3", "other"].map((id) => whyLocked(entries, cases, id))]);
}"""


def test_locked_steps_are_those_of_the_course(backend_page):
    """Are as many steps opened, and the same ones locked for the same reason, as the store says?"""
    entries = [
        {id: {"response": "a", "revision": 1} for id in ids} | {"x-case": {"response": {"opened": said}, "revision": 1}}
        for said in SAID
        for ids in ANSWERED
    ]
    told = backend_page.evaluate(RULES, [entries, CASE])
    assert told == [
        [
            case_steps.opened(one, "x-case", CASE["x-case"]),
            *(case_steps.why_locked(one, CASE, id) for id in ("s1", "s2", "s3", "other")),
        ]
        for one in entries
    ]
