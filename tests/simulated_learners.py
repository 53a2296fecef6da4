"""Honest learners who do not exist: each answers every question of a quiz as well as ability and difficulty allow.

Who is abler gets more parts of an item right, a harder item is got right by fewer, and harder means slower. The same seed
makes the same class. What is written is what the portal writes, so that a class of any size can be graded.
"""

import itertools
import json
import math
import random
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from sqlalchemy import Connection

from nbcare.answers import files, layout, times
from nbcare.answers.course_store import open_course_store
from nbcare.content import course as courses
from nbcare.content.items import all_items
from nbcare.questions import scoring
from nbcare.questions.item import Item
from nbcare.questions.variants import dealing
from nbcare.store import taking_over
from nbcare.store.handing_in import Judged
from nbcare.store.job import Job

BEGINNING = datetime(2026, 11, 2, 7, 0, tzinfo=UTC)
STEEPNESS = 1.6  # how sharply an item tells apart who can do it from who cannot
GUESSED = 0.1  # the share of parts that anybody gets right by chance
TYPICAL_SECONDS = 35
TOGETHER = 500  # hand-ins that are written to the store in one step
WORDS = "we look together at what you can do at home and whom you call at night if the skin hurts or the eyes stay dry".split()


@dataclass(frozen=True)
class Learner:
    """One learner: the id, how able (about -3 to 3), what is handed in, and when."""

    id: str
    ability: float
    responses: dict[str, Any]
    at: datetime

    def response(self, item: str) -> object:
        """Return what the learner answered to an item."""
        return self.responses["items"][item]["response"]


@dataclass(frozen=True)
class Quiz:
    """The items of one quiz with the hash of each as a learner sees it, and how hard each is (about -2 to 2)."""

    id: str
    course: str
    items: dict[str, Item]
    shown: dict[str, str]
    difficulty: dict[str, float]


def quiz_of(root: Path, assessment: str, seed: int = 0) -> Quiz:
    """Read a quiz of a course; the seed gives the difficulties, spread evenly over its items."""
    course, known = courses.load(root), all_items(root)
    items = {id: known[id] for id in course.assessment(assessment).items}
    file = course.root / "assessments" / "source" / assessment / "questions.json"
    questions = json.loads(file.read_text(encoding="utf-8"))["items"]
    steps = [4 * n / max(1, len(items) - 1) - 2 for n in range(len(items))]
    random.Random(f"{assessment} {seed}").shuffle(steps)
    shown = {id: questions[id]["shown"] for id in items}
    return Quiz(assessment, course.release, items, shown, dict(zip(items, steps, strict=True)))


def learners(quiz: Quiz, count: int, seed: int = 0) -> Iterator[Learner]:
    """Yield a class of so many; the n-th learner of a seed is the same in a class of any size."""
    for n in range(count):
        yield _learner(quiz, f"n{n:05}", random.Random(f"{quiz.id} {seed} {n}"))


def hand_in(root: Path, quiz: Quiz, class_: Iterator[Learner]) -> int:
    """Write submissions with the four files that the portal writes; return how many. Nothing is synced to disk."""
    place, count = layout.nbgrader_root(root), 0
    notebook = layout.released(place, quiz.id).read_bytes()
    for learner in class_:
        folder = layout.submission(place, learner.id, quiz.id)
        folder.mkdir(parents=True)
        (folder / f"{quiz.id}.ipynb").write_bytes(notebook)
        (folder / layout.RESPONSES).write_text(json.dumps(learner.responses, indent=1), encoding="ascii")
        (folder / layout.TIMESTAMP).write_text(times.timestamp(learner.at), encoding="utf-8")
        (folder / layout.SECRET).write_text(random.Random(learner.id).randbytes(64).hex(), encoding="utf-8")
        count += 1
    return count


def hand_in_at_the_portal(root: Path, quiz: Quiz, class_: Iterator[Learner]) -> int:
    """Hand in through the course's store, from which grading writes the submissions; return how many."""
    count = 0
    with open_course_store(root) as store:
        while some := list(itertools.islice(class_, TOGETHER)):
            store.write(_into_store(quiz, some))
            count += len(some)
    return count


def _into_store(quiz: Quiz, some: list[Learner]) -> Job[None]:
    def add(connection: Connection) -> None:
        for learner in some:
            document, at = learner.responses, times.iso(learner.at)
            judged, hash = Judged(len(document["items"]), len(quiz.items)), files.receipt(files.encode(document))
            taking_over.begin(learner.id, quiz.id, document["seed"], document["course"], at)(connection)
            kept = taking_over.hand_in(learner.id, quiz.id, document, hash, judged, document["course"], at)
            kept(connection)

    return add


def _learner(quiz: Quiz, id: str, chance: random.Random) -> Learner:
    ability, pace = chance.gauss(0, 1), math.exp(chance.gauss(0, 0.25))
    seed, at = chance.randbytes(16).hex(), BEGINNING + timedelta(seconds=chance.randrange(14 * 24 * 3600))
    entries = {}
    for name, item in quiz.items.items():
        right = GUESSED + (1 - GUESSED) / (1 + math.exp(STEEPNESS * (quiz.difficulty[name] - ability)))
        seconds = TYPICAL_SECONDS * pace * math.exp(quiz.difficulty[name] / 4 + chance.gauss(0, 0.3))
        opened, at = at, at + timedelta(seconds=seconds)
        entries[name] = {
            "response": _fitting(item, right, seed, chance),
            "revision": 1 + (chance.random() < 0.15),
            "shown": quiz.shown[name],
            "at": times.iso(at),
            "opened": times.iso(opened),
            "seconds": round(seconds, 1),
            "sure": 3 if right > 0.75 else 2 if right > 0.4 else 1,
        }
    whole = {"version": 1, "assessment": quiz.id, "course": quiz.course, "seed": seed, "items": entries}
    return Learner(id, ability, whole, at + timedelta(seconds=20))


def _fitting(item: Item, right: float, seed: str, chance: random.Random) -> object:
    """Return a response that a page would save: two effects that must differ may come out alike by chance."""
    while scoring.problem(item, response := _response(item, right, seed, chance)):
        pass
    return response


def _response(item: Mapping[str, Any], right: float, seed: str, chance: random.Random) -> object:
    kind = item["kind"]
    if kind == "text":
        return " ".join(chance.choices(WORDS, k=chance.randrange(8, 40))).capitalize() + "."
    if kind == "numeric":
        return _number(item, right, seed, chance)
    key: Any = scoring.key_response(item)
    if kind == "order":
        return key if chance.random() < right else chance.sample(key, len(key))
    if isinstance(key, dict):
        everything: Any = scoring.everything(item)
        return {place: _part(item, place, key[place], everything, right, chance) for place in key}
    if isinstance(key, str):
        return _one(key, list(item["options"]), right, chance)
    if kind == "select_n":
        return _some(key, list(item["options"]), len(key), right, chance)
    return _any(key, scoring.everything(item), right, chance)


def _part(
    item: Mapping[str, Any], place: str, key: Any, everything: Any, right: float, chance: random.Random
) -> object:
    """Answer one place of an item that has several: a blank, a row, a group, a slot of a bow-tie."""
    if item["kind"] == "bowtie":
        options = list(item["conditions" if place == "condition" else place])
        return (
            _one(key, options, right, chance) if isinstance(key, str) else _some(key, options, len(key), right, chance)
        )
    if isinstance(key, list):
        return _any(key, everything[place], right, chance)
    offered = item.get("tokens") or item.get("columns") or item.get("blanks", {}).get(place, {}).get("options", {})
    return _one(key, list(offered), right, chance)


def _one(key: str, options: list[str], right: float, chance: random.Random) -> str:
    return key if chance.random() < right else chance.choice([each for each in options if each != key])


def _some(key: list[str], options: list[str], number: int, right: float, chance: random.Random) -> list[str]:
    """Choose so many: each right one with this chance, the rest from the wrong ones as far as they last."""
    chosen = [each for each in key if chance.random() < right]
    wrong = [each for each in options if each not in key]
    chosen += chance.sample(wrong, min(number - len(chosen), len(wrong)))
    return chosen


def _any(key: list[str], options: list[str], right: float, chance: random.Random) -> list[str]:
    """Choose any number: each option is judged rightly with this chance; nobody leaves the item untouched."""
    chosen = [each for each in options if (each in key) == (chance.random() < right)]
    return chosen or [chance.choice(options)]


def _number(item: Mapping[str, Any], right: float, seed: str, chance: random.Random) -> dict[str, str]:
    variants = [each["id"] for each in dealing.variants_of(item)] if dealing.asks_by_variant(item) else []
    dealt = dealing.chosen(seed, item["id"], variants) if variants else ""
    key: Any = scoring.key_response(dealing.spoken(item, dealt) if dealt else item)
    if chance.random() >= right:
        key = {**key, "value": f"{float(key['value']) * chance.choice([0.1, 0.5, 2, 10]):g}"}
    return {**key, "variant": dealt} if dealt else key
