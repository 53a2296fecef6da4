"""Are the pages of the whole course what the portal and the site count on?"""

import gzip
import json
import re
import subprocess
import sys
from html.parser import HTMLParser

import nbformat
import pytest
from courses import ROOT
from grading import made

from nbcare.build.questions_file import questions_of
from nbcare.content import course as courses
from nbcare.errors import ContentError
from nbcare.frontend import STATIC
from nbcare.pages import page_set
from nbcare.pages.rendered_page import made_from
from nbcare.questions import scoring

LIGHTEST = 300_000
"""Bytes that a page may weigh, compressed and without pictures."""
COURSE = courses.load(ROOT)
SLUGS = [module.slug for module in COURSE.modules] + [each.id for each in COURSE.assessments]
each = pytest.mark.parametrize("slug", SLUGS)


class _Tags(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: list[tuple[str, dict]] = []

    def handle_starttag(self, tag, attrs) -> None:
        self.found.append((tag, dict(attrs)))


def tags(text: str) -> list[tuple[str, dict]]:
    """Return every tag of a page with its attributes, in their order."""
    reader = _Tags()
    reader.feed(text)
    return reader.found


def fragment(out, slug: str) -> str:
    """Return a page's HTML."""
    return (out / f"{slug}.html").read_text(encoding="utf-8")


def data(out, slug: str) -> dict:
    """Return a page's data."""
    return json.loads((out / f"{slug}.json").read_text(encoding="utf-8"))


def notebook(course, slug: str):
    """Return the notebook that a page was made from."""
    released = course.root / "state/nbgrader/release" / slug / f"{slug}.ipynb"
    return nbformat.read(released if released.is_file() else course.root / "notebooks" / f"{slug}.ipynb", as_version=4)


def test_the_list_names_every_page_in_the_course_s_order(out, course_with_quizzes):
    """Can the portal lay out its home from the list alone?"""
    listed = json.loads((out / "pages.json").read_text(encoding="utf-8"))
    assert {name: listed[name] for name in ("version", "course", "title")} == {
        "version": 1,
        "course": COURSE.release,
        "title": COURSE.title,
    }
    assert [page["slug"] for page in listed["pages"]] == SLUGS
    assert [page["kind"] for page in listed["pages"]] == ["module"] * len(COURSE.modules) + ["assessment"] * len(
        COURSE.assessments
    )
    for page in listed["pages"]:
        if page["kind"] == "assessment":
            of = COURSE.assessment(page["slug"])
            assert (page["module"], page["form"], page["items"], page["title"]) == (
                of.module,
                of.form,
                len(of.items),
                of.title,
            )
        else:
            assert page["minutes"] == COURSE.module(page["slug"]).minutes and page["items"] > 0
    assert all((out / "static" / listed[name]).is_file() for name in ("script", "style", "notice"))
    assert re.fullmatch(r"nbcare-[0-9a-f]{12}\.js", listed["script"])


@each
def test_nothing_on_a_page_runs_or_looks_by_itself(out, slug):
    """Would the strictest policy stop anything: a script, a style, a handler, a picture or a file of elsewhere?"""
    for tag, attributes in tags(fragment(out, slug)):
        assert tag not in ("script", "style", "link", "iframe", "object", "embed", "form", "input", "base", "meta"), tag
        assert not [name for name in attributes if name.startswith("on") or name in ("style", "srcset", "action")], (
            tag,
            attributes,
        )
        assert tag == "a" or "href" not in attributes
        assert attributes.get("src", "data:image/").startswith("data:image/")
        if attributes.get("href", "#").startswith("http"):
            assert attributes["rel"] == "noreferrer"


@each
def test_every_link_leads_somewhere(out, slug):
    """Does each link of a page lead to a place on it, a card that is there, or another host by a click?"""
    found = tags(fragment(out, slug))
    ids = [attributes["id"] for _, attributes in found if "id" in attributes]
    assert len(ids) == len(set(ids))
    for address in (
        attributes["href"]
        for tag, attributes in found
        if tag == "a" and not attributes["href"].startswith(("https://", "http://"))
    ):
        assert address[1:] in ids if address.startswith("#") else (out / address).is_file(), address
    assert all(entry["id"] in ids and entry["level"] in (2, 3) for entry in data(out, slug)["contents"])


@each
def test_headings_begin_with_one_title_and_skip_no_level(out, slug):
    """Can a screen reader go through the page by its headings?"""
    levels = [int(tag[1]) for tag, _ in tags(fragment(out, slug)) if re.fullmatch("h[1-6]", tag)]
    assert levels[0] == 1 and levels.count(1) == 1
    assert all(after <= before + 1 for before, after in zip(levels, levels[1:], strict=False))


@each
def test_each_widget_has_its_place_its_words_and_its_props(out, course_with_quizzes, slug):
    """Is each question, explorer, case and hand-in of the notebook on the page, in its order, and nothing else of a cell?"""
    cells = notebook(course_with_quizzes, slug).cells
    wanted = {cell.id: cell.metadata.nbcare for cell in cells if "props" in cell.metadata.get("nbcare", {})}
    places = [attributes for _, attributes in tags(fragment(out, slug)) if attributes.get("class") == "nbp-widget"]
    assert [(place["data-cell"], place["data-widget"]) for place in places] == [
        (id, cell.widget) for id, cell in wanted.items()
    ]
    assert data(out, slug)["widgets"] == {
        id: {"widget": cell.widget, "props": cell.props} for id, cell in wanted.items()
    }
    assert fragment(out, slug).count('<pre class="nbp-plain">') == len(wanted)
    assert "from nbcare import" not in fragment(out, slug) and "is put here when it is graded" not in fragment(
        out, slug
    )


@each
def test_the_data_agrees_with_questions_json(out, course_with_quizzes, slug):
    """Does the portal know the same items, explorers and cases as a kernel?"""
    asked = questions_of(notebook(course_with_quizzes, slug))
    made = data(out, slug)
    assert {name: made[name] for name in ("items", "explorers", "cases", "kind", "course")} == {
        name: asked[name] for name in ("items", "explorers", "cases", "kind", "course")
    }
    assert made["slug"] == asked["scope"]
    for id, props in asked["items"].items():
        for name in ("options", "rows", "columns"):
            assert list(made["items"][id].get(name, {})) == list(props.get(name, {})), (
                "the written order is the order on the page"
            )


@each
def test_a_page_is_light(out, slug):
    """Does a page weigh less than 300 KB, compressed and without pictures, its script and sheet included?"""
    listed = json.loads((out / "pages.json").read_text(encoding="utf-8"))
    without_pictures = re.sub(r'src="data:[^"]*"', "", fragment(out, slug))
    widgets = json.dumps(data(out, slug)["widgets"], ensure_ascii=False)
    static = [(out / "static" / listed[name]).read_text(encoding="utf-8") for name in ("script", "style")]
    assert sum(len(gzip.compress(text.encode())) for text in (without_pictures, widgets, *static)) < LIGHTEST * 0.9, (
        "the page's own script and frame want room"
    )


def test_the_gallery_can_be_a_page(root):
    """Does every kind of question, and all that a chart can hold, have its place?"""
    made = made_from(nbformat.read(root / "notebooks/gallery.ipynb", as_version=4), "notebooks/gallery.ipynb")
    shown = [widget["props"] for widget in made.data["widgets"].values()]
    steps = [step for props in shown for step in props.get("steps", ())]
    asked = [widget["props"] for widget in made.data["widgets"].values() if widget["widget"] == "ask"]
    assert {props["kind"] for props in asked} == set(scoring.KINDS)
    places = [names["data-cell"] for _, names in tags(made.fragment) if "data-cell" in names]
    assert sorted(places) == sorted(made.data["widgets"])
    exhibits = [exhibit for props in [*shown, *steps] for exhibit in props.get("exhibits", ())]
    assert {"text", "table", "trend", "image", "entries"} <= {part for exhibit in exhibits for part in exhibit}
    assert made.items == len(asked) + len(steps)


def test_no_graded_key_is_in_a_page(out):
    """Does nothing that a learner can reach tell a graded key?"""
    for slug in (each.id for each in COURSE.assessments):
        assert all(
            not {"key", "why", "feedback", "sources"} & set(props) for props in data(out, slug)["items"].values()
        )


def test_pages_are_the_same_each_time(out, course_with_quizzes, small_entry, tmp_path):
    """Is every file the same, byte for byte, when it is made anew in another process and another place?"""
    page_set.make(course_with_quizzes, tmp_path)
    files = {path.relative_to(out): path.read_bytes() for path in out.rglob("*") if path.is_file()}
    assert files == {path.relative_to(tmp_path): path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()}


def test_a_released_quiz_is_a_page_as_nbgrader_makes_it(tmp_path, small_entry):
    """Does a page come out of what nbgrader releases, and before that nothing but the title in the list?"""
    root = made.make_course(tmp_path / "course")
    course = courses.load(root)
    page_set.make(course, tmp_path / "out")
    assert not (tmp_path / "out" / f"{made.QUIZ}.html").exists()
    closed = [{"slug": each.id, "title": each.title} for each in course.assessments]
    assert json.loads((tmp_path / "out/pages.json").read_bytes())["closed"] == closed
    made.quickly(root, "generate_assignment", made.QUIZ)
    written = page_set.make(course, tmp_path / "out")
    assert written == [f"{made.QUIZ}.html", f"{made.QUIZ}.json", "pages.json"]
    assert json.loads((tmp_path / "out/pages.json").read_bytes())["closed"] == [
        each for each in closed if each["slug"] != made.QUIZ
    ]
    page = data(tmp_path / "out", made.QUIZ)
    assert [cell["widget"] for cell in page["widgets"].values()] == ["ask"] * len(made.ITEMS) + ["hand_in"]
    assert "Remark on" not in json.dumps(page) + fragment(tmp_path / "out", made.QUIZ)


def test_an_entry_that_nobody_wrote_is_named(course_with_quizzes, small_entry, tmp_path):
    """Is a missing script said plainly, and nothing written?"""
    with pytest.raises(ContentError, match="nbcare/frontend/nbcare/static/pages/nothing.js: is not there"):
        page_set.make(course_with_quizzes, tmp_path / "out", entry="nothing")
    assert not (tmp_path / "out").exists()


def test_a_notebook_that_is_missing_or_broken_is_named(tmp_path, small_entry):
    """Does a page that cannot be made say which notebook, and leave the pages that stand there?"""
    root, out = made.make_course(tmp_path / "course"), tmp_path / "out"
    course = courses.load(root)
    page_set.make(course, out)
    before = {path: path.read_bytes() for path in out.rglob("*") if path.is_file()}
    path = root / "notebooks/signs.ipynb"
    other = path.read_text(encoding="utf-8").replace('"slug": "signs"', '"slug": "others"')
    for spoil in (
        path.unlink,
        lambda: path.write_text("{", encoding="utf-8"),
        lambda: path.write_text(other, encoding="utf-8"),
        lambda: path.write_text("[]", encoding="utf-8"),
    ):
        spoil()
        with pytest.raises(ContentError, match="notebooks/signs.ipynb"):
            page_set.make(course, out)
    assert before == {path: path.read_bytes() for path in out.rglob("*") if path.is_file()}


def test_the_command_makes_pages_and_names_an_error(course_with_quizzes, tmp_path):
    """Can the portal make pages in a process of its own, and tell a person why it could not?"""
    command = [sys.executable, "-P", "-m", "nbcare.pages", str(tmp_path / "out"), "--entry"]
    surroundings = {"NBCARE_COURSE": str(course_with_quizzes.root), "PYTHONPATH": str(ROOT / "src"), "PATH": ""}
    done = subprocess.run([*command, "nothing"], env=surroundings, capture_output=True, text=True)
    assert (
        done.returncode == 1
        and done.stderr.startswith("nbcare/frontend/nbcare/static/pages/nothing.js: is not there")
        and "Traceback" not in done.stderr
    )


def test_a_card_keeps_its_looks_in_a_file(out):
    """Does a card on the portal look the same under a policy that lets no style into a page?"""
    for card in (out / "cards").glob("*.html"):
        found = tags(card.read_text(encoding="utf-8"))
        assert not [tag for tag, attributes in found if tag in ("style", "script") or "style" in attributes]
        sheets = [attributes["href"] for tag, attributes in found if tag == "link"]
        assert len(sheets) == 1 and (card.parent / sheets[0]).resolve().is_file()


def test_a_page_s_script_is_the_kit_s_and_its_own(out, web):
    """Does the one script hold the entry and every explorer?"""
    listed = json.loads((out / "pages.json").read_text(encoding="utf-8"))
    script = (out / "static" / listed["script"]).read_text(encoding="utf-8")
    assert '"pages/portal.js": function*' in script
    assert all(f'"explorers/{path.name}": function*' in script for path in (STATIC / "explorers").glob("*.js"))
