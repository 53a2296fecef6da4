"""The two ways in, conda's environment.yml and the locks, give the same versions; the locks agree with each other."""

import re
import tomllib
from pathlib import Path

import pytest
import yaml


def pip_part(root: Path) -> list[str]:
    """Return the lines of environment.yml's pip section."""
    parts = yaml.safe_load((root / "environment.yml").read_text())["dependencies"]
    return next(part["pip"] for part in parts if isinstance(part, dict))


LOCKS = ("requirements.lock", "requirements-test.lock", "requirements-docs.lock")
# A package that only one Python or system needs has a marker; each version belongs to its own.
ENTRY = re.compile(r"^([a-z0-9._-]+)==([^ ;\\]+) *(;[^\\]*)?", re.MULTILINE)


def entries(root: Path, lock: str) -> list[tuple[str, str, str]]:
    """Return name, version and marker of each package in a lock."""
    found = ENTRY.findall((root / lock).read_text(encoding="utf-8"))
    return [(name, version, marker.strip("; ")) for name, version, marker in found]


def locked(root: Path, *locks: str) -> dict[str, str]:
    """Return the version of each package in these locks, without those that not everybody needs."""
    return {name: version for lock in locks for name, version, marker in entries(root, lock) if not marker}


def test_environment_pins_the_versions_of_the_locks(root):
    """Does a conda user get exactly what the locks hold?"""
    versions = locked(root, "requirements.lock", "requirements-test.lock")
    chosen = pinned(root)
    assert chosen and all(versions[name] == version for name, version in chosen.items())


def pinned(root: Path) -> dict[str, str]:
    """Return the version of each package in environment.yml, whichever extra of it is asked for."""
    pairs = [line.split("==") for line in pip_part(root) if "==" in line]
    return {name.partition("[")[0]: version for name, version in pairs}


def names(requirements: list[str]) -> set[str]:
    """Return the names of the packages that pyproject.toml asks for."""
    return {re.match(r"[a-z0-9._-]+", line)[0] for line in requirements}


def test_environment_names_each_direct_dependency(root):
    """Is every package of the course and its tests in environment.yml, the five named ones included?"""
    project = tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))
    groups = project["dependency-groups"]
    asked = names(project["project"]["dependencies"] + groups["install"] + groups["test"])
    assert {"jupyterlab", "ipywidgets", "nbgrader", "pytest", "nbval"} <= pinned(root).keys()
    held_back = names(project["tool"]["uv"]["constraint-dependencies"])
    assert asked | held_back == pinned(root).keys()


def test_environment_installs_the_course_itself(root):
    """Does `conda env create` leave the nbcare command behind?"""
    assert pip_part(root)[-1] == "--editable ."


@pytest.mark.parametrize("lock", LOCKS)
def test_lock_is_hashed_and_names_no_address(root, lock):
    """Can each lock be used with --require-hashes, from whatever registry the hospital has?"""
    text = (root / lock).read_text(encoding="utf-8")
    assert "--hash=sha256:" in text and "://" not in text and "--index-url" not in text
    lines = re.findall(r"^[a-z0-9._-]+==.*$", text, re.MULTILINE)
    assert lines and all(line.endswith("\\") for line in lines)


def test_locks_agree(root):
    """Does no lock ask for another version of a package than the others, so that all fit into one .venv?"""
    versions: dict[str, dict[str, set[str]]] = {}
    for lock in LOCKS:
        for name, version, _ in entries(root, lock):
            versions.setdefault(name, {}).setdefault(lock, set()).add(version)
    torn = {name: found for name, found in versions.items() if len({frozenset(held) for held in found.values()}) > 1}
    assert torn == {}


def test_the_course_is_installed_without_tests_and_tools(root):
    """Does a nurse's first start leave out the browser driver, the hub, the tests, the linters and the site builder?"""
    project = tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))
    groups = project["dependency-groups"]
    runs = names(project["project"]["dependencies"])
    extra = names(groups["test"] + groups["lint"] + groups["docs"]) - runs
    held = set(locked(root, "requirements.lock"))
    assert extra & held == set() and runs <= held


def test_each_group_is_in_its_lock(root):
    """Is each package that a group asks for locked, so that nothing is installed by chance?"""
    groups = tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))["dependency-groups"]
    assert names(groups["test"] + groups["lint"]) <= set(locked(root, "requirements-test.lock"))
    assert names(groups["docs"]) <= set(locked(root, "requirements-docs.lock"))


def test_each_direct_dependency_has_its_reason(root):
    """Does docs/decisions.md say, in one line each, why a package is here?"""
    project = tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))
    groups = project["dependency-groups"].values()
    asked = names(project["project"]["dependencies"] + [line for group in groups for line in group])
    reasons = (root / "docs" / "decisions.md").read_text(encoding="utf-8")
    table = " ".join(line.split("|")[1] for line in reasons.splitlines() if line.startswith("| "))
    assert [name for name in sorted(asked) if name not in table] == []


def test_the_start_needs_no_compiler(root):
    """Is each compiled package of the course one that was seen to have a wheel for Intel Macs and Windows on ARM, too?"""
    listed = Path(__file__).with_name("compiled.txt").read_text(encoding="utf-8").splitlines()
    text = (root / "requirements.lock").read_text(encoding="utf-8")
    blocks = re.split(r"^(?=[a-z0-9._-]+==)", text, flags=re.MULTILINE)[1:]
    # One wheel for every machine and the source are two hashes; a wheel for each machine makes more of them.
    compiled = [block.split()[0] for block in blocks if block.count("--hash=") > 2]
    assert compiled == [line for line in listed if not line.startswith("#")]
