"""Every word that the page shows stands in a file of strings, where it can be read, corrected and translated."""

import re

import pytest

from nbcare.frontend import KIT_PARTS, STATIC

# score-number.js lists the spellings of units, as scoring/units.py does; props.js speaks to whoever wrote an explorer's data;
# typed.js names a part of a response.
NO_WORDS_OF_THE_PAGE = {"strings.js", "score-number.js", "props.js", "typed.js"}
_COMMENT = re.compile(r"^\s*(?://|\*|/\*).*$|(?<=\s)//\s.*$", re.MULTILINE)
_FOR_DEVELOPERS = re.compile(
    r"^import .*$|throw new \w+\(.*$|console\.\w+\(.*$|querySelector(?:All)?\([^)]*\)|\bclass: (?:\"[^\"]*\"|`[^`]*`)",
    re.MULTILINE,
)
_LITERAL = re.compile(r'"((?:[^"\\\n]|\\.)*)"|`((?:[^`\\]|\\.)*)`')
_PHRASE = re.compile(r"[A-Za-z’]{2,}[,.:;!?…]? [A-Za-z’(]|^[A-Z][a-z]{2,}[.…!?]?$")
# Names of keys, of events and of rules of the style sheet.
_NAMES = re.compile(
    r"Enter|Escape|Home|End|Arrow\w+|Page(?:Up|Down)|Backspace|Delete|Spacebar|nbc-|^[\w-]+: |data-|:is\(|not all|screen and|prefers-"
    r"|^xM\w+|^M(?:x0|\d)[A-Za-z\d .,-]*$|^<\?xml|(?:translate|rotate|scale)\(|sans-serif"
)


def words_in(code: str) -> list[str]:
    """Give the literals of a module that a person could read as words."""
    bare = _FOR_DEVELOPERS.sub("", _COMMENT.sub("", code))
    literals = [re.sub(r"\$\{[^}]*\}", "x0", one or other) for one, other in _LITERAL.findall(bare)]
    return [text for text in literals if _PHRASE.search(text) and not _NAMES.search(text)]


@pytest.mark.parametrize(
    "path",
    sorted(
        path.relative_to(STATIC).as_posix()
        for part in KIT_PARTS
        for path in (STATIC / part).rglob("*.js")
        if path.name not in NO_WORDS_OF_THE_PAGE and "vendor" not in path.parts
    ),
)
def test_a_module_holds_no_words_of_its_own(path):
    """Would a translator, or a reader of the words, have to look into this module?"""
    assert words_in((STATIC / path).read_text(encoding="utf-8")) == []


def test_words_would_be_seen():
    """Does the rule see a word, a sentence and a label, and pass names, classes and comments?"""
    seen = 'h("p", null, "Right"); label("aria-label", `Move ${x} up`); // Say it\n  say("Choose an answer.");'
    assert words_in(seen) == ["Right", "Move x0 up", "Choose an answer."]
    passed = '// Not a word here\nimport { a } from "./A file.js";\nthrow new Error("no such thing");\nh("p", { class: "nbc-a nbc-b" }); if (key === "Enter") go("click");'
    assert words_in(passed) == []
