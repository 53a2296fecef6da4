"""Ask for a ready wheel of every locked package on every machine of a nurse: what `make lock` ends with.

A package without one would need a compiler at the first start. It needs uv and the network, and installs nothing.
"""

import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
PLATFORMS = (
    "x86_64-apple-darwin",
    "aarch64-apple-darwin",
    "x86_64-pc-windows-msvc",
    "aarch64-pc-windows-msvc",
    "x86_64-unknown-linux-gnu",
    "aarch64-unknown-linux-gnu",
)
PYTHONS = ("3.11", "3.12", "3.13")
# PyYAML has wheels for Windows on ARM from Python 3.12 on; bootstrap.py asks for one there.
LEFT_OUT = {("aarch64-pc-windows-msvc", "3.11")}


def main() -> int:
    """Name each machine that lacks a wheel, and the package."""
    lacking = [
        (platform, python, problem)
        for platform in PLATFORMS
        for python in PYTHONS
        if (platform, python) not in LEFT_OUT and (problem := asked(platform, python))
    ]
    for platform, python, problem in lacking:
        print(f"{platform}, Python {python}: {problem}", file=sys.stderr)
    print("A compiler is needed." if lacking else "Every locked package has a wheel for every machine.")
    return 1 if lacking else 0


def asked(platform: str, python: str) -> str:
    """Return what uv says is missing for one machine, or nothing."""
    with tempfile.TemporaryDirectory() as nowhere:
        target = ("--dry-run", "--target", nowhere, "--python-platform", platform, "--python-version", python)
        command = ("uv", "pip", "install", *target, "--only-binary", ":all:", "--no-deps", "-r", "requirements.lock")
        done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True)
    return done.stderr.strip() if done.returncode else ""


if __name__ == "__main__":
    sys.exit(main())
