"""What differs from hospital to hospital: printed by {{local:name}}, set in one file."""

from __future__ import annotations

import re
from pathlib import Path

from nbcare.content.evidence.yaml_files import read_yaml, shown
from nbcare.errors import ContentError

LOCAL = "assets/local.yaml"
# What stands on paper until a hospital has filled in its own: a line to write on.
BLANK = {"phone": "________________", "fever": "______ °C", "protocol": "your local protocol"}
# A threshold outside this range is a slip of the pen (°F, or a missing point), not a policy.
_FEVER = (37.5, 39.0)


def read_local(root: Path) -> dict[str, str]:
    """Return what each {{local:…}} prints; raise ContentError for an unknown or implausible setting."""
    path = root / LOCAL
    if not path.is_file():
        return dict(BLANK)
    settings = read_yaml(path, shown(path, root))
    printed = dict(BLANK)
    for name, value in settings.items():
        if name == "version":
            continue
        if name not in BLANK:
            raise ContentError(LOCAL, name, "is no setting", f"the settings are {', '.join(BLANK)}")
        if value is not None:
            printed[name] = _fever(value) if name == "fever" else _words(name, value)
    return printed


def _fever(value: object) -> str:
    """Return the threshold in °C with one decimal."""
    low, high = _FEVER
    if isinstance(value, bool) or not isinstance(value, (int, float)) or not low <= value <= high:
        raise ContentError(
            LOCAL,
            "fever",
            f"{value!r} is no fever threshold in °C",
            f"write a number from {low} to {high}, such as your policy's, or leave it empty",
        )
    return f"{value:.1f} °C"


def _words(name: str, value: object) -> str:
    text = str(value).strip()
    # The text lands on pages: one plain line, no markup and no address.
    if not text or len(text) > 80 or re.search(r"[<>{}\[\]\n`|]", text):
        raise ContentError(
            LOCAL, name, f"{text[:40]!r} cannot be printed on a page", "write one plain line of at most 80 characters"
        )
    return text
