"""Turn one module into a function of the linked script.

Its imports become calls of `$take`, its exports getters that stand before its body runs.
"""

import re
from dataclasses import dataclass, field
from pathlib import Path

from nbcare.errors import ContentError
from nbcare.pages import browser_features, javascript
from nbcare.pages.module_statements import (
    DynamicImport,
    Export,
    Import,
    UnknownFormError,
    dynamic_imports,
    statements,
)

Roots = dict[str, Path]
"""The folders of the modules, each by what the names of its modules begin with."""
_OWN_ADDRESS = re.compile(r"\bimport\s*\.\s*meta\s*\.\s*url\b")
# What only a module may hold, and the names that the script keeps for itself.
_LEFT_OVER = re.compile(r"(?<![.\w$])(?:import|export)\b|\$(?:take|load|at|default)\b")


@dataclass(frozen=True)
class Need:
    """A module that another one imports, and the names that it must export."""

    path: Path
    names: list[str]
    line: int


@dataclass
class Module:
    """One file as it is linked: what it needs and may load, what it exports, and its changed text."""

    path: Path
    name: str
    text: str = ""
    needs: list[Need] = field(default_factory=list)
    loads: list[Path] = field(default_factory=list)
    exports: dict[str, str] = field(default_factory=dict)

    def wrong(self, line: int, problem: str, repair: str) -> ContentError:
        """Return the error that names a line of this module."""
        return ContentError(f"{self.name}:{line}", "", problem, repair)


def read(path: Path, roots: Roots) -> Module:
    """Return a file as a linked module; raise ContentError for what cannot be linked."""
    module = Module(path, _name(path, roots))
    text = path.read_text(encoding="utf-8")
    try:
        _Rewriting(module, text, roots).run()
    except javascript.UnreadableError as error:
        raise module.wrong(_line(text, error.at), str(error), "close it") from None
    except UnknownFormError as error:
        line = text[error.at :].partition("\n")[0].strip()
        raise module.wrong(
            _line(text, error.at),
            f"the linker does not know this form: {line[:80]}",
            "write it as the other modules do",
        ) from None
    return module


class _Rewriting:
    """Change the text of one module, place by place."""

    def __init__(self, module: Module, text: str, roots: Roots) -> None:
        self.module, self.text, self.roots = module, text, roots
        self.code, self.comments = javascript.code(text)
        self.changes: list[tuple[int, int, str]] = []
        self.takes: list[str] = []

    def run(self) -> None:
        """Fill the module in."""
        self._refuse_the_too_new()
        for statement in statements(self.code):
            self._import(statement) if isinstance(statement, Import) else self._export(statement)
        for dynamic in dynamic_imports(self.code):
            self._dynamic_import(dynamic)
        for found in _OWN_ADDRESS.finditer(self.code):
            self.changes.append((found.start(), found.end(), f'$at("{self.module.name}")'))
        self._refuse_the_rest()
        for start, end in self.comments:
            self._leave_out(start, end)
        exports = ", ".join(f"{name}: () => {value}" for name, value in sorted(self.module.exports.items()))
        body = self._changed().strip()
        self.module.text = "\n".join(
            ["function* ($take, $load, $at) {", f"yield {{ {exports} }};", *self.takes, body, "}"]
        )

    def _import(self, statement: Import) -> None:
        path = self._file(self.text[statement.address], statement.start)
        source = statement.whole or (f"$from{len(self.takes)}" if statement.passed_on else "")
        if statement.names and not source:
            source = "{ " + ", ".join(name if name == own else f"{name}: {own}" for name, own in statement.names) + " }"
        names = [name for name, _ in statement.names]
        self.module.needs.append(Need(path, names, _line(self.text, statement.start)))
        self.takes.append(f'{f"const {source} = " if source else ""}$take("{_name(path, self.roots)}");')
        self.changes.append((statement.start, statement.end, ""))
        if statement.passed_on:
            for name, exported in statement.names:
                self._give(exported, f"{source}.{name}", statement.start)

    def _export(self, statement: Export) -> None:
        for name, exported in statement.names:
            self._give(exported, name, statement.start)
        self.changes.append((statement.start, statement.end, statement.replacement))

    def _give(self, exported: str, value: str, start: int) -> None:
        if exported in self.module.exports:
            raise self.module.wrong(_line(self.text, start), f"exports {exported} twice", "export it once")
        self.module.exports[exported] = value

    def _dynamic_import(self, dynamic: DynamicImport) -> None:
        """Let `import(…)` look among the modules of the script; those it may name are linked, too."""
        address = self.text[dynamic.address]
        if "\n" in address or "${" in address and self.text[dynamic.opening] != "`":
            raise UnknownFormError(dynamic.start)
        pattern = re.sub(r"\$\{[^{}]*\}", "*", address)
        folder = pattern.partition("*")[0].rpartition("/")[0] + "/"
        files = sorted(self._file(folder, dynamic.start).glob(pattern.removeprefix(folder)))
        if not files:
            line = _line(self.text, dynamic.start)
            raise self.module.wrong(line, f"import({address}) leads to no file", "correct the address")
        self.module.loads += files
        self.changes.append((dynamic.start, dynamic.opening, f'$load("{self.module.name}", '))

    def _leave_out(self, start: int, end: int) -> None:
        """Leave out a comment that has its lines for itself."""
        first, last = self.text.rfind("\n", 0, start) + 1, self.text.find("\n", end)
        alone = last >= 0 and not (self.text[first:start] + self.text[end:last]).strip()
        if alone and not any(begun < last and first < ended for begun, ended, _ in self.changes):
            self.changes.append((first, last + 1, ""))

    def _refuse_the_too_new(self) -> None:
        """One pattern that a browser cannot read stops the whole script, and with it every widget of every page."""
        bare = list(self.text)
        for start, end in self.comments:
            bare[start:end] = [each if each == "\n" else " " for each in self.text[start:end]]
        for start, problem in browser_features.too_new("".join(bare), "script"):
            line = _line(self.text, start)
            raise self.module.wrong(line, problem, "write it without: pages/browsers.json has the lowest versions")

    def _refuse_the_rest(self) -> None:
        rest = list(self.code)
        for start, end, _ in self.changes:
            rest[start:end] = " " * (end - start)
        if found := _LEFT_OVER.search("".join(rest)):
            raise UnknownFormError(found.start())

    def _changed(self) -> str:
        """Return the text with every change in its place."""
        text = self.text
        for start, end, other in sorted(self.changes, reverse=True):
            text = text[:start] + other + text[end:]
        return text

    def _file(self, address: str, start: int) -> Path:
        path = self.roots[""] / address[1:] if address.startswith("/") else self.module.path.parent / address
        path = path.resolve()
        if not address.startswith(("./", "../", "/")) or not _name(path, self.roots) or not path.exists():
            raise self.module.wrong(
                _line(self.text, start),
                f"imports {address!r}, which is no file beside it or of the kit",
                "write the way to a file, from ./, ../ or / on",
            )
        return path


def _name(path: Path, roots: Roots) -> str:
    """Return what a file is called in the script; nothing for a file that is none of ours."""
    return next(
        (f"{name}{path.relative_to(root).as_posix()}" for name, root in roots.items() if path.is_relative_to(root)), ""
    )


def _line(text: str, place: int) -> int:
    return text.count("\n", 0, place) + 1
