"""`nbcare new explorer`: write a skeleton that works, of one YAML, one module, one schema and one test."""

from __future__ import annotations

import re
from importlib import resources
from pathlib import Path

from nbcare.content.course import Course, Module
from nbcare.errors import ContentError

_PROGRAM = "src/nbcare"
_EXPLORERS = f"{_PROGRAM}/frontend/nbcare/static/explorers"
_NAME = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)*")


def main(course: Course, id: str) -> int:
    """Write the four files; print where they are and what to do next."""
    written = write(course, id)
    for path in written:
        print(f"Wrote {path.relative_to(course.root).as_posix()}")
    print(
        f"Next: run `pytest {written[-1].relative_to(course.root).as_posix()}`, then write over the plant (docs/explorers.md)."
    )
    print(f'When it is finished, show it in the lesson: explore("{id}")')
    return 0


def write(course: Course, id: str) -> list[Path]:
    """Write the skeleton of an explorer and return its files; raise ContentError if one is there already."""
    module, widget = _parts(course, id)
    places = _places(course.root, id, widget)
    for path in places.values():
        if path.exists():
            raise _refused(id, f"{path.relative_to(course.root).as_posix()} is there already", "choose another id")
    objective = next(iter(module.objectives), None)
    if objective is None:
        raise _refused(id, f"the module {module.slug} has no objective", "write one in course.yaml first")
    words = {"__id__": id, "__module__": module.slug, "__objective__": objective, "__widget__": widget}
    for name, path in places.items():
        path.write_text(_filled(name, words), encoding="utf-8", newline="\n")
    return list(places.values())


def _parts(course: Course, id: str) -> tuple[Module, str]:
    """Return the module whose slug begins the id, and the rest of it, which names the kind of explorer."""
    if not _NAME.fullmatch(id):
        raise _refused(id, "the id is not plain", "write small letters, numbers and dashes")
    begun = [module for module in course.modules if id.startswith(f"{module.slug}-")]
    if not begun:
        slugs = ", ".join(module.slug for module in course.modules)
        raise _refused(id, "the id does not begin with a module", f"write <module>-<name>; the modules are {slugs}")
    module = max(begun, key=lambda one: len(one.slug))
    return module, id.removeprefix(f"{module.slug}-")


def _places(root: Path, id: str, widget: str) -> dict[str, Path]:
    if not (root / _PROGRAM).is_dir():
        raise _refused(id, f"{root} holds no program, only a course", "run it in a checkout of the repository")
    return {
        "explorer.yaml": root / f"assets/explorers/{id}.yaml",
        "explorer.js": root / f"{_EXPLORERS}/{widget}.js",
        "schema.json": root / f"{_PROGRAM}/content/schemas/explorers/{widget}.json",
        "test.py.txt": root / f"tests/explorers/test_{widget.replace('-', '_')}.py",
    }


def _filled(name: str, words: dict[str, str]) -> str:
    text = resources.files("nbcare.authoring").joinpath(f"skeletons/explorer/{name}").read_text(encoding="utf-8")
    for placeholder, word in words.items():
        text = text.replace(placeholder, word)
    return text


def _refused(id: str, problem: str, repair: str) -> ContentError:
    return ContentError("nbcare new explorer", id, problem, repair)
