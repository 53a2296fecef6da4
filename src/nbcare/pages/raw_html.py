"""Let through the few HTML tags that a lesson may hold, and nothing that runs, changes the looks or loads from elsewhere."""

import html
from html.parser import HTMLParser

TAGS = frozenset(
    "abbr b blockquote br caption cite code dd del details dfn div dl dt em figcaption figure hr i ins kbd li mark ol p pre q s small span strong sub summary sup table tbody td tfoot th thead tr u ul var wbr".split()
)
ATTRIBUTES = frozenset("colspan dir lang open rowspan scope start title".split())
VOID = frozenset("br hr img input wbr".split())


class NotAllowedError(ValueError):
    """A tag or attribute of raw HTML that no page may hold."""


def allowed(text: str) -> str:
    """Return raw HTML as it may stand on a page; raise NotAllowedError for any other tag or attribute."""
    reader = _Reader()
    reader.feed(text)
    reader.close()
    return "".join(reader.made)


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=False)
        self.made: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in TAGS:
            raise NotAllowedError(f"holds the HTML tag <{tag}>")
        attributes = ""
        for name, value in attrs:
            if name not in ATTRIBUTES:
                raise NotAllowedError(f"holds the attribute {name} at <{tag}>")
            attributes += f' {name}="{html.escape(value or "")}"'
        self.made.append(f"<{tag}{attributes}>")

    def handle_endtag(self, tag: str) -> None:
        if tag not in TAGS:
            raise NotAllowedError(f"holds the HTML tag </{tag}>")
        self.made.append(f"</{tag}>")

    def handle_data(self, data: str) -> None:
        self.made.append(html.escape(data, quote=False))

    def handle_entityref(self, name: str) -> None:
        self.made.append(f"&{name};")

    def handle_charref(self, name: str) -> None:
        self.made.append(f"&#{name};")

    def handle_decl(self, decl: str) -> None:
        raise NotAllowedError("holds a declaration <!…>")

    def handle_pi(self, data: str) -> None:
        raise NotAllowedError("holds an instruction <?…>")

    def unknown_decl(self, data: str) -> None:
        raise NotAllowedError("holds a declaration <![…]>")
