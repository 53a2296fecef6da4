"""A small course, and what a run or an earlier release may have left in it."""

from pathlib import Path

import pytest

from nbcare.content.course import Course


@pytest.fixture
def course(tmp_path: Path) -> Course:
    """A course without content: only its folder counts here."""
    root = tmp_path / "course"
    root.mkdir()
    (root / "course.yaml").write_text("version: 1\n")
    return Course(root, "plants", "Plants", "1.0.0", 80, (), ())


def write(folder: Path, files: dict[str, str]) -> None:
    """Write some files below a folder."""
    for name, text in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text)


def contents(folder: Path) -> dict[str, bytes]:
    """Return every file below a folder."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()
    }
