"""Imports run one way: portal and grading know of each other by files only.

The layers stand in pyproject.toml and `lint-imports` holds them. Here: that they hold now, that they would see an
import against them, and what a new Python loads, which no reader of source can say.
"""

import os
import re
import shutil
import subprocess
import sys

import pytest
from made import ROOT

SHOWING = ("portal", "pages", "site")
HEAVY = (
    "nbconvert",
    "nbformat",
    "IPython",
    "nbgrader",
    "anywidget",
    "ipywidgets",
    "alembic",
    "jupyter_client",
    "jupyter_server",
)

BY_TEXT = re.compile(r"(?:import_module|__import__)\(([^)]*)\)")


def lint_imports(folder) -> subprocess.CompletedProcess:
    """Hold the contracts of a project's pyproject.toml against the package in its src folder."""
    command = [sys.executable, "-c", "from importlinter.cli import lint_imports_command as main; main(['--no-cache'])"]
    environment = os.environ | {"PYTHONPATH": str(folder / "src")}
    return subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, timeout=1200)


def test_the_layers_hold():
    """Does every package import only those below it?"""
    done = lint_imports(ROOT)
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.fixture(scope="module")
def copied(tmp_path_factory):
    """The project file and every module of the package, in a folder of their own."""
    folder = tmp_path_factory.mktemp("layers")
    shutil.copy(ROOT / "pyproject.toml", folder)
    ignored = shutil.ignore_patterns("__pycache__", "static")
    shutil.copytree(ROOT / "src" / "nbcare", folder / "src" / "nbcare", ignore=ignored)
    return folder


@pytest.mark.parametrize(
    ("package", "line"),
    [
        ("portal", "import nbcare.grading.answer_text as text"),
        ("pages", "from nbcare.grading import answer_text"),
        ("site", "from ..grading import answer_text"),
        ("grading", "def late():\n    from nbcare.portal import application"),
        ("questions", "from nbcare.content import bank"),
        ("content", "from nbcare import build"),
    ],
)
def test_an_import_against_the_layers_is_found(copied, package, line):
    """Does a wrong import fail, in whatever form and however deep it stands?"""
    module = copied / "src" / "nbcare" / package / "wrong_import.py"
    module.write_text(line + "\n", encoding="utf-8")
    try:
        done = lint_imports(copied)
    finally:
        module.unlink()
    assert done.returncode == 1 and f"nbcare.{package}.wrong_import" in done.stdout, done.stdout + done.stderr


@pytest.mark.parametrize("part", [*SHOWING, "grading"])
def test_an_import_by_text_stays_in_its_package(part):
    """Does a module that is imported by its name as text, which no reader of imports sees, lie beside the importer?"""
    files = sorted((ROOT / "src" / "nbcare" / part).rglob("*.py"))
    calls = [call for path in files for call in BY_TEXT.findall(path.read_text(encoding="utf-8"))]
    assert files and [call for call in calls if not call.startswith(f'"nbcare.{part}.')] == []


def loaded_by(program: str) -> list[str]:
    """Return every module that a new Python has loaded after this program."""
    command = [sys.executable, "-c", f"import sys\n{program}\nprint(*sys.modules)"]
    environment = os.environ | {"PYTHONPATH": str(ROOT / "src")}
    return subprocess.run(
        command, env=environment, capture_output=True, text=True, timeout=1200, check=True
    ).stdout.split()


def within(modules: list[str], packages: tuple[str, ...]) -> list[str]:
    """Return the modules that belong to one of these packages."""
    return [
        module
        for module in modules
        if any(module == package or module.startswith(f"{package}.") for package in packages)
    ]


def test_grading_loads_nothing_that_shows():
    """Does nothing that grading imports bring the portal in by another way?"""
    modules = loaded_by("import nbcare.grading.configuration, nbcare.grading.return_results")
    assert within(modules, ("nbgrader",)) and within(modules, tuple(f"nbcare.{part}" for part in SHOWING)) == []


def test_the_portal_loads_nothing_that_builds_grades_or_runs_notebooks():
    """Is every module of the portal loaded without a kernel's, a notebook's or a gradebook's packages, for one process serves all?"""
    # Without what logs in through a hub: that is loaded there only, and JupyterHub's package brings its own.
    every = "\n".join(
        [
            "import importlib, pkgutil, nbcare.portal.application",
            "for one in pkgutil.walk_packages(nbcare.portal.__path__, 'nbcare.portal.'):",
            "    if not one.name.startswith('nbcare.portal.identity.hub') and not one.name.endswith('__main__'):",
            "        importlib.import_module(one.name)",
        ]
    )
    modules = loaded_by(every)
    assert "nbcare.portal.application" in modules and "tornado.web" in modules
    assert within(modules, (*HEAVY, "nbcare.grading", "nbcare.build")) == []
