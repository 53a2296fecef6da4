"""An answer in words: is one that has parts a list, a part on each line, wherever it is said again?"""

import pytest
from kind_rules import RESPONSES, check, mount_answered
from question_items import CLOZE, MATRIX, MORE, MULTIPLE, SINGLE, graded

pytestmark = pytest.mark.browser

OTHERS = {item["kind"]: item for item in MORE}
SAID = [
    (
        MATRIX,
        {"r1": "c2", "r2": "c2"},
        ["Dry, cracked lips – Call today", "Severe headache with vomiting – Call today"],
    ),
    (MULTIPLE, ["a", "d"], ["Dry lips", "Louder voice"]),
    (CLOZE, {"b1": "y", "b2": "x"}, ["Gap 1 – twenty-one", "Gap 2 – rests"]),
    (
        OTHERS["matrix_multiple"],
        RESPONSES["matrix_multiple"],
        ["Spade – Planting a tree", "Gloves – Picking roses", "Hammer – Planting a tree"],
    ),
]
CASES = [pytest.param(*one, id=one[0]["kind"]) for one in SAID]


@pytest.mark.parametrize(("item", "response", "said"), CASES)
def test_an_answer_with_parts_is_a_list(bench, item, response, said):
    """Does each row, gap or choice of a graded answer stand on a line of its own?"""
    mount_answered(bench, graded(item), response)
    lines = bench.page.locator(".nbc-chosen").get_by_role("list").get_by_role("listitem")
    assert lines.all_inner_texts() == said
    tops = [line.bounding_box()["y"] for line in lines.all()]
    assert tops == sorted(set(tops))


@pytest.mark.parametrize("kind", ["grouping", "order", "table_cloze", "bowtie", "matrix_multiple", "select_n"])
def test_the_right_answer_is_a_list(bench, kind):
    """Is the key of every kind with parts said part by part?"""
    item = OTHERS[kind]
    mount_answered(bench, item, RESPONSES[kind])
    check(bench)
    right = bench.page.locator(".nbc-feedback > .nbc-answer-text")
    assert right.get_by_role("list").get_by_role("listitem").count() > 1
    assert not any(";" in line for line in right.get_by_role("listitem").all_inner_texts())


def test_an_answer_of_one_part_is_no_list(bench):
    """Does a single choice stay a few words behind their label?"""
    mount_answered(bench, graded(SINGLE), "a")
    assert bench.page.locator(".nbc-chosen").inner_text() == "You chose: They kill every cell"
    assert bench.page.locator(".nbc-chosen li").count() == 0
