"""Write the whole course as static files, for a plain web server or a USB stick: nbcare site OUT."""

import json
import tempfile
from pathlib import Path

from nbcare.content.course import Course
from nbcare.pages import page_set
from nbcare.site import folder, whole_pages


def write(course: Course, out: Path) -> dict[str, bytes]:
    """Write the site's files into `out`, all or none; return them by name.

    Raises ContentError when a page cannot be made, or when `out` is no place for a site; then nothing is written.
    """
    folder.refuse(out, course.root)
    files = made(course)
    folder.write(out, files)
    return files


def made(course: Course) -> dict[str, bytes]:
    """Return every file of the site by its name, the same bytes each time."""
    with tempfile.TemporaryDirectory() as temporary:
        place = Path(temporary)
        page_set.make(course, place, entry="site", unreleased=True)
        listed = json.loads((place / "pages.json").read_bytes())
        shared = {name: (place / name).read_bytes() for name in _shared(place)}
        return dict(sorted((shared | whole_pages.make(listed, place)).items()))


def main(course: Course, out: Path) -> int:
    """Run `nbcare site OUT`."""
    files = write(course, out)
    size = sum(map(len, files.values())) / 1_000_000
    print(f"{len(files)} files, {size:.1f} MB, in {out}")
    print(
        f"Open {out / whole_pages.INDEX} in a browser, or copy the folder to a web server or a USB stick. It holds no key of a quiz."
    )
    return 0


def _shared(place: Path) -> list[str]:
    """Return the names of what every page uses: script, sheet and cards."""
    return [
        path.relative_to(place).as_posix()
        for part in ("static", "cards")
        for path in sorted((place / part).glob("*"))
        if path.is_file()
    ]
