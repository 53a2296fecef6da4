"""docs/ as a site: every page in the navigation, every link fitting, nothing asked of another host."""

import importlib.util
import re

import pytest


@pytest.fixture
def builder(root):
    """docs/build.py as a module."""
    spec = importlib.util.spec_from_file_location("docs_under_test", root / "docs" / "build.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_every_page_is_in_the_navigation(root, builder):
    """Is each page of docs/, and each of the project's own, listed once for its readers?"""
    index = (root / "docs" / "index.md").read_text(encoding="utf-8")
    listed = [line for block in re.findall(r"```\{toctree\}(.*?)```", index, re.DOTALL) for line in block.splitlines()]
    listed = [line for line in listed if line and not line.startswith(":")]
    pages = {path.stem for path in (root / "docs").glob("*.md")} - {"index"}
    pages |= {name.removesuffix(".md") for name in builder.PROJECT_PAGES.values()}
    assert len(listed) == len(set(listed)) and set(listed) == pages


def test_links_fit_the_site(builder, tmp_path):
    """Do links between docs/ and the project's own pages lead to pages of the site, and to nothing that is not in it?"""
    builder.lay_out(tmp_path / "docs")
    for page in (tmp_path / "docs").glob("*.md"):
        links = [link[2] for link in builder.LINK.finditer(page.read_text(encoding="utf-8"))]
        assert [link for link in links if not (page.parent / link).is_file()] == [], page.name


@pytest.mark.parametrize(
    "text",
    [
        '<script src="https://cdn.example/a.js"></script>',
        "<script async src=//cdn.example/a.js></script>",
        '<link rel="stylesheet" href="https://fonts.example/css">',
        '<link href="https://fonts.example" rel="preconnect">',
        '<img alt="badge" src="http://badge.example/a.svg">',
        "<style>@import 'https://fonts.example/css';</style>",
        "<style>@font-face { src: url(https://fonts.example/a.woff2) }</style>",
    ],
)
def test_what_a_page_loads_from_another_host_is_found(builder, tmp_path, text):
    """Would each way to load something from elsewhere stop the build?"""
    (tmp_path / "page.html").write_text(text, encoding="utf-8")
    assert len(builder.other_hosts(tmp_path)) == 1


@pytest.mark.parametrize(
    "text",
    [
        '<a href="https://www.python.org">Python</a>',
        '<script src="_static/a.js"></script>',
        '<link rel="stylesheet" href="_static/a.css">',
        '<img src="_images/home.png">',
        '<svg xmlns="http://www.w3.org/2000/svg"></svg>',
    ],
)
def test_a_link_that_is_clicked_may_lead_elsewhere(builder, tmp_path, text):
    """Does a page that loads its own files only pass?"""
    (tmp_path / "page.html").write_text(text, encoding="utf-8")
    assert builder.other_hosts(tmp_path) == []
