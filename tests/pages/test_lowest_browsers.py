"""Do scripts and style sheets stay within what the lowest browsers know, and is the reader told where they do not?"""

import re
from pathlib import Path

import pytest

from nbcare.errors import ContentError
from nbcare.frontend import KIT_PARTS, STATIC
from nbcare.pages import bundler, front_end, javascript
from nbcare.pages.browser_features import browsers, too_new

ROOT = Path(__file__).resolve().parents[2]
SCRIPTS = [path for part in (*KIT_PARTS, "pages") for path in sorted((STATIC / part).rglob("*.js"))]
RULE = re.compile(r"([^{}]+)\{")
COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)


def bare(text: str) -> str:
    """Return a script without its comments."""
    for start, end in reversed(javascript.code(text)[1]):
        text = text[:start] + text[end:]
    return text


def test_no_script_uses_what_a_lowest_browser_lacks():
    """Would one pattern or method stop, or break, a page in Safari 16.0, Firefox 115 or Chromium 105?"""
    found = [
        f"{path.relative_to(STATIC)}: {problem}"
        for path in SCRIPTS
        for _, problem in too_new(bare(path.read_text(encoding="utf-8")), "script")
    ]
    assert found == []


def test_no_style_sheet_uses_what_a_lowest_browser_lacks():
    """Is every colour and every layout there in the lowest browsers, or has what is missing a fallback that is named?"""
    assert [problem for _, problem in too_new(COMMENT.sub("", front_end.sheet()), "sheet")] == []


def test_a_selector_that_a_browser_may_not_know_stands_alone():
    """Would a browser without :has() drop a rule that it could follow?"""
    mixed = []
    for selectors in RULE.findall(COMMENT.sub("", front_end.sheet())):
        if ":has(" in selectors and "@supports" not in selectors:
            parts = re.split(r",(?![^()]*(?:\([^()]*\)[^()]*)*\))", selectors)
            mixed += [selectors.strip()] * (len({":has(" in part for part in parts}) > 1)
    assert mixed == []


@pytest.mark.parametrize(
    ("line", "problem"),
    [
        (r"const ends = /(?<=[.?])\s/;", "a lookbehind in a regular expression needs Safari 16.4"),
        (r"const ends = /(?<!a)b/;", "a lookbehind in a regular expression needs Safari 16.4"),
        ("const last = [2, 1].toSorted();", "toSorted, toReversed, toSpliced needs Chromium 110"),
        ("class A { static { A.b = 1; } }", "a static block of a class needs Safari 16.4"),
    ],
)
def test_the_bundler_refuses_what_would_stop_a_page(tmp_path, line, problem):
    """Is the author told the file, the line, the feature and the browser, before any nurse meets it?"""
    page = tmp_path / "page.js"
    page.write_text(f"// one\n{line}\nexport {{}};\n", encoding="utf-8")
    with pytest.raises(ContentError, match=re.escape(problem)) as refused:
        bundler.link(page, STATIC)
    assert "page.js:2" in str(refused.value)


def test_a_comment_may_name_what_the_code_must_not_use(tmp_path):
    """Can a reason be written down beside the code?"""
    page = tmp_path / "page.js"
    page.write_text(
        "// not /(?<=a)/: Safari 16.0\nconst named = /(?<name>a)/;\nwindow.named = named;\n", encoding="utf-8"
    )
    assert "(?<name>a)" in bundler.link(page, STATIC)


def test_the_notice_and_the_documentation_name_the_lowest_versions():
    """Do reader and educator hear the versions that the tests hold?"""
    lowest = browsers()["lowest"]
    notice, docs = front_end.notice(), (ROOT / "docs/pages.md").read_text(encoding="utf-8")
    assert (
        f"Safari {lowest['Safari']:g}, Firefox {lowest['Firefox']:g}, or Chrome or Edge {lowest['Chromium']:g}"
        in notice
    )
    assert f"Safari {lowest['Safari']:.1f}, Firefox {lowest['Firefox']:g}, Chromium {lowest['Chromium']:g}" in docs


def test_the_notice_is_written_for_every_browser():
    """Would an old browser stumble over the notice itself?"""
    code = bare(front_end.notice())
    assert not re.search(r"=>|`|\b(?:let|const|class|import|export|async)\b|\?\.|\?\?|\.\.\.", code)
