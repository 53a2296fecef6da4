"""What README and docs/ tell people to type exists, and works from where they stand."""

import os
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from nbcare.cli import _parser

CODE = re.compile(r"`([^`\n]+)`|^((?:\./nbcare|nbcare|make|py bootstrap\.py) [^\n#]*)", re.MULTILINE)
OURS = re.compile(r"(?:\./nbcare|nbcare|py bootstrap\.py) (?=[a-z])")
# Said of commands in general, or of an earlier one's ending.
GENERAL = re.compile(r"WORD|…|\.\.\.")


def pages(root: Path) -> list[Path]:
    return [root / "README.md", root / "CONTRIBUTING.md", *sorted((root / "docs").glob("*.md"))]


def typed(root: Path, begins: re.Pattern) -> list[tuple[str, str]]:
    """Return each command of the pages that begins like this, with the page's name."""
    found = []
    for page in pages(root):
        for inline, line in CODE.findall(page.read_text(encoding="utf-8")):
            command = (inline or line).strip()
            if begins.match(command) and not GENERAL.search(command):
                found.append((page.name, command))
    return found


def test_every_command_of_the_pages_is_one(root):
    """Would each command that a page shows be understood, options included?"""
    commands = typed(root, OURS)
    assert len(commands) > 30
    refused = []
    for page, command in commands:
        words = shlex.split(OURS.sub("", command, count=1))
        if words[0] in MAKE_ONLY:
            continue
        try:
            _parser().parse_args([re.sub(r"[<>]", "", word) for word in words])
        except SystemExit as ended:
            # 2 means not understood; a command that is only named lacks its arguments.
            if ended.code == 2 and len(words) > 1:
                refused.append((page, command))
    assert refused == []


MAKE_ONLY = {"quick", "test", "test-whole", "lint", "docs"}


def test_messages_tell_our_own_words(root):
    """Does no message tell an instructor to type a command of nbgrader that has a word of ours?"""
    old = re.compile(r"run: nbgrader|nbgrader (?:generate_assignment|generate_feedback|export) (?:[{%]|--)")
    modules = sorted((root / "src/nbcare").rglob("*.py"))
    assert len(modules) > 300
    assert [module.name for module in modules if old.search(module.read_text(encoding="utf-8"))] == []


def test_every_word_of_make_in_the_pages_is_in_the_makefile(root):
    """Does each `make …` exist, and take the variables that are shown?"""
    makefile = (root / "Makefile").read_text(encoding="utf-8")
    targets = set(re.findall(r"^([a-z-]+):", makefile, re.MULTILINE))
    lacking = []
    for page, command in typed(root, re.compile(r"make [a-z]")):
        words = command.split()[1:]
        target, variables = words[0], [word.partition("=")[0] for word in words[1:] if "=" in word]
        if target not in targets or any(f"$({name})" not in makefile for name in variables):
            lacking.append((page, command))
    assert lacking == []


def test_the_instructors_tables_need_no_path_and_no_other_folder(root):
    """Is each command of the README's tables typed through make or ./nbcare, which need no activated .venv?"""
    table = [line for line in (root / "README.md").read_text(encoding="utf-8").splitlines() if line.startswith("|")]
    bare = [each for line in table for each in re.findall(r"`((?:nbcare|nbgrader) [^`]+)`", line)]
    assert bare == []


@pytest.mark.skipif(sys.platform == "win32", reason="on Windows it is: py bootstrap.py")
def test_nbcare_runs_from_any_folder(root, tmp_path):
    """Does ./nbcare pass its words on, blanks included, wherever it is called from?"""
    place = tmp_path / "my course"
    place.mkdir()
    shutil.copy(root / "nbcare", place)
    (place / "bootstrap.py").write_text("import sys; print(sys.argv[1:])\n", encoding="utf-8")
    command = [str(place / "nbcare"), "export", "--to", "my grades.csv"]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "['export', '--to', 'my grades.csv']"


@pytest.mark.skipif(not shutil.which("make"), reason="make is not installed")
@pytest.mark.parametrize(
    ("words", "command"),
    [
        (["serve", "HOST=127.0.0.1", "PORT=8012"], "bootstrap.py serve --host 127.0.0.1 --port 8012"),
        (["serve", "ROSTER=my list.csv"], 'bootstrap.py serve --roster "my list.csv"'),
        (
            ["results", "QUIZ=retinoids-quiz", "CSV=passed.csv"],
            'bootstrap.py results retinoids-quiz --csv "passed.csv"',
        ),
        (["results"], "bootstrap.py results"),
        (["backup", "FILE=my monday.zip"], 'bootstrap.py backup "my monday.zip"'),
    ],
)
def test_make_passes_its_variables_on(root, words, command):
    """Does each variable reach the command, a name with a blank in one piece?"""
    alone = {name: text for name, text in os.environ.items() if name not in ("MAKEFLAGS", "MAKELEVEL", "MFLAGS")}
    done = subprocess.run(["make", "-n", *words], cwd=root, capture_output=True, text=True, check=True, env=alone)
    assert " ".join(done.stdout.split()).endswith(command)


@pytest.mark.parametrize("name", ["learners.csv", "passed.csv", "monday.zip", "state/local.yaml"])
def test_personal_data_beside_the_course_is_not_for_git(root, name):
    """Would `git add .` leave out ids and PINs, results and backups?"""
    if not (root / ".git").exists():
        pytest.skip("this is no clone")
    assert subprocess.run(["git", "check-ignore", "-q", name], cwd=root).returncode == 0
