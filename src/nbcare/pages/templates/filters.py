"""Turn the course's data into words and marks of a page; nothing here lets a text become markup of its own."""

import json
import re
from datetime import UTC, datetime, tzinfo
from typing import Any
from urllib.parse import quote
from zoneinfo import ZoneInfo

from jinja2 import pass_context
from jinja2.runtime import Context
from markupsafe import Markup, escape

from nbcare.pages import abbreviations

_STRONG = re.compile(r"\*\*([^*]+)\*\*")
_EMPHASIS = re.compile(r"\*([^*\s](?:[^*]*[^*\s])?)\*")
_CITE = re.compile(r"(\[\d+\])")
_HYPHENED = re.compile(r"\b\w{1,12}-\w{1,12}\b")
# What may stand in a fragment as it is, letters of other languages excepted.
_IN_FRAGMENT = "!$&'()*+,;=:@/?-._~"
# What would end a script element, or a line of script, early.
_UNSAFE = {"<": "\\u003c", ">": "\\u003e", "&": "\\u0026", "\u2028": "\\u2028", "\u2029": "\\u2029"}


def rich(text: Any) -> Markup:
    """Return one run of text with the bank's inline markup: **bold**, *emphasis* and [n]."""
    safe = abbreviations.keep(str(escape("" if text is None else text)))
    safe = _EMPHASIS.sub(r"<em>\1</em>", _STRONG.sub(r"<strong>\1</strong>", safe))
    return Markup(_CITE.sub(r'<span class="nbc-cite">\1</span>', safe))


def paragraphs(text: Any) -> Markup:
    """Return a text as paragraphs, which blank lines part."""
    parts = [part.strip() for part in re.split(r"\n\s*\n", str(text or "")) if part.strip()]
    return Markup("").join(Markup("<p>{}</p>").format(rich(" ".join(part.split()))) for part in parts)


def unbroken(text: Any) -> Markup:
    """Return a title whose hyphenated words stay on one line."""
    return Markup(_HYPHENED.sub(r'<span class="nbp-keep">\g<0></span>', str(escape(text))))


def day(at: str, zone: tzinfo = UTC) -> str:
    """Return the day and time of an ISO time in words, in a zone that is named behind it."""
    try:
        time = datetime.fromisoformat(at)
    except ValueError:
        return at
    time = time if time.tzinfo is None else time.astimezone(zone)
    return f"{time.day} {time:%b %Y, %H:%M}{f' {time:%Z}' if time.tzinfo else ''}"


def after_title(fragment: str, notices: Markup) -> Markup:
    """Return a page's text with notices below its title, where a screen reader looks for them."""
    title, end, text = str(fragment).partition("</h1>")
    return Markup(title + end) + notices + Markup(text)


@pass_context
def moment(context: Context, at: str) -> Markup:
    """Return a time in the zone of the page; without one, as an element that a script puts into the reader's own."""
    name = context["page"]["zone"]
    return Markup('<time datetime="{}">{}</time>').format(at, day(at, ZoneInfo(name) if name else UTC))


def number(value: Any) -> str:
    """Return points without a needless decimal."""
    return f"{value:g}" if isinstance(value, (int, float)) else str(value)


def count(n: int, one: str, many: str | None = None) -> str:
    """Return a number with its noun."""
    return f"{n} {one if n == 1 else many or one + 's'}"


def way(minutes: int, answered: int, total: int) -> str:
    """Return the line below the title of the next page: how long it takes, or how much is answered."""
    return f"{answered} of {total} questions answered" if answered or not minutes else f"About {minutes} minutes"


def fragment(id: str) -> str:
    """Return the id of a place as an address has it: quotes and the like are not allowed there."""
    return quote(id, safe=_IN_FRAGMENT)


def page_data(data: Any) -> Markup:
    """Return JSON that can stand inside a script element."""
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    return Markup(re.sub("[<>&\u2028\u2029]", lambda found: _UNSAFE[found[0]], text))


def charts(result: dict[str, Any]) -> dict[str, Any]:
    """Return a result's page data: the charts of its items, which the page's script draws."""
    return {
        "kind": "result",
        "exhibits": {item["id"]: item["exhibits"] for item in result.get("items", ()) if item.get("exhibits")},
    }
