"""The two ways in, conda's environment.yml and requirements.lock, give the same versions."""

import re
import tomllib
from pathlib import Path

import yaml


def pip_part(root: Path) -> list[str]:
    """Return the lines of environment.yml's pip section."""
    parts = yaml.safe_load((root / "environment.yml").read_text())["dependencies"]
    return next(part["pip"] for part in parts if isinstance(part, dict))


def locked(root: Path) -> dict[str, str]:
    """Return the version of each package in requirements.lock."""
    return dict(re.findall(r"^([a-z0-9._-]+)==([^ ;\\]+)", (root / "requirements.lock").read_text(), re.MULTILINE))


def test_environment_pins_the_versions_of_the_lock(root):
    """Does a conda user get exactly what the lock holds?"""
    versions = locked(root)
    pinned = [line.split("==") for line in pip_part(root) if "==" in line]
    assert pinned and all(versions[name] == version for name, version in pinned)


def test_environment_names_each_direct_dependency(root):
    """Is every package that pyproject.toml asks for in environment.yml, the five named ones included?"""
    project = tomllib.loads((root / "pyproject.toml").read_text())
    asked = project["project"]["dependencies"] + project["dependency-groups"]["test"]
    names = {re.match(r"[a-z0-9._-]+", line)[0] for line in asked}
    pinned = {line.split("==")[0] for line in pip_part(root) if "==" in line}
    assert {"jupyterlab", "ipywidgets", "nbgrader", "pytest", "nbval"} <= pinned
    assert names == pinned


def test_environment_installs_the_course_itself(root):
    """Does `conda env create` leave the nbcare command behind?"""
    assert pip_part(root)[-1] == "--editable ."


def test_lock_is_hashed_and_names_no_address(root):
    """Can the lock be used with --require-hashes, from whatever registry the hospital has?"""
    text = (root / "requirements.lock").read_text()
    assert "--hash=sha256:" in text and "://" not in text and "--index-url" not in text
    entries = re.findall(r"^[a-z0-9._-]+==.*$", text, re.MULTILINE)
    assert entries and all(line.endswith("\\") for line in entries)


def test_each_direct_dependency_has_its_reason(root):
    """Does docs/decisions.md say, in one line each, why a package is here?"""
    reasons = (root / "docs" / "decisions.md").read_text()
    pinned = [line.split("==")[0] for line in pip_part(root) if "==" in line]
    table = " ".join(line.split("|")[1] for line in reasons.splitlines() if line.startswith("| "))
    assert [name for name in pinned if name not in table] == []
