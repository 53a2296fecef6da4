"""Make whole pages of the course from templates: for the portal and for the static site alike."""

from functools import lru_cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from nbcare.pages.shell import words

TEMPLATES = Path(__file__).with_name("templates")


def render(name: str, **context: Any) -> str:
    """Return the page that a template such as "home.html" makes; raise jinja2.UndefinedError when its context lacks a part."""
    return _environment().get_template(name).render(**context)


@lru_cache(maxsize=1)
def _environment() -> Environment:
    made = Environment(loader=FileSystemLoader(TEMPLATES), autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True, auto_reload=False)
    made.filters |= {"rich": words.rich, "after_title": words.after_title, "paragraphs": words.paragraphs, "day": words.day, "moment": words.moment, "number": words.number, "unbroken": words.unbroken, "page_data": words.page_data, "charts": words.charts}
    made.globals |= {"count": words.count}
    return made
