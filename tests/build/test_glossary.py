"""Words of the field: linked once a page, explained at its end."""

import pytest
import yaml

from nbcare.content import glossary
from nbcare.content.glossary import Term, link
from nbcare.errors import ContentError

ADCC = Term("ADCC", "White cells kill a cell that an antibody has marked.")
SEPSIS = Term("sepsis", "The body's dangerous answer to an infection.", also=("septic", "blood poisoning"))
TERMS = (ADCC, SEPSIS)


def _linked(text: str) -> tuple[str, set[str]]:
    seen: dict[str, Term] = {}
    return link(text, TERMS, seen), set(seen)


def test_the_first_use_of_a_word_is_linked_and_no_other():
    """Does a reader meet each word's meaning once a page?"""
    text, seen = _linked("Sepsis is an emergency. Sepsis needs cultures.")
    assert text.count("](#Words-on-this-page") == 1 and text.startswith("[Sepsis](") and seen == {"sepsis"}


def test_a_word_below_a_heading_is_linked():
    """Is only the heading itself left alone, and not what stands below it?"""
    text, seen = _linked("## Sepsis\n\nSepsis is an emergency.")
    assert text.startswith("## Sepsis\n\n[Sepsis](") and seen == {"sepsis"}


def test_another_form_of_a_word_leads_to_the_same_meaning():
    """Is a longer or other form found, whole?"""
    text, _ = _linked("This is blood poisoning.")
    assert '[blood poisoning](#Words-on-this-page "sepsis: ' in text


@pytest.mark.parametrize(
    "text",
    [
        "## Sepsis",
        "`sepsis`",
        "[sepsis](x.md)",
        "![sepsis](y.svg)",
        "antiseptic",
        "post-septic",
        "adcc",
        "```\nsepsis\n```",
    ],
)
def test_headings_code_links_pictures_and_parts_of_words_stay(text):
    """Is nothing linked inside what has a meaning of its own, or inside another word?"""
    assert _linked(text) == (text, set())


def test_what_is_seen_in_one_cell_is_not_linked_in_the_next():
    """Is a page one page, though it is made cell by cell?"""
    seen: dict[str, Term] = {}
    link("ADCC works.", TERMS, seen)
    assert link("ADCC again.", TERMS, seen) == "ADCC again."


def _write(folder, terms):
    (folder / "assets").mkdir()
    (folder / "assets" / "glossary.yaml").write_text(yaml.safe_dump({"version": 1, "terms": terms}))


def test_one_form_belongs_to_one_word(tmp_path):
    """Is a form that two words claim an error that names both?"""
    _write(
        tmp_path,
        [
            {"term": "sepsis", "plain": "A dangerous answer."},
            {"term": "infection", "also": ["Sepsis"], "plain": "Germs in the body."},
        ],
    )
    with pytest.raises(ContentError, match="infection.*sepsis"):
        glossary.load(tmp_path)


@pytest.mark.parametrize(
    "plain", ["short", "with a [link](x) in it, and more", "with {{fact:x}} in it, and more", "x" * 241]
)
def test_a_meaning_is_one_plain_line(tmp_path, plain):
    """Is markup, or a whole page, refused as a meaning?"""
    _write(tmp_path, [{"term": "sepsis", "plain": plain}])
    with pytest.raises(ContentError, match="plain"):
        glossary.load(tmp_path)


def test_a_course_without_a_glossary_has_no_words(tmp_path):
    """Does a course of one's own build without one?"""
    assert glossary.load(tmp_path) == ()
