"""Install environment.yml's pip part into a new environment, and run the course's command there."""

import os
import subprocess
import sys
import tempfile
import venv
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "tests" / "setup"))

from test_environment import pip_part  # noqa: E402


def main() -> int:
    """Return 0 when the command answers and the five named packages import."""
    with tempfile.TemporaryDirectory() as folder:
        venv.create(folder, with_pip=True)
        python = Path(folder) / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
        wanted = Path(folder) / "environment.txt"
        wanted.write_text("\n".join(pip_part(ROOT)) + "\n")
        pip = [python, "-m", "pip", "--quiet", "--disable-pip-version-check", "install", "--requirement", wanted]
        subprocess.run(pip, cwd=ROOT, check=True)
        subprocess.run([python, "-c", "import jupyterlab, ipywidgets, nbgrader, pytest, nbval"], check=True)
        return subprocess.run([python, "-m", "nbcare", "build", "--check"], cwd=ROOT).returncode


if __name__ == "__main__":
    sys.exit(main())
