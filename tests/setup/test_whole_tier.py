"""What `make test-whole` cannot start: listed by name outside continuous integration, a failure inside."""

import os
import shutil
import subprocess
import sys

import pytest

TESTS = """
import pytest

@pytest.mark.needs("node")
def test_with_node():
    pass

def test_with_nothing():
    pass
"""


@pytest.fixture
def tier(root, tmp_path):
    """A tier of two tests; run it with or without a Node on the path, in CI or not."""
    folder = tmp_path / "whole"
    folder.mkdir()
    for name in ("browser_programs.py", "conftest.py", "needs.py", "postgresql_server.py"):
        shutil.copy(root / "tests" / "whole" / name, folder)
    (folder / "test_two.py").write_text(TESTS)
    (tmp_path / "pytest.ini").write_text("[pytest]\naddopts = --strict-markers --import-mode=importlib\n")

    def run(tests: str = TESTS, node: bool = False, **environment: str) -> subprocess.CompletedProcess:
        (folder / "test_two.py").write_text(tests)
        path = tmp_path / "bin"
        path.mkdir(exist_ok=True)
        for name in ("node", "npm") if node else ():
            (path / name).write_text("#!/bin/sh\n")
            (path / name).chmod(0o755)
        environment = {**{name: text for name, text in os.environ.items() if name != "CI"}, **environment}
        environment["PYTEST_DISABLE_PLUGIN_AUTOLOAD"] = "1"  # the tier uses none, and importing them takes seconds
        return subprocess.run(
            [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "whole"],
            cwd=tmp_path,
            env=environment | {"PATH": str(path)},
            capture_output=True,
            text=True,
        )

    return run


def test_what_cannot_be_started_is_listed_by_name_and_the_run_passes(tier):
    """Does somebody without Node see which test did not run, and why?"""
    done = tier()
    assert done.returncode == 0 and "1 passed, 1 skipped" in done.stdout, done.stdout
    listed = done.stdout.partition("NOT RUN")[2]
    assert "test_two.py::test_with_node: node is not installed" in listed and "test_with_nothing" not in listed


def test_in_continuous_integration_it_fails(tier):
    """Can CI pass without having run everything?"""
    done = tier(CI="true")
    assert done.returncode == 1 and "1 passed, 1 error" in done.stdout, done.stdout
    assert "cannot run, and has to in CI: node is not installed" in done.stdout


@pytest.mark.skipif(sys.platform == "win32", reason="a program needs more than a name there")
def test_what_can_be_started_runs(tier):
    """Is nothing listed where nothing is missing?"""
    done = tier(node=True, CI="true")
    assert done.returncode == 0 and "2 passed" in done.stdout and "NOT RUN" not in done.stdout, done.stdout


def test_a_need_that_nobody_described_is_an_error(tier):
    """Does a misspelled need fail, and not count as met or missing?"""
    done = tier(TESTS.replace('"node"', '"nodde"'))
    assert done.returncode == 1 and "no need is called 'nodde'" in done.stdout, done.stdout
