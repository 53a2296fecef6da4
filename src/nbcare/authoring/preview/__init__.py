"""`nbcare preview BANK`: show a bank in the browser with its keys, anew at each save."""

from __future__ import annotations

import asyncio
from difflib import get_close_matches
from pathlib import Path

from nbcare.authoring.preview import server
from nbcare.errors import ContentError


def main(root: Path, name: str, port: int = 0, no_browser: bool = False) -> int:
    """Serve until Ctrl+C; the page is for its author on this machine only, and nothing of the course is written."""
    bank = find_bank(root, name)
    try:
        asyncio.run(_serve(root, bank, port, no_browser))
    except KeyboardInterrupt:
        print("\nThe preview has stopped.")
    return 0


def find_bank(root: Path, name: str) -> Path:
    """Return the file of a bank that is named by its file or by its name."""
    folder = root / "assessments" / "bank"
    for path in (Path(name), folder / name, folder / f"{name}.yaml"):
        if path.is_file():
            return path.resolve()
    known = sorted(path.stem for path in folder.glob("*.yaml"))
    near = get_close_matches(name, known, n=1)
    meant = f"did you mean {near[0]}? " if near else ""
    raise ContentError(
        "nbcare preview", "", f"there is no bank {name!r}", f"{meant}there are {', '.join(known) or 'none yet'}"
    )


async def _serve(root: Path, bank: Path, port: int, no_browser: bool) -> None:
    entrance = server.listen(root, bank, port)
    print(
        f"{bank.name} is shown at {entrance.address}\nThis address opens it once."
        " Save the file and the page follows. Ctrl+C stops.",
        flush=True,
    )
    if not no_browser:
        entrance.open_browser()
    try:
        await asyncio.Event().wait()
    finally:
        entrance.close()
