"""Carry the pictures of exhibits inside the items, so that a copied page shows them anywhere."""

from __future__ import annotations

import base64
from pathlib import Path
from typing import Any

from nbcare.errors import ContentError

FOLDER = "assets/images"
LARGEST = 200_000
"""Bytes of one picture: it travels with every page that shows it."""
_TYPES = {
    ".png": "image/png",
    ".jpg": "image/jpeg",
    ".jpeg": "image/jpeg",
    ".svg": "image/svg+xml",
    ".webp": "image/webp",
}


def problem(root: Path | str, address: str) -> tuple[str, str] | None:
    """Return what is wrong with the address of a picture, and what to do; None when it can be shown."""
    path = Path(root) / address
    if not address.startswith(f"{FOLDER}/") or ".." in Path(address).parts:
        return f"the picture {address} is not below {FOLDER}", f"write {FOLDER}/<name>, and put the file there"
    if path.suffix.lower() not in _TYPES:
        return f"the picture {address} is of a kind that browsers may not show", f"save it as {', '.join(_TYPES)}"
    if not path.is_file():
        return f"there is no picture {address}", f"put it into {FOLDER}/, or correct the name"
    if path.stat().st_size > LARGEST:
        return f"the picture {address} is larger than {LARGEST // 1000} kB", "make it smaller"
    return None


def inlined(item: dict[str, Any], root: Path | str, file: str) -> dict[str, Any]:
    """Return the item with each picture's address replaced by the picture itself; raise ContentError without one."""
    if not any("image" in one for one in item.get("exhibits", ())):
        return item
    return item | {"exhibits": [_shown(one, root, file, item["id"]) for one in item["exhibits"]]}


def _shown(one: dict, root: Path | str, file: str, id: str) -> dict:
    if "image" not in one:
        return one
    if wrong := problem(root, one["image"]):
        raise ContentError(file, id, f"exhibits: {wrong[0]}", wrong[1])
    path = Path(root) / one["image"]
    data = base64.b64encode(path.read_bytes()).decode("ascii")
    return one | {"image": f"data:{_TYPES[path.suffix.lower()]};base64,{data}"}
