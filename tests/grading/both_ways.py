"""Grade the same submissions with `nbgrader autograde` and with `nbcare grade`, and hold what both leave side by side."""

import json
import sqlite3
import stat
import subprocess
from pathlib import Path

import made

from nbcare.answers import layout

TABLES = (
    "course",
    "assignment",
    "notebook",
    "student",
    "submitted_assignment",
    "submitted_notebook",
    "grade",
    "comment",
)


def twin(root: Path, to: Path) -> Path:
    """Copy a course with everything that was handed in, links and pipes as they are."""
    subprocess.run(["cp", "-a", root, to], check=True)
    return to


def autograde(root: Path, *words: str, quiz: str = made.QUIZ, check: bool = True) -> subprocess.CompletedProcess:
    """Grade as nbgrader does, one submission after the other."""
    return made.quickly(root, "autograde", quiz, *words, check=check)


def in_bulk(
    root: Path, *words: str, quiz: str = made.QUIZ, check: bool = True, **env: str
) -> subprocess.CompletedProcess:
    """Grade the class in one go."""
    return made.nbcare(root, "grade", quiz, *words, check=check, **env)


def differences(one: Path, other: Path) -> list[str]:
    """Name everything that grading left in one course and otherwise in the other; an empty list when nothing differs."""
    found = []
    for what, read in (("row", gradebook_rows), ("file", graded_files), ("line", report_lines)):
        ours, theirs = read(one), read(other)
        found += [
            f"{what} {key}: {ours.get(key)!r} and {theirs.get(key)!r}"[:2000]
            for key in sorted(ours.keys() | theirs.keys(), key=str)
            if ours.get(key) != theirs.get(key)
        ]
    return found


def gradebook_rows(root: Path) -> dict[tuple, dict]:
    """Return every row of nbgrader's tables by names in the place of ids, which are made at random."""
    connection = sqlite3.connect(root / "state/nbgrader/gradebook.db")
    connection.row_factory = sqlite3.Row
    tables = {name: [dict(row) for row in connection.execute(f"select * from {name}")] for name in TABLES}
    cells = {row["id"]: row["name"] for row in connection.execute("select id, name from base_cell")}
    connection.close()
    names = {row["id"]: row["name"] for row in (*tables["assignment"], *tables["notebook"])} | cells
    names |= {row["id"]: (names[row["assignment_id"]], row["student_id"]) for row in tables["submitted_assignment"]}
    names |= {row["id"]: names[row["assignment_id"]] for row in tables["submitted_notebook"]}
    found = {}
    for table, rows in tables.items():
        for row in rows:
            own = [row["id"]] if table in ("student", "course") else []
            ids = [name for name in row if name.endswith("_id") and name != "lms_user_id"]
            key = (table, *own, *(str(names.get(row[name], row[name])) for name in ids))
            key = (*key, row["name"]) if "name" in row else key
            assert key not in found
            found[key] = {name: value for name, value in row.items() if name not in ("id", *ids)}
    return found


def graded_files(root: Path) -> dict[str, tuple]:
    """Return every file below autograded/ and set-aside/: its bytes and its mode."""
    places = [root / "state/nbgrader" / name for name in ("autograded", "set-aside")]
    paths = [path for place in places for path in sorted(place.rglob("*"))]
    return {str(path.relative_to(root)): (stat.filemode(path.lstat().st_mode), _content(path)) for path in paths}


def report_lines(root: Path) -> dict[int, str]:
    """Return the lines of the report, the header first."""
    return dict(enumerate((root / "state/nbgrader/autograde-report.csv").read_text(encoding="utf-8").splitlines()))


def cells(root: Path, learner: str) -> list[dict]:
    """Return the cells of a graded notebook."""
    path = root / "state/nbgrader/autograded" / learner / made.QUIZ / f"{made.QUIZ}.ipynb"
    return json.loads(path.read_text(encoding="utf-8"))["cells"]


def _content(path: Path) -> bytes | bool | None:
    if not stat.S_ISREG(path.lstat().st_mode) or path.lstat().st_size > 1_000_000:
        return None
    if path.name == layout.SECRET:  # made at random for who has none
        handed_in = Path(str(path).replace("/autograded/", "/submitted/"))
        return not handed_in.exists() or path.read_bytes() == handed_in.read_bytes()
    return path.read_bytes()
