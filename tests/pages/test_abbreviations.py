"""Abbreviations with a hyphen stay on one line, in what the course writes and in what its scripts write."""

import re

import nbformat
import pytest

from nbcare.frontend import STATIC
from nbcare.pages import abbreviations, rendered_page
from nbcare.pages.templates.filters import rich


@pytest.mark.parametrize("word", ["IL-2", "GM-CSF", "G-CSF", "anti-GD2"])
def test_an_abbreviation_is_in_an_element_of_its_own(word):
    """Does no line end within it, in bold text, too?"""
    assert abbreviations.keep(f"with {word}, now") == f'with <span class="nbc-keep">{word}</span>, now'
    assert f'<strong><span class="nbc-keep">{word}</span></strong>' in rich(f"**{word}** now")


@pytest.mark.parametrize("text", ["well-known", "life-threatening", "a half-life of 10", "&#39;", "2-3", "-IL"])
def test_other_words_may_be_broken(text):
    """Does a long word or a range still end a line?"""
    assert abbreviations.keep(text) == text


def test_no_module_leaves_one_free(root):
    """Is each one in the text of a real module kept together?"""
    page = rendered_page.made_from(nbformat.read(root / "notebooks/interleukin-2.ipynb", as_version=4), "x")
    # The plain form of a question gives way to its widget.
    free = re.sub(r'(?s)<pre.*?</pre>|<span class="nbc-keep">[^<]*</span>|<[^>]*>', "", page.fragment)
    assert "nbc-keep" in page.fragment and not re.search(r"\bIL-2\b|\bGM-CSF\b", free)


def test_the_scripts_know_them_by_the_same_pattern():
    """Are words of questions and feedback kept together like those of the text?"""
    written = (STATIC / "kit/rich.js").read_text(encoding="utf-8")
    assert f"/({abbreviations.HYPHENED.pattern})/" in written
