"""A program that saves is killed in the middle, again and again: what it acknowledged is there."""

import signal
import subprocess
import sys
from pathlib import Path

from nbcare.store import answers

CHILD = Path(__file__).with_name("writing_child.py")
KILLS, ACKNOWLEDGED = 4, 150


def test_what_was_acknowledged_outlives_a_kill(address, opened):
    """Is every acknowledged revision in the history after each kill, without a gap, and does the next program go on?"""
    acknowledged = set()
    for _ in range(KILLS):
        acknowledged |= killed_after(address, ACKNOWLEDGED)
        store = opened()
        history = store.read(answers.history("anna", "x-quiz"))
        found = [(each.item, each.answer["revision"]) for each in history]
        assert acknowledged <= set(found)
        assert len(found) == len(set(found))
        kept = store.read(answers.read("anna", "x-quiz"))
        for item, answer in kept.items():
            assert [revision for each, revision in found if each == item] == list(range(1, answer["revision"] + 1))
            assert answer["response"] == f"{item}-{answer['revision']}"
        store.close()
    assert len(acknowledged) >= KILLS * ACKNOWLEDGED


def killed_after(address, count):
    """Run the program until it has acknowledged so many saves, and kill it; return what it said."""
    command = [sys.executable, str(CHILD), address, "anna"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as child:
        lines = [child.stdout.readline() for _ in range(count)]
        child.send_signal(signal.SIGKILL)
        rest = child.stdout.read().splitlines(keepends=True)
    whole = [line for line in [*lines, *rest] if line.endswith("\n")]  # the last one may be cut off
    return {(item, int(revision)) for item, revision in map(str.split, whole)}
