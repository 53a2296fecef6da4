"""The number rule on single sentences of the small course."""

import pytest

from nbcare.authoring.check.numbers.passages import of_lesson, of_string
from nbcare.authoring.check.numbers.rule import Allowed, problems

D, E, K = "{{cite:drops.dose}}", "{{cite:drops.efs}}", "{{cite:drops.calcium}}"

FINE = [
    f"Dropamine is given at 20 mg/m² a day for two weeks {D}.",
    f"Take dropamine for 14 days. {D}",
    f"Six courses of dropamine, 14 days on and 14 off {D}.",
    f"At 3 years EFS was 60% with dropamine and 40% without (P = .03) {E}.",
    f"At three years, without dropamine EFS was 40%, and with dropamine 60% {E}.",
    f"Without, 40% were free of events at 3 years; with dropamine, 60% {E}.",
    f"In 8 of 40 children on dropamine calcium was above 2.9 mmol/L {K}.",
    f"{{{{fact:drops.dose.courses}}}} courses of dropamine {D}.",
    "Ask three questions and give one capsule.",
    "Dropamine for {{fact:drops.dose.days_on}}.",
]

WRONG = [
    ("no source at all", "Dropamine is given for 14 days.", "has no source in its sentence"),
    ("a source, no fact", "Dropamine is given for 14 days {{cite:trial}}.", "a source but no fact"),
    ("the source one sentence on", f"Dropamine is given for 14 days. It helps {D}.", "'14 days' has no source"),
    ("ten times the dose", f"Dropamine at 200 mg/m²/day {D}.", "'200 mg/m²/day' is not in"),
    ("mg for µg", f"Dropamine at 20 µg/m²/day {D}.", "'20 µg/m²/day'"),
    ("m² for kg", f"Dropamine at 20 mg/kg/day {D}.", "'20 mg/kg/day'"),
    ("per day lost", f"Dropamine at 20 mg/m² {D}.", "'20 mg/m²' is not in"),
    ("unit put behind a printed number", "{{fact:drops.dose.courses}} weeks of dropamine " + D, "'six weeks'"),
    ("unit lost", f"At 3 years EFS was 60 with dropamine {E}.", "60 stands without a unit"),
    (
        "arms swapped",
        f"At 3 years EFS was 40% with dropamine and 60% without {E}.",
        "'40%' stands beside 'with dropamine'",
    ),
    ("arms swapped by part", "At 3 years EFS was {{fact:drops.efs.without_it}} with dropamine " + E, "stands beside"),
    ("arm left out", f"At 3 years EFS was 60% in CCG {E}.", "stands without its drug"),
    ("5 years for 3", f"At 5 years EFS was 60% with dropamine {E}.", "measured at 3 years"),
    ("time left out", f"EFS was 60% with dropamine {E}.", "without its time point, 3 years"),
    ("overall for event-free", f"At 3 years overall survival was 60% with dropamine {E}.", "is event-free survival"),
    ("rate without its drug", f"In 8 of 40 children calcium was high {K}.", "'8 of 40' stands without its drug"),
    ("another denominator", f"In 8 of 30 children on dropamine {K}.", "'8 of 30' is not in"),
    ("under for above", f"Calcium under 2.9 mmol/L on dropamine {K}.", "says the opposite"),
    ("mg/dL for mmol/L", f"Calcium above 2.9 mg/dL on dropamine {K}.", "'2.9 mg/dL'"),
    ("P changed", f"At 3 years P = .3 for dropamine {E}.", "'.3' is not in"),
    (
        "numbers of children swapped",
        "In the trial {{fact:drops.efs.n_without}} with dropamine " + E,
        "'48' stands beside 'with dropamine'",
    ),
    (
        "the figure of the other cite",
        f"Dropamine for 3 years {D}, and 14 days {E}.",
        "not in the fact cited next to it (drops.dose)",
    ),
    ("another drug", "Naxitamab at 20 mg/m²/day {{cite:drops.retinoid}}.", "stands beside 'naxitamab'"),
    (
        "a printed limit turned round",
        "Calcium at most {{fact:drops.calcium.level}} on dropamine " + K,
        "says the opposite",
    ),
    (
        "prints one fact, cites another",
        "Dropamine for {{fact:drops.dose.days_on}} " + E,
        "it prints drops.dose and cites drops.efs",
    ),
]

_NOTHING_MORE = Allowed()


def _problems(text: str, course, allowed: Allowed = _NOTHING_MORE) -> list[str]:
    return [each.problem for passage in of_string(text) for each in problems(passage, course.evidence, allowed)]


@pytest.mark.parametrize("text", FINE)
def test_a_good_sentence_passes(small, text):
    """Is an author who cites left alone?"""
    assert _problems(text, small) == []


@pytest.mark.parametrize(("text", "said"), [case[1:] for case in WRONG], ids=[case[0] for case in WRONG])
def test_a_wrong_sentence_is_named(small, text, said):
    """Is each kind of wrong number named for what it is?"""
    found = _problems(text, small)
    assert any(said in problem for problem in found), found


TABLE = """## Dropamine at 3 years

| | EFS |
|---|---|
| with dropamine | {with_it}% {{{{cite:drops.efs}}}} |
| without | {without}% {{{{cite:drops.efs}}}} |
"""


def _table(small, with_it: int, without: int) -> list[str]:
    lesson = TABLE.format(with_it=with_it, without=without)
    return [each.problem for passage in of_lesson(lesson) for each in problems(passage, small.evidence)]


def test_headings_and_headers_carry_drug_time_and_arm(small):
    """May a table leave to its heading and first column what they say?"""
    assert any("event-free" in p or "time" in p for p in _table(small, 60, 40)) is False


def test_swapped_rows_of_a_table_are_named(small):
    """Are arms that changed places in a table seen?"""
    assert any("stands beside" in problem for problem in _table(small, 40, 60))


def test_a_lone_number_takes_its_unit_from_its_row(small):
    """Is a number without unit checked under the row's name?"""
    row = "| What | Dropamine |\n|---|---|\n| How many courses | %s {{cite:drops.dose}} |"
    said = [
        [p.problem for passage in of_lesson(row % n) for p in problems(passage, small.evidence)]
        for n in ("six", "nine")
    ]
    assert said[0] == [] and any("'nine'" in problem for problem in said[1])


def test_an_invented_patient_may_be_quoted_but_not_mixed_with_facts(small):
    """May feedback repeat the case's own figure, and a rationale that cites a dose not?"""
    free = Allowed(quoted=frozenset({_key("15 days")}))
    strict = Allowed(quoted=free.quoted, beside_facts=False)
    assert _problems("15 days is long for Bo.", small, strict) == []
    assert _problems(f"Dropamine takes 15 days {D}.", small, free) == []
    assert _problems(f"Dropamine takes 15 days {D}.", small, strict) != []


def _key(text: str) -> tuple:
    from nbcare.authoring.check.numbers.figures import figures

    return figures(text)[0].key
