"""The example in docs/explorers.md works, and the page names every part of the toolkit."""

import re

import pytest
from explorers.explorer_page import ROOT

DOCUMENT = (ROOT / "docs/explorers.md").read_text(encoding="utf-8")
INDEX = (ROOT / "src/nbcare/frontend/nbcare/static/toolkit/index.js").read_text(encoding="utf-8")
DATA = {
    "label": "Water",
    "name": "Height",
    "line": "The plant",
    "says": "{n} {n|cup|cups}",
    "table": {"summary": "As a table", "caption": "Heights", "columns": ["Week", "Height"]},
}


@pytest.mark.browser
def test_the_example_draws_and_tells(opened):
    """Can an author copy the ten lines and see a picture, a table and a sentence that agree?"""
    example = re.search(r"```js\n(.*?)```", DOCUMENT, re.DOTALL)[1]
    page = opened("", path="/gallery", own=True)
    page.route(
        "**/example.js",
        lambda route: route.fulfill(content_type="text/javascript", body=example.replace("../toolkit/", "/toolkit/")),
    )
    page.evaluate(
        """async (data) => {
      const { mount } = await import("/example.js");
      window.view = mount({ data, sentence: "Nothing yet." }, { changed: () => {}, locked: () => false });
      view.element.id = "example";
      document.getElementById("here").append(view.element, ...view.tables);
    }""",
        DATA,
    )
    assert page.evaluate("[view.sentence(), view.reached()]") == ["Nothing yet.", False]
    page.locator("#example input").press("End")
    assert page.evaluate("[view.sentence(), view.reached()]") == ["8 cups", True]
    assert (
        page.locator("#example .nbc-c-line").count() == 1
        and page.locator("tbody tr").last.locator("td").text_content() == "40"
    )


def test_every_part_of_the_toolkit_is_named():
    """Is there a part that an author could not know of?"""
    names = {
        name.split(" as ")[-1].strip()
        for group in re.findall(r"export \{([^}]*)\}", INDEX)
        for name in group.split(",")
    }
    assert len(names) > 30 and not [name for name in sorted(names) if not re.search(rf"`[^`]*\b{name}\b", DOCUMENT)]
