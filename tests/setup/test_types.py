"""Do the types of the shapes that travel hold: does a wrong field name fail the check?"""

from pathlib import Path

import pytest
from mypy import api

ROOT = Path(__file__).resolve().parents[2]

RIGHT = """
from nbcare.answers.messages import Entry, Receipt, SavedReply
from nbcare.store.save import SavedAnswer
entry: Entry = {"response": "a", "revision": 1, "shown": "", "at": ""}
reply: SavedReply = {"type": "saved", "nonce": "n", "item": "x-q01", "revision": 1, "at": ""}
answer: SavedAnswer = {"response": ["a"], "revision": 1}
"""
WRONG = """
from nbcare.answers.messages import Entry, SavedReply
from nbcare.store.save import SavedAnswer
def revised(entry: Entry) -> int: return entry["revison"]
reply: SavedReply = {"type": "saved", "nonce": "n", "item": "x-q01", "revision": 1, "when": ""}
answer: SavedAnswer = {"response": "a", "revision": "one"}
"""


def checked(tmp_path, monkeypatch, text: str) -> tuple[str, int]:
    """Check a few lines beside the course, as strictly as the course."""
    snippet = tmp_path / "snippet.py"
    snippet.write_text(text, encoding="utf-8")
    monkeypatch.setenv("MYPYPATH", str(ROOT / "src"))
    options = ["--strict", "--follow-imports=silent", f"--cache-dir={tmp_path / 'cache'}", "--config-file="]
    said, _, status = api.run([*options, str(snippet)])
    return said, status


@pytest.mark.whole
def test_right_fields_pass(tmp_path, monkeypatch):
    """Does a message with the right fields pass?"""
    said, status = checked(tmp_path, monkeypatch, RIGHT)
    assert status == 0, said


@pytest.mark.whole
def test_wrong_fields_fail(tmp_path, monkeypatch):
    """Does each wrong name, missing field and wrong type fail?"""
    said, status = checked(tmp_path, monkeypatch, WRONG)
    assert status == 1
    assert '"revison"' in said and '"when"' in said and '"revision"' in said
