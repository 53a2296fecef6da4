"""Carry the pictures of items and their exhibits inside the items, so that a copied page shows them anywhere."""

from __future__ import annotations

import base64
from collections.abc import Iterator
from pathlib import Path
from typing import TypeGuard

from nbcare.errors import ContentError
from nbcare.questions.item import Exhibit, Item, PicturedItem

FOLDER = "assets/images"
LARGEST = 200_000
"""The largest picture, in bytes: a copy is in every page that shows it."""
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


def addresses(item: Item) -> Iterator[tuple[str, str]]:
    """Yield each picture of an item, its own and those of its exhibits: the field it stands in, and its address."""
    if _has_picture(item):
        yield "image", item["image"]
    yield from (("exhibits", one["image"]) for one in item.get("exhibits", ()) if "image" in one)


def inlined(item: Item, root: Path | str, file: str) -> Item:
    """Return the item with each picture's address replaced by the picture itself; raise ContentError without one."""
    pictures = {}
    for field, address in addresses(item):
        if wrong := problem(root, address):
            raise ContentError(file, item["id"], f"{field}: {wrong[0]}", wrong[1])
        pictures[address] = _data(Path(root) / address)
    if not pictures:
        return item
    shown = item.copy()
    if _has_picture(shown):
        shown["image"] = pictures[shown["image"]]
    if "exhibits" in item:
        shown["exhibits"] = [_with(one, pictures) for one in item["exhibits"]]
    return shown


def _has_picture(item: Item) -> TypeGuard[PicturedItem]:
    return "image" in item


def _with(part: Exhibit, pictures: dict[str, str]) -> Exhibit:
    return {**part, "image": pictures[part["image"]]} if "image" in part else part.copy()


def _data(path: Path) -> str:
    """Return a picture as an address that holds all of it."""
    data = base64.b64encode(path.read_bytes()).decode("ascii")
    return f"data:{_TYPES[path.suffix.lower()]};base64,{data}"
