"""The reference list of a page."""

import pytest

from nbcare.content import evidence
from nbcare.content.evidence import References, Source


@pytest.fixture
def loaded(folder):
    """Return the two sources of the small folder."""
    return evidence.load(folder.write())


def test_numbers_follow_first_use(loaded):
    """Is the first source cited number 1, whatever its place in the file?"""
    references = References()
    loaded.expand("{{cite:sheet}} {{cite:trial}} {{cite:sheet}}", references)
    assert [number for number, _ in references.entries()] == [1, 2]
    assert references.entries()[0][1].startswith("Ward One.")


def test_a_second_text_of_the_page_goes_on_counting(loaded):
    """Do the cells of one page share their numbers?"""
    references = References()
    loaded.expand("{{cite:sheet}}", references)
    assert loaded.expand("{{cite:trial}} {{cite:sheet}}", references) == "[2] [1]"


def test_a_paper_is_cited_in_full(loaded):
    """Does a reference give authors, title, journal, year, volume, pages and DOI?"""
    assert (
        loaded.source("trial").citation()
        == "Able A, Baker B. A trial of dropamine. J Drops 2020;1(2):3-9. doi:10.1000/drops."
    )


def test_a_copy_is_never_named(loaded):
    """Does a document read on a mirror appear as the document itself, with the date it was read?"""
    assert (
        loaded.source("sheet").citation()
        == "Ward One. Dropamine at home. Undated, read 2026-11-22. https://official.example"
    )


def test_an_undated_page_says_when_it_was_read():
    """Is a page without a year marked as undated?"""
    page = Source(
        "x",
        "Ward One",
        "Lips",
        "web page",
        "2026-11-22",
        "seen",
        container="Ward pages",
        url="https://ward.example/lips",
    )
    assert page.citation() == "Ward One. Lips. Ward pages, undated, read 2026-11-22. https://ward.example/lips"


def test_a_citation_is_plain_text():
    """Can a title open a tag on the page?"""
    page = Source("x", "A <b>B</b>", "T", "web page", "2026-11-22", "seen", year=2020)
    assert "<" not in page.citation() and ">" not in page.citation()
