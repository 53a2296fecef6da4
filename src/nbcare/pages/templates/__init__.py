"""Make whole pages of the course from templates: for the portal and for the static site alike."""

from functools import lru_cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from nbcare.pages.templates import filters

TEMPLATES = Path(__file__).parent


def render(name: str, **context: Any) -> str:
    """Return the page that a template such as "home.html" makes; raise jinja2.UndefinedError when its context lacks a part."""
    return _environment().get_template(name).render(**context)


@lru_cache(maxsize=1)
def _environment() -> Environment:
    made = Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )
    made.filters |= {
        "rich": filters.rich,
        "after_title": filters.after_title,
        "paragraphs": filters.paragraphs,
        "day": filters.day,
        "moment": filters.moment,
        "number": filters.number,
        "unbroken": filters.unbroken,
        "page_data": filters.page_data,
        "charts": filters.charts,
        "fragment": filters.fragment,
    }
    made.globals |= {"count": filters.count}
    return made
