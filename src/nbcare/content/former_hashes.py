"""The hashes that a course's questions had in releases before the rule of `shown_hash`, so that their answers still count.

`assessments/former-hashes.json` holds them by item: each hash, and what it is by today's rule.
"""

import json
from pathlib import Path

from nbcare.content.course_root import shown
from nbcare.errors import ContentError

FILE = "assessments/former-hashes.json"


def read(root: Path | str) -> dict[str, dict[str, str]]:
    """Return the former hashes of a course by item; none without the file. Raise ContentError for a damaged one."""
    path = Path(root) / FILE
    try:
        found = json.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return {}
    except (OSError, ValueError):
        found = None
    if not isinstance(found, dict) or not all(_is_hashes(each) for each in found.values()):
        raise ContentError(shown(path), "", "it cannot be read", "take the file from the release again")
    return found


def _is_hashes(found: object) -> bool:
    return isinstance(found, dict) and all(isinstance(text, str) for text in found.values())
