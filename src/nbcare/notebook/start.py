"""Open JupyterLab for a learner or for an instructor, with nothing but the course in sight."""

import json
import os
import subprocess
import sys
from pathlib import Path

from nbcare.answers import layout
from nbcare.answers.course_store import open_course_store
from nbcare.build import local_pages, manifest
from nbcare.content import course as courses
from nbcare.content.course import Course
from nbcare.frontend import LAB_EXTENSIONS
from nbcare.notebook import first_forms, workspace
from nbcare.state import ready

LAB_PORT, PORTAL_PORT = 8888, 8800
_CHILD = "nbcare.portal.lab_child"
"""The module that runs JupyterLab and ends with its parent."""
_SETTINGS = Path(__file__).resolve().parent / "lab"


def learner(id: str | None = None, page: str | None = None, port: int = LAB_PORT, no_browser: bool = False) -> int:
    """Open the course in JupyterLab for one learner; return JupyterLab's exit status."""
    course = _current()
    page = page or course.modules[0].slug
    place = _laid_out(course, id, page)
    return 2 if place is None else _lab(place, "learner", _notebook(page), port, no_browser, _environment(course, id))


def beside(id: str | None = None, page: str | None = None, port: int | None = None, no_browser: bool = False) -> int:
    """Open the portal for one learner, with JupyterLab beside it; return the exit status."""
    from nbcare.portal import laptop  # JupyterLab alone needs nothing of it

    course = _current()
    first = page or course.modules[0].slug
    place = _laid_out(course, id, first)
    if place is None:
        return 2
    if page and page not in {each.slug for each in course.modules} | {each.id for each in course.assessments}:
        # A page that no learner is led to stands in JupyterLab only.
        return _lab(place, "learner", _notebook(page), LAB_PORT, no_browser, _environment(course, id))
    lab = laptop.Lab(
        place,
        lambda free: arguments(place, "learner", _notebook(first), free, True),
        settings(place, "learner") | _environment(course, id),
        LAB_PORT,
    )
    address = (
        "/" if page is None else f"/{'module' if page in {each.slug for each in course.modules} else 'quiz'}/{page}"
    )
    return laptop.run(course.root, id, lab, PORTAL_PORT if port is None else port, address, no_browser)


def instructor(port: int = LAB_PORT, no_browser: bool = False) -> int:
    """Open JupyterLab in nbgrader's course root; what learners handed in is shown there, never run."""
    course = _current()
    local_pages.refresh(course)
    return _lab(layout.nbgrader_root(course.root), "instructor", "/lab", port, no_browser, _environment(course, None))


def arguments(place: Path, role: str, address: str, port: int, no_browser: bool) -> list[str]:
    """Return JupyterLab's command line for a role."""
    options = [
        f"--ServerApp.root_dir={place}",
        f"--LabApp.default_url={address}",
        f"--ServerApp.port={port}",
        "--ServerApp.terminals_enabled=False",
        f"--LabServerApp.extra_labextensions_path={LAB_EXTENSIONS}",
        "--LabApp.extension_manager=readonly",  # the other manager contacts a package registry
        "--ContentsManager.allow_hidden=False",
    ]
    if no_browser:
        options.append("--no-browser")
    if hasattr(os, "geteuid") and os.geteuid() == 0:
        options.append("--allow-root")  # a container's only user; JupyterLab would refuse to start
    # -P: a file in the folder that happens to be called like a module is never imported.
    return [sys.executable, "-P", "-m", "jupyterlab", *options]


def settings(place: Path, role: str) -> dict[str, str]:
    """Return the environment that keeps the user's own Jupyter settings, and a folder's modules, out."""
    own = place / ".jupyter"
    ours = _SETTINGS / role
    return {
        "JUPYTER_CONFIG_DIR": str(own / "config"),
        "JUPYTER_CONFIG_PATH": _first(str(ours), "JUPYTER_CONFIG_PATH"),
        "JUPYTER_PATH": _first(str(ours / "share"), "JUPYTER_PATH"),
        "JUPYTERLAB_SETTINGS_DIR": str(own / "settings"),
        "JUPYTERLAB_WORKSPACES_DIR": str(own / "workspaces"),
        "IPYTHONDIR": str(own / "ipython"),
        "PYTHONSAFEPATH": "1",
    }


def _current() -> Course:
    """Return the course, after its state was brought up to date and its store was made."""
    ready.bring_up_to_date(courses.load())
    course = courses.load_local()
    # Before any notebook is opened: one that finds no store keeps its answers in a file of its own.
    open_course_store(course.root).close()
    return course


def _laid_out(course: Course, id: str | None, page: str) -> Path | None:
    """Open the quizzes, lay out the learner's folder and return it; None after printing what is wrong."""
    first_forms.open_all(course)
    try:
        place = workspace.lay_out(course, id)
    except workspace.WorkspaceError as problem:
        print(problem, file=sys.stderr)
        return None
    except OSError as problem:
        print(
            f"The learner's folder cannot be written: {problem}. Check that you may write in {course.root}.",
            file=sys.stderr,
        )
        return None
    if not (place / page / f"{page}.ipynb").is_file():
        known = ", ".join(sorted(folder.parent.name for folder in place.glob("*/*.ipynb")))
        print(f"There is no page {page!r}. The course has: {known}", file=sys.stderr)
        return None
    _name_course_cells(course, place)
    return place


def _notebook(page: str) -> str:
    return f"/doc/tree/{page}/{page}.ipynb"


def _environment(course: Course, id: str | None) -> dict[str, str]:
    own = {"NBCARE_COURSE": str(course.root), "NBCARE_STATE": str(course.state)}
    return own | ({"NBCARE_LEARNER": id} if id else {})


def _name_course_cells(course: Course, place: Path) -> None:
    """Configure JupyterLab with the cells of a course that is not in the package's own list."""
    listed = json.dumps(manifest.read(course))
    folder = place / ".jupyter" / "config" / "labconfig"
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "page_config.json").write_text(json.dumps({"nbcareManifest": listed}), encoding="utf-8")


def _first(path: str, name: str) -> str:
    """Return a search path that begins with ours and goes on with what was set."""
    found = os.environ.get(name)
    return os.pathsep.join([path, found]) if found else path


def _lab(place: Path, role: str, address: str, port: int, no_browser: bool, environment: dict[str, str]) -> int:
    # Our end of its input closes when this process ends, in whichever way: then it ends, too, and frees its port.
    command = [sys.executable, "-P", "-m", _CHILD, *arguments(place, role, address, port, no_browser)[4:]]
    (place / ".jupyter").mkdir(exist_ok=True)
    theirs, ours = os.pipe()
    try:
        environment = os.environ | settings(place, role) | environment
        return subprocess.run(command, cwd=place, env=environment, stdin=theirs).returncode
    except KeyboardInterrupt:
        return 0
    finally:
        os.close(theirs)
        os.close(ours)
