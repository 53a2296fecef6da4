"""`nbcare new question` writes an entry that loads, says that it is unfinished, and leaves the rest alone."""

from pathlib import Path

import pytest
from courses import copy_course

from nbcare import cli
from nbcare.authoring import check, new_question, skeletons
from nbcare.authoring.check import advice, content, unfinished
from nbcare.content import bank, course
from nbcare.errors import ContentError
from nbcare.questions import answer_text, scoring

FILE = "assessments/bank/start-here.yaml"


@pytest.fixture
def here(course_copy, monkeypatch) -> Path:
    """Give the copy of the course as the one that the command finds."""
    monkeypatch.setenv("NBCARE_COURSE", str(course_copy))
    return course_copy


def _new(here: Path, *words: str) -> int:
    return cli.main(["new", "question", *words])


@pytest.fixture(scope="module")
def begun(tmp_path_factory) -> tuple[dict, list[str]]:
    """A bank with one item more of each kind, and what the check says of its course."""
    root = copy_course(tmp_path_factory.mktemp("begun") / "course")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("NBCARE_COURSE", str(root))
        assert not any(_new(root, "--kind", kind, "--bank", "start-here") for kind in scoring.KINDS)
    return bank.load(root / FILE).items, [str(one) for one in check.run(root)]


@pytest.mark.parametrize(("number", "kind"), list(enumerate(scoring.KINDS, 2)))
def test_every_kind_loads_and_is_reported_as_unfinished(begun, number, kind):
    """Does each skeleton get the next id, pass the loader and fail the check, with words that say why?"""
    items, said = begun
    assert items[f"start-here-p{number:02}"]["kind"] == kind and len(items) == len(scoring.KINDS) + 1
    found = [line for line in said if f"start-here-p{number:02}" in line]
    assert any("it still has the words of the skeleton in stem" in line for line in found)


@pytest.mark.parametrize("kind", scoring.KINDS)
def test_a_skeleton_follows_the_advice(kind, tmp_path):
    """Would a skeleton teach a bad form, or lack the feedback of a choice?"""
    item = skeletons.item(kind)
    assert list(item.get("feedback", {})) == list(answer_text.choices(item))
    path = tmp_path / "x.yaml"
    path.write_text("version: 1\nmodule: x\nitems:\n" + skeletons.entry(kind, "x-p01", "practice"), encoding="utf-8")
    read = content.Content(course.load(Path(__file__).resolve().parents[2]), None, {str(path): bank.load(path).items})
    assert [str(finding) for rule in advice.RULES for finding in rule(read)] == []


def test_a_finished_item_is_not_reported(here):
    """Does the rule stay silent once the words are written over?"""
    _new(here, "--kind", "text", "--bank", "start-here")
    text = (here / FILE).read_text(encoding="utf-8")
    for word in skeletons.words("text"):
        text = text.replace(word, f"Written: {len(word)}")
    (here / FILE).write_text(text, encoding="utf-8")
    assert list(unfinished.no_item_has_the_words_of_its_skeleton(content.load(here)[0])) == []


def test_two_skeletons_of_a_kind_do_not_accuse_each_other(here):
    """Would an author with two beginnings read about feedback used twice?"""
    for _ in range(2):
        _new(here, "--kind", "single", "--bank", "start-here")
    assert not [line for line in map(str, check.run(here)) if "is also that of" in line]


def test_nothing_that_was_written_changes(here):
    """Are all bytes of the old file still there, comments and all, before the new ones?"""
    path = here / "assessments/bank/retinoids.yaml"
    old, expected = path.read_bytes(), new_question.next_id(course.load(here), "retinoids", "graded", "")
    _new(here, "--kind", "bowtie", "--bank", "retinoids", "--graded")
    assert path.read_bytes().startswith(old)
    assert list(bank.load(path).items)[-1] == expected
    assert [each.name for each in path.parent.iterdir() if each.name.startswith(".")] == []


@pytest.mark.parametrize(
    ("old", "dashes"),
    [
        (
            b"version: 1\r\nmodule: start-here\r\nitems:\r\n- {id: start-here-p04, kind: text, stem: S, points: 1, rubric: R}\r\n",
            b"\r\n- id: start-here-p05",
        ),
        (
            b"version: 1\nmodule: start-here\nitems:\n    # first\n    - {id: start-here-p04, kind: text, stem: S, points: 1, rubric: R}",
            b"\n    - id: start-here-p05",
        ),
        (
            b"\xef\xbb\xbfversion: 1\nmodule: start-here\nitems:\n  - {id: start-here-p04, kind: text, stem: S, points: 1, rubric: R}\n\n# the end\n",
            b"\n  - id: start-here-p05",
        ),
    ],
    ids=["Windows line ends", "four spaces and no last line end", "byte order mark and a last comment"],
)
def test_the_entry_is_written_as_its_neighbours_are(here, old, dashes):
    """Does an author's own way of writing the file survive?"""
    (here / FILE).write_bytes(old)
    assert _new(here, "--kind", "order", "--bank", "start-here") == 0
    new = (here / FILE).read_bytes()
    assert new.startswith(old) and dashes in new
    assert (b"\r\n" in old) == (b"\r\n" in new) and new.count(b"\n") == new.count(b"\r\n") or b"\r\n" not in old
    assert len(bank.load(here / FILE).items) == 2


def test_an_id_is_never_used_again(here):
    """Is a number passed over that only a comment, a lesson or course.yaml still names?"""
    made = course.load(here)
    assert new_question.next_id(made, "start-here", "practice", "# start-here-p07 was withdrawn") == "start-here-p08"
    graded = [id for id in bank.load(here / "assessments/bank/retinoids.yaml").items if "-q" in id]
    assert new_question.next_id(made, "retinoids", "graded", "") == f"retinoids-q{len(graded) + 1:02}"
    with (here / "lessons/start-here.md").open("a", encoding="utf-8") as lesson:
        lesson.write('\nask("start-here-p11")\n')
    assert new_question.next_id(made, "start-here", "practice", "") == "start-here-p12"
    with pytest.raises(ContentError, match="last id"):
        new_question.next_id(made, "start-here", "practice", "start-here-p99")


def test_a_module_without_a_bank_gets_one(here):
    """Can the first question of a module be begun like all others?"""
    written = (here / "course.yaml").read_text(encoding="utf-8")
    (here / FILE).unlink()
    assert "bank: start-here" in written
    assert _new(here, "--kind", "single", "--bank", "start-here") == 0
    assert bank.load(here / FILE).module == "start-here"


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (
            ["--kind", "bowty", "--bank", "retinoids"],
            "there is no kind 'bowty'; did you mean bowtie? there are single, multiple",
        ),
        (["--kind", "bowtie", "--bank", "retinoid"], "there is no bank 'retinoid'; did you mean retinoids?"),
        (["--kind", "bowtie"], "several banks; say which: --bank anti-gd2 or --bank families"),
    ],
)
def test_a_wrong_word_is_answered_with_the_right_ones(here, capsys, words, said):
    """Does an author who mistypes learn what there is, and is nothing written?"""
    before = (here / "assessments/bank/retinoids.yaml").read_bytes()
    assert _new(here, *words) == 2
    assert said in capsys.readouterr().err
    assert (here / "assessments/bank/retinoids.yaml").read_bytes() == before


@pytest.mark.parametrize(
    "old",
    [
        "items:\n  - {id: start-here-p01, kind: text, stem: S, points: 1, rubric: R}\nversion: 1\nmodule: start-here\n",
        "{version: 1, module: start-here, items: [{id: start-here-p01, kind: text, stem: S, points: 1, rubric: R}]}\n",
    ],
)
def test_a_file_that_cannot_take_an_entry_at_its_end_is_left_alone(here, capsys, old):
    """Is a bank that ends with something else refused, and not spoilt?"""
    (here / FILE).write_text(old, encoding="utf-8")
    assert _new(here, "--kind", "single", "--bank", "start-here") == 2
    assert "its items are not the last thing in the file" in capsys.readouterr().err
    assert (here / FILE).read_text(encoding="utf-8") == old


def test_a_broken_bank_is_mended_first(here, capsys):
    """Is nothing appended to a file that does not load?"""
    (here / FILE).write_text("version: 1\nitems: [\n", encoding="utf-8")
    assert _new(here, "--kind", "single", "--bank", "start-here") == 2
    assert "not valid YAML" in capsys.readouterr().err


def test_the_command_says_where_and_what_next(here, capsys):
    """Does an author who never saw the course know the next step?"""
    _new(here, "--kind", "bowtie", "--bank", "start-here", "--graded")
    said = capsys.readouterr().out
    line = (here / FILE).read_text(encoding="utf-8").splitlines().index(
        next(each for each in (here / FILE).read_text(encoding="utf-8").splitlines() if "id: start-here-q01" in each)
    ) + 1
    assert f"Wrote start-here-q01 (bowtie, graded) in {FILE}, line {line}." in said
    assert "nbcare preview start-here" in said and "nbcare check" in said and "course.yaml" in said
