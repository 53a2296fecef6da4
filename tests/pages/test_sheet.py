"""Are the kit's style sheets still right when all of them are one?"""

import posixpath
import re
from pathlib import Path

import pytest

from nbcare.frontend import KIT_PARTS, STATIC
from nbcare.pages import front_end

EXPLORERS = sorted(path.stem for path in STATIC.glob("explorers/*.js"))
_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_SELECTORS = re.compile(r"([^{};]+)\{")
_COMMA = re.compile(r",(?![^(]*\))")


def _script(name: str) -> str:
    return " ".join(
        path.read_text(encoding="utf-8")
        for path in (STATIC / f"explorers/{name}.js", *STATIC.glob(f"explorers/{name}/*.js"))
    )


def _sheets(module: str, list_name: str) -> list[str]:
    found = re.search(rf"{list_name} = \[(.*?)\]", (STATIC / module).read_text(encoding="utf-8"), re.DOTALL)
    return re.findall(r'"([^"]+)"', found[1]) if found else []


SCRIPTS = {name: _script(name) for name in EXPLORERS}
COMMON = " ".join(
    path.read_text(encoding="utf-8")
    for part in KIT_PARTS
    if part != "explorers"
    for path in (STATIC / part).rglob("*.js")
)


def _used(name: str, text: str) -> bool:
    return re.search(rf"(?<![\w-]){re.escape(name)}(?![\w-])", text) is not None


@pytest.mark.parametrize("sheet", sorted(path.name for path in STATIC.glob("explorers/*.css")))
def test_an_explorer_dresses_nothing_of_another(sheet):
    """Does each rule of an explorer's sheet name the explorer, or a class that no other one has?"""
    users = [name for name in EXPLORERS if sheet in _sheets(f"explorers/{name}.js", "styles")]
    others = [COMMON, *(text for name, text in SCRIPTS.items() if name not in users)]
    loose = []
    for selectors in _SELECTORS.findall(_COMMENT.sub("", (STATIC / "explorers" / sheet).read_text(encoding="utf-8"))):
        for selector in () if selectors.strip().startswith("@") else _COMMA.split(selectors):
            classes = set(re.findall(r"\.([A-Za-z][\w-]*)", selector))
            named = classes & {f"nbc-x-{name}" for name in users}
            if not named and all(any(_used(each, text) for text in others) for each in classes):
                loose.append(selector.strip())
    assert users and not loose, f"write :where(.nbc-x-{users[0]}) before: {loose}"


KINDS = {
    path.name: " ".join(script.read_text(encoding="utf-8") for script in path.glob("*.js"))
    for path in STATIC.glob("kinds/*")
}


@pytest.mark.parametrize("kind", sorted(path.parent.name for path in STATIC.glob("kinds/*/style.css")))
def test_a_kind_dresses_nothing_of_another(kind):
    """Does each rule of a kind's sheet name the kind, or a class that no other kind has?"""
    others = [text for name, text in KINDS.items() if name != kind]
    sheet = _COMMENT.sub("", (STATIC / "kinds" / kind / "style.css").read_text(encoding="utf-8"))
    loose = []
    for selectors in _SELECTORS.findall(sheet):
        for selector in () if selectors.strip().startswith("@") else _COMMA.split(selectors):
            classes = set(re.findall(r"\.([A-Za-z][\w-]*)", selector)) - {"nbc-root"}
            own = [each for each in classes if not any(_used(each, text) for text in others)]
            if not own and f"nbc-kind-{kind}" not in classes:
                loose.append(selector.strip())
    assert not loose, f"write .nbc-kind-{kind} before: {loose}"


@pytest.mark.parametrize("sheet", sorted(path.name for path in STATIC.glob("kit/*.css")))
def test_the_kit_dresses_no_single_kind(sheet):
    """Do the looks of one kind alone, on the screen and on paper, stand in its folder?"""
    shared = " ".join(
        script.read_text(encoding="utf-8")
        for part in KIT_PARTS
        if part != "kinds"
        for script in (STATIC / part).rglob("*.js")
    )
    text = _COMMENT.sub("", (STATIC / "kit" / sheet).read_text(encoding="utf-8"))
    classes = {each for selectors in _SELECTORS.findall(text) for each in re.findall(r"\.(nbc-[\w-]*)", selectors)}
    single = {each: [name for name, script in KINDS.items() if _used(each, script)] for each in sorted(classes)}
    assert [each for each in classes if each.startswith("nbc-kind-")] == []
    assert {each: users for each, users in single.items() if len(users) == 1 and not _used(each, shared)} == {}


@pytest.mark.parametrize("kind", sorted(KINDS))
def test_a_kind_names_the_sheets_of_its_folder(kind):
    """Does JupyterLab link every sheet that lies in the folder?"""
    sheets = sorted(path.name for path in (STATIC / "kinds" / kind).glob("*.css"))
    assert _sheets(f"kinds/{kind}/index.js", "styles") == sheets


def _screen_and_paper(path: Path) -> list[str]:
    parts = re.split(
        r"(^@media print \{\n.*?^\}\n)", path.read_text(encoding="utf-8").strip() + "\n", flags=re.DOTALL | re.MULTILINE
    )
    return [part.strip() for part in parts if part.strip()]


def test_every_sheet_stands_in_the_one_sheet_once(small_entry):
    """Is no sheet forgotten, and does paper's come last, as the kit links them?"""
    sheet = front_end.sheet()
    files = [*(path for part in KIT_PARTS for path in (STATIC / part).rglob("*.css")), *front_end.PAGES.glob("*.css")]
    parts = [part for path in files for part in _screen_and_paper(path)]
    assert all(sheet.count(part) == 1 for part in parts)
    assert sheet.rstrip().endswith(_screen_and_paper(STATIC / front_end.LAST)[-1])


@pytest.mark.parametrize(("module", "list_name"), [("kit/styles.js", "SHEETS"), ("kit/explorer.js", "SHEETS")])
def test_the_order_is_the_one_in_which_modules_link_them(module, list_name):
    """Does what wins in JupyterLab win on a page, too?"""
    linked = [posixpath.normpath(f"kit/{name}") for name in _sheets(module, list_name)]
    ordered = [name for name in linked if name in front_end.FIRST]
    assert len(ordered) > 2 and ordered == [name for name in front_end.FIRST if name in ordered]


def test_the_pages_own_sheets_come_after_the_kit_s(monkeypatch, tmp_path):
    """Can a page's own sheet say more than the kit, in the order of its files' names?"""
    for name in ("b.css", "a.css"):
        (tmp_path / name).write_text(f".{Path(name).stem} {{ color: red; }}\n", encoding="utf-8")
    monkeypatch.setattr(front_end, "PAGES", tmp_path)
    sheet = front_end.sheet()
    assert sheet.index(".nbc-root {") < sheet.index(".a {") < sheet.index(".b {") < sheet.index("/* print.css */")


def test_rules_for_paper_come_behind_all_rules_for_the_screen():
    """Does no rule for the screen, of whichever file, undo one for paper?"""
    sheet = _COMMENT.sub("", front_end.sheet())
    screen, paper = sheet[: sheet.index("@media print")], sheet[sheet.index("@media print") :]
    assert not re.sub(r"^@media print \{\n.*?^\}\n", "", paper, flags=re.DOTALL | re.MULTILINE).strip()
    assert screen.count("{") == screen.count("}") and paper.count("{") == paper.count("}")


@pytest.mark.parametrize("sheet", sorted(path.relative_to(STATIC).as_posix() for path in STATIC.rglob("*.css")))
def test_nothing_on_paper_stands_in_columns_of_a_style_sheet(sheet):
    """Does no sheet rely on multi-column layout, which WebKit prints as one column?"""
    text = _COMMENT.sub("", (STATIC / sheet).read_text(encoding="utf-8"))
    assert not re.search(r"(?<![\w-])column(s|-count|-width|-span)\s*:", text)
