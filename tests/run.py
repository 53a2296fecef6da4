"""Run every test: what `make test` calls. Words given are handed to pytest in place of the whole set."""

import os
import subprocess
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))

import browsers  # noqa: E402

WORKERS = "4"  # a browser test waits half of its time

NO_BROWSER = """
############################################################################
  NO BROWSER: the browser tests did NOT run. This is not a full test.
  Install Chromium (for example `apt install chromium`), or set
  NBCARE_CHROMIUM to the path of one, and run the tests again.
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
    # One file stays on one worker: a module's server, class or notebook is made once.
    command = [
        sys.executable,
        "-m",
        "pytest",
        "-n",
        os.environ.get("NBCARE_WORKERS", WORKERS),
        "--dist",
        "loadfile",
        "--no-loadscope-reorder",
        *chosen,
    ]
    result = subprocess.run(command, env=environment).returncode
    if not chromium:
        print(NO_BROWSER, file=sys.stderr)
    return result


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
