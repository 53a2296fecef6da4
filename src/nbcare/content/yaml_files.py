"""Read every YAML file that people write: strictly, and with the line of each part.

A key that stands twice, a name that YAML takes for yes/no or a number, nesting without end, a file that is huge or not
UTF-8: each is refused with its line. So is what YAML takes for another number than a person reads, such as a telephone
number that begins with 0 or an hour. A date stays the text that was written. The parser is libyaml where PyYAML has it,
and PyYAML's own otherwise; both give the same data.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from nbcare.content.course_root import shown
from nbcare.errors import ContentError

Fields = dict[str, Any]
"""The fields of one entry, which a dataclass takes by name once the schema has said that they fit."""

DEEPEST = 40
"""The deepest nesting; no file needs a quarter of it."""
LARGEST = 5_000_000
"""The largest file, in bytes."""
PARSER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)

_TAG = "tag:yaml.org,2002:"
# A whole or decimal number as everybody reads it, with or without a power of ten.
_PLAIN_NUMBER = re.compile(r"-?(?:(?:0|[1-9][0-9]*)(?:\.[0-9]*)?|\.[0-9]+)(?:[eE][-+]?[0-9]+)?")
_NO_FIGURE = re.compile(r"[-+]?\.(?:inf|nan)", re.IGNORECASE)
# Signs with a meaning of their own in YAML, which no file of the course uses.
_SIGNS = {"merge", "value"}
_READ_AS = {"bool": "a yes/no value", "null": "nothing"}
# Parts of the two parsers' messages, and what they mean to an author; the first that fits.
_SLIPS = {
    "mapping values are not allowed": "a colon stands where none can",
    "could not find expected ':'": "a name has no colon behind it",
    "cannot start any token": "a word begins with a sign that needs quotes, or with a tab",
    "unexpected end of stream": "a quotation mark is opened and never closed",
    "undefined alias": "a word begins with *, which needs quotes",
    "could not determine a constructor": "a word begins with !, which needs quotes",
    "unknown escape character": "a backslash stands in double quotes; use single quotes",
    "found duplicate anchor": "the same &name stands twice",
    "another document": "a line of --- begins a second document",
    "block mapping": "this line is not indented like its neighbours, or a bracket or quote before it is open",
    "block collection": "this line is not indented like its neighbours, or its dash is missing",
    "block sequence": "this line is not indented like its neighbours, or its dash is missing",
    "flow": "a bracket is opened and never closed, or a comma is missing",
}


class ChangedInt(int):
    """A whole number that is not printed as it was written, such as -0; where text may stand, it is refused."""

    written: str


class ChangedFloat(float):
    """A number that is not printed as it was written, such as 2.10; where text may stand, it is refused."""

    written: str


class YamlError(Exception):
    """A mistake in a YAML text: its line, the problem and the repair."""

    def __init__(self, line: int, problem: str, repair: str) -> None:
        super().__init__(f"line {line}: {problem}")
        self.line, self.problem, self.repair = line, problem, repair


@dataclass(frozen=True)
class Document:
    """The data of a YAML text, and the line of each part."""

    data: Any
    node: yaml.Node | None = None
    first: int = 1

    def line(self, path: Sequence[str | int] = ()) -> int:
        """Return the line of the part at a path of names and numbers, or of the nearest one around it."""
        node, line = self.node, self.node.start_mark.line if self.node else 0
        for step in path:
            line, node = _below(node, step) or (line, None)
        return line + self.first


def parse(text: str, first: int = 1, parser: type = PARSER) -> Document:
    """Turn YAML text into plain data; `first` is the line of its file where it begins. Raises YamlError."""
    try:
        node = _composed(text, parser)
        data = _constructor(parser)("").construct_document(node) if node else None
        return Document(data, node, first)
    except YamlError as error:
        raise YamlError(error.line + first - 1, error.problem, error.repair) from None


def read(path: Path, file: str = "", error: type[ContentError] = ContentError) -> Document:
    """Read one file; raise the error, which names the file as it is called from the course's folder."""
    file = file or shown(path)
    return parsed(read_text(path, file, error), file, error)


def read_text(path: Path, file: str = "", error: type[ContentError] = ContentError) -> str:
    """Return the text of a written file without its byte order mark; raise the error if it is no text of fair size."""
    file = file or shown(path)
    try:
        raw = path.read_bytes()
    except FileNotFoundError:
        raise error(file, "", "the file is missing", "write it, or correct the name") from None
    except OSError as problem:
        raise error(file, "", f"cannot be read ({problem.strerror})", "check the path") from None
    if len(raw) > LARGEST:
        raise error(file, "", f"larger than {LARGEST} bytes", "split the file")
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as problem:
        line = raw.count(b"\n", 0, problem.start) + 1
        raise error(file, "", "is not UTF-8 text", "save it as UTF-8", line) from None


def parsed(text: str, file: str, error: type[ContentError] = ContentError, first: int = 1) -> Document:
    """Parse the text of a named file; raise the error, with the line in that file."""
    try:
        return parse(text, first)
    except YamlError as slip:
        raise error(file, "", slip.problem, slip.repair, slip.line) from None


def _composed(text: str, parser: type) -> yaml.Node | None:
    if unprintable := yaml.reader.Reader.NON_PRINTABLE.search(text):
        line = text.count("\n", 0, unprintable.start()) + 1
        raise YamlError(line, "not valid YAML: special characters are not allowed", "remove that character")
    try:
        _refuse_depth(yaml.parse(text, parser))
        loader = parser(text)
        try:
            node: yaml.Node | None = loader.get_single_node()
        finally:
            loader.dispose()
    except yaml.MarkedYAMLError as error:
        raise _slip(error) from None
    _refuse_in(node)
    return node


def _refuse_depth(events: Iterator[yaml.Event]) -> None:
    """Refuse what is nested too deeply, before any recursion meets it."""
    depth = 0
    for event in events:
        if isinstance(event, yaml.CollectionStartEvent):
            depth += 1
        elif isinstance(event, yaml.CollectionEndEvent):
            depth -= 1
        if depth > DEEPEST:
            mark = event.start_mark
            raise YamlError(mark.line + 1 if mark else 1, "too many levels of nesting", "write it flatter")


def _refuse_in(root: yaml.Node | None) -> None:
    """Refuse names and values that YAML takes for something else, and names that stand twice in one mapping."""
    waiting, met = [root], set()
    while waiting:
        node = waiting.pop()
        if isinstance(node, yaml.ScalarNode):
            _refuse_value(node)
        if not isinstance(node, yaml.CollectionNode) or id(node) in met:
            continue
        met.add(id(node))
        if isinstance(node, yaml.SequenceNode):
            waiting += reversed(node.value)
            continue
        seen: set[str] = set()
        for name, _ in node.value:
            _refuse_name(name, seen)
        waiting += [value for _, value in reversed(node.value)]


def _refuse_name(name: yaml.Node, seen: set[str]) -> None:
    line, tag = name.start_mark.line + 1, name.tag.removeprefix(_TAG)
    if tag == "merge":
        return
    if not isinstance(name, yaml.ScalarNode):
        raise YamlError(line, "a name must be plain text", "write a short id")
    if tag != "str":
        meaning = _READ_AS.get(tag, "a number or a date")
        repair = f'put it in quotes: "{name.value}"'
        raise YamlError(line, f"the name {name.value} is read as {meaning}, not as text", repair)
    if name.value in seen:
        raise YamlError(line, f"{name.value!r} stands twice in one mapping", "keep one of the two")
    seen.add(name.value)


def _refuse_value(value: yaml.ScalarNode) -> None:
    """Refuse a value that YAML takes for another number than a person reads: 010 for 8, 1:30 for 90, 0x10 for 16."""
    line, tag, written = value.start_mark.line + 1, value.tag.removeprefix(_TAG), value.value
    if tag in _SIGNS:
        raise YamlError(line, f"not valid YAML: {written} has a meaning of its own", f'put it in quotes: "{written}"')
    if tag not in ("int", "float") or _PLAIN_NUMBER.fullmatch(written) or _NO_FIGURE.fullmatch(written):
        return
    try:
        number = yaml.SafeLoader("").construct_object(value)
    except (ValueError, yaml.YAMLError):
        return  # the constructor says what is wrong
    repair = f'put it in quotes if it is text: "{written}"; if it is a number, write it plainly, as in 8 or 0.5'
    raise YamlError(line, f"{written} is read as the number {number}", repair)


def _slip(error: yaml.MarkedYAMLError) -> YamlError:
    """Return what is wrong in an author's words."""
    mark = error.problem_mark or error.context_mark
    message = f"{error.problem} {error.context}"
    words = next((words for part, words in _SLIPS.items() if part in message), "this line does not fit those before it")
    return YamlError(
        mark.line + 1 if mark else 1, f"not valid YAML: {words}", "check the indentation, quotes and colons there"
    )


def _below(node: yaml.Node | None, step: str | int) -> tuple[int, yaml.Node] | None:
    """Return the line where a part of a collection begins, and the part."""
    if isinstance(node, yaml.SequenceNode) and isinstance(step, int) and step < len(node.value):
        return node.value[step].start_mark.line, node.value[step]
    for name, value in node.value if isinstance(node, yaml.MappingNode) else ():
        if name.value == step:
            return name.start_mark.line, value
    return None


class _Plain:
    """Make plain data only, and name the line of a value that cannot be read."""

    def construct_object(self, node: yaml.Node, deep: bool = False) -> Any:
        try:
            return super().construct_object(node, deep)  # type: ignore[misc]
        except yaml.MarkedYAMLError as error:
            raise _slip(error) from None
        except ValueError:
            problem = f"not valid YAML: {node.value} cannot be read"
            raise YamlError(node.start_mark.line + 1, problem, "correct it, or put it in quotes") from None


def _date(constructor: Any, node: yaml.ScalarNode) -> str:
    """Keep a date as the text that was written; one that no calendar has is refused."""
    yaml.SafeLoader.construct_yaml_timestamp(constructor, node)
    written: str = node.value
    return written


def _number(constructor: Any, node: yaml.ScalarNode) -> int | float:
    """Read a number, and remember how it was written where it would not be printed like that."""
    whole = node.tag == f"{_TAG}int"
    make = yaml.SafeLoader.construct_yaml_int if whole else yaml.SafeLoader.construct_yaml_float
    number: int | float = make(constructor, node)
    if str(number) == node.value:
        return number
    changed = ChangedInt(number) if whole else ChangedFloat(number)
    changed.written = node.value
    return changed


@cache
def _constructor(parser: type) -> Any:
    made: Any = type("_Constructor", (_Plain, parser), {})
    made.add_constructor(f"{_TAG}timestamp", _date)
    made.add_constructor(f"{_TAG}int", _number)
    made.add_constructor(f"{_TAG}float", _number)
    return made
