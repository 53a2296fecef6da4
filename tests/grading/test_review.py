"""What a reviewed item says: answer, key and remarks in words, for every kind."""

import json
import re
from pathlib import Path

import made
import pytest
from made import FIELDS, with_words
from nbconvert.filters import markdown2html

from nbcare.content import bank
from nbcare.grading import feedback_html
from nbcare.grading.fence import directed, fenced
from nbcare.grading.marking import Mark
from nbcare.grading.review import lay_out
from nbcare.questions import scoring
from nbcare.questions.answer_text import choices, lines, right

MORE = [
    {
        "id": "signs-q11",
        "kind": "grouping",
        "stem": "Group?",
        "groups": {
            "g1": {"label": "Skin", "options": {"a": "balm", "b": "ice"}},
            "g2": {"label": "Eyes", "options": {"a": "drops", "b": "salt"}},
        },
        "key": {"g1": ["a"], "g2": ["a"]},
    },
    {
        "id": "signs-q12",
        "kind": "matrix_multiple",
        "stem": "Which?",
        "rows": {"r1": "lips", "r2": "eyes", "r3": "hair"},
        "columns": {"c1": "common", "c2": "urgent"},
        "key": {"c1": ["r1", "r2"], "c2": ["r3"]},
    },
    {
        "id": "signs-q13",
        "kind": "table_cloze",
        "stem": "Fill?",
        "table": {"columns": ["day", "dose"], "rows": [["1", "[[b1]]"], ["2", "[[b2]]"]]},
        "blanks": {"b1": {"options": {"x": "give", "y": "hold"}}, "b2": {"options": {"x": "give", "y": "hold"}}},
        "key": {"b1": "x", "b2": "y"},
    },
    {
        "id": "signs-q14",
        "kind": "drag_cloze",
        "stem": "Drag?",
        "text": "First [[b1]], then [[b2]].",
        "tokens": {"t1": "wash", "t2": "dry", "t3": "wait", "t4": "run"},
        "key": {"b1": "t1", "b2": "t2"},
    },
    {
        "id": "signs-q15",
        "kind": "rationale",
        "stem": "Why?",
        "text": "[[b1]] because of [[b2]] and [[b3]].",
        "blanks": {
            "b1": {"options": {"x": "stop", "y": "go"}},
            "b2": {"options": {"p": "one", "q": "two", "r": "three"}},
            "b3": {"options": {"p": "one", "q": "two", "r": "three"}},
        },
        "cause": "b1",
        "effects": ["b2", "b3"],
        "key": {"b1": "x", "b2": "p", "b3": "q"},
    },
    {
        "id": "signs-q16",
        "kind": "bowtie",
        "stem": "Bow?",
        "actions": {x: f"act {x}" for x in "abcde"},
        "conditions": {x: f"state {x}" for x in "abcd"},
        "parameters": {x: f"watch {x}" for x in "abcde"},
        "key": {"actions": ["a", "b"], "condition": "c", "parameters": ["d", "e"]},
    },
    {
        "id": "signs-q17",
        "kind": "order",
        "stem": "Order?",
        "options": {x: f"step {x}" for x in "abc"},
        "key": ["c", "a", "b"],
    },
    {
        "id": "signs-q18",
        "kind": "hot_spot",
        "stem": "Where?",
        "image": "assets/images/x.svg",
        "alt": "A face.",
        "spots": {
            x: {"label": f"place {x}", "x": 25 * n, "y": 0, "width": 20, "height": 9} for n, x in enumerate("abcd")
        },
        "key": ["b", "d"],
    },
]
ALL = [FIELDS | with_words(item) for item in [*made.ITEMS, *MORE]]
SCORED = [item for item in ALL if item["kind"] != "text"]


def reviewed(item: dict, response) -> dict:
    """Lay out one answer."""
    score = scoring.score(item, response)
    return lay_out(Mark(item, response, score.points, score.max, str(score.status), score.problem), item)


def by_kind(items):
    return pytest.mark.parametrize("item", items, ids=lambda item: item["kind"])


def test_every_kind_is_here():
    """Does this file try each kind that scoring knows?"""
    assert {item["kind"] for item in ALL} == set(scoring.KINDS)


@by_kind(SCORED)
def test_the_key_reads_as_the_right_answer(item):
    """Does answering with the key give the same words as the key, all marked right?"""
    review = reviewed(item, scoring.key_response(item))
    assert [(g["place"], g["text"]) for g in review["given"]] == [(r["place"], r["text"]) for r in review["right"]]
    assert review["given"] and {g["mark"] for g in review["given"]} == {"right"}
    assert (review["points"], review["said"]) == (review["max"], "")


@by_kind(SCORED)
def test_nothing_chosen_is_said(item):
    """Is an unanswered item called that, with the right answer beside it?"""
    review = reviewed(item, None)
    assert review["said"] == "Not answered." and not review["given"] and review["right"]


@by_kind(SCORED)
def test_every_choice_is_explained(item):
    """Does each remark of the bank stand in the review, under words and not under an id?"""
    review = reviewed(item, scoring.key_response(item))
    assert [c["feedback"] for c in review["choices"]] == list(item["feedback"].values())
    assert not any(re.search(r"\[\[|\b[a-z]\d\.", c["text"]) for c in review["choices"])


@by_kind(ALL)
@pytest.mark.parametrize(
    "response", [7, "zz", [[]], {"x": {"y": 1}}, {"b1": ["x"]}, [None], True, {"value": float("nan")}], ids=str
)
def test_any_shape_is_shown_escaped(item, response):
    """Does the page survive an answer of any shape?"""
    page = feedback_html.review(reviewed(item, response))
    assert item["id"] in page


def test_what_is_not_an_answer_is_quoted_as_text():
    """Is an invalid answer shown, shortened and escaped?"""
    page = feedback_html.review(reviewed(ALL[0], "<script>alert(1)</script>" * 40))
    assert "<script>" not in page and "&lt;script&gt;" in page and len(page) < 5000


def test_wrong_and_missed_choices_are_marked():
    """Does the review tell chosen-wrong from not-chosen?"""
    review = reviewed(ALL[1], ["a", "b"])
    marks = {c["text"]: (c["mark"], c["chosen"]) for c in review["choices"]}
    assert marks["sign a"] == ("right", True) and marks["sign b"] == ("wrong", True)
    assert marks["sign c"] == ("missed", False) and marks["sign d"] == ("", False)


def test_gaps_are_numbered_as_in_the_text():
    """Do text and answer name a gap alike?"""
    item = next(i for i in ALL if i["kind"] == "cloze")
    review = reviewed(item, {"b1": "y"})
    assert review["passage"] == ["It goes [Gap 1] and then [Gap 2]."]
    assert [(g["place"], g["text"], g["mark"]) for g in review["given"]] == [("Gap 1", "down", "wrong")]


def test_a_number_has_its_unit_and_variant():
    """Is the right number the one of the variant that was asked?"""
    item = {"kind": "numeric", "unit": "m2", "key": 0.61, "variants": [{"id": "v2", "key": 0.7}]}
    assert right(item, {"value": "1", "variant": "v2"})[0].text == "0.7 m2"
    assert right(item, {"value": "1"})[0].text == "0.61 m2"
    assert lines(item, {"value": "0,5", "unit": "m2"})[0].text == "0,5 m2"


def test_what_was_typed_and_is_no_number_is_shown_as_not_answered():
    """Do learner and instructor read what stood in the box, without a point and without a mark?"""
    item = {"id": "signs-q20", "kind": "numeric", "stem": "?", "unit": "%", "tolerance": 0, "key": 11}
    laid_out = reviewed(item, {"as typed": "11 or so", "unit": "%"})
    assert laid_out["said"] == "Not answered. Typed, and no answer: “11 or so” (not a number)."
    assert (laid_out["points"], laid_out["status"], laid_out["given"]) == (0, "unanswered", [])


def test_examples_of_the_bank_format_can_be_reviewed(tmp_path):
    """Can every example of docs/bank-format.md be laid out with its key and without an answer?"""
    text = (Path(made.ROOT) / "docs/bank-format.md").read_text(encoding="utf-8")
    (tmp_path / "tea.yaml").write_text("\n".join(re.findall(r"```yaml\n(.*?)```", text, re.S)), encoding="utf-8")
    items = list(bank.load(tmp_path / "tea.yaml").items.values())
    assert items
    for item in items:
        for response in (scoring.key_response(item), None, scoring.everything(item)):
            assert item["id"] in feedback_html.review(reviewed(item, response))
        assert item["kind"] == "text" or set(item.get("feedback", {})) <= set(choices(item)), item["id"]


@pytest.mark.parametrize("text", ["plain", "``` a", "a\n````\nb", "`" * 30, "a\r```\r\nb", "\u2028```\u2028", ""])
def test_no_text_closes_its_fence(text):
    """Is the fence longer than any run of backticks, on a line of its own?"""
    first, *middle, last = fenced(text).split("\n")
    assert first == f"{last}text" and set(last) == {"`"}
    assert not any(line.strip().startswith(last) for line in middle)
    assert "\r" not in fenced(text) and "\u2028" not in fenced(text)


@pytest.mark.parametrize("text", ["اشرب الماء", "``` a", "</div>\n\n<b>x</b>", "a\n\n</div>\n````\n\n# b"])
def test_formgrader_shows_a_written_answer_as_text_in_its_direction(text):
    """Is what formgrader makes of the cell one block of text, from right to left where the language is?"""
    made = markdown2html(directed(text))
    assert re.fullmatch(r'(?s)<div dir="auto">\s*<div class="highlight"><pre>.*</pre></div>\s*</div>\s*', made) or (
        re.fullmatch(r'(?s)<div dir="auto">\s*<pre><code[^>]*>.*</code></pre>\s*</div>\s*', made)
    )
    assert made.count("</div>") == made.count("<div") and not {"<b>", "<h1"} & set(re.findall(r"<b>|<h1", made))


def test_only_the_courses_marks_become_tags():
    """Are bold and emphasis rendered, and everything else escaped?"""
    assert (
        feedback_html.rich("**a** *b* <i>c</i> 2*3*4 [1]")
        == "<strong>a</strong> <em>b</em> &lt;i&gt;c&lt;/i&gt; 2<em>3</em>4 [1]"
    )


def test_review_data_is_plain_json():
    """Can a review be stored in a notebook?"""
    for item in ALL:
        json.dumps(reviewed(item, scoring.everything(item)))


def test_an_id_with_a_dash_is_found_in_its_text():
    """Is every id that a bank may hold understood when the answer is put in words?"""
    spans = {"kind": "highlight", "text": "He has [[s-1: a fever]].", "key": ["s-1"]}
    assert [line.text for line in lines(spans, ["s-1"])] == ["a fever"]
    gaps = {"kind": "drag_cloze", "text": "First [[b-1]].", "tokens": {"t": "wash"}, "key": {"b-1": "t"}}
    assert [(line.place, line.text) for line in lines(gaps, {"b-1": "t"})] == [("Gap 1", "wash")]
