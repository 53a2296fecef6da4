"""Name what is kept from one moment."""

import os
from datetime import datetime
from pathlib import Path

from nbcare.answers import times


def free_name(folder: Path, stem: str, at: datetime, suffix: str = "") -> Path:
    """Return a path that is not taken, such as `gradebook-20261130T080000Z.db`; two of one second differ in a number."""
    name, number = f"{stem}-{times.in_file_name(at)}", 1
    path = folder / f"{name}{suffix}"
    while os.path.lexists(path):
        number += 1
        path = folder / f"{name}-{number}{suffix}"
    return path
