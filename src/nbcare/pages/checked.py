"""Check a finished page for what a strict content policy would block, and for broken structure and links."""

from html.parser import HTMLParser
from urllib.parse import unquote

from nbcare.errors import ContentError
from nbcare.pages.raw_html import VOID

_NEVER = frozenset("base embed form frame iframe input link meta object script style template".split())
_ASKS = frozenset(("src", "srcset", "action", "formaction", "poster", "data", "background", "ping"))
_REPAIR = "correct it in lessons/ and build again"


def check(fragment: str, file: str) -> None:
    """Raise ContentError for a tag left open, a link that leads nowhere, and whatever runs or loads from another host."""
    reader = _Reader(file)
    reader.feed(fragment)
    reader.close()
    if reader.open:
        raise ContentError(file, "", f"leaves the tag <{reader.open[-1]}> open", _REPAIR)
    for target in reader.links:
        if target not in reader.ids:
            raise ContentError(
                file,
                f"#{target}",
                "is linked, and there is no such place on the page",
                "correct the link, or the heading",
            )


class _Reader(HTMLParser):
    def __init__(self, file: str) -> None:
        super().__init__()
        self.file = file
        self.open: list[str] = []
        self.ids: set[str] = set()
        self.links: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _NEVER:
            raise ContentError(self.file, "", f"holds the tag <{tag}>", _REPAIR)
        for name, value in attrs:
            self._attribute(tag, name, value or "")
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in VOID:
            self.open.pop()

    def handle_endtag(self, tag: str) -> None:
        if tag in VOID:
            return
        if not self.open or self.open.pop() != tag:
            raise ContentError(self.file, "", f"closes the tag <{tag}>, which is not the one that is open", _REPAIR)

    def _attribute(self, tag: str, name: str, value: str) -> None:
        if name.startswith("on") or name == "style":
            raise ContentError(self.file, "", f"holds the attribute {name} at <{tag}>", _REPAIR)
        if name in _ASKS and not (tag == "img" and value.startswith("data:image/")):
            raise ContentError(self.file, "", f"asks for {value[:80]!r} by itself", _REPAIR)
        if name == "id":
            if value in self.ids:
                raise ContentError(self.file, f"#{value}", "stands twice on the page", "give one heading other words")
            self.ids.add(value)
        if name == "href" and value.startswith("#"):
            self.links.append(unquote(value[1:]))
