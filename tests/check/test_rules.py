"""Each content rule finds its mistake in the small course, and only its own."""

import shutil
from datetime import date

import pytest

from nbcare.authoring import check
from nbcare.authoring.check import coverage, registry
from nbcare.authoring.check.finding import Finding, report

from .conftest import BANK, FIXTURE, LESSON


def _problems(course) -> list[str]:
    """Return every error as a line; the warnings are tried on their own."""
    found = [finding for rule in registry.RULES for finding in rule(course)]
    return [str(finding) for finding in found if finding.level == "error"]


def test_the_small_course_is_clean(small):
    """Do the rules leave a good course alone?"""
    assert _problems(small) == []


ITEM_MISTAKES = [
    ("no facts", {"facts": []}, "without facts"),
    ("unknown fact", {"facts": ["drops.dosis"]}, "drops.dosis under 'facts' is no fact"),
    ("a mistyped fact", {"facts": ["drops.dosis"]}, "is no fact; did you mean drops.dose? correct the id"),
    ("a caution fact behind a key", {"facts": ["drops.dose", "drops.sun"]}, "'teach: caution'"),
    ("no rationale", {"why": " "}, "has no 'why'"),
    ("a word in the id", {"id": "drops-courses"}, "the id holds 'courses'"),
    ("an id without number", {"id": "drops-courses"}, "not the module's slug and a number"),
    ("one key in a select-all", {"key": ["a"]}, "fewer than two keys"),
    ("too many keys", {"key": ["a", "b", "c"]}, "3 of 4 choices are keys"),
    ("unknown placeholder", {"why": "So it is {{cite:drops.dosis}}."}, "did you mean drops.dose?"),
    ("unknown part", {"why": "For {{fact:drops.dose.weeks}} {{cite:drops.dose}}."}, "it has no part 'weeks'"),
    ("composite", {"why": "With dropamine {{fact:drops.efs}}."}, "holds several figures"),
    ("malformed placeholder", {"why": "It is {{drops.dose}}."}, "is no placeholder"),
    (
        "a wrong figure in the rationale",
        {"why": "It takes 15 days {{cite:drops.dose}}."},
        "'15 days' is not in the fact",
    ),
    ("a wrong figure in the right option", {"key": ["b", "c"]}, "option b: '28 days'"),
    ("a wrong figure in the stem", {"stem": "Dropamine at 21 mg/m2/day: what is true?"}, "stem: '21 mg/m2/day'"),
]


@pytest.mark.parametrize(
    ("change", "said"), [case[1:] for case in ITEM_MISTAKES], ids=[case[0] for case in ITEM_MISTAKES]
)
def test_a_mistake_in_an_item_is_named(small, graded, change, said):
    """Does each mistake in an item give an error that says what it is?"""
    graded.update(change)
    if said.startswith("option b"):
        # 28 days is in the fact as the course: the right option may say it, so make it a figure that is not
        graded["options"]["b"] = "It is given for 28 days, 29 days at most."
        said = "option b: '29 days'"
    assert any(said in line for line in _problems(small)), _problems(small)


FEEDBACK_MISTAKES = [
    ("missing", {"b": ""}, "choice b has no feedback"),
    ("for no choice", {"x": "Nobody can choose this."}, "feedback x belongs to no choice"),
    ("used twice", {"b": "Half of the course, and then a rest {{cite:drops.dose}}"}, "is also that of drops-q01 a"),
    ("only a verdict", {"b": "Incorrect."}, "is only 'Incorrect.'"),
    ("only a longer verdict", {"b": "No, that is wrong!"}, "is only 'No, that is wrong!'"),
    ("a figure of nowhere", {"a": "It is given for 15 days."}, "'15 days' has no source"),
]


@pytest.mark.parametrize(
    ("change", "said"), [case[1:] for case in FEEDBACK_MISTAKES], ids=[case[0] for case in FEEDBACK_MISTAKES]
)
def test_a_mistake_in_feedback_is_named(small, graded, change, said):
    """Does each mistake in feedback give an error that says what it is?"""
    graded["feedback"] = {**graded["feedback"], **change}
    assert any(said in line for line in _problems(small)), _problems(small)


LESSON_MISTAKES = [
    ("a graded item", 'ask("drops-p01")', 'ask("drops-q01")', "asks drops-q01, which is graded"),
    ("an unknown item", 'ask("drops-p01")', 'ask("drops-p99")', "asks drops-p99, which is in no bank"),
    ("an unknown explorer", 'explore("drops-map")', 'explore("drops-dish")', "the explorer drops-dish"),
    ("an image without words", "![a drop of dropamine]", "![]", "has no alternative text"),
    ("an unknown fact", "{{fact:drops.sun}}", "{{fact:drops.son}}", "there is no fact with this id"),
    ("a figure without a source", "Reading this takes 5 minutes.", "Wait 5 minutes.", "'5 minutes' has no source"),
]


@pytest.mark.parametrize(
    ("old", "new", "said"), [case[1:] for case in LESSON_MISTAKES], ids=[case[0] for case in LESSON_MISTAKES]
)
def test_a_mistake_in_a_lesson_is_named(small, old, new, said):
    """Does each mistake in a lesson give an error that says what it is?"""
    assert old in small.lessons[LESSON]
    small.lessons[LESSON] = small.lessons[LESSON].replace(old, new)
    assert any(said in line for line in _problems(small)), _problems(small)


def test_a_choice_is_not_named_for_its_verdict(small, graded):
    """Is an option with the id 'correct' refused?"""
    graded["options"]["correct"] = graded["options"].pop("a")
    graded["feedback"]["correct"] = graded["feedback"].pop("a")
    graded["key"] = ["correct", "c"]
    assert any("'correct' tells whether it is right" in line for line in _problems(small))


def test_a_select_n_says_n(small, graded):
    """Does a select-n item need its number in the stem?"""
    graded |= {"kind": "select_n", "n": 2, "stem": "Choose what is true of dropamine."}
    assert any("does not say to choose 2" in line for line in _problems(small))
    graded["stem"] = "Choose the two statements that are true of dropamine."
    assert _problems(small) == []


def test_an_assessment_names_graded_items(small, graded):
    """Is an assessment refused whose item is practice, or missing?"""
    graded["use"] = "practice"
    assert any("its item drops-q01 is not graded" in line for line in _problems(small))
    del small.banks[BANK]["drops-q01"]
    assert any("its item drops-q01 is in no bank" in line for line in _problems(small))


def test_an_explorer_is_checked_too(small):
    """Is a figure without a source found in an explorer?"""
    small.explorers["assets/explorers/drops-map.yaml"]["intro"] = "Give 20 mg/m2/day."
    assert any("drops-map.yaml intro: '20 mg/m2/day'" in line for line in _problems(small))


def test_a_number_to_compute_with_is_no_sentence(small):
    """Is a field of data that is one fact left to the texts around it, and any word beside it held to the rule?"""
    explorer = small.explorers["assets/explorers/drops-map.yaml"]
    explorer["data"] = {"with": "{{fact:drops.efs.with_it}}"}
    assert _problems(small) == []
    explorer["data"] = {"with": "{{fact:drops.efs.with_it}} of them"}
    assert any("drops-map.yaml data with: '60%'" in line for line in _problems(small))
    explorer["data"], explorer["title"] = {}, "{{fact:drops.efs.with_it}}"
    assert any("drops-map.yaml title: '60%'" in line for line in _problems(small))


def test_one_warning_counts_all_unused_facts(small):
    """Does a course with many unused facts get one line, not hundreds?"""
    (found,) = coverage.facts_are_used(small)
    assert "2 of 6 facts are not used yet (drops.level, drops.retinoid)" in found.problem


def test_objectives_need_an_item_and_a_lesson(small, practice):
    """Is an objective named that nobody asks for, or that the lesson leaves out?"""
    assert list(coverage.objectives_are_taught_and_asked(small)) == []
    small.explorers.clear()
    practice["objective"] = "9.9"
    assert "the lesson never asks" in next(coverage.objectives_are_taught_and_asked(small)).problem


def test_a_review_older_than_a_year_is_a_warning(small):
    """Does a review grow old?"""
    assert list(coverage.reviews_are_recent(small, date(2027, 10, 31))) == []
    assert len(list(coverage.reviews_are_recent(small, date(2027, 11, 3)))) == 1


def test_what_does_not_load_is_a_finding(tmp_path):
    """Is a folder without a course reported and not raised?"""
    (finding,) = check.run(tmp_path)
    assert (finding.level, finding.file) == ("error", "course.yaml")


def test_an_item_without_its_use_is_named(tmp_path):
    """Is a field that every rule leans on asked for, in place of a traceback?"""
    shutil.copytree(FIXTURE, tmp_path / "course")
    path = tmp_path / "course" / BANK
    path.write_text(path.read_text(encoding="utf-8").replace("    use: graded\n", ""), encoding="utf-8")
    (finding,) = check.run(tmp_path / "course")
    assert str(finding).startswith(f"error: {BANK} drops-q01: it has no 'use'; add 'use:'")


def test_the_report_is_sentences_and_a_count():
    """Does the report name file, id, problem and repair, and count at the end?"""
    lines = report(
        [Finding("error", "a.yaml", "x", "it is wrong", "mend it"), Finding("warning", "b.yaml", "", "old", "look")]
    )
    assert lines.splitlines() == [
        "error: a.yaml x: it is wrong; mend it.",
        "warning: b.yaml: old; look.",
        "1 error, 1 warning",
    ]
    assert report([]) == "0 errors, 0 warnings"


def test_run_puts_errors_before_warnings():
    """Does an author see first what must be mended?"""
    levels = [finding.level for finding in check.run(FIXTURE)]
    assert levels == sorted(levels) and {"error", "warning"} == set(levels)
