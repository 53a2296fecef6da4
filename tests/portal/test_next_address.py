"""Where a log-in leads on to."""

import pytest

from nbcare.portal.security import local_address


@pytest.mark.parametrize("wanted", ["/", "/module/retinoids", "/quiz/retinoids-quiz?from=home#q", "/results"])
def test_an_address_of_the_portal_is_where_a_log_in_leads(wanted):
    """Does a nurse come to the page that she wanted to open?"""
    assert local_address(wanted, "") == wanted


@pytest.mark.parametrize(
    "wanted",
    [
        "",
        "//elsewhere.example/",
        "https://elsewhere.example/",
        "/\\elsewhere.example",
        "/../hub/logout",
        "/a//b",
        "/%2e%2e/hub",
        "/a\nb",
        "/" + 500 * "a",
        "javascript:alert(1)",
        "module/retinoids",
    ],
)
def test_any_other_address_leads_home(wanted):
    """Can a link with a crafted address lead somebody elsewhere after the log-in?"""
    assert local_address(wanted, "") == "/"


def test_a_portal_below_a_prefix_stays_below_it():
    """Does a portal beside other programs lead to none of them?"""
    assert local_address("/services/nbcare/results", "/services/nbcare") == "/services/nbcare/results"
    assert local_address("/hub/logout", "/services/nbcare") == "/services/nbcare/"
    assert local_address("/services/nbcare/../../hub/logout", "/services/nbcare") == "/services/nbcare/"
