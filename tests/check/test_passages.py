"""What counts as one sentence."""

from hypothesis import given
from hypothesis import strategies as st

from nbcare.authoring.check.numbers.passages import of_lesson, sentences

LESSON = """---
slug: x
---

# Top

One. Two has 1.5 mg, e.g. here. {{cite:a.b}}

```python
ask("x-p01")
```

> **Fictional case.** Ana has 3 mg.
> More of Ana.

> A quote with 4 mg.

## Below

- first item
- second item goes
  on here

| Name | How **much** |
|---|---|
| a | 5 mg |

![six drops](../x/14-days.svg "7 days")
"""


def test_a_lesson_is_cut_into_sentences():
    """Are headings, items, rows and sentences apart, and code and invented cases left out?"""
    assert [passage.text for passage in of_lesson(LESSON)] == [
        "Top",
        "One.",
        "Two has 1.5 mg, e.g. here. {{cite:a.b}}",
        "A quote with 4 mg.",
        "Below",
        "first item",
        "second item goes on here",
        "Name | How much",
        "a | 5 mg",
        "![six drops]",
    ]


def test_a_passage_knows_what_stands_above_it():
    """Does a row know its header, its headings and its line?"""
    row = next(passage for passage in of_lesson(LESSON) if passage.text == "a | 5 mg")
    assert (row.headers, row.context) == (("Name", "How much"), "Top / Below")
    assert LESSON.splitlines()[row.line - 1] == "| a | 5 mg |"


def test_a_heading_is_cited_by_its_own_section_only():
    """May the text below a heading cite for it, and no later text?"""
    first, *_, last = of_lesson("# A\n\n{{cite:x.y}} Text.\n\n# B\n\n{{cite:x.z}} Text.")
    assert first.section == "{{cite:x.y}}" and "x.y" not in last.section


def test_a_cite_behind_the_full_stop_belongs_to_its_sentence():
    """May an author put the cite after the full stop?"""
    assert sentences("It is so. {{cite:a.b}} Then this.") == ["It is so. {{cite:a.b}}", "Then this."]


def test_a_cite_before_a_small_letter_opens_its_sentence():
    """Does a cite at the start of a sentence stay with it?"""
    assert sentences("So. {{cite:a.b}} says more.") == ["So.", "{{cite:a.b}} says more."]


@given(st.text(alphabet="ab .!?\n|-#>*`{}[]()1"))
def test_any_markdown_can_be_cut(text):
    """Does the cutting end on every text?"""
    assert all(passage.line >= 1 for passage in of_lesson(text))
