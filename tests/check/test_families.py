"""Rules on what families take home, on borrowed words and on pitfalls."""

import shutil
from dataclasses import replace

import pytest
import yaml

from nbcare.authoring.check import families, figures, pitfalls, plagiarism
from nbcare.content.cards import Card
from nbcare.content.glossary import Term

from .conftest import FIXTURE, LESSON

PLAIN = "Call us at once when your child is hot. Do not wait for the next day. We are here at night, too.\n"
HARD = "Immediate multidisciplinary notification regarding pharmacologically attributable hyperthermia is unconditionally recommended.\n"


def _card(text: str, module: str = "drops") -> dict[str, Card]:
    return {"fever": Card("fever", "Fever", module, text, "assets/cards/fever.md")}


def test_a_card_above_grade_8_is_refused(small):
    """Can every family read the card?"""
    small.cards = _card(PLAIN)
    assert list(families.every_card_reads_easily(small)) == []
    small.cards = _card(HARD)
    (found,) = families.every_card_reads_easily(small)
    assert found.level == "error" and "reads at grade" in found.problem


def test_a_card_belongs_to_a_module(small):
    """Does somebody review every card?"""
    small.cards = _card(PLAIN, "nowhere")
    assert "'nowhere' is not in course.yaml" in next(families.every_card_belongs_to_a_module(small)).problem


def test_a_figure_on_a_card_needs_its_source(small):
    """Is a number on a card held to the same rule as in a lesson?"""
    small.cards = _card("Give it for 15 days.\n")
    assert any(found.file == "assets/cards/fever.md" for found in figures.every_figure_of_a_page_is_cited(small))


def test_a_meaning_with_a_figure_is_refused(small):
    """Does the glossary, which shows no source, hold no figure?"""
    small.terms = (Term("fever", "A temperature above 38 °C."), Term("bag", "What a drug hangs in."))
    (found,) = figures.no_meaning_of_a_word_holds_a_figure(small)
    assert found.id == "fever"


def _known(tmp_path, small, sentence: str):
    path = tmp_path / plagiarism.FILE
    path.parent.mkdir(parents=True)
    path.write_text("# why\n" + "\n".join(plagiarism.fingerprint(run) for run in plagiarism.runs(sentence)) + "\n")
    small.course = replace(small.course, root=tmp_path)
    return small


PAGE = "The quick brown fox jumps over the lazy dog every morning."


@pytest.mark.parametrize(
    "text",
    ["As they say, the quick brown fox jumps over the lazy dog!", "The Quick\nbrown fox, jumps; over the lazy dog"],
)
def test_eight_words_of_a_known_page_are_refused(small, tmp_path, text):
    """Is a copied run found whatever its case and punctuation?"""
    course = _known(tmp_path, small, PAGE)
    course.lessons[LESSON] = text.replace("\n", " ")
    (found,) = plagiarism.no_run_of_words_is_borrowed(course)
    assert "the quick brown fox jumps over the lazy" in found.problem


def test_seven_words_and_our_own_words_are_free(small, tmp_path):
    """May a sentence share a phrase?"""
    course = _known(tmp_path, small, PAGE)
    course.lessons[LESSON] = "The quick brown fox jumps over the fence. Over the lazy dog every morning we laugh."
    assert list(plagiarism.no_run_of_words_is_borrowed(course)) == []


@pytest.fixture
def listed(small, tmp_path):
    """Return the small course with a list of pitfalls, and how to change its one entry."""
    root = tmp_path / "course"
    shutil.copytree(FIXTURE, root)
    small.course = replace(small.course, root=root)

    def write(**change):
        entry = {
            "belief": "It can wait until tomorrow.",
            "instead": "It is given at once.",
            "facts": ["drops.dose"],
            "met": ["drops-q01 a"],
        } | change
        (root / pitfalls.FILE).write_text(yaml.safe_dump({"version": 1, "pitfalls": {"p01": entry}}))
        return [str(found) for found in pitfalls.every_pitfall_is_met(small)]

    return write


@pytest.mark.parametrize("place", ["drops-q01", "drops-q01 b", "drops-map", "lessons/drops.md#How much"])
def test_a_pitfall_is_met_by_an_item_a_choice_an_explorer_or_a_heading(listed, place):
    """Does each kind of place count?"""
    assert listed(met=[place]) == []


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"met": ["drops-q01 z"]}, "drops-q01 z is no choice"),
        ({"met": ["lessons/drops.md#How many"]}, "is no choice, item, explorer or heading"),
        ({"met": []}, "met: needs at least 1"),
        ({"facts": ["drops.dosis"]}, "drops.dosis is not in the evidence"),
    ],
)
def test_a_pitfall_that_nothing_meets_is_named(listed, change, said):
    """Is a place that went away an error?"""
    assert any(said in line for line in listed(**change)), listed(**change)
