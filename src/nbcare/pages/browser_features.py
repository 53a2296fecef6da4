"""Say which features of a browser are newer than the lowest versions that the course runs in: browsers.json lists both."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Literal, NotRequired, TypedDict

Versions = dict[str, float]


class Feature(TypedDict):
    """A feature: how its use looks, the version of each browser that brought it, and what older ones show instead."""

    name: str
    pattern: str
    since: Versions
    fallback: NotRequired[str]


class Browsers(TypedDict):
    """The lowest version of each browser, and the features of scripts and of style sheets that people reach for."""

    lowest: Versions
    script: list[Feature]
    sheet: list[Feature]


@cache
def browsers() -> Browsers:
    """Return the content of browsers.json."""
    found: Browsers = json.loads(Path(__file__).with_name("browsers.json").read_text(encoding="utf-8"))
    return found


def too_new(text: str, of: Literal["script", "sheet"]) -> Iterator[tuple[int, str]]:
    """Yield the place and a name for each feature that a lowest browser lacks; one with a fallback is fine.

    In a text without its comments: a sentence may name what the code must not use.
    """
    lowest = browsers()["lowest"]
    for feature in browsers()[of]:
        lacking = [f"{name} {since:g}" for name, since in feature["since"].items() if since > lowest[name]]
        if not lacking or "fallback" in feature:
            continue
        for found in re.finditer(feature["pattern"], text):
            yield found.start(), f"{feature['name']} needs {' and '.join(lacking)}"
