"""Commands that show the course: start, serve, teach, site."""

from argparse import Namespace
from pathlib import Path
from typing import TYPE_CHECKING

from nbcare.cli.command import Commands, add, add_no_browser

if TYPE_CHECKING:
    from nbcare.content.course import Course


def add_start(commands: Commands) -> None:
    """Add `nbcare start`."""
    parser = add(commands, "start", "Open the course for one learner.", _start)
    parser.add_argument("page", nargs="?", help="a module or quiz (default: the first module)")
    parser.add_argument("--learner", help="the learner's id, when several share this machine")
    parser.add_argument("--lab", action="store_true", help="open JupyterLab alone, without the portal")
    parser.add_argument("--port", type=int, help="first port to try (default: 8800; with --lab 8888)")
    add_no_browser(parser)


def add_serve(commands: Commands) -> None:
    """Add `nbcare serve`."""
    parser = add(commands, "serve", "Serve the course to a class, a ward or a hub, without JupyterLab.", _serve)
    parser.add_argument(
        "--roster", metavar="CSV", help="the learners, as id,pin[,name]; needed once, the PINs are kept as hashes"
    )
    parser.add_argument("--host", default="0.0.0.0", help="the address to listen on (default: all of this machine's)")
    parser.add_argument("--port", type=int, help="the port (default: 8000; with a certificate 8443)")
    parser.add_argument("--certificate", metavar="PEM", help="the certificate, for TLS")
    parser.add_argument("--key", metavar="PEM", help="the certificate's key")
    parser.add_argument("--hub", action="store_true", help="run as a service that a JupyterHub starts")


def add_teach(commands: Commands) -> None:
    """Add `nbcare teach`."""
    parser = add(commands, "teach", "Open the instructor's JupyterLab: release, collect, grade, feedback.", _teach)
    parser.add_argument("--port", type=int, default=8888, help="first port to try")
    add_no_browser(parser)


def add_site(commands: Commands) -> None:
    """Add `nbcare site`."""
    parser = add(
        commands,
        "site",
        "Write the whole course as static files, for a web server or a USB stick; they hold no key of a quiz.",
        _site,
        content=True,
    )
    parser.add_argument("out", metavar="OUT", help="a new or empty folder, or that of a former site")


def _start(arguments: Namespace) -> int:
    from nbcare.notebook import start

    if arguments.lab:
        return start.learner(
            arguments.learner,
            arguments.page,
            start.LAB_PORT if arguments.port is None else arguments.port,
            arguments.no_browser,
        )
    return start.beside(arguments.learner, arguments.page, arguments.port, arguments.no_browser)


def _serve(arguments: Namespace) -> int:
    from nbcare.content import course_root
    from nbcare.portal import serving

    if arguments.hub:
        return serving.serve_hub(course_root.find_root())
    return serving.serve(
        course_root.find_root(), arguments.roster, arguments.host, arguments.port, arguments.certificate, arguments.key
    )


def _teach(arguments: Namespace) -> int:
    from nbcare.notebook import start

    return start.instructor(arguments.port, arguments.no_browser)


def _refreshed() -> "Course":
    """Return the course as it runs here, its notebooks up to date."""
    from nbcare.build import local_pages
    from nbcare.content import course as courses

    course = courses.load_local()
    local_pages.refresh(course)
    return course


def _site(arguments: Namespace) -> int:
    from nbcare.site import static_course, whole_pages

    out = Path(arguments.out)
    files = static_course.write(_refreshed(), out)
    print(f"{len(files)} files, {sum(map(len, files.values())) / 1_000_000:.1f} MB, in {out}")
    print(
        f"Open {out / whole_pages.INDEX} in a browser, or copy the folder to a web server or a USB stick."
        " It holds no key of a quiz."
    )
    return 0
