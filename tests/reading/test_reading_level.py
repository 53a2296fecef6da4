"""The reading level of a text for families."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nbcare.content.reading_level import bare, grade, syllables


@pytest.mark.parametrize(
    ("word", "count"),
    [
        ("a", 1),
        ("fever", 2),
        ("medicine", 3),
        ("capsule", 2),
        ("the", 1),
        ("baby", 2),
        ("called", 1),
        ("needed", 2),
        ("table", 2),
        ("temperature", 4),
        ("antibody", 4),
        ("skin", 1),
        ("hospital", 3),
    ],
)
def test_syllables_are_counted(word, count):
    """Does a word count the syllables that one hears?"""
    assert syllables(word) == count


def test_the_formula_is_that_of_flesch_and_kincaid():
    """Do ten words of one syllable in two sentences give the published formula's value?"""
    assert grade("The cat sat on mats. The dog ran off fast.") == pytest.approx(0.39 * 5 + 11.8 * 1 - 15.59)


def test_long_words_and_long_sentences_are_harder():
    """Does a sentence for families read easier than one for doctors?"""
    plain = "Call us at once if your child has a fever. Do not wait."
    hard = "Immediate notification of the multidisciplinary oncology department is recommended in the event of pyrexia."
    assert grade(plain) < 4 < 12 < grade(hard)


def test_marks_of_the_page_are_not_read():
    """Are links, references, tables' rules and front matter left out?"""
    text = '---\ntitle: x\n---\n## Call\n\n**Fever** [1] {{cite:a.b}} [the ward](x.md "y")\n\n| a | b |\n|---|---|\n'
    assert bare(text).split() == ["Call", "Fever", "the", "ward", "|", "a", "|", "b", "|"]


def test_a_list_is_not_one_endless_sentence():
    """Does a list of short points read as easily as it looks?"""
    assert grade("Bring:\n\n- the card\n- the drug\n- a cup\n- a toy\n") < 1


def test_a_text_without_words_has_no_level():
    """Is an empty card an error, and not the easiest of all?"""
    with pytest.raises(ValueError, match="no words"):
        grade("1 2 3 ...")


@given(st.text(alphabet="abcdefghijklmnopqrstuvwxyz'", min_size=1, max_size=30))
def test_every_word_has_a_syllable(word):
    """Does no word break the count?"""
    assert 1 <= syllables(word) <= len(word) + 1
