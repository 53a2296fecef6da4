"""Every written file answers a mistake in one voice: file, line, what is wrong, what to do; no program's dialect."""

import re
import shutil
from pathlib import Path

import pytest
from courses import ROOT

from nbcare.build import lesson
from nbcare.content import cards, cases, course, evidence, explorers, glossary, yaml_files
from nbcare.content import validation as validations
from nbcare.content.evidence.local import EXAMPLE, read_local
from nbcare.content.items import all_items
from nbcare.content.settings import read_settings
from nbcare.errors import ContentError

DIALECT = ("required property", "None", "Traceback", "schema", "is not of type", "unexpected", "expected <", "object")


def _pitfalls(root: Path) -> None:
    path = root / "assets/evidence/pitfalls.yaml"
    validations.check(yaml_files.read(path), validations.validator("pitfalls"), "assets/evidence/pitfalls.yaml")


# File, its reader, a field to leave out, and a field with text or a number to spoil.
WRITTEN = [
    ("course.yaml", course.load, "minutes", "pass_percent"),
    ("assessments/bank/start-here.yaml", lambda root: all_items(root), "stem", "stem"),
    ("assessments/cases/wilting-plant.yaml", lambda root: cases.load_all(root), "module", "title"),
    ("assets/explorers/retinoids-dish.yaml", lambda root: explorers.load_all(root), "sentence", "title"),
    ("assets/evidence/facts/il2.yaml", evidence.load, "locator", "locator"),
    ("assets/evidence/sources.yaml", evidence.load, "accessed", "title"),
    ("assets/evidence/pitfalls.yaml", _pitfalls, "belief", "belief"),
    ("assets/glossary.yaml", glossary.load, "version", "version"),
    ("state/local.yaml", lambda root: read_local(root / "state"), "version", "phone"),
    ("state/settings.yaml", lambda root: read_settings(root / "state"), "version", "time_zone"),
    ("assets/cards/when-to-call.md", cards.load, "module", "title"),
    ("lessons/start-here.md", lambda root: lesson.read(root / "lessons/start-here.md"), "slug", "slug"),
]


def _slip(text: str, missing: str, spoiled: str) -> str:
    return re.sub(rf"^( *(?:- )?{spoiled}:).*$", r"\1 'open", text, count=1, flags=re.MULTILINE)


def _doubled(text: str, missing: str, spoiled: str) -> str:
    return re.sub(
        rf"^( *)(- )?({spoiled}:.*)$",
        lambda m: f"{m[0]}\n{m[1]}{'  ' if m[2] else ''}{spoiled}: again",
        text,
        count=1,
        flags=re.MULTILINE,
    )


def _unknown(text: str, missing: str, spoiled: str) -> str:
    return _doubled(text, missing, spoiled).replace(f"{spoiled}: again", "colour: blue")


def _missing(text: str, missing: str, spoiled: str) -> str:
    """Take out the field, and the lines that go on with it."""
    field = re.compile(rf"^( *)(- )?{missing}:.*\n(?:\1  +.*\n)*", re.MULTILINE)
    return field.sub(lambda m: f"{m[1]}{m[2]}\n" if m[2] else "", text, count=1)


def _wrong_type(text: str, missing: str, spoiled: str) -> str:
    field = re.compile(rf"^( *(?:- )?{spoiled}:)(?: [>|].*\n(?:    +.*\n)*|.*\n)", re.MULTILINE)
    return field.sub("\\1 [a, {b: c}]\n", text, count=1)


def _read_otherwise(text: str, missing: str, spoiled: str) -> str:
    return _wrong_type(text, missing, spoiled).replace("[a, {b: c}]", "0301234567", 1)


FAULTS = {
    "a slip in the YAML": (_slip, "not valid YAML"),
    "a number that YAML reads as another one": (_read_otherwise, "0301234567 is read as the number 50674039"),
    "a doubled key": (_doubled, "stands twice"),
    "an unknown field": (_unknown, "colour"),
    "a missing field": (_missing, "missing|not a title"),
    "a wrong type": (_wrong_type, "must be|cannot be printed|no fever"),
}


@pytest.fixture(scope="module")
def written(tmp_path_factory) -> Path:
    """Give the written files of the course, to be spoiled one at a time and put right again."""
    place = tmp_path_factory.mktemp("voice") / "course"
    for name in ("lessons", "assets", "assessments/bank", "assessments/cases"):
        shutil.copytree(ROOT / name, place / name)
    shutil.copy(ROOT / "course.yaml", place)
    (place / "state").mkdir()
    shutil.copy(ROOT / EXAMPLE, place / "state/local.yaml")
    shutil.copy(ROOT / "assets/settings.example.yaml", place / "state/settings.yaml")
    return place


@pytest.mark.parametrize("fault", FAULTS)
@pytest.mark.parametrize("case", WRITTEN, ids=[case[0] for case in WRITTEN])
def test_a_mistake_is_one_sentence_with_file_line_and_repair(written, case, fault):
    """Does an author read where to look and what to do, in words and not in a program's dialect?"""
    file, read, missing, spoiled = case
    change, says = FAULTS[fault]
    path, good = written / file, (written / file).read_text(encoding="utf-8")
    bad = change(good, missing, spoiled)
    assert bad != good
    path.write_text(bad, encoding="utf-8")
    try:
        with pytest.raises(ContentError) as refused:
            read(written)
    finally:
        path.write_text(good, encoding="utf-8")
    error, sentence = refused.value, str(refused.value)
    assert re.match(rf"{re.escape(file)}:\d+[ :]", sentence), sentence
    assert re.search(says, sentence) and error.repair and "\n" not in sentence, sentence
    assert not [word for word in DIALECT if word in sentence], sentence
    assert error.line <= bad.count("\n") + 1


@pytest.mark.parametrize("case", WRITTEN, ids=[case[0] for case in WRITTEN])
def test_the_files_are_good_before_they_are_spoiled(written, case):
    """Would the mistakes above be found only because a file was wrong before?"""
    case[1](written)


def test_a_page_without_front_matter_says_what_to_write(written):
    """Does an author who never saw another page know how to begin one?"""
    (written / "lessons/new.md").write_text("# New\n", encoding="utf-8")
    with pytest.raises(ContentError, match="lessons/new.md:1: it has no front matter; begin it with ---, slug: …, ---"):
        lesson.read(written / "lessons/new.md")
