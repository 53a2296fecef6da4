"""Every written YAML file is read by one strict loader, which knows lines; both of its parsers read alike."""

import json

import pytest
import yaml

from nbcare.content import validation, yaml_files
from nbcare.errors import ContentError

FOLDERS = ("", "assessments/bank", "assessments/cases", "assets", "assets/explorers", "assets/evidence")
SLIPS = [
    ("a: b: c", "a colon stands where none can"),
    ("a: 'b\nc: d\n", "a quotation mark is opened and never closed"),
    ("a: [b, c\nd: e\n", "a bracket is opened"),
    ("a: *b\n", "begins with \\*"),
    ("a: !b c\n", "begins with !"),
    ("a: @b\n", "begins with a sign that needs quotes"),
    ('a: "\\d"\n', "use single quotes"),
    ("a: b\n---\nc: d\n", "begins a second document"),
    ("a:\n  b: c\n d: e\n", "not indented like its neighbours"),
    ("a:\n- b\nc\n", "no colon|not indented"),
]


def test_both_parsers_read_the_whole_course_alike(root):
    """Does a machine without libyaml build the same course?"""
    if not hasattr(yaml, "CSafeLoader"):
        pytest.fail("PyYAML has no libyaml here, so that the two cannot be compared")
    paths = [path for folder in FOLDERS for path in sorted((root / folder).glob("*.yaml"))]
    paths += sorted((root / "assets/evidence/facts").glob("a*.yaml"))
    assert len(paths) > 25
    for path in paths:
        text = path.read_text(encoding="utf-8")
        quick, slow = yaml_files.parse(text), yaml_files.parse(text, parser=yaml.SafeLoader)
        assert quick.data == slow.data
        assert [quick.line([name]) for name in quick.data] == [slow.line([name]) for name in slow.data]


@pytest.mark.parametrize("parser", [yaml.SafeLoader, yaml_files.PARSER], ids=["PyYAML's own", "the quick one"])
@pytest.mark.parametrize(("text", "words"), SLIPS, ids=[words for _, words in SLIPS])
def test_a_slip_is_named_in_an_authors_words(text, words, parser):
    """Does an author read what to mend, whichever parser found it?"""
    with pytest.raises(yaml_files.YamlError, match=f"not valid YAML: .*({words})"):
        yaml_files.parse(text, parser=parser)


def test_a_part_knows_its_line():
    """Is the line that of the name, or of the nearest part that is there?"""
    document = yaml_files.parse("a: 1\nb:\n  - c: 2\n    d: 3\n  - e: 4\n", first=10)
    paths = [(), ("a",), ("b",), ("b", 0), ("b", 0, "d"), ("b", 1, "e"), ("b", 0, "missing"), ("missing",)]
    assert [document.line(path) for path in paths] == [10, 10, 11, 12, 13, 14, 12, 10]


def test_a_date_stays_the_text_that_was_written():
    """Can a day be written without quotes, and is one that no calendar has refused?"""
    assert yaml_files.parse("day: 2026-11-30\n").data == {"day": "2026-11-30"}
    with pytest.raises(yaml_files.YamlError, match="line 2: .*2026-99-99 cannot be read"):
        yaml_files.parse("a: 1\nday: 2026-99-99\n")


READ_OTHERWISE = (
    "0301234567",
    "+4930123456",
    "12:34",
    "190:20:30.15",
    "010",
    "-010",
    "0x10",
    "0b11",
    "1_000",
    "030.12",
    "+5",
)


@pytest.mark.parametrize("parser", [yaml.SafeLoader, yaml_files.PARSER], ids=["PyYAML's own", "the quick one"])
@pytest.mark.parametrize("written", READ_OTHERWISE)
def test_what_yaml_reads_as_another_number_is_refused(written, parser):
    """Is a telephone number, an hour or a padded figure never turned into another number, wherever it stands?"""
    for text in (f"a: 1\nb: {written}\n", f"a:\n- {written}\n", f"a: 1\nb: {{c: {written}}}\n"):
        with pytest.raises(yaml_files.YamlError, match="line 2: .* is read as the number") as error:
            yaml_files.parse(text, parser=parser)
        assert f'put it in quotes if it is text: "{written}"' in error.value.repair
    assert yaml_files.parse(f'a: "{written}"\n', parser=parser).data == {"a": written}


@pytest.mark.parametrize("parser", [yaml.SafeLoader, yaml_files.PARSER], ids=["PyYAML's own", "the quick one"])
def test_a_number_written_plainly_stays_that_number(parser):
    """Are whole numbers and decimals read as before, also with a zero at their end?"""
    data = yaml_files.parse("a: [0, -3, 12, 0.5, -2.50, 5., 1.5e+3, 08]\n", parser=parser).data
    assert data == {"a": [0, -3, 12, 0.5, -2.5, 5.0, 1500.0, "08"]}
    assert json.dumps(data["a"][4]) == "-2.5"


@pytest.mark.parametrize("written", ["2.10", "5.", "-0", "1.0e+3"])
def test_a_number_where_text_may_stand_is_refused_when_it_would_be_printed_otherwise(written):
    """Is the value of a fact, or a number of a variant, printed as it was written or refused?"""
    document = yaml_files.parse(f"value: {written}\n")
    numbers = validation.strict({"properties": {"value": {"type": "number"}}})
    either = validation.strict({"properties": {"value": {"type": ["string", "number"]}}})
    assert list(validation.findings(document.data, numbers)) == []
    (found,) = validation.findings(document.data, either)
    assert f"{written} is read as the number" in found.problem and found.repair == f'put it in quotes: "{written}"'


@pytest.mark.parametrize("sign", ["=", "<<"])
def test_a_sign_with_a_meaning_of_its_own_is_refused_with_the_true_reason(sign):
    """Does an option that is one sign end in a sentence about that sign?"""
    with pytest.raises(yaml_files.YamlError, match="line 1: .*has a meaning of its own"):
        yaml_files.parse(f"a: {sign}\n")


def test_a_deep_file_is_refused_before_it_is_followed_down():
    """Can a file of brackets exhaust the machine's stack?"""
    for text in ("[" * 100_000, "- " * 100 + "a", "{a: " * 60):
        with pytest.raises(yaml_files.YamlError, match="too many levels of nesting"):
            yaml_files.parse(text)


def test_a_huge_file_and_a_folder_are_refused(tmp_path, monkeypatch):
    """Does what is no file of fair size end in a sentence?"""
    monkeypatch.setattr(yaml_files, "LARGEST", 10)
    (tmp_path / "a.yaml").write_text("a: 1234567890\n", encoding="utf-8")
    with pytest.raises(ContentError, match="a.yaml: larger than 10 bytes; split the file"):
        yaml_files.read(tmp_path / "a.yaml")
    with pytest.raises(ContentError, match="cannot be read"):
        yaml_files.read(tmp_path)
