"""Find answers that two learners cannot have given independently of each other. Equal right answers are no sign of it.

Two signs are: the same seed, which is made at random for each learner; and answers in a row that are equal and were saved
in the same seconds. A learner who types a colleague's answers anew is not found.
"""

import hashlib
import json
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from nbcare.answers import files, layout
from nbcare.answers.course_store import open_course_store
from nbcare.answers.files import UnreadableError
from nbcare.content.course import Course
from nbcare.store import hand_ins

IN_A_ROW = 4
"""Answers that follow one another in time and have to be equal: fewer may be equal by chance in a class that begins together."""
_MOST_NAMED = 5
_SAME_SEED = "The same answers, with the same seed, are handed in by {} too: ask whose they are."
_SAME_MOMENTS = "Some answers are equal to those of {}, and were saved in the same seconds: ask whose they are."


def find_in(course: Course, assessment: str, graded: Collection[str]) -> dict[str, list[str]]:
    """Return sentences for the report about the submissions to one quiz, by learner; `graded` are the items that count.

    What waits in the store for a person is compared by its seed.
    """
    with open_course_store(course.root) as store:
        begun = store.read(hand_ins.seeds(assessment))
    return find(layout.nbgrader_root(course.root), assessment, graded, begun)


def find(root: Path, assessment: str, graded: Collection[str], begun: Mapping[str, str]) -> dict[str, list[str]]:
    """Return the sentences; `begun` are the seeds in the store, by learner."""
    seeds: dict[str, set[str]] = defaultdict(set)
    rows: dict[bytes, set[str]] = defaultdict(set)
    for learner, known in begun.items():
        seeds[known].add(learner)
    for learner, document in _submissions(root, assessment):
        seed, items = document.get("seed"), document.get("items")
        if isinstance(seed, str) and seed:
            seeds[seed].add(learner)
        for row in _rows(items if isinstance(items, dict) else {}, graded):
            rows[row].add(learner)
    remarks = {learner: _SAME_MOMENTS.format(_names(learner, group)) for learner, group in _shared(rows.values())}
    remarks |= {learner: _SAME_SEED.format(_names(learner, group)) for learner, group in _shared(seeds.values())}
    return {learner: [sentence] for learner, sentence in remarks.items()}


def _submissions(root: Path, assessment: str) -> Iterator[tuple[str, Mapping[str, Any]]]:
    for folder in sorted(layout.submitted(root).glob(f"*/{assessment}")):
        if folder.is_symlink() or folder.parent.is_symlink():
            continue
        try:
            document = files.parse(files.read_bytes(folder / layout.RESPONSES))
        except (OSError, UnreadableError):
            continue  # grading reports it
        if isinstance(document, dict):
            yield folder.parent.name, document


def _rows(items: Mapping[str, Any], graded: Collection[str]) -> Iterator[bytes]:
    """Yield a digest of each row of answers that follow one another in time, none in the same second as another."""
    answered = [
        (str(entry.get("at")), id, json.dumps(entry["response"], sort_keys=True))
        for id, entry in items.items()
        if id in graded and isinstance(entry, dict) and entry.get("response") is not None and entry.get("at")
    ]
    answered.sort()
    for start in range(len(answered) - IN_A_ROW + 1):
        row = answered[start : start + IN_A_ROW]
        if len({at for at, _, _ in row}) == IN_A_ROW:
            yield hashlib.blake2b(repr(row).encode("utf-8", "replace"), digest_size=16).digest()


def _shared(groups: Iterable[set[str]]) -> Iterator[tuple[str, list[str]]]:
    """Yield each learner who shares something with others, with the largest group that does, by id."""
    for group in sorted(filter(lambda group: len(group) > 1, groups), key=len):
        names = sorted(group)
        yield from ((learner, names) for learner in names)


def _names(learner: str, group: list[str]) -> str:
    names = [name for name in group[: _MOST_NAMED + 1] if name != learner][:_MOST_NAMED]
    more = len(group) - 1 - len(names)
    return ", ".join(names) + (f" and {more} more" if more else "")
