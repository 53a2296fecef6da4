"""Does the linker know every form the kit uses, and say so when it meets another?"""

from pathlib import Path

import pytest

from nbcare.errors import ContentError
from nbcare.frontend import KIT_PARTS, STATIC
from nbcare.pages import bundler, front_end

ALL = """import ask from "/kit/question.js";
import explore from "/kit/explorer.js";
import unfold from "/kit/case.js";
import hand_in from "/kit/hand-in.js";
import { showMeanings } from "/kit/glossary.js";
window.kit = { ask, explore, unfold, hand_in, showMeanings };
"""


def linked(folder: Path, **modules: str) -> str:
    """Link modules that lie in one folder; the entry is called page."""
    kit = folder / "kit"
    kit.mkdir(exist_ok=True)
    (folder / "web").mkdir(exist_ok=True)
    for name, text in modules.items():
        (folder / "web" / f"{name}.js").write_text(text, encoding="utf-8")
    return bundler.link(folder / "web/page.js", kit)


def test_the_whole_kit_is_linked(tmp_path):
    """Are all of the kit's modules in the script, each explorer's among them, and none left that only a module may hold?"""
    (tmp_path / "page.js").write_text(ALL, encoding="utf-8")
    script = bundler.link(tmp_path / "page.js", STATIC)
    modules = [path.relative_to(STATIC).as_posix() for part in KIT_PARTS for path in (STATIC / part).rglob("*.js")]
    missing = {name for name in modules if f'\n"{name}": function*' not in script}
    assert missing <= {"toolkit/index.js"}, "no explorer asks for it"
    assert not [
        line for line in script.splitlines() if line.startswith(("import ", "export ")) or "import.meta" in line
    ]


def test_a_name_within_an_address_takes_each_folder_that_has_the_file(tmp_path):
    """Is a module found by the name of its folder linked, and one of another name left out?"""
    for name in ("kinds/a/index.js", "kinds/b/index.js", "kinds/b/score.js", "kinds/index.js", "kinds/c/d/index.js"):
        path = tmp_path / "kit" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("export const a = 1;\n", encoding="utf-8")
    script = linked(tmp_path, page="export const load = (kind) => import(`/kinds/${kind}/index.js`);\n")
    assert [line for line in script.splitlines() if line.startswith('"kinds/')] == [
        f'"kinds/{name}/index.js": function* ($take, $load, $at) {{' for name in "ab"
    ]


def test_the_script_is_the_same_each_time(tmp_path):
    """Is the script the same, byte for byte, wherever and however often it is linked?"""
    places = [tmp_path / "a", tmp_path / "b/c"]
    for place in places:
        place.mkdir(parents=True)
        (place / "page.js").write_text(ALL, encoding="utf-8")
    one, other = (bundler.link(place / "page.js", STATIC) for place in places)
    assert one == other and str(tmp_path) not in one


def test_comments_that_have_their_lines_for_themselves_are_left_out(tmp_path):
    """Is the script lighter for its comments, and is a comment within a string kept?"""
    script = linked(
        tmp_path,
        page="// A word about it.\nconst a = `\n// no comment\n`; // beside code\n/* two\nlines */\nwindow.a = a;\n",
    )
    assert "A word about it" not in script and "two\n" not in script
    assert "\n// no comment\n" in script


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ('import { a } from "./other.js" with { type: "json" };\n', 1),
        ("\nexport let a = 1;\n", 2),
        ("export const a = 1, b = 2;\n", 1),
        ("export const { a: { b } } = {};\n", 1),
        ('export * from "./other.js";\n', 1),
        ("export default function () {}\n", 1),
        ("export default class {}\n", 1),
        ("const a = 1;\n  import { a } from './other.js';\n", 2),
        ("import { a } from './other.js';\n", 1),
        ("const b = 1;\nconst a = import(`./${b}.js` + b);\nconst c = await import(b);\n", 3),
        ("window.a = import.meta.env;\n", 1),
        ("const $take = 1;\n", 1),
    ],
    ids=[
        "attributes",
        "let",
        "two at once",
        "nested",
        "star",
        "nameless function",
        "nameless class",
        "indented",
        "single quotes",
        "computed",
        "meta",
        "own name",
    ],
)
def test_a_form_that_is_not_known_is_named(tmp_path, text, line):
    """Does an unknown form say its file and line, in place of a script that goes wrong silently?"""
    with pytest.raises(ContentError, match=rf"pages/page\.js:{line}.*does not know this form"):
        linked(tmp_path, page=text, other="export const a = 1;\n")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('\nimport { b } from "./other.js";\n', r"pages/page\.js:2.*pages/other\.js exports no b"),
        ('import b from "./other.js";\n', r"page\.js:1.*exports no default"),
        ('export { b as a } from "./other.js";\n', r"page\.js:1.*exports no b"),
        ('import { a } from "./nothing.js";\n', r"page\.js:1.*'\./nothing\.js'.*no file"),
        ('import { a } from "../../other.js";\n', r"page\.js:1.*no file beside it"),
        ('import { a } from "other";\n', r"page\.js:1.*no file beside it"),
        ('import { a } from "https://example.org/a.js";\n', r"page\.js:1.*no file beside it"),
        ("const a = import(`./none/${b}.js`);\n", r"page\.js:1.*no file"),
        ("export const a = 1;\nexport { a };\n", r"page\.js:2.*exports a twice"),
        ("const a = 1;\nconst b = `open;\n", r"page\.js:\d.*no end"),
    ],
)
def test_what_is_not_there_is_named(tmp_path, text, said):
    """Does a wrong name or address say its file and line while pages are made, and not in a nurse's browser?"""
    with pytest.raises(ContentError, match=said):
        linked(tmp_path, page=text, other="export const a = 1;\n")


@pytest.mark.parametrize("entry", ["portal", "site"])
def test_the_entries_of_the_package_are_linked(entry):
    """Does each page's own script find what it imports, and every widget with it?"""
    script = front_end.script(entry)
    assert f'"pages/{entry}.js": function*' in script
    assert all(f'"kit/{module}.js": function*' in script for module in ("question", "explorer", "case", "glossary")), (
        "handing in has a page of its own"
    )
