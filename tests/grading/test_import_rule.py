"""Imports run one way: portal and grading know of each other by files only."""

import ast
import os
import subprocess
import sys
from pathlib import Path

import pytest
from made import ROOT

SOURCES = ROOT / "src" / "nbcare"
SHOWING = ("portal", "pages", "site")
GRADING = ("grading",)
HEAVY = (
    "nbconvert",
    "nbformat",
    "IPython",
    "nbgrader",
    "anywidget",
    "ipywidgets",
    "sqlalchemy",
    "jupyter_client",
    "jupyter_server",
)


def imported(path: Path, package: str) -> set[str]:
    """Return every module a file names, wherever in it the import stands, relative ones spelled out."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            base = package.split(".")[: len(package.split(".")) - node.level + 1] if node.level else []
            module = ".".join([*base, *([node.module] if node.module else [])])
            found |= {module, *(f"{module}.{alias.name}" for alias in node.names)}
        elif isinstance(node, ast.Call) and getattr(node.func, "attr", getattr(node.func, "id", "")) in (
            "import_module",
            "__import__",
        ):
            found |= {
                argument.value
                for argument in node.args
                if isinstance(argument, ast.Constant) and isinstance(argument.value, str)
            }
    return found


def crossings(parts: tuple[str, ...], forbidden: tuple[str, ...], sources: Path = SOURCES) -> list[str]:
    """Return each import by which a file of these parts reaches into forbidden ones."""
    found = []
    for part in parts:
        for path in sorted((sources / part).rglob("*.py")):
            package = ".".join(("nbcare", *path.relative_to(sources).parts[:-1]))
            for name in imported(path, package):
                found += [
                    f"{path.relative_to(sources)}: {name}"
                    for other in forbidden
                    if name == f"nbcare.{other}" or name.startswith(f"nbcare.{other}.")
                ]
    return found


def test_what_shows_never_imports_grading():
    """Does no file of the portal, its shell, its front end or the static site import grading, not even in a function?"""
    assert crossings(SHOWING, GRADING) == []


def test_grading_never_imports_what_shows():
    """Does grading know the portal by the files it writes only?"""
    assert list((SOURCES / "grading").glob("*.py"))
    assert crossings(GRADING, SHOWING) == []


@pytest.mark.parametrize(
    "line",
    [
        "import nbcare.grading",
        "import nbcare.grading.answer_text as w",
        "from nbcare import grading",
        "from nbcare.grading import answer_text",
        "from ..grading import words",
        "from .. import grading",
        "def f():\n    from nbcare.grading.answer_text import lines",
        "import importlib\nimportlib.import_module('nbcare.grading')",
    ],
)
def test_the_rule_sees_every_way_to_import(tmp_path, line):
    """Would each way of importing be found?"""
    (tmp_path / "portal").mkdir()
    (tmp_path / "portal" / "page.py").write_text(line, encoding="utf-8")
    assert crossings(("portal",), GRADING, tmp_path)


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
