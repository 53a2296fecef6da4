"""Set up the course in .venv if needed, then run one of its commands: start, serve, teach, build, check, results.

It uses nothing but Python itself. On Linux and macOS `make start` calls it; on Windows: py bootstrap.py start
A word installs what it needs and no more: the tests and the documentation have locks of their own.
"""

import hashlib
import os
import signal
import subprocess
import sys
import sysconfig
import venv
from pathlib import Path

HERE = Path(__file__).resolve().parent
VENV = HERE / ".venv"
BIN = VENV / ("Scripts" if os.name == "nt" else "bin")
PYTHON = BIN / ("python.exe" if os.name == "nt" else "python")
STAMP = VENV / "nbcare-installed.txt"
OLDEST, TOO_NEW = (3, 11), (3, 14)
# On Windows on ARM one package has no ready wheel for the oldest Python, and would need a compiler.
WINDOWS_ON_ARM, OLDEST_THERE = "win-arm64", (3, 12)

COURSE = "course"
# A group, and the files that say what it holds: when one of them changes, the group is installed anew.
GROUPS = {
    COURSE: ("requirements.lock", "pyproject.toml"),
    "test": ("requirements-test.lock", "requirements.lock"),
    "docs": ("requirements-docs.lock", "requirements.lock"),
}
# A developer's word, the group that it needs beside the course, and the program that it runs.
DEVELOPER_WORDS = {
    "quick": ("test", ("tests/run.py", "quick")),
    "test": ("test", ("tests/run.py",)),
    "test-whole": ("test", ("tests/run.py", "whole")),
    "lint": ("test", ("tests/lint.py",)),
    "docs": ("docs", ("docs/build.py",)),
}


def main(words: list[str]) -> int:
    """Set up, run the command, return its exit status."""
    oldest = OLDEST_THERE if sysconfig.get_platform() == WINDOWS_ON_ARM else OLDEST
    if not oldest <= sys.version_info[:2] < TOO_NEW:
        these = "Python 3.12 or 3.13 on Windows on ARM" if oldest == OLDEST_THERE else "Python 3.11, 3.12 or 3.13"
        print(
            f"nbcare needs {these}; this is {sys.version.split()[0]} ({sys.executable}).",
            file=sys.stderr,
        )
        print(
            "Name another one: make start PYTHON=python3.13; on Windows: py -3.13 bootstrap.py start", file=sys.stderr
        )
        return 1
    words = words or ["start"]
    try:
        for group in groups_for(words[0]):
            if wanted(group) not in installed():
                install(group)
    except (subprocess.CalledProcessError, OSError) as error:
        print(
            f"\nThe set-up stopped: {error}\n{advice(error)}\nThen run the same command again; nothing is lost.",
            file=sys.stderr,
        )
        return 1
    return run(words)


def groups_for(word: str) -> list[str]:
    """Name the groups of packages that a word needs, in the order in which they are installed."""
    return [COURSE, DEVELOPER_WORDS[word][0]] if word in DEVELOPER_WORDS else [COURSE]


def advice(error: Exception) -> str:
    """Return what most likely helps."""
    if "ensurepip" in str(error):
        return "Python's own venv is incomplete. On Debian and Ubuntu: apt install python3-venv"
    if isinstance(error, OSError):
        return f"Close every program that uses {VENV}, and check that you may write there."
    return "Is the network up?"


def install(group: str) -> None:
    """Install a group's locked packages into .venv, which the course's own group makes first."""
    first = group == COURSE
    print(
        "First start: setting up in .venv. This takes a minute and needs the network once."
        if first
        else f"Adding the packages of {GROUPS[group][0]} to .venv. This needs the network once.",
        flush=True,
    )
    if first and not (PYTHON.is_file() and runs()):
        venv.create(VENV, clear=True, with_pip=True)
    # Python compiles what it loads by itself; pip would compile everything, of which the course loads a third.
    pip = [str(PYTHON), "-m", "pip", "--quiet", "--disable-pip-version-check", "install", "--no-compile"]
    subprocess.run([*pip, "--require-hashes", "--requirement", str(HERE / GROUPS[group][0])], check=True)
    if first:
        subprocess.run([*pip, "--no-deps", "--no-build-isolation", "--editable", str(HERE)], check=True)
    # Lines that no longer hold fall out here; pip has removed none of the other groups' packages.
    still = [wanted(name) for name in GROUPS if name == group or wanted(name) in installed()]
    STAMP.write_text("\n".join(still) + "\n", encoding="utf-8")


def installed() -> list[str]:
    """Read one line for each group that .venv holds; none without a set-up."""
    return STAMP.read_text(encoding="utf-8").splitlines() if STAMP.is_file() else []


def wanted(group: str) -> str:
    """Return the line of an installed group: another lock, project file, place or Python means a new set-up."""
    files = b"".join((HERE / name).read_bytes() for name in GROUPS[group])
    return f"{group} {sys.version_info[0]}.{sys.version_info[1]} {HERE} {hashlib.sha256(files).hexdigest()}"


def runs() -> bool:
    """Return whether the Python in .venv is alive and of this version (folders are copied, Pythons updated)."""
    ask = "import sys, pip; print('%d.%d' % sys.version_info[:2])"
    try:
        answer = subprocess.run([str(PYTHON), "-c", ask], capture_output=True, text=True, check=True).stdout
    except (OSError, subprocess.CalledProcessError):
        return False
    return answer.strip() == f"{sys.version_info[0]}.{sys.version_info[1]}"


def run(words: list[str]) -> int:
    """Run `nbcare`, or a developer's program, with .venv first on the PATH."""
    environment = os.environ | {"PATH": f"{BIN}{os.pathsep}{os.environ.get('PATH', '')}", "VIRTUAL_ENV": str(VENV)}
    environment.pop("PYTHONHOME", None)
    # Nothing is compiled at the set-up: without the cache that Python writes, each start would compile JupyterLab anew.
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    if words[0] in DEVELOPER_WORDS:
        script, *fixed = DEVELOPER_WORDS[words[0]][1]
        program = [str(HERE / script), *fixed, *words[1:]]
    else:
        program = ["-m", "nbcare", *words]
    process = subprocess.Popen([str(PYTHON), *program], cwd=HERE, env=environment)
    # Who ends this program, or closes its terminal, means the course, which would go on by itself otherwise.
    for name in ("SIGTERM", "SIGHUP"):
        if hasattr(signal, name):
            signal.signal(getattr(signal, name), lambda number, _: process.send_signal(number))
    while True:
        try:
            status = process.wait()
        except KeyboardInterrupt:
            continue  # the course has got it, too, and ends in its own way
        return status if status >= 0 else 128 - status


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
