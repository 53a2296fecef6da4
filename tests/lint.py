"""Check style, types and layers without running anything: what `make lint` calls."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]

PYTHON_CHECKS = (
    ("ruff", "check", "."),
    ("ruff", "format", "--check", "."),
    ("mypy",),
    ("lint-imports",),
)
# Installed by `npm ci` from package-lock.json; --no makes npx refuse what is not there in place of fetching it.
FRONT_END_CHECKS = (
    ("npx", "--no", "tsc", "--", "-p", "."),
    ("npx", "--no", "biome", "--", "ci", "."),
)
NO_NODE = (
    "NODE IS MISSING: the front end's types and style were NOT checked. Install Node.js and npm (apt install npm)."
)


def main() -> int:
    """Run every check, the ones after a failure too; fail in CI when Node is missing."""
    failed = [" ".join(command) for command in PYTHON_CHECKS if not passes(command)]
    if not shutil.which("npm"):
        print(NO_NODE, file=sys.stderr)
        failed += ["npm"] if os.environ.get("CI") else []
    elif front_end_tools():
        failed += [" ".join(command) for command in FRONT_END_CHECKS if not passes(command)]
    else:
        failed.append("npm ci")
    print(f"Failed: {', '.join(failed)}" if failed else "Style, types and layers are in order.", flush=True)
    return 1 if failed else 0


def front_end_tools() -> bool:
    """Install the locked tools below node_modules, unless the same ones are there."""
    lock, done = ROOT / "package-lock.json", ROOT / "node_modules" / ".package-lock.json"
    if lock.is_file() and done.is_file() and done.stat().st_mtime >= lock.stat().st_mtime:
        return True
    return passes(("npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund"))


def passes(command: tuple[str, ...]) -> bool:
    """Run one check from the project's folder, its name printed first."""
    print(f"== {' '.join(command)}", flush=True)
    program = shutil.which(command[0])  # npm is npm.cmd on Windows
    if program is None:
        print(f"{command[0]} is not installed; `make lint` installs it.", file=sys.stderr)
        return False
    return subprocess.run([program, *command[1:]], cwd=ROOT).returncode == 0


if __name__ == "__main__":
    sys.exit(main())
