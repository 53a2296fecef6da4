"""Is a script's code told apart from what only looks like code?"""

import pytest

from nbcare.pages import javascript


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ('const a = "import { x } from";', 'const a = "                 ";'),
        (r"const a = 'it\'s'; b();", "const a = '     '; b();"),
        ("a(); // import", "a();          "),
        ("a(); /* export\n */ b();", "a();          \n    b();"),
        (
            "const a = `one ${two({ three: `four ${five}` })} six`;",
            "const a = `    ${two({ three: `     ${five}` })}    `;",
        ),
        (r"const a = `\${import} \` $5`;", "const a = `                `;"),
        ("const a = `import\nx`;", "const a = `      \n `;"),
        ("const a = /[\"'`/]/.test(b);", "const a = /      /.test(b);"),
    ],
    ids=[
        "string",
        "escaped",
        "line comment",
        "block comment",
        "template in template",
        "escaped template",
        "template of two lines",
        "pattern",
    ],
)
def test_only_code_is_left(text, left):
    """Are comments and the insides of strings, templates and patterns blank, and everything else in its place?"""
    assert javascript.code(text)[0] == left


@pytest.mark.parametrize(
    "text", ["const half = width / 2; // a / b", "const x = (a + b) / c / d;", "const y = list[0] / 2 + `${a / b}`;"]
)
def test_a_division_is_no_pattern(text):
    """Does a slash that divides hide nothing?"""
    assert javascript.code(text)[0].count(";") == 1


def test_comments_are_named_by_their_places():
    """Can a comment be found again in the text?"""
    text = "// one\na(); /* two */\n"
    assert [text[start:end] for start, end in javascript.code(text)[1]] == ["// one", "/* two */"]


@pytest.mark.parametrize(
    "text", ['const a = "open;\n', "const a = `open", "const a = `${open", "a(); /* open", "const a = /open\n;"]
)
def test_what_has_no_end_is_refused(text):
    """Is a broken script an error, and not a guess?"""
    with pytest.raises(javascript.UnreadableError, match="no end"):
        javascript.code(text)
