"""Make the pages as a command: python -m nbcare.pages OUT [--entry site]."""

import argparse
import sys
from pathlib import Path

from nbcare.build import local_pages
from nbcare.content import course as courses
from nbcare.errors import ContentError
from nbcare.pages.page_set import make


def main(arguments: list[str] | None = None) -> int:
    """Make the pages of the course found here; print each file that changed; return 1 for a course with an error."""
    parser = argparse.ArgumentParser(
        prog="python -m nbcare.pages", description="Make the course's pages ahead of time."
    )
    parser.add_argument("out", type=Path, help="the folder for the pages")
    parser.add_argument("--entry", default="portal", help="which script the pages run (portal, site)")
    given = parser.parse_args(arguments)
    try:
        course = courses.load_local()
        local_pages.refresh(course)
        for name in make(course, given.out, entry=given.entry):
            print(name)
    except (ContentError, OSError) as error:
        print(error, file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
