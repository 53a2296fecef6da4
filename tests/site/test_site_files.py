"""What `nbcare site` writes, where it refuses to, and that no key is in it."""

import json
import re
import shutil
import subprocess
import sys
from html.parser import HTMLParser
from pathlib import Path

import graded_case
import pytest
from courses import ROOT, copy_course
from test_key_rotation import DOSES, add_doses, normalise, rotate

from nbcare.build import course_files
from nbcare.content import course as courses
from nbcare.errors import ContentError
from nbcare.site import folder, static_course

OTHER_HOST = re.compile(rb"https?://[^\s\"'<>)\\]+")


class Page(HTMLParser):
    """What a page links and loads, and whether anything in it would run."""

    def __init__(self, text: str):
        super().__init__()
        self.links, self.loads, self.runs, self.policy = [], [], [], ""
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        at = dict(attrs)
        self.runs += [(tag, name) for name in at if name.startswith("on") or name == "style"]
        if tag == "script" and at.get("type") != "application/json" and "src" not in at or tag == "style":
            self.runs.append((tag, "inline"))
        if tag == "meta" and at.get("http-equiv") == "Content-Security-Policy":
            self.policy = at["content"]
        if tag == "a":
            self.links.append(at["href"])
        self.loads += [at[name] for name in ("src",) if name in at] + ([at["href"]] if tag == "link" else [])


@pytest.fixture
def pages(site) -> dict[str, Page]:
    return {path.name: Page(path.read_text(encoding="utf-8")) for path in site.glob("*.html")}


def test_every_module_and_quiz_has_a_page(site, pages):
    """Is every module there, and form A of every quiz, and nothing else?"""
    course = courses.load(ROOT)
    slugs = [module.slug for module in course.modules] + [quiz.id for quiz in course.assessments if quiz.form == "A"]
    assert set(pages) == {"index.html", *(f"{slug}.html" for slug in slugs)}
    assert {path.name for path in (site / "cards").iterdir()} == {
        path.name for path in (ROOT / "notebooks/cards").iterdir()
    }


def test_every_link_leads_to_a_file_of_the_site(site, pages):
    """Are all links relative, to a file by its name, so that a stick without a server can follow them?"""
    for name, page in pages.items():
        for target in [*page.links, *page.loads]:
            if target.startswith("data:image/"):
                continue
            file = target.split("#")[0]
            if re.match(r"https?://", target):
                assert target in page.links and target not in page.loads, (name, target)
            elif file:
                assert not file.startswith("/") and (site / file).is_file(), (name, target)


def test_every_page_is_reached_from_the_first(pages):
    """Can a learner come from index.html to every page, and on from page to page?"""
    listed = {target.removeprefix("./") for target in pages["index.html"].links}
    assert set(pages) - listed == set()
    assert all("./index.html" in page.links for page in pages.values())


def test_nothing_runs_but_the_one_script_and_its_notice(pages):
    """Is there a strict policy on every page, and no script, style or handler in the page itself?"""
    for name, page in pages.items():
        assert page.runs == [], name
        assert page.policy.startswith("default-src 'none'; script-src 'self';"), name
        assert "unsafe" not in page.policy and "http" not in page.policy, name
        assert len([target for target in page.loads if target.endswith(".js")]) == 2, name


def test_script_asks_nobody(site):
    """Is there no request in script and sheet: no fetch, no module, no address of another host?"""
    scripts = [*(site / "static").glob("*.js")]
    text = "".join(script.read_text(encoding="utf-8") for script in scripts)
    assert len(scripts) == 2
    assert (
        re.search(r"\b(fetch|XMLHttpRequest|sendBeacon|WebSocket|EventSource|importScripts)\b|\bimport\s*\(", text)
        is None
    )
    for sheet in (site / "static").glob("*.css"):
        assert OTHER_HOST.findall(sheet.read_bytes()) == []
        assert "@import" not in sheet.read_text(encoding="utf-8")


def test_two_runs_write_the_same_bytes(site, site_course, tmp_path):
    """Is the site the same, byte for byte, wherever and whenever it is made?"""
    static_course.write(courses.load(site_course), tmp_path / "again")
    assert contents(tmp_path / "again") == contents(site)


@pytest.mark.whole
def test_rotated_keys_change_no_byte(tmp_path):
    """Is the site identical after every graded key, reason and remark was changed, and holds it none of them?"""
    root = copy_course(tmp_path / "course")
    add_doses(root)
    graded_case.add(root, "retinoids-quiz", "retinoids")
    secrets = normalise(root)
    course_files.build(root)
    first = static_course.made(courses.load(root))
    secrets += rotate(root)
    course_files.build(root)
    second = static_course.made(courses.load(root))
    assert first.keys() == second.keys()
    assert [name for name in first if first[name] != second[name]] == []
    assert [text for text in secrets if any(text.encode() in content for content in first.values())] == []
    quiz = first["retinoids-quiz.html"]
    assert (
        len(secrets) > 20 and all(dose["id"].encode() in quiz for dose in DOSES) and graded_case.CASE.encode() in quiz
    )
    assert b"161.25" not in quiz and b"173.25" not in quiz


def test_new_site_takes_the_place_of_the_old(site, site_course, tmp_path):
    """Are orphans of a former site gone, and is what a learner saved beside it still there?"""
    out = Path(shutil.copytree(site, tmp_path / "out"))
    marker = json.loads((out / folder.MARKER).read_text(encoding="utf-8"))
    (out / "old-module.html").write_text("old", encoding="utf-8")
    (out / "static/nbcare-0.js").write_text("old", encoding="utf-8")
    marker["files"] += ["old-module.html", "static/nbcare-0.js", "../outside.html"]
    (out / folder.MARKER).write_text(json.dumps(marker), encoding="utf-8")
    (out / "hand-in_retinoids-quiz_anna_20261122T104000Z.json").write_text("{}", encoding="utf-8")
    (tmp_path / "outside.html").write_text("not the site's", encoding="utf-8")
    static_course.write(courses.load(site_course), out)
    assert (tmp_path / "outside.html").is_file()
    left = contents(out)
    assert left.pop("hand-in_retinoids-quiz_anna_20261122T104000Z.json") == b"{}"
    assert left == contents(site)


@pytest.mark.parametrize("place", ["notebooks", "notebooks/site", "state/nbgrader/release/x", "src", ".", "state/site"])
def test_course_is_never_written_over(site_course, place):
    """Is each folder of the course itself refused, and left as it is?"""
    before = sorted(site_course.rglob("*"))
    with pytest.raises(ContentError, match="belongs to the course itself"):
        static_course.write(courses.load(site_course), site_course / place)
    assert sorted(site_course.rglob("*")) == before


def test_folder_of_somebody_else_is_never_written_to(site_course, tmp_path):
    """Is a folder with other files refused, also one whose marker is broken, and one that holds a file of the same name?"""
    course = courses.load(site_course)
    (tmp_path / "theirs").mkdir()
    (tmp_path / "theirs/thesis.txt").write_text("mine", encoding="utf-8")
    (tmp_path / "file").write_text("mine", encoding="utf-8")
    for place, reason in (("theirs", "holds other files"), ("file", "is a file"), ("file/below", "is a file")):
        with pytest.raises(ContentError, match=reason):
            static_course.write(course, tmp_path / place)
    (tmp_path / "theirs" / folder.MARKER).write_text("[]", encoding="utf-8")
    with pytest.raises(ContentError, match="holds other files"):
        static_course.write(course, tmp_path / "theirs")
    (tmp_path / "theirs" / folder.MARKER).write_text('{"version": 1, "files": []}', encoding="utf-8")
    (tmp_path / "theirs/index.html").write_text("mine", encoding="utf-8")
    with pytest.raises(ContentError, match="index.html that is not the site's"):
        static_course.write(course, tmp_path / "theirs")
    assert (tmp_path / "theirs/index.html").read_text(encoding="utf-8") == "mine"


def test_full_disk_leaves_the_former_site(site, site_course, tmp_path, monkeypatch):
    """Does a disk that is full in the middle leave every old file, no new one, and a sentence?"""
    course, out = courses.load(site_course), Path(shutil.copytree(site, tmp_path / "out"))
    (out / "index.html").write_text("the former one", encoding="utf-8")
    before, real = contents(out), Path.write_bytes

    def full(self, data):
        if self.name == "retinoids.html" and folder._STAGE in self.parts:
            raise OSError(28, "No space left on device")
        return real(self, data)

    monkeypatch.setattr(Path, "write_bytes", full)
    with pytest.raises(ContentError, match="No space left on device"):
        static_course.write(course, out)
    assert contents(out) == before
    with pytest.raises(ContentError):
        static_course.write(course, tmp_path / "new")
    assert not (tmp_path / "new").exists()


def test_command_says_where_and_how_large(site_course, tmp_path):
    """Does the command write the site and print its size, and end with one sentence and 2 for a bad folder?"""
    ask = [sys.executable, "-m", "nbcare", "--course", str(site_course), "site"]
    done = subprocess.run([*ask, str(tmp_path / "out")], capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    size = sum(len(content) for content in contents(tmp_path / "out").values())
    assert re.search(r"\d+ files, \d+\.\d MB", done.stdout) and 0.5e6 < size < 20e6
    bad = subprocess.run([*ask, str(site_course / "notebooks")], capture_output=True, text=True)
    assert (bad.returncode, bad.stdout, len(bad.stderr.splitlines())) == (2, "", 1)


def test_broken_page_writes_nothing(tmp_path):
    """Is a notebook that no page can be made from named, and nothing written?"""
    root = Path(copy_course(tmp_path / "course"))
    (root / "notebooks/retinoids.ipynb").write_text("{", encoding="utf-8")
    with pytest.raises(ContentError, match="retinoids.ipynb"):
        static_course.write(courses.load(root), tmp_path / "out")
    assert not (tmp_path / "out").exists()


def contents(folder_: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder_).as_posix(): path.read_bytes() for path in sorted(folder_.rglob("*")) if path.is_file()
    }
