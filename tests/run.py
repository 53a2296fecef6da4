"""Run every test: what `make test` calls. Words given are handed to pytest in place of the whole set."""

import json
import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "tests"))

import browsers  # noqa: E402

WORKERS = "4"  # a browser test waits half of its time
FAILED, FEW = 1, 5  # pytest's exit status for failed tests; more of them than this is no accident

NO_BROWSER = """
############################################################################
  NO BROWSER: the browser tests did NOT run. This is not a full test.
  Install Chromium (for example `apt install chromium`), or set
  NBCARE_CHROMIUM to the path of one, and run the tests again.
############################################################################
"""

UNSTEADY = """
############################################################################
  UNSTEADY: failed beside other tests, passed alone. Find the race:
  {}
############################################################################
"""


def main(words: list[str]) -> int:
    """Run pytest, browser tests included; fail in CI when there is no browser."""
    chromium = browsers.find() or browsers.install()
    environment = dict(os.environ)
    chosen = words or ["tests"]
    if chromium:
        environment["NBCARE_CHROMIUM"] = chromium
    else:
        print(NO_BROWSER, file=sys.stderr)
        if os.environ.get("CI"):
            return 1
        chosen = [*chosen, "-m", "not browser"]
    result = run(chosen, environment)
    if not chromium:
        print(NO_BROWSER, file=sys.stderr)
    return result


def run(chosen: list[str], environment: dict[str, str]) -> int:
    """Run pytest side by side; when a few tests failed, ask those again, alone: a bug fails twice, a busy machine does not."""
    kept = ROOT / ".pytest_cache/v/cache/lastfailed"
    kept.unlink(missing_ok=True)
    pytest = [sys.executable, "-m", "pytest"]
    # One file stays on one worker: a module's server, class or notebook is made once.
    beside = [*pytest, "-n", environment.get("NBCARE_WORKERS", WORKERS), "--dist", "loadfile", "--no-loadscope-reorder", *chosen]
    result = subprocess.run(beside, env=environment, cwd=ROOT).returncode
    failed = sorted(json.loads(kept.read_text(encoding="utf-8"))) if result == FAILED and kept.is_file() else []
    if not 0 < len(failed) <= FEW:
        return result
    again = subprocess.run([*pytest, *failed], env=environment, cwd=ROOT).returncode
    if again == 0:
        print(UNSTEADY.format("\n  ".join(failed)), file=sys.stderr)
    return again


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
