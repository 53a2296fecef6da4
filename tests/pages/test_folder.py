"""Is the folder of pages always whole, and never more than the pages?"""

import json
import os

import pytest

from nbcare.pages import folder


def files(script: str = "a", **pages: str) -> dict[str, bytes]:
    """Return the files of a small folder."""
    listed = {
        "version": 1,
        "script": f"nbcare-{script}.js",
        "style": f"nbcare-{script}.css",
        "pages": [{"slug": slug} for slug in pages],
    }
    made = {f"static/nbcare-{script}.{end}": script.encode() for end in ("js", "css")}
    made |= {f"{slug}.{end}": text.encode() for slug, text in pages.items() for end in ("html", "json")}
    return {"pages.json": json.dumps(listed).encode(), **made}


def names(out) -> set[str]:
    """Return the names of all files below a folder."""
    return {path.relative_to(out).as_posix() for path in out.rglob("*") if path.is_file()}


def test_only_what_changed_is_written(tmp_path):
    """Does an unchanged page keep its time, so that a browser need not ask for it again?"""
    first = folder.write(tmp_path, files(one="1", two="2"))
    assert set(first) == names(tmp_path) and first[-1] == "pages.json", "the list comes last: what it names is there"
    before = {path: path.stat().st_mtime_ns for path in tmp_path.rglob("*")}
    assert folder.write(tmp_path, files(one="1", two="2")) == []
    assert folder.write(tmp_path, files(one="1", two="3")) == ["two.html", "two.json"]
    assert (tmp_path / "one.html").stat().st_mtime_ns == before[tmp_path / "one.html"]


def test_what_earlier_pages_left_goes(tmp_path):
    """Does a page that is no more go, and a stranger's file stay?"""
    folder.write(tmp_path, files(one="1", two="2") | {"cards/old.html": b"old"})
    (tmp_path / "notes.html").write_text("mine", encoding="utf-8")
    folder.write(tmp_path, files(one="1"))
    assert names(tmp_path) == {
        "pages.json",
        "one.html",
        "one.json",
        "static/nbcare-a.js",
        "static/nbcare-a.css",
        "notes.html",
    }


def test_the_former_script_stays_until_the_next_start(tmp_path):
    """Can a page that is open go on with its script after the course was changed?"""
    for script in ("a", "b"):
        folder.write(tmp_path, files(script=script, one="1"))
    assert {"static/nbcare-a.js", "static/nbcare-b.js"} < names(tmp_path)
    folder.write(tmp_path, files(script="b", one="1"))
    assert "static/nbcare-a.js" not in names(tmp_path) and "static/nbcare-b.css" in names(tmp_path)


@pytest.mark.parametrize("listed", ["", "{", "[]", '{"pages": {}}', '{"version": 1}'])
def test_a_folder_of_somebody_else_loses_nothing(tmp_path, listed):
    """Is nothing taken away from a folder that holds no list of ours?"""
    for name in ("static/nbcare-x.js", "cards/mine.html", "mine.html"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("mine", encoding="utf-8")
    if listed:
        (tmp_path / "pages.json").write_text(listed, encoding="utf-8")
    folder.write(tmp_path, files(one="1"))
    assert {"static/nbcare-x.js", "cards/mine.html", "mine.html"} < names(tmp_path)


def test_a_list_that_names_places_outside_reaches_none(tmp_path):
    """Does a spoilt list delete nothing beside the folder?"""
    (tmp_path / "beside.html").write_text("mine", encoding="utf-8")
    out = tmp_path / "out"
    folder.write(out, files(one="1"))
    (out / "pages.json").write_text(
        json.dumps({"pages": [{"slug": "../beside"}, {"slug": str(tmp_path / "beside")}, 3], "script": ["x"]}),
        encoding="utf-8",
    )
    folder.write(out, files(one="1"))
    assert (tmp_path / "beside.html").is_file()


def test_a_write_that_fails_leaves_the_old_file_whole(tmp_path, monkeypatch):
    """Is there never half a page, and no rest of one?"""
    folder.write(tmp_path, files(one="old"))

    def full(*_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "replace", full)
    with pytest.raises(OSError, match="No space"):
        folder.write(tmp_path, files(one="new"))
    assert (tmp_path / "one.html").read_text(encoding="utf-8") == "old"
    assert not list(tmp_path.rglob("*.tmp"))
