"""The class of section 7: what each learner handed in, and what it must come to."""

import json
import os
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import made
import nbformat
from made import HONEST, QUIZ, RIGHT, answers, put

# Made by the cell of a submission, if it is ever run.
WAS_RUN = Path(tempfile.gettempdir()) / f"nbcare-was-run-{os.getpid()}"

SCRIPT = "<script>window.stolen = document.cookie</script><img src=x onerror=alert(1)>"
FENCE = "```\n</code></pre>\n~~~~\n$$\n" + SCRIPT + "\n`````\n# heading\n[link](javascript:alert(1))"
HONEST_POINTS, ALL_POINTS = 8, 13


@dataclass(frozen=True)
class Row:
    """One learner: what was done, the points, how many items wait for a person, words of the note."""

    learner: str
    act: Callable[[Path, str], None]
    points: int | None
    waits: int = 0
    invalid: int = 0
    notes: tuple[str, ...] = ()


def hand(given: dict, **over) -> Callable:
    """Hand in these answers and nothing odd."""
    return lambda root, learner: put(root, learner, answers(given, **over))


def raw(data: bytes) -> Callable:
    """Hand in these bytes as responses.json."""
    return lambda root, learner: put(root, learner, data)


def spoil(change: Callable[[nbformat.NotebookNode], None]) -> Callable:
    """Hand in honest answers with a notebook that was changed."""

    def act(root: Path, learner: str) -> None:
        path = put(root, learner, answers(HONEST)) / f"{QUIZ}.ipynb"
        notebook = nbformat.read(path, as_version=4)
        change(notebook)
        path.write_text(json.dumps(notebook), encoding="utf-8")

    return act


def folder(change: Callable[[Path], None], given: dict = HONEST) -> Callable:
    """Hand in answers, then change the folder."""
    return lambda root, learner: change(put(root, learner, answers(given)))


def without_answers(change: Callable[[Path], None]) -> Callable:
    """Hand in, take responses.json away, then put something in its place."""

    def act(place: Path) -> None:
        (place / "responses.json").unlink()
        change(place / "responses.json")

    return folder(act)


def graded(notebook: nbformat.NotebookNode) -> list:
    return [cell for cell in notebook.cells if cell.metadata.get("nbgrader", {}).get("grade")]


def cheat(notebook: nbformat.NotebookNode) -> None:
    code = f"import nbcare.questions.scoring, json; nbcare.questions.scoring.score = lambda *a: 99; open({str(WAS_RUN)!r}, 'w')"
    notebook.cells.insert(0, nbformat.v4.new_code_cell(code))


def forge(notebook: nbformat.NotebookNode) -> None:
    for cell in graded(notebook):
        cell.metadata.nbgrader.points = 99
        cell.metadata.nbgrader.schema_version = 1


def shout(notebook: nbformat.NotebookNode) -> None:
    for cell in graded(notebook):
        if cell.cell_type == "code":
            cell.outputs = [
                nbformat.v4.new_output("stream", name="stderr", text="boo"),
                nbformat.v4.new_output("execute_result", data={"text/plain": "99"}),
            ]


def edit(notebook: nbformat.NotebookNode) -> None:
    for cell in notebook.cells:
        cell.source = "1 / 0"


def huge(path: Path) -> None:
    with path.open("wb") as file:
        file.truncate(50_000_000)


def secret_outside(place: Path) -> Path:
    outside = place.parents[4] / "outside.json"
    outside.write_text(json.dumps(answers(RIGHT)), encoding="utf-8")
    return outside


def twice(root: Path, learner: str) -> None:
    put(root, learner, answers(RIGHT), datetime(2026, 1, 1, tzinfo=UTC))
    put(root, learner, answers(HONEST), datetime(2026, 1, 2, tzinfo=UTC))


def late(root: Path, learner: str) -> None:
    put(root, learner, answers(HONEST), datetime(2026, 11, 1, tzinfo=UTC))


def whole_folder_a_link(root: Path, learner: str) -> None:
    other = put(root, f"{learner}-real", answers(RIGHT))
    kept = root / "elsewhere"
    os.rename(other, kept)
    (root / "state/nbgrader/submitted" / learner).mkdir()
    (root / "state/nbgrader/submitted" / learner / QUIZ).symlink_to(kept)


def whole_learner_a_link(root: Path, learner: str) -> None:
    put(root, learner, answers(RIGHT))
    os.rename(root / "state/nbgrader/submitted" / learner, root / "elsewhere-too")
    (root / "state/nbgrader/submitted" / learner).symlink_to(root / "elsewhere-too")


def with_entry(**forged) -> Callable:
    """Hand in honest answers whose entries carry more than an answer."""
    content = answers(HONEST, points=99, score=99, max=1)
    for entry in content["items"].values():
        entry.update(forged)
    return raw(json.dumps(content).encode())


def instead(**changed) -> dict:
    """Honest answers, but for some."""
    return HONEST | {id.replace("q", "signs-q"): response for id, response in changed.items()}


NESTED = b'{"version": 1, "assessment": "signs-quiz", "items": ' + b'{"a": ' * 5000 + b"1" + b"}" * 5000 + b"}"
NUMBERS = (
    '{"version": 1, "assessment": "signs-quiz", "items": {"signs-q06": {"response": {"value": %s, "unit": "m2"}}}}'
)

HONEST_ROWS = [
    Row("honest", hand(HONEST), HONEST_POINTS),
    Row("all-right", hand(RIGHT), ALL_POINTS),
    Row("said-twice", hand(RIGHT | {"signs-q02": ["a", "c", "a", "c"]}), ALL_POINTS),
    Row("cells-doubled", spoil(lambda nb: nb.cells.extend([*nb.cells])), HONEST_POINTS),
    Row("cells-deleted", spoil(lambda nb: nb.cells.clear()), HONEST_POINTS),
    Row("cells-reordered", spoil(lambda nb: nb.cells.reverse()), HONEST_POINTS),
    Row("cells-edited", spoil(edit), HONEST_POINTS),
    Row("stderr", spoil(shout), HONEST_POINTS),
    Row("cell-cheats", spoil(cheat), HONEST_POINTS),
    Row("cell-forged", spoil(forge), HONEST_POINTS),
    Row("notebook-missing", folder(lambda f: (f / f"{QUIZ}.ipynb").unlink()), HONEST_POINTS),
    Row(
        "notebook-renamed",
        folder(lambda f: (f / f"{QUIZ}.ipynb").rename(f / "my quiz.ipynb")),
        HONEST_POINTS,
        notes=("my quiz.ipynb is not part",),
    ),
    Row("notebook-corrupt", folder(lambda f: (f / f"{QUIZ}.ipynb").write_text("{")), HONEST_POINTS),
    Row("notebook-huge", folder(lambda f: huge(f / f"{QUIZ}.ipynb")), HONEST_POINTS, notes=("too large (50 MB)",)),
    Row("late", late, HONEST_POINTS, notes=("after the due date",)),
    Row("twice", twice, HONEST_POINTS),
    Row("no-secret", folder(lambda f: (f / "submission_secret.txt").unlink()), HONEST_POINTS),
    Row("forged-points", with_entry(points=99, max=1, status="scored"), HONEST_POINTS),
    Row("forged-kind", with_entry(kind="text", key="b", use="practice"), HONEST_POINTS),
    Row("forged-times", with_entry(at="1970-01-01", revision=-5), HONEST_POINTS),
    Row(
        "forged-timestamp",
        folder(lambda f: (f / "timestamp.txt").write_text("2020-01-01 00:00:00 /etc/passwd")),
        HONEST_POINTS,
        notes=("holds no time",),
    ),
    Row(
        "own-nbcare",
        folder(lambda f: (f / "nbcare.py").write_text("raise SystemExit('run')")),
        HONEST_POINTS,
        notes=("nbcare.py is not part",),
    ),
    Row("questions-tampered", folder(lambda f: (f / "questions.json").write_text('{"items": {}}')), HONEST_POINTS),
    Row(
        "folder-inside",
        folder(lambda f: (f / "data" / "deep").mkdir(parents=True)),
        HONEST_POINTS,
        notes=("data is a folder",),
    ),
    Row(
        "link-beside",
        folder(lambda f: (f / "data.txt").symlink_to("/etc/passwd")),
        HONEST_POINTS,
        notes=("data.txt is a link",),
    ),
    Row("pipe-beside", folder(lambda f: os.mkfifo(f / "pipe")), HONEST_POINTS, notes=("pipe is not a file",)),
    Row(
        "pipe-for-time",
        folder(lambda f: ((f / "timestamp.txt").unlink(), os.mkfifo(f / "timestamp.txt"))),
        HONEST_POINTS,
        notes=("timestamp.txt is not a file",),
    ),
    Row("item-unknown", hand(HONEST | {"signs-q99": "b"}), HONEST_POINTS, notes=("ignored: 'signs-q99'",)),
    Row(
        "item-changed",
        with_entry(shown="sha256:0000"),
        0,
        waits=7,
        notes=("Changed since it was answered, and the earlier question was not kept: signs-q01, signs-q02, ",),
    ),
    Row("text-blank", hand(HONEST | {"signs-q08": "  \n "}), HONEST_POINTS),
    Row("text-script", hand(HONEST | {"signs-q08": SCRIPT}), HONEST_POINTS, waits=1, notes=("waits for a person",)),
    Row("text-fence", hand(HONEST | {"signs-q08": FENCE}), HONEST_POINTS, waits=1),
    Row("text-half", hand(HONEST | {"signs-q08": "\ud83d and \x1b[2J"}), HONEST_POINTS, waits=1),
]

NOTHING_ROWS = [
    Row("no-answers", without_answers(lambda f: None), 0, notes=("Nothing was answered.",)),
    Row("empty-answers", raw(b""), 0, notes=("is empty",)),
    Row("blank-answers", hand({}), 0, notes=("Nothing was answered.",)),
    Row("other-quiz", hand(RIGHT, assessment=made.OTHER), 0, notes=("not to 'signs-quiz'",)),
    Row(
        "wrong-shapes",
        hand({id: {"x": [1, {"y": None}]} for id in RIGHT} | {"signs-q08": 7}),
        0,
        invalid=8,
        notes=("signs-q01 holds no answer",),
    ),
    Row("choose-all", hand({"signs-q02": list("abcde"), "signs-q07": ["s1", "s2", "s3", "s4"]}), 0),
    Row("not-a-number", raw((NUMBERS % "NaN").encode()), 0, invalid=1, notes=("signs-q06 holds no answer",)),
    Row("infinite", raw((NUMBERS % "1e999").encode()), 0, invalid=1, notes=("signs-q06 holds no answer",)),
    Row("option-unknown", hand(instead(q01="z")), HONEST_POINTS - 1, invalid=1, notes=("there is no option 'z'",)),
    Row("too-many", hand(instead(q03=list("abcde"))), HONEST_POINTS - 1, invalid=1, notes=("choose at most 2",)),
    Row(
        "many-numbers",
        hand(instead(q06={"value": "0.61 0.62", "unit": "m2"})),
        HONEST_POINTS - 1,
        invalid=1,
        notes=("not one plain number",),
    ),
    Row(
        "entry-bare",
        raw(json.dumps({"version": 1, "assessment": QUIZ, "items": {"signs-q01": "b"}}).encode()),
        0,
        notes=("holds no response",),
    ),
]

PERSON_ROWS = [
    Row("not-json", raw(b"{'version': 1}"), None, 8, notes=("not JSON", "A person has to look")),
    Row("not-text", raw(b"\xff\xfe\x00{}"), None, 8, notes=("not JSON",)),
    Row("a-list", raw(b"[]"), None, 8, notes=("not a file of answers",)),
    Row("nested", raw(NESTED), None, 8, notes=("nested too deeply",)),
    Row("wrong-version", hand(RIGHT, version=2), None, 8, notes=("its version is 2",)),
    Row("huge-answers", without_answers(huge), None, 8, notes=("too large (50 MB)",)),
    Row(
        "answers-linked",
        without_answers(lambda f: f.symlink_to(secret_outside(f.parent))),
        None,
        8,
        notes=("is a link to another place",),
    ),
    Row("answers-a-pipe", without_answers(os.mkfifo), None, 8, notes=("is not a file",)),
    Row("answers-a-folder", without_answers(lambda f: f.mkdir()), None, 8, notes=("is a folder",)),
]

UNGRADED_ROWS = [
    Row("folder-linked", whole_folder_a_link, None, notes=("not a folder of its own",)),
    Row("learner-linked", whole_learner_a_link, None, notes=("not a folder of its own",)),
]

CLASS = [*HONEST_ROWS, *NOTHING_ROWS, *PERSON_ROWS, *UNGRADED_ROWS]
