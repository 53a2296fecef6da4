"""Separate a script's code from its comments and the contents of its strings, templates and regular expressions."""

import re

# What comes before a slash that begins a pattern; after anything else a slash divides.
_BEFORE_PATTERN = re.compile(
    r"(?:^|[(,=:\[!&|?{};+\-*%<>~^]|=>|\b(?:return|typeof|case|in|of|delete|void|instanceof|new|throw|yield|await|else|do))\s*$"
)
_QUOTED = {mark: re.compile(rf"{mark}(?:\\.|[^\\\n{mark}])*{mark}", re.DOTALL) for mark in "\"'"}
_PATTERN = re.compile(r"/(?:\\.|\[(?:\\.|[^\]\\\n])*\]|[^/\\\[\n])+/[a-z]*")
_LINE_COMMENT, _BLOCK_COMMENT = re.compile(r"//[^\n]*"), re.compile(r"/\*.*?\*/", re.DOTALL)
_TEMPLATE_PART = re.compile(r"(?:\\.|\$(?!\{)|[^\\`$])*", re.DOTALL)


class UnreadableError(ValueError):
    """A string, template, comment or pattern has no end, at this place of a script."""

    def __init__(self, at: int) -> None:
        super().__init__("a string, template, comment or pattern has no end")
        self.at = at


def code(text: str) -> tuple[str, list[tuple[int, int]]]:
    """Return a script's code alone, and where its comments stand.

    In the code, comments and the insides of strings, templates and patterns are spaces: places and lines stay the same.
    """
    reader = _Reader(text)
    while reader.at < len(text):
        reader.step()
    if reader.depths:
        raise UnreadableError(len(text) - 1)
    return "".join(reader.code), reader.comments


class _Reader:
    """Go through one script from its first character to its last."""

    def __init__(self, text: str) -> None:
        self.text, self.at, self.code = text, 0, list(text)
        self.comments: list[tuple[int, int]] = []
        self.depths: list[int] = []  # for each template that is open: how many braces of its code are

    def step(self) -> None:
        """Go over one character, or over what it begins."""
        mark, two = self.text[self.at], self.text[self.at : self.at + 2]
        if two in ("//", "/*"):
            start = self.at
            self._blank(_LINE_COMMENT if two == "//" else _BLOCK_COMMENT)
            self.comments.append((start, self.at))
        elif mark in _QUOTED:
            self._blank(_QUOTED[mark], inside=1)
        elif mark == "/" and _BEFORE_PATTERN.search("".join(self.code[max(0, self.at - 40) : self.at])):
            self._blank(_PATTERN, inside=1)
        elif mark == "`":
            self._template()
        elif mark in "{}" and self.depths:
            self._brace(mark)
        else:
            self.at += 1

    def _brace(self, mark: str) -> None:
        self.depths[-1] += 1 if mark == "{" else -1
        if self.depths[-1] < 0:
            self.depths.pop()
            self._template()
        else:
            self.at += 1

    def _template(self) -> None:
        """Go over the words of a template, to its end or to the code that stands in it."""
        self.at += 1
        self._blank(_TEMPLATE_PART)
        if self.text[self.at : self.at + 1] == "`":
            self.at += 1
        elif self.text[self.at : self.at + 2] == "${":
            self.depths.append(0)
            self.at += 2
        else:
            raise UnreadableError(min(self.at, len(self.text) - 1))

    def _blank(self, pattern: re.Pattern[str], inside: int = 0) -> None:
        found = pattern.match(self.text, self.at)
        if not found:
            raise UnreadableError(self.at)
        for place in range(self.at + inside, found.end() - inside):
            if self.code[place] != "\n":
                self.code[place] = " "
        self.at = found.end()
