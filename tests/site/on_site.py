"""A learner's ways about the site: find questions, answer them, hand in, and hear what the page asks of the network."""

import json
from pathlib import Path

import hands
from playwright.sync_api import Page, expect

from nbcare.questions.variants.dealing import dealt


def stick(site: Path, name: str = "index") -> str:
    """Return the address of a page on a USB stick."""
    return f"{site.as_uri()}/{name}.html"


def stands(page: Page) -> None:
    """Wait until the page is loaded for good, and every widget is on it."""
    if page.locator("#nbc-page").count():
        page.locator("html[data-nbp-storage]").wait_for(state="attached")
    if page.locator(".nbp-widget[data-cell]").count():
        page.locator("html[data-nbp-mounted=all]").wait_for(state="attached")


def question(page: Page, id: str):
    """Return the place of a question."""
    return page.locator(f'[data-item="{id}"]')


def items(page: Page) -> dict[str, dict]:
    """Return every question of the page as this learner was dealt it."""
    widgets = json.loads(page.locator("#nbc-page").text_content())["widgets"].values()
    asked = [
        props
        for one in widgets
        for props in ([one["props"]] if one["widget"] == "ask" else one["props"].get("steps", ()))
    ]
    return {props["id"]: dealt(props, seed(page)) for props in asked}


def seed(page: Page) -> str:
    """Return the seed that the browser made for this page."""
    scope = json.loads(page.locator("#nbc-page").text_content())["scope"]
    [text] = page.evaluate(
        "scope => Object.entries(localStorage).filter(([key]) => key.endsWith(`|${scope}`) && !key.includes('|!')).map(([, text]) => text)",
        scope,
    )
    return json.loads(text)["seed"]


def some_answer(item: dict):
    """Return a valid answer to an item; whether it is right does not matter."""
    kind, first = item["kind"], lambda of: next(iter(of))
    if kind == "single":
        return first(item["options"])
    if kind in ("multiple", "select_n"):
        return [first(item["options"])]
    if kind == "matrix_single":
        return {row: first(item["columns"]) for row in item["rows"]}
    if kind in ("cloze", "table_cloze", "rationale"):
        return {
            blank: list(told["options"])[-1 if place else 0]
            for place, (blank, told) in enumerate(item["blanks"].items())
        }
    if kind == "drag_cloze":
        from nbcare.questions import markers

        return dict(zip(markers.blanks(item), item["tokens"], strict=False))
    if kind == "highlight":
        from nbcare.questions import markers

        return markers.spans(item)[:1]
    if kind == "hot_spot":
        return [first(item["spots"])]
    if kind == "order":
        return list(item["options"])[::-1]
    if kind == "numeric":
        variant = {"variant": item["variant"]} if "variant" in item else {}
        return {"value": "12.5", "unit": (item.get("units") or [item.get("unit", "")])[0], **variant}
    return "Grüße: “drink” 🙂"


def answer(page: Page, item: dict, by=hands.by_mouse):
    """Answer one question and wait until it is saved; return the answer."""
    response = some_answer(item)
    by(question(page, item["id"]), item, response)
    expect(question(page, item["id"]).locator(".nbc-status")).to_contain_text("Saved")
    return response


def heard(page: Page) -> list[str]:
    """Return a list that fills with every address the page asks for."""
    asked: list[str] = []
    page.context.on("request", lambda request: asked.append(request.url))
    return asked
