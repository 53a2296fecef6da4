"""`nbcare new lesson` and `nbcare new fact` write what loads, is reported as unfinished, and leaves the rest alone."""

import errno
import shutil
from pathlib import Path

import pytest
from courses import ROOT

from nbcare import cli
from nbcare.authoring import check, written_file
from nbcare.build import course_files
from nbcare.content import course, evidence

SMALL = ROOT / "tests/check/fixture"
TOPIC = "assets/evidence/facts/drops.yaml"


@pytest.fixture
def here(tmp_path, monkeypatch) -> Path:
    """Give a copy of the small course as the one that the command finds."""
    root = Path(shutil.copytree(SMALL, tmp_path / "course"))
    monkeypatch.setenv("NBCARE_COURSE", str(root))
    return root


def _files(root: Path) -> dict[str, bytes]:
    return {path.relative_to(root).as_posix(): path.read_bytes() for path in root.rglob("*") if path.is_file()}


def _found(root: Path, words: str) -> list[str]:
    return [line for line in map(str, check.run(root)) if words in line]


def test_a_new_lesson_is_built_and_reported_as_unfinished(here, capsys):
    """Does an author begin with a page that can be looked at, and read what is left to write?"""
    assert cli.main(["new", "lesson", "more-drops"]) == 0
    said = capsys.readouterr().out
    assert "Wrote lessons/more-drops.md, and its entry in course.yaml, line 14." in said
    assert (here / "course.yaml").read_text(encoding="utf-8").splitlines()[13] == "  - slug: more-drops"
    made = course.load(here)
    assert made.module("more-drops").objectives.keys() == {"2.1"} and [m.slug for m in made.modules][-1] == "more-drops"
    assert "notebooks/more-drops.ipynb" in [path.relative_to(here).as_posix() for path in course_files.build(here)]
    assert _found(here, "lessons/more-drops.md: it still has the words of the skeleton in line 7, 11")
    assert len(_found(here, "course.yaml more-drops: it still has the skeleton's")) == 2


def test_a_lesson_whose_words_are_written_over_is_not_reported(here):
    """Does the rule stay silent once an author has written?"""
    cli.main(["new", "lesson", "more-drops"])
    for file in ("course.yaml", "lessons/more-drops.md"):
        path = here / file
        text = path.read_text(encoding="utf-8")
        for begin in ("Write ", "Show ", "Ask ", "Let "):
            text = text.replace(begin, "Here is: ")
        path.write_text(text, encoding="utf-8")
    assert _found(here, "skeleton") == []


def test_the_rest_of_the_course_s_list_keeps_every_byte(here):
    """Are comments, line ends and what follows the modules as they were?"""
    real = (ROOT / "course.yaml").read_bytes().replace(b"\n", b"\r\n")
    (here / "course.yaml").write_bytes(real)
    for bank in (ROOT / "assessments/cases").glob("*.yaml"):
        (here / "assessments/cases").mkdir(exist_ok=True)
        shutil.copy(bank, here / "assessments/cases")
    assert cli.main(["new", "lesson", "more-drops"]) == 0
    new = (here / "course.yaml").read_bytes()
    start = next(at for at in range(len(real)) if real[at] != new[at])
    added = len(new) - len(real)
    assert new[:start] + new[start + added :] == real and new.count(b"\n") == new.count(b"\r\n")
    assert course.load(here).module("more-drops").objectives.keys() == {"8.1"}


@pytest.mark.parametrize("name", ["drops.more", "drops.drops.more", "new-topic.drops.more"])
def test_a_new_fact_loads_and_is_reported_as_unfinished(here, capsys, name):
    """Can a fact be begun in a topic that is there, and in a new one, without a slip?"""
    old = (here / TOPIC).read_bytes()
    assert cli.main(["new", "fact", name]) == 0
    fact = evidence.load(here).fact("drops.more")
    assert f"Wrote drops.more in {fact.file}, line {fact.line}." in capsys.readouterr().out
    assert fact.file == ("assets/evidence/facts/new-topic.yaml" if name.startswith("new") else TOPIC)
    assert (here / TOPIC).read_bytes().startswith(old)
    assert _found(here, "drops.more: it still has the words of the skeleton in statement, locator, limit")


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["lesson", "drops"], "course.yaml names it already"),
        (["lesson", "drops-quiz"], "course.yaml names it already"),
        (["lesson", "old"], "lessons/old.md is there already"),
        (["lesson", "Two Words"], "the slug is not plain"),
        (["lesson", "../x"], "the slug is not plain"),
        (["fact", "drops.dose"], f"it stands in {TOPIC} already"),
        (["fact", "other.drops.dose"], f"it stands in {TOPIC} already"),
        (["fact", "drops.dose.days_on"], None),
        (["fact", "drops.drops.dose.days_on"], "drops.dose has a part with this name"),
        (["fact", "drops"], "not a topic and an id"),
        (["fact", "two-words.x"], "not a topic and an id"),
        (["fact", "drops.more", "--source", "trail"], "did you mean trial?"),
    ],
)
def test_what_cannot_be_begun_is_refused_and_nothing_is_written(here, capsys, words, said):
    """Is nothing overwritten, and is the author told what to do?"""
    (here / "lessons/old.md").write_text("old", encoding="utf-8")
    before = _files(here)
    if said is None:
        assert cli.main(["new", *words]) == 0 and evidence.load(here).fact("dose.days_on")
        return
    assert cli.main(["new", *words]) == 2
    assert said in capsys.readouterr().err and _files(here) == before


@pytest.mark.parametrize(
    ("file", "old", "new", "words", "said"),
    [
        ("course.yaml", "modules:\n", "modules: [\n", ["lesson", "x"], "not valid YAML"),
        (TOPIC, "version: 1\ntopic: drops\n", "", ["fact", "drops.more"], "the last thing in their file"),
    ],
)
def test_a_file_that_cannot_take_an_entry_is_left_alone(here, capsys, file, old, new, words, said):
    """Is a file refused, and not spoilt, whose list does not end where an entry can follow?"""
    path = here / file
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1) + (old if not new else ""), encoding="utf-8")
    before = _files(here)
    assert cli.main(["new", *words]) == 2
    assert said in capsys.readouterr().err and _files(here) == before


def test_half_is_never_written(here, monkeypatch, capsys):
    """Does a lesson go away again when its entry cannot be written?"""
    whole = written_file.replace

    def full(path: Path, text: str) -> None:
        if path.name == "course.yaml":
            raise OSError(errno.ENOSPC, "No space left on device", str(path))
        whole(path, text)

    monkeypatch.setattr(written_file, "replace", full)
    before = _files(here)
    assert cli.main(["new", "lesson", "x"]) == 2
    assert "No space left on device" in capsys.readouterr().err and _files(here) == before
