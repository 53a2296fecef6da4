"""Link the kit's modules and a page's own into one classic script: file:// lets no module in, and one request is quick.

Each module becomes a function that is run when it is first asked for. What it exports are getters that stand before
its body runs, so that modules may import each other in a circle as they may in a browser. Only the forms of `import`
and `export` that are written here are known; any other is an error with its file and line.
"""

import re
from dataclasses import dataclass, field
from pathlib import Path

from nbcare.errors import ContentError
from nbcare.pages import javascript

_NAME = r"[A-Za-z_$][\w$]*"
_LIST = r"\{(?P<names>[^{}]*)\}"
_FROM = r"\s*from\s*(?P<place>\"[^\"\n]*\")\s*;"
# Each form as it stands in code whose strings are blanked, from the beginning of a line.
_FORMS = {
    "bare": re.compile(r"import\s*(?P<place>\"[^\"\n]*\")\s*;"),
    "whole": re.compile(rf"import\s*\*\s*as\s+(?P<name>{_NAME}){_FROM}"),
    "named": re.compile(rf"import\s+(?:(?P<name>{_NAME})\s*(?:,\s*)?)?(?:{_LIST})?{_FROM}"),
    "passed": re.compile(rf"export\s*{_LIST}{_FROM}"),
    "listed": re.compile(rf"export\s*{_LIST}\s*;"),
    "declared": re.compile(rf"export\s+(?=(?:async\s+)?(?:function\s*\*?|class|const)\s+(?P<name>{_NAME}))"),
    "taken": re.compile(rf"export\s+(?=const\s*{_LIST}\s*=)"),
    "default": re.compile(rf"export\s+default\s+(?:(?=(?:async\s+)?(?:function\s*\*?|class)\s+(?P<name>{_NAME})))?"),
}
_STATEMENT = re.compile(r"^(?:import|export)\b(?!\s*\()", re.MULTILINE)
_DYNAMIC = re.compile(r"\bimport\s*\(\s*(?=[\"`])")
_ADDRESS = re.compile(r"\bimport\s*\.\s*meta\s*\.\s*url\b")
_NAMELESS = re.compile(r"(?:async\s+)?(?:function|class)\b")
_LEFT = re.compile(r"(?<![.\w$])(?:import|export)\b|\$(?:take|load|at|default)\b")

_BEGIN = """(() => {
"use strict";
const at = document.currentScript?.src || document.baseURI;
const known = {
"""
_END = """};
const state = {};
function take(name) {
  const it = (state[name] ??= begun(name));
  if (!it.ran) {
    it.ran = true;
    try {
      it.body.next();
    } catch (error) {
      it.error = error;
    }
  }
  if (it.error) throw it.error;
  return it.exports;
}
function begun(name) {
  const exports = Object.create(null);
  const body = known[name](take, load, (place) => new URL(place, at).href);
  for (const [key, get] of Object.entries(body.next().value)) Object.defineProperty(exports, key, { get, enumerable: true });
  return { exports, body, ran: false };
}
async function load(from, place) {
  const name = new URL(place, `file:///${from}`).pathname.slice(1);
  if (!Object.hasOwn(known, name)) throw new TypeError(`there is no module ${name} on this page`);
  return take(name);
}
take(%s);
})();
"""


@dataclass
class _Module:
    """One file as it is linked: what it needs, what it exports, and its changed text."""

    path: Path
    name: str
    text: str = ""
    takes: list[str] = field(default_factory=list)
    exports: dict[str, str] = field(default_factory=dict)
    asked: list[tuple[Path, list[str], int]] = field(default_factory=list)
    loads: list[Path] = field(default_factory=list)


def link(entry: Path, static: Path) -> str:
    """Return one script that does what the module `entry`, those beside it and those of the kit would do together.

    An address that begins with / leads into the folder `static`. Raises ContentError for a form that is not known,
    a file that is not there, and a name that its module does not export.
    """
    roots = {"": static.resolve(), "pages/": entry.resolve().parent}
    linked: dict[Path, _Module] = {}
    waiting = [entry.resolve()]
    while waiting:
        path = waiting.pop()
        if path not in linked:
            linked[path] = _read(path, roots)
            waiting += [*(asked for asked, _, _ in linked[path].asked), *linked[path].loads]
    for module in linked.values():
        for asked, names, line in module.asked:
            if missing := [name for name in names if name not in linked[asked].exports]:
                raise _wrong(
                    module,
                    line,
                    f"{linked[asked].name} exports no {missing[0]}",
                    "correct the name, or export it there",
                )
    made = "".join(
        f'"{module.name}": {module.text},\n' for module in sorted(linked.values(), key=lambda module: module.name)
    )
    return _BEGIN + made + _END % f'"{linked[entry.resolve()].name}"'


def _read(path: Path, roots: dict[str, Path]) -> _Module:
    module = _Module(path, _name(path, roots))
    text = path.read_text(encoding="utf-8")
    try:
        code, comments = javascript.code(text)
    except javascript.UnreadableError as error:
        raise _wrong(module, _line(text, error.at), str(error), "close it") from None
    linker = _Linker(module, text, code, roots)
    for found in _STATEMENT.finditer(code):
        linker.statement(found.start())
    for found in _DYNAMIC.finditer(code):
        linker.dynamic(found)
    for found in _ADDRESS.finditer(code):
        linker.change(found.start(), found.end(), f'$at("{module.name}")')
    linker.refuse_the_rest()
    for start, end in comments:
        linker.drop(start, end)
    exports = ", ".join(f"{name}: () => {value}" for name, value in sorted(module.exports.items()))
    module.text = "\n".join(
        ["function* ($take, $load, $at) {", f"yield {{ {exports} }};", *module.takes, linker.changed().strip(), "}"]
    )
    return module


class _Linker:
    """Change the text of one module, place by place."""

    def __init__(self, module: _Module, text: str, code: str, roots: dict[str, Path]) -> None:
        self.module, self.text, self.code, self.roots = module, text, code, roots
        self.changes: list[tuple[int, int, str]] = []

    def change(self, start: int, end: int, text: str) -> None:
        """Put a text in the place of another."""
        self.changes.append((start, end, text))

    def drop(self, start: int, end: int) -> None:
        """Leave out a comment that has its lines for itself."""
        first, last = self.text.rfind("\n", 0, start) + 1, self.text.find("\n", end)
        alone = last >= 0 and not (self.text[first:start] + self.text[end:last]).strip()
        if alone and not any(begun < last and first < ended for begun, ended, _ in self.changes):
            self.change(first, last + 1, "")

    def statement(self, start: int) -> None:
        """Take one import or export out of the text, and note what it asks for or gives."""
        for form, pattern in _FORMS.items():  # noqa: B007  (the form that matched is used below)
            if found := pattern.match(self.code, start):
                break
        else:
            raise self._unknown(start)
        between = r"\s*:\s*" if form == "taken" else r"\s+as\s+"
        names = self._pairs(found["names"], start, between) if "names" in pattern.groupindex and found["names"] else []
        own = found["name"] if "name" in pattern.groupindex else None
        getattr(self, f"_{form}")(found, own, names)

    def _bare(self, found: re.Match, own: None, names: list) -> None:
        self._take(found, [], "")

    def _whole(self, found: re.Match, own: str, names: list) -> None:
        self._take(found, [], f"const {own} = ")

    def _named(self, found: re.Match, own: str | None, names: list[tuple[str, str]]) -> None:
        if own:
            names = [("default", own), *names]
        if not names:
            raise self._unknown(found.start())
        bound = ", ".join(name if name == other else f"{name}: {other}" for name, other in names)
        self._take(found, [name for name, _ in names], f"const {{ {bound} }} = ")

    def _passed(self, found: re.Match, own: None, names: list[tuple[str, str]]) -> None:
        passed = f"$from{len(self.module.takes)}"
        self._take(found, [name for name, _ in names], f"const {passed} = ")
        for name, other in names:
            self._export(other, f"{passed}.{name}", found.start())

    def _listed(self, found: re.Match, own: None, names: list[tuple[str, str]]) -> None:
        for name, other in names:
            self._export(other, name, found.start())
        self.change(*found.span(), "")

    def _declared(self, found: re.Match, own: str, names: list) -> None:
        if self.code.startswith("const", found.end()) and _second(self.code[found.end() :]):
            raise self._unknown(found.start())
        self._export(own, own, found.start())
        self.change(*found.span(), "")

    def _taken(self, found: re.Match, own: None, names: list[tuple[str, str]]) -> None:
        for _, name in names:
            self._export(name, name, found.start())
        self.change(*found.span(), "")

    def _default(self, found: re.Match, own: str | None, names: list) -> None:
        if not own and _NAMELESS.match(self.code, found.end()):
            raise self._unknown(found.start())  # as a value it would not be there before its line is run
        self._export("default", own or "$default", found.start())
        self.change(*found.span(), "" if own else "const $default = ")

    def _take(self, found: re.Match, names: list[str], before: str) -> None:
        place = self.text[found.start("place") + 1 : found.end("place") - 1]
        path = self._file(place, found.start())
        self.module.asked.append((path, names, self._line(found.start())))
        self.module.takes.append(f'{before}$take("{_name(path, self.roots)}");')
        self.change(*found.span(), "")

    def dynamic(self, found: re.Match) -> None:
        """Let `import(…)` look among the modules of the script; those it may name are linked, too."""
        start = found.end()
        end = self.code.index(self.code[start], start + 1)
        place = self.text[start + 1 : end]
        if "\n" in place or "${" in place and self.text[start] != "`":
            raise self._unknown(found.start())
        pattern = re.sub(r"\$\{[^{}]*\}", "*", place)
        start_of_way = pattern.partition("*")[0].rpartition("/")[0] + "/"
        files = sorted(self._file(start_of_way, found.start()).glob(pattern.removeprefix(start_of_way)))
        if not files:
            raise _wrong(
                self.module, self._line(found.start()), f"import({place}) leads to no file", "correct the address"
            )
        self.module.loads += files
        self.change(found.start(), start, f'$load("{self.module.name}", ')

    def refuse_the_rest(self) -> None:
        """Raise when anything is left that only a module may hold, or that would meet a name of the linker's."""
        rest = list(self.code)
        for start, end, _ in self.changes:
            rest[start:end] = " " * (end - start)
        if found := _LEFT.search("".join(rest)):
            raise self._unknown(found.start())

    def changed(self) -> str:
        """Return the text with every change in its place."""
        text = self.text
        for start, end, other in sorted(self.changes, reverse=True):
            text = text[:start] + other + text[end:]
        return text

    def _file(self, place: str, start: int) -> Path:
        path = self.roots[""] / place[1:] if place.startswith("/") else self.module.path.parent / place
        path = path.resolve()
        if not place.startswith(("./", "../", "/")) or not _name(path, self.roots) or not path.exists():
            raise _wrong(
                self.module,
                self._line(start),
                f"imports {place!r}, which is no file beside it or of the kit",
                "write the way to a file, from ./, ../ or / on",
            )
        return path

    def _export(self, name: str, value: str, start: int) -> None:
        if name in self.module.exports:
            raise _wrong(self.module, self._line(start), f"exports {name} twice", "export it once")
        self.module.exports[name] = value

    def _pairs(self, names: str, start: int, between: str) -> list[tuple[str, str]]:
        """Return the names of a list, each with the name it gets."""
        pairs = []
        for entry in filter(None, map(str.strip, names.split(","))):
            found = re.fullmatch(rf"({_NAME})(?:{between}({_NAME}))?", entry)
            if not found:
                raise self._unknown(start)
            pairs.append((found[1], found[2] or found[1]))
        return pairs

    def _line(self, place: int) -> int:
        return _line(self.text, place)

    def _unknown(self, start: int) -> ContentError:
        line = self.text[start:].partition("\n")[0].strip()
        return _wrong(
            self.module,
            self._line(start),
            f"the linker does not know this form: {line[:80]}",
            "write it as the other modules do",
        )


def _name(path: Path, roots: dict[str, Path]) -> str:
    """Return what a file is called in the script; nothing for a file that is none of ours."""
    return next(
        (f"{name}{path.relative_to(root).as_posix()}" for name, root in roots.items() if path.is_relative_to(root)), ""
    )


def _second(declaration: str) -> bool:
    """Tell whether one `const` declares several names."""
    depth = 0
    for mark in declaration:
        depth += (mark in "([{") - (mark in ")]}")
        if depth == 0 and mark in ",;":
            return mark == ","
    return False


def _line(text: str, place: int) -> int:
    return text.count("\n", 0, place) + 1


def _wrong(module: _Module, line: int, problem: str, repair: str) -> ContentError:
    return ContentError(f"{module.name}:{line}", "", problem, repair)
