"""Read YAML strictly: a key that stands twice, or is not text, is an error with its line."""

from __future__ import annotations

from typing import Any

import yaml

_TEXT = "tag:yaml.org,2002:str"
_MERGE = "tag:yaml.org,2002:merge"
DEEPEST = 40
"""Levels of nesting; no bank needs a quarter of them."""


class NotStrictError(Exception):
    """Say what the YAML text does wrong, on which line, and the repair."""

    def __init__(self, line: int, problem: str, repair: str) -> None:
        super().__init__(f"line {line}: {problem}")
        self.repair = repair


class _StrictLoader(yaml.SafeLoader):
    """Load plain data only, and refuse what YAML would silently change or drop."""

    depth = 0

    def compose_node(self, parent: yaml.Node | None, index: Any) -> yaml.Node:
        self.depth += 1
        if self.depth > DEEPEST:
            line = self.peek_event().start_mark.line + 1
            raise NotStrictError(line, "too many levels of nesting", "write it flatter")
        node = super().compose_node(parent, index)
        self.depth -= 1
        return node

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict:
        seen: set[str] = set()
        for name, _ in node.value:
            if name.tag == _MERGE:
                continue
            _check_name(name)
            if name.value in seen:
                raise NotStrictError(_line(name), f"{name.value!r} stands twice in one mapping", "keep one of the two")
            seen.add(name.value)
        return super().construct_mapping(node, deep)


def _line(node: yaml.Node) -> int:
    return node.start_mark.line + 1


def _check_name(name: yaml.Node) -> None:
    """Refuse a name that YAML takes for yes/no, a number, a date or nothing."""
    if name.tag == _TEXT:
        return
    if not isinstance(name, yaml.ScalarNode):
        raise NotStrictError(_line(name), "a name must be plain text", "write a short id")
    meaning = {"bool": "a yes/no value", "null": "nothing"}.get(name.tag.rsplit(":", 1)[-1], "a number or a date")
    raise NotStrictError(
        _line(name), f"the name {name.value} is read as {meaning}, not as text", f'put it in quotes: "{name.value}"'
    )


def parse(text: str) -> Any:
    """Turn YAML text into plain data, or raise NotStrictError."""
    try:
        return yaml.load(text, Loader=_StrictLoader)  # noqa: S506  (a SafeLoader)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line = mark.line + 1 if mark else 1
        raise NotStrictError(
            line, f"not valid YAML: {error.problem or error.context}", "check the indentation, quotes and colons there"
        ) from error
    except yaml.reader.ReaderError as error:
        line = text.count("\n", 0, error.position) + 1
        raise NotStrictError(line, f"not valid YAML: {error.reason}", "remove that character") from error
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        raise NotStrictError(1, f"not valid YAML: {error}", "check the file's text") from error
