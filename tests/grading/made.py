"""A course of eight small questions whose points are easily counted by hand, and ways to hand in to it."""

import atexit
import json
import os
import shutil
import subprocess
import sys
import tempfile
import traceback
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import yaml
from nbgrader.apps.nbgraderapp import NbGraderApp

from nbcare import cli
from nbcare.answers.course_store import open_course_store
from nbcare.answers.submissions import place_submission
from nbcare.build import course_files
from nbcare.store import results, terms

ROOT = Path(__file__).resolve().parents[2]
QUIZ = "signs-quiz"
OTHER = "signs-other"
FIELDS = {"use": "graded", "objective": "9.1", "step": "take-action", "shuffle": False}

ITEMS = [
    {
        "id": "signs-q01",
        "kind": "single",
        "stem": "One?",
        "options": {"a": "red", "b": "**blue**", "c": "green"},
        "key": "b",
    },
    {
        "id": "signs-q02",
        "kind": "multiple",
        "stem": "Some?",
        "options": {x: f"sign {x}" for x in "abcde"},
        "key": ["a", "c"],
    },
    {
        "id": "signs-q03",
        "kind": "select_n",
        "stem": "Two?",
        "n": 2,
        "options": {x: f"step {x}" for x in "abcde"},
        "key": ["a", "d"],
    },
    {
        "id": "signs-q04",
        "kind": "matrix_single",
        "stem": "Rows?",
        "rows": {"r1": "first", "r2": "second", "r3": "third"},
        "columns": {"c1": "yes", "c2": "no"},
        "key": {"r1": "c1", "r2": "c2", "r3": "c1"},
    },
    {
        "id": "signs-q05",
        "kind": "cloze",
        "stem": "Gaps?",
        "text": "It goes [[b1]] and then [[b2]].",
        "blanks": {"b1": {"options": {"x": "up", "y": "down"}}, "b2": {"options": {"x": "left", "y": "right"}}},
        "key": {"b1": "x", "b2": "y"},
        "critical": True,
    },
    {"id": "signs-q06", "kind": "numeric", "stem": "How much?", "unit": "m2", "tolerance": 0.005, "key": 0.61},
    {
        "id": "signs-q07",
        "kind": "highlight",
        "stem": "Which words?",
        "text": "He has [[s1: a fever]], [[s2: a toy]], [[s3: a rash]] and [[s4: a dog]].",
        "key": ["s1", "s3"],
    },
    {"id": "signs-q08", "kind": "text", "stem": "Say it to a parent.", "rubric": "Plain words.", "points": 4},
]
MOST = 17  # 1 + 2 + 2 + 3 + 2 + 1 + 2, and 4 by hand

RIGHT = {
    "signs-q01": "b",
    "signs-q02": ["a", "c"],
    "signs-q03": ["a", "d"],
    "signs-q04": {"r1": "c1", "r2": "c2", "r3": "c1"},
    "signs-q05": {"b1": "x", "b2": "y"},
    "signs-q06": {"value": "0.61", "unit": "m2"},
    "signs-q07": ["s1", "s3"],
}
# By hand: 1 + (2 - 1) + 1 + 2 + 2 + 1 + (1 - 1) = 8
HONEST = RIGHT | {
    "signs-q02": ["a", "b", "c"],
    "signs-q03": ["a", "b"],
    "signs-q04": {"r1": "c1", "r2": "c2", "r3": "c2"},
    "signs-q06": {"value": "0,61", "unit": "m2"},
    "signs-q07": ["s1", "s2"],
}


def make_course(root: Path) -> Path:
    """Write and build the small course; return its folder."""
    module = {
        "slug": "signs",
        "title": "Signs",
        "minutes": 5,
        "bank": "signs",
        "objectives": {"9.1": "See."},
        "review": {"status": "none"},
    }
    quiz = {"title": "Signs: the quiz", "module": "signs", "form": "A"}
    other = {"id": "signs-p01", "kind": "single", "stem": "Other?", "options": {"a": "x", "b": "y"}, "key": "a"}
    course = {
        "version": 1,
        "course": "made",
        "title": "A made course",
        "release": "1.0.0",
        "pass_percent": 80,
        "modules": [module],
        "assessments": [
            {"id": QUIZ, **quiz, "items": [item["id"] for item in ITEMS]},
            {"id": OTHER, **quiz, "items": [other["id"]]},
        ],
    }
    _yaml(root / "course.yaml", course)
    _yaml(
        root / "assessments/bank/signs.yaml",
        {"version": 1, "module": "signs", "items": [FIELDS | with_words(i) for i in [*ITEMS, other]]},
    )
    _yaml(root / "assets/evidence/sources.yaml", {"version": 1, "sources": {}})
    _yaml(root / "assets/evidence/facts/made.yaml", {"version": 1, "topic": "made", "facts": {}})
    (root / "lessons").mkdir()
    (root / "lessons/signs.md").write_text("---\nslug: signs\n---\n\nLook.\n", encoding="utf-8")
    shutil.copy(ROOT / "assessments/nbgrader_config.py", root / "assessments")
    course_files.build(root)
    return root


def with_words(item: dict) -> dict:
    """Give an item a rationale and feedback, as `nbcare check` wants them."""
    from nbcare.questions.answer_text import choices

    if item["kind"] == "text":
        return item
    return item | {
        "why": f"Reason of {item['id']}.",
        "feedback": {id: f"Remark on {item['id']} {id}." for id in choices(item)},
    }


SEED = "made"
"""The seed of answers for which none was chosen."""


def answers(given: dict, **over) -> dict:
    """Return the content of a responses.json."""
    items = {
        id: {"response": response, "revision": 1, "shown": "", "at": "2026-11-22T10:40:00Z"}
        for id, response in given.items()
    }
    return {"version": 1, "assessment": QUIZ, "course": "1.0.0", "seed": SEED, "items": items} | over


def put(root: Path, learner: str, content: dict | bytes, at: datetime | None = None) -> Path:
    """Hand in for a learner, with a seed of her own unless one was chosen; return the submission's folder."""
    if isinstance(content, dict) and content.get("seed") == SEED:
        content = content | {"seed": f"{SEED}-{learner}"}
    data = content if isinstance(content, bytes) else json.dumps(content).encode()
    return place_submission(root, learner, QUIZ, data, at or datetime.now(UTC))


def nbgrader(
    root: Path, *words: str, cwd: Path | None = None, check: bool = True, **env: str
) -> subprocess.CompletedProcess:
    """Run one stock nbgrader command as an instructor would, in assessments/."""
    command = [sys.executable, "-P", "-m", "nbgrader", *words]
    place, surroundings = cwd or root / "assessments", os.environ | {"PYTHONPATH": str(ROOT / "src")} | env
    done = subprocess.run(command, cwd=place, env=surroundings, capture_output=True, text=True, timeout=1200)
    assert not check or done.returncode == 0, done.stderr[-4000:]
    return done


def nbcare(root: Path, *words: str, check: bool = True, **env: str) -> subprocess.CompletedProcess:
    """Run one command of the course in a fork of this process, from outside the course."""
    return quickly(root, "--course", str(root), *words, cwd=root.parent, check=check, program=cli.main, **env)


def quickly(
    root: Path, *words: str, cwd: Path | None = None, check: bool = True, program: Callable | None = None, **env: str
) -> subprocess.CompletedProcess:
    """Run the same command in a fork of this process, which has nbgrader's seconds of imports behind it."""
    if not hasattr(os, "fork"):
        return nbgrader(root, *words, cwd=cwd, check=check, **env)
    with tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as err:
        child = os.fork()
        if child == 0:
            _command(words, cwd or root / "assessments", env, out.fileno(), err.fileno(), program)
        status = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
        texts = [(file.seek(0), file.read().decode())[1] for file in (out, err)]
    assert not check or status == 0, texts[1][-4000:]
    return subprocess.CompletedProcess(words, status, *texts)


def _command(
    words: tuple[str, ...], place: Path, env: dict[str, str], out: int, err: int, program: Callable | None
) -> None:
    """Be nbgrader, or another program, and never return."""
    status = 1
    try:
        os.dup2(out, 1), os.dup2(err, 2)
        sys.stdout, sys.stderr = open(1, "w", closefd=False), open(2, "w", closefd=False)  # noqa: SIM115  (they stay open)
        atexit._clear()  # what the test process wants to do at its end is not this one's to do
        os.chdir(place)
        os.environ.update(env)
        sys.argv = ["nbgrader", *words]
        status = program(list(words)) if program else NbGraderApp.launch_instance() or 0
    except SystemExit as end:
        status = end.code if isinstance(end.code, int) else int(end.code is not None)
    except BaseException:
        traceback.print_exc()
    finally:
        atexit._run_exitfuncs()
        sys.stdout.flush(), sys.stderr.flush()
        os._exit(status)


def gradebook(root: Path):
    """Open the course's gradebook."""
    from nbgrader.api import Gradebook

    return Gradebook(f"sqlite:///{root / 'state/nbgrader/gradebook.db'}", "made")


def result(root: Path, learner: str, quiz: str = QUIZ) -> dict:
    """Return what a learner got back of one quiz."""
    with open_course_store(root) as store:
        return store.read(results.find(learner, quiz)).entry


def results_of(root: Path, quiz: str = QUIZ) -> set[str]:
    """Return who has a result of one quiz."""
    with open_course_store(root) as store:
        return set(store.read(results.learners(quiz)))


def published(root: Path) -> dict[str, terms.Terms]:
    """Return the terms of all quizzes, as the portal is told them."""
    with open_course_store(root) as store:
        return store.read(terms.read())


def _yaml(path: Path, data: dict) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(yaml.safe_dump(data, sort_keys=False), encoding="utf-8")
