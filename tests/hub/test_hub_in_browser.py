"""A nurse's way through a hub in a real browser: log in, answer, reload; log out for the next one."""

import re

import pytest
from person import MODULE
from playwright.sync_api import expect
from running import PREFIX

pytestmark = pytest.mark.browser


@pytest.fixture
def page(chromium, hub):
    """A browser of its own, which notes what goes wrong and whom it speaks to."""
    context = chromium.new_context()
    page = context.new_page()
    page.wrong = []
    page.on("pageerror", lambda error: page.wrong.append(str(error)))
    page.on(
        "request",
        lambda request: request.url.startswith((hub.public, "data:", "blob:")) or page.wrong.append(request.url),
    )
    yield page
    context.close()


def answers(page, **how):
    """Return the options of the page's questions, once all stand; what an explorer begins with is no answer."""
    return page.locator('[data-nbp-mounted="all"] [data-widget="ask"]').get_by_role("radio", **how)


def log_in(page, hub, name):
    """Fill in the hub's own form."""
    page.get_by_label("Username").fill(name)
    page.get_by_label("Password").fill(hub.password)
    page.get_by_role("button", name="Sign in").click()


def test_a_learner_logs_in_answers_and_finds_it_again(page, hub):
    """Opened at the hub's address: is an answer saved in the store, there after a reload, and not the next learner's?"""
    page.goto(f"{hub.public}{PREFIX}/")
    log_in(page, hub, "anna")
    expect(page).to_have_url(f"{hub.public}{PREFIX}/")
    page.get_by_role("main").locator(f'a[href="{PREFIX}/module/{MODULE}"]').first.click()
    # Another test may have answered in Anna's name, and the options stand in an order of her own.
    choice = page.locator(f"#{answers(page, checked=False).last.get_attribute('id')}")
    choice.check()
    expect(page.locator(".nbc-question").filter(has=choice).locator(".nbc-status")).to_have_text(re.compile("Saved$"))
    expect(choice).to_be_checked()
    assert hub.answers("anna", MODULE)
    chosen = answers(page, checked=True).count()
    page.reload()
    expect(answers(page, checked=True)).to_have_count(chosen)
    page.get_by_role("button", name="Log out").click()
    expect(page.get_by_label("Username")).to_be_visible()
    page.goto(f"{hub.public}{PREFIX}/module/{MODULE}")
    log_in(page, hub, "kim")
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    expect(answers(page).last).to_be_visible()
    expect(answers(page, checked=True)).to_have_count(0)
    assert page.wrong == []
