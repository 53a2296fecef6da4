"""Names that Windows keeps for devices: no file or folder can be called so there, whatever its ending."""

import re

PATTERN = r"(?:con|prn|aux|nul|com[0-9]|lpt[0-9])"
"""The names in small letters, as a part of a pattern."""
_RESERVED = re.compile(PATTERN, re.IGNORECASE)


def is_reserved(name: str) -> bool:
    """Return whether a file or folder of this name, or one with an ending behind it, cannot be made on Windows."""
    return bool(_RESERVED.fullmatch(name.partition(".")[0].strip()))
