"""What a placeholder prints."""

import re

import pytest
from courses import ROOT
from hypothesis import given
from hypothesis import strategies as st

from nbcare.content import evidence
from nbcare.content.evidence import References
from nbcare.errors import ContentError


@pytest.fixture
def facts(folder):
    """Return evidence with a composite, parts, and a caution fact."""
    base = folder.facts["drops"]["drops.dose"]
    folder.facts["drops"] |= {
        "drops.arms": {**base, "value": "46 vs 29", "unit": "%", "parts": {"with_it": "46%"}},
        "drops.both": {**base, "value": "46 vs 29", "unit": "%"},
        "drops.sun": {
            **base,
            "value": "50",
            "unit": "SPF",
            "teach": "caution",
            "limit": "one ward's sheet",
            "source": "sheet",
        },
        "drops.words": {key: value for key, value in base.items() if key not in ("value", "unit")},
    }
    return evidence.load(folder.write())


PRINTED = [
    ("Give {{fact:drops.dose}}.", "Give 20 mg/m²/day."),
    ("For {{fact: drops.days }}.", "For 14 days."),
    ("EFS {{fact:drops.arms.with_it}}.", "EFS 46%."),
    ("So {{cite:drops.dose}} {{cite:sheet}} {{cite:trial}}.", "So [1] [2]."),
    ("So {{cite:drops.dose}}{{cite:trial}}.", "So [1]."),
    ("Both {{cite:sheet}} {{cite:trial}} {{cite:sheet}}.", "Both [1] [2]."),
    ("A {{cite:trial}}, b {{cite:trial}}. C {{cite:trial}}.", "A [1], b [1]. C [1]."),
    ("Use {{fact:drops.sun}} {{cite:drops.sun}}.", "Use SPF 50 (one ward's sheet) [1]."),
    ("See {{cite:drops.sun}}.", "See [1] (one ward's sheet)."),
]


@pytest.mark.parametrize(("text", "expected"), PRINTED)
def test_a_placeholder_prints_value_part_or_number(facts, text, expected):
    """Does the reader see value and unit, the part, the number, and a limit once?"""
    assert facts.expand(text, References()) == expected


REFUSED = [
    ("{{fact:drops.dosis}}", "there is no fact with this id", "did you mean drops.dose?"),
    ("{{fact:drops.arms.without}}", "it has no part 'without'", "its parts: with_it"),
    ("{{fact:drops.arms}}", "'46 vs 29' holds several figures", "{{fact:drops.arms.with_it}}"),
    ("{{fact:drops.both}}", "'46 vs 29' holds several figures", "give the fact 'parts:'"),
    ("{{fact:drops.words}}", "it has no value to print", "{{cite:drops.words}}"),
    ("{{cite:trail}}", "there is no fact with this id", "use the id"),
    ("{{dose:drops.dose}}", "is no placeholder", "write {{fact:id}}"),
    ("a {{fact:drops.dose} b", "is no placeholder", "write {{fact:id}}"),
]


@pytest.mark.parametrize(("text", "problem", "repair"), REFUSED)
def test_what_cannot_be_printed_is_refused(facts, text, problem, repair):
    """Is an unknown id, part or composite an error with a way out?"""
    with pytest.raises(ContentError) as caught:
        facts.expand(text, References())
    assert problem in caught.value.problem and repair in caught.value.repair


@given(text=st.text().filter(lambda text: "{{" not in text))
def test_text_without_placeholders_stays_as_it_is(text):
    """Does expansion leave ordinary text alone?"""
    assert evidence.Evidence({}, {}).expand(text, References()) == text


@pytest.mark.parametrize("page", sorted(ROOT.glob("notebooks/**/*.ipynb")), ids=lambda page: page.stem)
def test_no_page_names_a_source_twice_in_a_row(page):
    """Is a page of this course free of "[16] [16]", which reads like two sources?"""
    assert re.findall(r"\[(\d+)\]\s*\[\1\]", page.read_text(encoding="utf-8")) == []
