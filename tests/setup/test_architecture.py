"""docs/architecture.md speaks of files and tests that are there."""

import re
import tomllib

import pytest

PATH = re.compile(r"`([\w./-]+/[\w./-]*|[\w-]+\.(?:py|js))(?:::(\w+))?`")
NAMED_ON_THE_WAY = ("state/nbgrader/",)  # made while the course runs


@pytest.fixture(scope="module")
def text(root):
    """The whole page."""
    return (root / "docs" / "architecture.md").read_text(encoding="utf-8")


def test_every_file_it_names_exists(root, text):
    """Does a reader find each file, after each rename?"""
    package = root / "src" / "nbcare"
    places = (root, package, package / "frontend" / "nbcare" / "static")
    named = [path for path, _ in PATH.findall(text) if not path.startswith(NAMED_ON_THE_WAY)]
    assert len(named) > 40
    assert [path for path in named if not any((place / path).exists() for place in places)] == []


def test_every_guard_it_names_is_a_test(root, text):
    """Is each promise of what never happens guarded by a test that is there?"""
    guards = [(path, name) for path, name in PATH.findall(text) if name]
    assert len(guards) > 15
    gone = [f"{path}::{name}" for path, name in guards if f"def {name}(" not in (root / path).read_text("utf-8")]
    assert gone == []


def test_every_package_has_its_sentence(root, text):
    """Is each package of the program, and each layer of the linter, explained?"""
    rows = set(re.findall(r"^\| `(\w+)` \|", text, re.MULTILINE))
    project = tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))
    layers = next(one["layers"] for one in project["tool"]["importlinter"]["contracts"] if one["type"] == "layers")
    packages = {name for layer in layers for name in re.findall(r"\w+", layer)}
    assert rows == packages - {"__main__", "errors"}
    assert {path.name for path in (root / "src" / "nbcare").iterdir() if (path / "__init__.py").is_file()} <= rows
