"""Write the whole course as static files into one folder, all or none."""

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


def _shared(place: Path) -> list[str]:
    """Return the names of what every page uses: script, sheet and cards."""
    return [
        path.relative_to(place).as_posix()
        for part in ("static", "cards")
        for path in sorted((place / part).glob("*"))
        if path.is_file()
    ]
