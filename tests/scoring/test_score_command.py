"""Can an author try a key with one command?"""

import json

import pytest

from nbcare.authoring import score

BANK = """
version: 1
module: tea
items:
  - {id: tea-q01, kind: single, stem: "?", options: {a: One, b: Two}, key: b}
  - {id: tea-q02, kind: multiple, stem: "?", options: {a: One, b: Two, c: Three}, key: [a, b]}
  - {id: tea-q03, kind: text, stem: "?", rubric: Reasons., points: 3}
"""


@pytest.fixture
def run(tmp_path, capsys):
    """Give a way to score a bank's text and a responses file's text."""

    def run(bank, responses):
        (tmp_path / "tea.yaml").write_text(bank, encoding="utf-8")
        (tmp_path / "responses.json").write_bytes(responses.encode())
        code = score.main(tmp_path / "tea.yaml", tmp_path / "responses.json")
        output = capsys.readouterr()
        return code, output.out, output.err

    return run


def _responses(**items):
    return json.dumps({"items": {id.replace("_", "-"): {"response": each} for id, each in items.items()}})


def test_output_is_the_agreed_json(run):
    """Does the output hold exactly what was agreed, and nothing else?"""
    code, out, err = run(BANK, _responses(tea_q01="b", tea_q02=["a", "c"], tea_q03="Words."))
    assert (code, err) == (0, "")
    assert json.loads(out) == {
        "points": 1,
        "max": 6,
        "items": {
            "tea-q01": {"points": 1, "max": 1, "status": "scored"},
            "tea-q02": {"points": 0, "max": 2, "status": "scored"},
            "tea-q03": {"points": 0, "max": 3, "status": "manual"},
        },
    }


def test_left_out_items_are_unanswered_and_others_listed(run):
    """Are items of the bank counted even when nobody answered, and stray ones only named?"""
    code, out, said = run(BANK, _responses(cake_q01="b"))
    result = json.loads(out)
    assert code == 0 and "cake-q01" in said and set(result) == {"points", "max", "items"}
    assert set(result["items"]) == {"tea-q01", "tea-q02", "tea-q03"}
    assert {each["status"] for each in result["items"].values()} == {"unanswered"}


def test_an_invalid_response_costs_only_its_item_and_says_why(run):
    """Does an author learn why a response was refused?"""
    code, out, err = run(BANK, '{"items": {"tea-q01": {"response": NaN}, "tea-q02": "a", "tea-q03": {"revision": 2}}}')
    statuses = [each["status"] for each in json.loads(out)["items"].values()]
    assert code == 0 and statuses == ["invalid", "invalid", "unanswered"]
    assert [line.split(":")[0] for line in err.splitlines()] == ["tea-q01", "tea-q02"]


def test_forged_points_are_ignored(run):
    """Is anything but the response read from a learner's file?"""
    forged = {"points": 99, "items": {"tea-q01": {"response": "a", "points": 9, "max": 9, "status": "scored"}}}
    assert json.loads(run(BANK, json.dumps(forged))[1])["points"] == 0


def test_a_wrong_bank_ends_in_one_line_with_file_and_item(run):
    """Is a mistake in the bank told in one line that can be acted on?"""
    code, out, err = run(BANK.replace("key: b", "key: c"), _responses())
    assert (code, out) == (2, "") and err.count("\n") == 1
    assert "tea.yaml:5 tea-q01: key: c is not among the options a, b" in err


@pytest.mark.parametrize(
    "text",
    [
        "",
        "{",
        "[]",
        "null",
        '{"items": []}',
        "[" * 100_000,
        "\ud800".encode("utf-16", "surrogatepass").decode("latin-1"),
        '{"items": ' + "1" * 5000 + "}",
        " " * 2_000_001,
    ],
    ids=["empty", "cut", "list", "null", "items-list", "deep", "not-json", "huge-number", "large"],
)
def test_unreadable_responses_end_in_one_line(run, text):
    """Does a responses file that cannot be read stop with a reason, not a traceback?"""
    code, out, err = run(BANK, text)
    assert (code, out) == (2, "") and err.count("\n") == 1 and "responses.json" in err


def test_missing_files_end_in_one_line(tmp_path, capsys):
    """Does a mistyped path stop with a reason?"""
    assert score.main(tmp_path / "no.yaml", tmp_path / "no.json") == 2
    assert "no.yaml: the file is missing" in capsys.readouterr().err
