"""The front end passes its checkers, and Node reads what the pages load."""

import shutil
import subprocess
from pathlib import Path

import pytest
from courses import ROOT
from needs import not_run

from nbcare.pages import front_end

pytestmark = pytest.mark.needs("node")
SETTINGS = ("package.json", "package-lock.json", "tsconfig.json", "biome.json")
LEFT_OUT = shutil.ignore_patterns("__pycache__", "node_modules", ".venv")


@pytest.fixture(scope="module")
def checkout(tmp_path_factory) -> Path:
    """A copy of all scripts with the checkers that package-lock.json names beside them."""
    if missing := [name for name in SETTINGS if not (ROOT / name).is_file()]:
        not_run(f"{', '.join(missing)}: not in this checkout")
    to = tmp_path_factory.mktemp("front-end")
    for name in ("src", "tests"):
        shutil.copytree(ROOT / name, to / name, ignore=LEFT_OUT)
    for name in SETTINGS:
        shutil.copy(ROOT / name, to)
    if (ROOT / "node_modules").is_dir():
        (to / "node_modules").symlink_to(ROOT / "node_modules", target_is_directory=True)
        return to
    installed = _run(to, "npm", "ci", "--no-audit", "--no-fund", "--ignore-scripts")
    if installed.returncode:
        not_run(f"npm ci failed: {installed.stderr.strip()[-500:]}")
    return to


def _run(folder: Path, *words: str) -> subprocess.CompletedProcess:
    program = shutil.which(words[0])  # on Windows npm is a script that is found with its ending only
    return subprocess.run([program, *words[1:]], cwd=folder, capture_output=True, text=True)


@pytest.mark.parametrize("words", [("tsc", "-p", "."), ("biome", "ci", ".")], ids=["types", "style"])
def test_the_front_end_passes_its_checkers(checkout, words):
    """Would the types or the style of a script stop whoever changes it next?"""
    done = _run(checkout, "npx", "--no-install", *words)
    assert done.returncode == 0, (done.stdout + done.stderr)[-6000:]


@pytest.mark.parametrize("entry", ["portal", "site"])
def test_the_linked_script_of_every_page_is_javascript(tmp_path, entry):
    """Does an engine other than the browser's find no slip in what our own linker wrote?"""
    script = tmp_path / f"{entry}.cjs"  # a classic script, as a page loads it
    script.write_text(front_end.script(entry), encoding="utf-8")
    done = _run(tmp_path, "node", "--check", str(script))
    assert done.returncode == 0, done.stderr


def test_a_broken_script_does_not_pass(tmp_path):
    """Would the test above notice?"""
    script = tmp_path / "broken.cjs"
    script.write_text(front_end.script("portal").replace("function take(", "function (", 1), encoding="utf-8")
    assert "SyntaxError" in _run(tmp_path, "node", "--check", str(script)).stderr
