"""What differs from hospital to hospital: printed by {{local:name}}, set in one file of the state."""

from __future__ import annotations

import re
from pathlib import Path

from nbcare.content import validation, yaml_files
from nbcare.errors import ContentError

FILE = "local.yaml"
LOCAL = f"state/{FILE}"
"""How the file is called in messages, wherever the state lies."""
EXAMPLE = "assets/local.example.yaml"
# What stands on paper until a hospital has filled in its own: a line to write on.
BLANK = {"phone": "________________", "fever": "______ °C", "protocol": "your local protocol"}
# A threshold outside this range is a slip of the pen (°F, or a missing point), not a policy.
_FEVER = (37.5, 39.0)


def read_local(state: Path) -> dict[str, str]:
    """Return what each {{local:…}} prints in this state; raise ContentError for an unknown or implausible setting."""
    path = state / FILE
    if not path.is_file():
        return dict(BLANK)
    document = yaml_files.read(path, LOCAL)
    settings = document.data
    for name in settings if isinstance(settings, dict) else ():
        if name not in ("version", *BLANK):
            repair = f"the settings are {', '.join(BLANK)}"
            raise ContentError(LOCAL, name, "is no setting", repair, document.line([name]))
    validation.check(document, validation.validator("local"), LOCAL)
    printed = {name: _printed(name, value, document.line([name])) for name, value in settings.items() if name in BLANK}
    return BLANK | {name: text for name, text in printed.items() if text}


def _printed(name: str, value: object, line: int) -> str:
    """Return what a setting prints, or nothing when it is left empty."""
    if value is None:
        return ""
    return _fever(value, line) if name == "fever" else _words(name, value, line)


def _fever(value: object, line: int) -> str:
    """Return the threshold in °C with one decimal."""
    low, high = _FEVER
    if isinstance(value, bool) or not isinstance(value, (int, float)) or not low <= value <= high:
        repair = f"write a number from {low} to {high}, such as your policy's, or leave it empty"
        raise ContentError(LOCAL, "fever", f"{value!r} is no fever threshold in °C", repair, line)
    return f"{value:.1f} °C"


def _words(name: str, value: object, line: int) -> str:
    text = str(value).strip()
    # The text lands on pages: one plain line, no markup and no address.
    if not text or len(text) > 80 or re.search(r"[<>{}\[\]\n`|]", text):
        problem, repair = f"{text[:40]!r} cannot be printed on a page", "write one plain line of at most 80 characters"
        raise ContentError(LOCAL, name, problem, repair, line)
    return text
