"""Each piece of item-writing advice sees its flaw, names it with a repair, and leaves clean text alone."""

from copy import deepcopy

import pytest

from nbcare.authoring.check import advice
from nbcare.authoring.check.advice import keys, language, options, phrases, stems, tolerances

from .conftest import BANK, LESSON

SINGLE = {
    "id": "drops-p02",
    "kind": "single",
    "use": "practice",
    "stem": "When does the child take the drops?",
    "options": {"a": "With breakfast and supper", "b": "In the middle of the night", "c": "Just before each meal"},
    "key": "a",
    "why": "Food helps.",
    "feedback": {"a": "With food.", "b": "Asleep.", "c": "Too early."},
}
ORDER = {
    "id": "drops-p03",
    "kind": "order",
    "stem": "Put the steps in order.",
    "options": {"a": "Fill", "b": "Pour", "c": "Drink"},
    "key": ["b", "a", "c"],
}
CLOZE = {
    "id": "drops-p04",
    "kind": "cloze",
    "stem": "Complete the sentence.",
    "text": "The child eats [[b1]].",
    "blanks": {"b1": {"options": {"x": "apple pie", "y": "buttered toast"}}},
    "key": {"b1": "x"},
}


def _variant(id: str, key: float) -> dict:
    return {"id": id, "parameters": {}, "key": key}


FLAWS = [
    (
        "NOT in capitals",
        stems.no_stem_asks_for_the_exception,
        {"stem": "Which time is NOT right?"},
        "asks for the exception ('NOT')",
    ),
    ("except", stems.no_stem_asks_for_the_exception, {"stem": "All times are right except which?"}, "'except'"),
    ("least likely", stems.no_stem_asks_for_the_exception, {"stem": "Which sign is least likely?"}, "'least likely'"),
    (
        "which is not",
        stems.no_stem_asks_for_the_exception,
        {"stem": "Which of these is not a good time?"},
        "'Which of these is not",
    ),
    (
        "should not",
        stems.no_stem_asks_for_the_exception,
        {"stem": "What should the father not give?"},
        "asks for the exception",
    ),
    ("twice no", stems.no_negative_is_doubled, {"stem": "Is it not unsafe to wait?"}, "'not unsafe' says no twice"),
    (
        "twice no in an option",
        stems.no_negative_is_doubled,
        {"options": SINGLE["options"] | {"b": "Do not go without food"}},
        "p02 b: 'not go without'",
    ),
    ("a long stem", stems.no_stem_is_too_long, {"stem": "word " * 81}, "has 81 words, more than 80"),
    (
        "an article",
        stems.no_stem_gives_the_grammar_away,
        {"stem": "The child eats an", "options": {"a": "apple", "b": "pear", "c": "fig"}},
        "end with 'an', which b, c does not fit",
    ),
    (
        "all of the above",
        options.no_option_points_at_the_others,
        {"options": SINGLE["options"] | {"c": "All of the above"}},
        "option c says 'All of the above'",
    ),
    (
        "none of these",
        options.no_option_points_at_the_others,
        {"options": SINGLE["options"] | {"c": "None of these"}},
        "'None of these'",
    ),
    (
        "both a and b",
        options.no_option_points_at_the_others,
        {"options": SINGLE["options"] | {"c": "Both a and b"}},
        "'Both a and b'",
    ),
    (
        "a and b",
        options.no_option_points_at_the_others,
        {"options": SINGLE["options"] | {"c": "A and B are correct"}},
        "write a choice of its own",
    ),
    (
        "the same twice",
        options.no_option_stands_twice,
        {"options": SINGLE["options"] | {"c": "with breakfast, and supper."}},
        "options a and c have the same words",
    ),
    (
        "very unlike length",
        options.options_are_of_like_length,
        {"options": SINGLE["options"] | {"c": "At noon", "b": "long " * 20}},
        "option b has 100 characters and option c only 7",
    ),
    (
        "never in a wrong option",
        options.absolutes_are_not_only_wrong,
        {"options": SINGLE["options"] | {"c": "Never with food"}},
        "'Never' stands in the wrong option c",
    ),
    (
        "mixed numbers",
        options.numbers_stand_in_their_order,
        {"options": {"a": "2 mL", "b": "10 mL", "c": "5 mL"}},
        "not in their order",
    ),
    (
        "shuffled numbers",
        options.numbers_stand_in_their_order,
        {"options": {"a": "2 mL", "b": "5 mL", "c": "10 mL"}},
        "shown in a mixed order",
    ),
    (
        "a long key",
        keys.no_key_is_much_longer,
        {"options": SINGLE["options"] | {"a": "With breakfast and with supper, each time with full milk"}},
        "the key has 56 characters, the next longest option only 26",
    ),
    ("patient", language.a_child_is_called_a_child, {"stem": "When does the patient drink?"}, "'patient' for a child"),
    (
        "patients in feedback",
        language.a_child_is_called_a_child,
        {"feedback": {"a": "Our patients like it."}},
        "feedback a: 'patients'",
    ),
    (
        "disease first",
        language.the_child_comes_before_the_disease,
        {"stem": "When does the cancer child drink?"},
        "'cancer child' names the disease",
    ),
    ("suffers", language.the_child_comes_before_the_disease, {"why": "Bo suffers from thirst."}, "'suffers from'"),
    (
        "capitals",
        language.every_abbreviation_is_explained,
        {"options": SINGLE["options"] | {"c": "Ask for a CBC"}},
        "p02 c: the abbreviation CBC is explained nowhere",
    ),
]


def _said(rule, small, *items) -> list[str]:
    small.banks[BANK] = {
        f"drops-p{number:02}": deepcopy(item) | {"id": f"drops-p{number:02}"} for number, item in enumerate(items, 2)
    }
    return [str(finding) for finding in rule(small)]


@pytest.mark.parametrize(("rule", "change", "said"), [flaw[1:] for flaw in FLAWS], ids=[flaw[0] for flaw in FLAWS])
def test_a_planted_flaw_is_named(small, rule, change, said):
    """Does each rule see its flaw, and say file, item and words?"""
    (line,) = _said(rule, small, SINGLE | change)
    assert said in line and line.startswith(f"warning: {BANK} drops-p02") and "; " in line


CLEAN = [
    {},
    {"stem": "The page says **NOT SAVED**. What do you do?"},
    {"stem": "He cannot swallow capsules yet. When does he take the drops?"},
    {"stem": "A sheet leaves one test out. Which test does it name first?"},
    {"stem": "No fever, no rash, not tired: what do you tell the mother?"},
    {"options": {"a": "Never alone with it", "b": "Always at the same hour", "c": "At noon"}},
    {"options": {"a": "2 mL", "b": "5 mL", "c": "10 mL"}, "shuffle": False},
    {"options": {"a": "2 mL", "b": "1 g of it", "c": "10 drops"}},
    {"options": SINGLE["options"] | {"c": "With both a spoon and a cup"}},
    {"why": "Seen mostly in acne patients. The child waits patiently."},
    {"stem": "The ECG is normal. Ask for DNA?"},
    {"stem": "The complete blood count (CBC) is late. When is the next CBC?"},
]


@pytest.mark.parametrize("change", CLEAN, ids=[str(number) for number in range(len(CLEAN))])
def test_clean_text_is_left_alone(small, change):
    """Does ordinary wording that looks a little like a flaw pass every rule?"""
    assert [line for rule in advice.RULES for line in _said(rule, small, SINGLE | change)] == []


def test_a_blank_after_an_article_is_seen(small):
    """Is the grammar of a sentence with a gap looked at, too?"""
    (line,) = _said(stems.no_stem_gives_the_grammar_away, small, CLOZE | {"text": "The child eats an [[b1]]."})
    assert "drops-p02 b1: the words before the choices end with 'an', which y does not fit" in line
    assert _said(stems.no_stem_gives_the_grammar_away, small, CLOZE) == []


def test_a_select_all_with_a_number_is_seen(small):
    """Is "select three" in a select-all named, with the right number and with a wrong one?"""
    item = SINGLE | {"kind": "multiple", "key": ["a", "b"], "stem": "Select the three times."}
    assert "says 'Select the three', but the key has 2" in _said(stems.a_select_all_names_no_number, small, item)[0]
    item["stem"] = "Choose two times."
    assert "does not tell the number" in _said(stems.a_select_all_names_no_number, small, item)[0]
    item["stem"] = "Select all that apply at two o'clock."
    assert _said(stems.a_select_all_names_no_number, small, item) == []


def test_an_order_written_in_its_right_order_is_seen(small):
    """Would an author's written order give the key away?"""
    assert _said(options.an_order_is_not_written_in_order, small, ORDER) == []
    (line,) = _said(options.an_order_is_not_written_in_order, small, ORDER | {"key": ["a", "b", "c"]})
    assert "written in the right order" in line


@pytest.mark.parametrize(
    ("fields", "slips"),
    [
        ({"key": 20, "tolerance": 20}, "0 and 2 would be right for 20"),
        ({"key": 20, "tolerance": {"absolute": 18}}, "2 would be right for 20"),
        ({"key": 20, "tolerance": {"relative": 0.9}}, "2 would be right for 20"),
        ({"key": 0.5, "tolerance": 5}, "0 and 0.05 and 5 would be right for 0.5"),
        ({"variants": [_variant("v1", 50), _variant("v2", 4)], "tolerance": 4}, "0 and 0.4 would be right for 4"),
        ({"key": 20, "tolerance": {"absolute": 17.9}}, ""),
        ({"key": 20, "tolerance": {"relative": 0.05}}, ""),
        ({"key": 0, "tolerance": 5}, ""),
    ],
)
def test_a_tolerance_that_takes_a_slip_is_seen(small, fields, slips):
    """Is it seen that nothing, a tenth or ten times the dose would be right, also of one variant only?"""
    numeric = {"id": "drops-p05", "kind": "numeric", "stem": "How much?", "unit": "mg"} | fields
    said = _said(tolerances.no_tolerance_takes_a_slip, small, numeric)
    assert (f"tolerance: {slips}; make the tolerance smaller" in said[0]) if slips else said == []


def test_a_bank_whose_key_is_often_the_longest_is_named(small):
    """Is a bank seen in which choosing the longest option pays?"""
    long = SINGLE | {"options": SINGLE["options"] | {"a": "With breakfast, with supper too"}}
    (line,) = _said(keys.the_key_is_not_often_the_longest, small, *[long] * 5, *[SINGLE] * 3)
    assert "the longest option in 5 of 8 lists (drops-p02, drops-p03" in line
    assert _said(keys.the_key_is_not_often_the_longest, small, *[long] * 4, *[SINGLE] * 4) == []
    assert _said(keys.the_key_is_not_often_the_longest, small, *[long] * 5) == []


def test_a_bank_with_all_keys_in_one_slot_is_named(small):
    """Is it seen that every list in written order has its key first, and only in such lists?"""
    fixed = SINGLE | {"shuffle": False}
    (line,) = _said(keys.keys_stand_in_several_slots, small, *[fixed] * 4)
    assert "the key is number 1 in all 4 lists" in line
    assert _said(keys.keys_stand_in_several_slots, small, *[fixed] * 3, fixed | {"key": "b"}) == []
    assert _said(keys.keys_stand_in_several_slots, small, *[SINGLE] * 6) == []


def test_a_lesson_explains_an_abbreviation(small):
    """Does a lesson that spells the capitals out silence the warning, and one that only uses them not?"""
    item = SINGLE | {"stem": "When is the ANC taken?"}
    small.lessons[LESSON] += "\nThe ANC was low.\n"
    assert len(_said(language.every_abbreviation_is_explained, small, item)) == 1
    small.lessons[LESSON] += "\nThe absolute neutrophil count (ANC) counts white cells.\n"
    assert _said(language.every_abbreviation_is_explained, small, item) == []


def test_the_small_course_is_clean(small):
    """Does no rule complain about the good course?"""
    assert [str(finding) for rule in advice.RULES for finding in rule(small)] == []


def test_every_pattern_can_be_read():
    """Is each pattern of the data file a regular expression that finds something?"""
    lists = [name for name, value in phrases.data().items() if name not in ("limits", "abbreviations", "emphasis")]
    assert all(phrases.pattern(name) for name in lists)


def test_every_rule_is_explained_to_authors(root):
    """Does the page for authors have a row for each rule, with the limits that are in force?"""
    page = (root / "docs/item-writing.md").read_text(encoding="utf-8")
    rows = [
        line
        for line in page.split("## What the check looks for")[1].split("## ")[0].splitlines()
        if line.startswith("|")
    ][2:]
    assert len(rows) == len(advice.RULES)
    limits = phrases.data()["limits"]
    assert (
        f"more than {limits['stem_words']} words" in page
        and f"{limits['length_ratio']} times as long as another, and {limits['length_difference']} characters" in page
    )
    assert (
        f"{limits['key_ratio']} times as long as every other option, and {limits['key_difference']} characters" in page
    )
    assert (
        f"half of {limits['longest_lists']} or more lists" in page and f"{limits['slot_lists']} or more lists" in page
    )
