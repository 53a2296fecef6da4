"""Set up the course in .venv if needed, then run one of its commands: start, serve, teach, test, build, check.

It uses nothing but Python itself. On Linux and macOS `make start` calls it; on Windows: py bootstrap.py start
"""

import hashlib
import os
import subprocess
import sys
import venv
from pathlib import Path

HERE = Path(__file__).resolve().parent
VENV = HERE / ".venv"
BIN = VENV / ("Scripts" if os.name == "nt" else "bin")
PYTHON = BIN / ("python.exe" if os.name == "nt" else "python")
STAMP = VENV / "nbcare-installed.txt"
OLDEST, TOO_NEW = (3, 11), (3, 14)


def main(words: list[str]) -> int:
    """Set up, run the command, return its exit status."""
    if not OLDEST <= sys.version_info[:2] < TOO_NEW:
        print(
            f"nbcare needs Python 3.11, 3.12 or 3.13; this is {sys.version.split()[0]} ({sys.executable}).",
            file=sys.stderr,
        )
        print(
            "Name another one: make start PYTHON=python3.13; on Windows: py -3.13 bootstrap.py start", file=sys.stderr
        )
        return 1
    if STAMP.is_file() and STAMP.read_text(encoding="utf-8") == wanted():
        return run(words)
    try:
        install()
    except (subprocess.CalledProcessError, OSError) as error:
        print(
            f"\nThe set-up stopped: {error}\n{advice(error)}\nThen run the same command again; nothing is lost.",
            file=sys.stderr,
        )
        return 1
    return run(words)


def advice(error: Exception) -> str:
    """Return what most likely helps."""
    if "ensurepip" in str(error):
        return "Python's own venv is incomplete. On Debian and Ubuntu: apt install python3-venv"
    if isinstance(error, OSError):
        return f"Close every program that uses {VENV}, and check that you may write there."
    return "Is the network up?"


def install() -> None:
    """Make .venv and install the locked packages and the course into it."""
    print("First start: setting up in .venv. This takes a minute or two and needs the network once.", flush=True)
    if not PYTHON.is_file() or not runs():
        venv.create(VENV, clear=True, with_pip=True)
    pip = [str(PYTHON), "-m", "pip", "--quiet", "--disable-pip-version-check", "install"]
    subprocess.run([*pip, "--require-hashes", "--requirement", str(HERE / "requirements.lock")], check=True)
    subprocess.run([*pip, "--no-deps", "--no-build-isolation", "--editable", str(HERE)], check=True)
    STAMP.write_text(wanted(), encoding="utf-8")


def wanted() -> str:
    """Return what has to be installed: another lock, project file, place or Python means a new set-up."""
    files = b"".join((HERE / name).read_bytes() for name in ("requirements.lock", "pyproject.toml"))
    return f"{sys.version_info[0]}.{sys.version_info[1]} {HERE} {hashlib.sha256(files).hexdigest()}\n"


def runs() -> bool:
    """Return whether the Python in .venv is alive and of this version (folders are copied, Pythons updated)."""
    ask = "import sys, pip; print('%d.%d' % sys.version_info[:2])"
    try:
        answer = subprocess.run([str(PYTHON), "-c", ask], capture_output=True, text=True, check=True).stdout
    except (OSError, subprocess.CalledProcessError):
        return False
    return answer.strip() == f"{sys.version_info[0]}.{sys.version_info[1]}"


def run(words: list[str]) -> int:
    """Run `nbcare` (or, for `test`, the tests) with .venv first on the PATH."""
    environment = os.environ | {"PATH": f"{BIN}{os.pathsep}{os.environ.get('PATH', '')}", "VIRTUAL_ENV": str(VENV)}
    environment.pop("PYTHONHOME", None)
    command = words or ["start"]
    program = [str(HERE / "tests" / "run.py"), *command[1:]] if command[0] == "test" else ["-m", "nbcare", *command]
    try:
        return subprocess.run([str(PYTHON), *program], cwd=HERE, env=environment).returncode
    except KeyboardInterrupt:
        return 130


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
