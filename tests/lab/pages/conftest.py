"""Pages that all tests of this folder look at: opening one in JupyterLab is the slow part."""

import pytest

from ..conftest import SCREEN, forget, opened, watched


@pytest.fixture(scope="package")
def lab(_lab_of_the_worker):
    """The learner's JupyterLab, for the whole folder: its pages stay open from file to file."""
    yield _lab_of_the_worker
    forget(_lab_of_the_worker)


@pytest.fixture(scope="package")
def _kept_pages(chromium, lab):
    """One browser with a tab for each page of the course that was asked for."""
    context = chromium.new_context(viewport=SCREEN, reduced_motion="reduce")
    yield context, {}
    context.close()


@pytest.fixture
def shown(_kept_pages, lab):
    """Show a page: shown(slug) opens it once. For tests that need no page of their own: opening one is the slow part."""
    context, pages = _kept_pages

    def show(slug: str):
        if slug not in pages:
            pages[slug] = opened(watched(context.new_page(), lab), lab, slug)
        pages[slug].set_viewport_size(SCREEN)
        pages[slug].emulate_media(color_scheme="light")
        pages[slug].keyboard.press("Escape")
        return pages[slug]

    return show
