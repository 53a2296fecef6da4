"""Run the tests: all of them, the quick ones (`quick`), those that need more than a browser (`whole`), or what pytest is told."""

import os
import subprocess
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))

import browsers  # noqa: E402

WORKERS = "4"  # a browser test waits half of its time
QUICK_WORKERS = "2"  # a quick test never waits: one worker a core
WHOLE = "tests/whole"
ELSEWHERE = ["tests", f"--ignore={WHOLE}"]
"""All other folders, where a test of the same tier carries the mark `whole`."""

NO_BROWSER = """
############################################################################
  NO BROWSER: the browser tests did NOT run. This is not a full test.
  Install Chromium (for example `apt install chromium`), or set
  NBCARE_CHROMIUM to the path of one, and run the tests again.
############################################################################
"""


def main(words: list[str]) -> int:
    """Run what the words name; return pytest's exit status."""
    if words[:1] == ["quick"]:
        return _pytest(QUICK_WORKERS, ["-m", "quick and not whole", f"--ignore={WHOLE}", *(words[1:] or ["tests"])])
    if words[:1] == ["whole"]:
        if words[1:]:
            return _pytest("0", words[1:])
        results = _pytest("0", [WHOLE]), _with_browser(ELSEWHERE, "whole")
        return max(results)
    return _with_browser(words, "") if words else _with_browser(ELSEWHERE, "not whole")


def _with_browser(chosen: list[str], mark: str) -> int:
    """Run the tests of a mark, browser tests included; fail in CI when there is no browser."""
    chromium = browsers.find() or browsers.install()
    if chromium:
        return _pytest(WORKERS, [*chosen, *(["-m", mark] if mark else [])], NBCARE_CHROMIUM=chromium)
    print(NO_BROWSER, file=sys.stderr)
    if os.environ.get("CI"):
        return 1
    result = _pytest(WORKERS, [*chosen, "-m", f"{mark} and not browser" if mark else "not browser"])
    print(NO_BROWSER, file=sys.stderr)
    return result


def compiled() -> bool:
    """Tell whether pytest has compiled these tests before."""
    return bool(list((Path(__file__).parent / "__pycache__").glob("conftest.*-pytest-*.pyc")))


def compile_tests() -> None:
    """Have pytest compile the tests of a fresh clone once: else each worker, at the same time, does it for itself."""
    if not compiled():
        collect = [
            sys.executable,
            "-m",
            "pytest",
            "-p",
            "no:nbval",
            "-q",
            "--collect-only",
            "tests",
            f"--ignore={WHOLE}",
        ]
        subprocess.run(collect, stdout=subprocess.DEVNULL)


def _pytest(workers: str, chosen: list[str], **environment: str) -> int:
    if workers == WORKERS:
        compile_tests()
    # One file stays on one worker: a module's server, class or notebook is made once.
    beside = ["-n", os.environ.get("NBCARE_WORKERS", workers), "--dist", "loadfile", "--no-loadscope-reorder"]
    # nbval is for the tests that start it: it imports a second of schema grammars into every worker.
    command = [sys.executable, "-m", "pytest", "-p", "no:nbval", *beside, *chosen]
    return subprocess.run(command, env=os.environ | environment).returncode


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
