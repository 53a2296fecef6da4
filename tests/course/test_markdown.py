"""What a written page holds is found by its tokens, each thing with its line."""

import pytest

from nbcare.content import markdown

PAGE = """---
slug: x
---

## First

Text with ![a drop](drop.svg) and
![](empty.svg).

```python
ask("x-p01", moment="before")
```

> **Fictional case.** Ana.
>
> ## Her chart
>
> | A | B |
> |---|---|
> | 1 \\| 2 | `3` |

    ask("x-p02")

- ```
  explore('x-map')
  ```
"""


def test_blocks_know_their_line_level_and_quotation():
    """Is each block found where an editor shows it?"""
    found = [(block.kind, block.line, block.level, bool(block.quote)) for block in markdown.blocks(PAGE)]
    assert found == [
        ("heading", 5, 2, False),
        ("text", 7, 0, False),
        ("code", 10, 0, False),
        ("text", 14, 0, True),
        ("heading", 16, 2, True),
        ("table", 18, 0, True),
        ("text", 22, 0, False),
        ("code", 24, 0, False),
    ]


def test_a_table_is_its_rows_of_cells():
    """Does a stroke inside a cell stay in its cell?"""
    (table,) = [block for block in markdown.blocks(PAGE) if block.kind == "table"]
    assert table.rows == ((18, ("A", "B")), (20, ("1 | 2", "`3`")))


def test_calls_stand_in_fenced_code_only():
    """Is a call that a text shows as an example left alone?"""
    assert list(markdown.calls(PAGE)) == [
        markdown.Call(11, "ask", "x-p01", True),
        markdown.Call(25, "explore", "x-map"),
    ]


@pytest.mark.parametrize(
    ("source", "before"),
    [('ask("a")', False), ("ask('a', moment='before')", True), ('ask( "a" , moment = "before" )', True)],
)
def test_a_pre_question_is_told_from_a_question(source, before):
    """Does the spacing of a call matter?"""
    assert [call.before for call in markdown.calls(f"```python\n{source}\n```\n")] == [before]


def test_images_have_line_address_and_words():
    """Is an image without words found in the line where it stands?"""
    first, second = markdown.images(PAGE)
    assert (first.line, first.address, first.alternative) == (7, "drop.svg", "a drop")
    assert (second.line, second.address, second.alternative) == (8, "empty.svg", "")
