"""Write the folder of pages: each file whole or not at all, only what changed, and nothing left of earlier pages."""

import json
from pathlib import Path
from typing import Any

from nbcare.answers.files import rewrite

LIST = "pages.json"


def write(out: Path, files: dict[str, bytes]) -> list[str]:
    """Write the files that differ, the list of pages last; return the names of those that were written."""
    former = _former(out)
    names = [*(name for name in files if name != LIST), LIST]
    for folder in {(out / name).parent for name in names}:
        folder.mkdir(parents=True, exist_ok=True)
    # A request meanwhile gets either the old page or the new one.
    written = [name for name in names if rewrite(out / name, files[name])]
    for path in _orphans(out, former, files):
        path.unlink(missing_ok=True)
    return written


def _former(out: Path) -> dict[str, Any]:
    """Read the current list of pages; empty when the folder holds no built pages."""
    try:
        found = json.loads((out / LIST).read_bytes())
    except (OSError, ValueError):
        return {}
    return found if isinstance(found, dict) and isinstance(found.get("pages"), list) else {}


def _orphans(out: Path, former: dict[str, Any], files: dict[str, bytes]) -> list[Path]:
    """Return what earlier pages left, but the former scripts and sheet: pages that are open go on with them."""
    if not former:
        return []  # without a list, these files may not be ours
    own = [*out.glob("static/nbcare-*.js"), *out.glob("static/nbcare-*.css"), *out.glob("cards/*.html")]
    slugs = [str(page.get("slug")) for page in former["pages"] if isinstance(page, dict)]
    own += [path for slug in slugs for path in (out / f"{slug}.html", out / f"{slug}.json") if path.parent == out]
    kept = {out / name for name in files} | {
        out / "static" / str(former.get(name)) for name in ("script", "style", "notice")
    }
    return sorted(path for path in own if path not in kept and path.is_file())
