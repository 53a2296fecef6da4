"""The course on paper in Firefox and WebKit: whole, over the whole width, and a card on one sheet."""

import base64
import io
import sys
from collections.abc import Callable
from pathlib import Path

import other_browsers
import pytest
from at_browser import Nurse
from courses import ROOT
from pypdf import PdfReader
from selenium.webdriver.common.print_page_options import PrintOptions

sys.path.insert(0, str(ROOT / "tests/web"))

from nbcare.content import course as courses  # noqa: E402
from nbcare.site import static_course  # noqa: E402

SHEETS_OF_A_MODULE = 45
"""Where a module was printed in two fifths of the width, it took 98."""
PRINTERS = [
    pytest.param("firefox", marks=pytest.mark.needs("firefox")),
    pytest.param("webkit", marks=pytest.mark.needs("webkit-print")),
]


@pytest.fixture(scope="module")
def site(tmp_path_factory) -> Path:
    """The course as files."""
    out = tmp_path_factory.mktemp("site")
    static_course.write(courses.load(ROOT), out)
    return out


@pytest.fixture(params=PRINTERS)
def sheets(request, site, tmp_path) -> Callable[[str], int]:
    """Print a page of the site; return how many sheets it takes."""

    def printed(page: str) -> int:
        if request.param == "webkit":
            pdf = tmp_path / "page.pdf"
            other_browsers.print_in_webkit(f"{site.as_uri()}/{page}", pdf)
            return _count(pdf.read_bytes())
        (profile := tmp_path / "profile").mkdir(exist_ok=True)
        with other_browsers.running("firefox", profile) as driver:
            Nurse(driver, site.as_uri()).go(f"/{page}")
            return _count(base64.b64decode(driver.print_page(PrintOptions())))

    return printed


def _count(pdf: bytes) -> int:
    return len(PdfReader(io.BytesIO(pdf)).pages)


def test_a_family_card_is_one_sheet(sheets, site):
    """Does what a family takes home fit on one sheet, whichever browser prints it?"""
    cards = sorted(path.name for path in (site / "cards").glob("*.html"))
    assert cards and {name: sheets(f"cards/{name}") for name in cards} == dict.fromkeys(cards, 1)


def test_a_module_uses_the_width_of_the_paper(sheets):
    """Does a module take no more sheets than its text needs?"""
    assert 10 < sheets("retinoids.html") < SHEETS_OF_A_MODULE


def test_a_quiz_is_four_sheets_at_most(sheets):
    """Can a quiz be handed round on paper?"""
    assert 1 <= sheets("retinoids-quiz.html") <= 4
