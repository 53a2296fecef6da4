"""Find the imports and exports of a JavaScript module.

Only the forms that are written here are known. They are looked for in code whose comments and strings are blanked, so
that a word in a sentence is never taken for a statement.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

_NAME = r"[A-Za-z_$][\w$]*"
_LIST = r"\{(?P<names>[^{}]*)\}"
_FROM = r"\s*from\s*(?P<address>\"[^\"\n]*\")\s*;"
_IMPORTS = {
    "bare": re.compile(r"import\s*(?P<address>\"[^\"\n]*\")\s*;"),
    "whole": re.compile(rf"import\s*\*\s*as\s+(?P<name>{_NAME}){_FROM}"),
    "named": re.compile(rf"import\s+(?:(?P<name>{_NAME})\s*(?:,\s*)?)?(?:{_LIST})?{_FROM}"),
    "passed on": re.compile(rf"export\s*{_LIST}{_FROM}"),
}
_EXPORTS = {
    "listed": re.compile(rf"export\s*{_LIST}\s*;"),
    "declared": re.compile(rf"export\s+(?=(?:async\s+)?(?:function\s*\*?|class|const)\s+(?P<name>{_NAME}))"),
    "unpacked": re.compile(rf"export\s+(?=const\s*{_LIST}\s*=)"),
    "default": re.compile(rf"export\s+default\s+(?:(?=(?:async\s+)?(?:function\s*\*?|class)\s+(?P<name>{_NAME})))?"),
}
_STATEMENT = re.compile(r"^(?:import|export)\b(?!\s*\()", re.MULTILINE)
_DYNAMIC = re.compile(r"\bimport\s*\(\s*(?=[\"`])")
_NAMELESS = re.compile(r"(?:async\s+)?(?:function|class)\b")
_AS, _COLON = r"\s+as\s+", r"\s*:\s*"


class UnknownFormError(ValueError):
    """A form that is not known, at this place of a module."""

    def __init__(self, at: int) -> None:
        super().__init__("a form that is not known")
        self.at = at


@dataclass(frozen=True)
class Import:
    """An import: `names` are pairs of a name in the other module and the one it gets here.

    `whole` is the name for everything that the other module exports. What is `passed_on` is exported again.
    """

    start: int
    end: int
    address: slice
    names: list[tuple[str, str]] = field(default_factory=list)
    whole: str = ""
    passed_on: bool = False


@dataclass(frozen=True)
class Export:
    """An export: `names` are pairs of a name in this module and the one it is exported by.

    `replacement` is what is left of the statement in a script.
    """

    start: int
    end: int
    names: list[tuple[str, str]]
    replacement: str = ""


@dataclass(frozen=True)
class DynamicImport:
    """`import(…)` of a string or a template; `opening` is where the quotation begins."""

    start: int
    opening: int
    address: slice


def statements(code: str) -> Iterator[Import | Export]:
    """Yield each import and export in its order; raise UnknownFormError at one of another form."""
    for found in _STATEMENT.finditer(code):
        start = found.start()
        statement = _import(code, start) or _export(code, start)
        if statement is None:
            raise UnknownFormError(start)
        yield statement


def dynamic_imports(code: str) -> Iterator[DynamicImport]:
    """Yield each `import(…)` whose address is a string or a template."""
    for found in _DYNAMIC.finditer(code):
        opening = found.end()
        yield DynamicImport(found.start(), opening, slice(opening + 1, code.index(code[opening], opening + 1)))


def _import(code: str, start: int) -> Import | None:
    form, found = _matched(_IMPORTS, code, start)
    if found is None:
        return None
    address = slice(found.start("address") + 1, found.end("address") - 1)
    names = _pairs(found, _AS)
    if form == "whole":
        return Import(*found.span(), address, whole=found["name"])
    if form == "named":
        names = [("default", found["name"]), *names] if found["name"] else names
        if not names:
            raise UnknownFormError(start)
    return Import(*found.span(), address, names, passed_on=form == "passed on")


def _export(code: str, start: int) -> Export | None:
    form, found = _matched(_EXPORTS, code, start)
    if found is None:
        return None
    names, rest = _pairs(found, _COLON if form == "unpacked" else _AS), code[found.end() :]
    if form == "declared":
        if rest.startswith("const") and _declares_several(rest):
            raise UnknownFormError(start)
        names = [(found["name"], found["name"])]
    elif form == "unpacked":
        names = [(name, name) for _, name in names]
    elif form == "default":
        # A function or class without a name would be a value here, and not be there before its line is run.
        if not found["name"] and _NAMELESS.match(rest):
            raise UnknownFormError(start)
        names = [(found["name"] or "$default", "default")]
    return Export(*found.span(), names, "const $default = " if names == [("$default", "default")] else "")


def _matched(forms: dict[str, re.Pattern[str]], code: str, start: int) -> tuple[str, re.Match[str] | None]:
    return next(((form, found) for form, pattern in forms.items() if (found := pattern.match(code, start))), ("", None))


def _pairs(found: re.Match[str], between: str) -> list[tuple[str, str]]:
    """Return the names of a statement's list, each with the name it gets."""
    pairs = []
    for entry in filter(None, map(str.strip, (found.groupdict().get("names") or "").split(","))):
        pair = re.fullmatch(rf"({_NAME})(?:{between}({_NAME}))?", entry)
        if not pair:
            raise UnknownFormError(found.start())
        pairs.append((pair[1], pair[2] or pair[1]))
    return pairs


def _declares_several(declaration: str) -> bool:
    """Return whether one `const` declares several names."""
    depth = 0
    for mark in declaration:
        depth += (mark in "([{") - (mark in ")]}")
        if depth == 0 and mark in ",;":
            return mark == ","
    return False
