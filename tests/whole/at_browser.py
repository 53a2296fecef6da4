"""What a nurse does at any browser that Selenium drives, as tests say it."""

import json
import time
from typing import Any

import hands
import on_screen
from selenium.common.exceptions import WebDriverException
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys
from selenium.webdriver.remote.webdriver import WebDriver

from nbcare.questions import markers

PATIENCE = 60
"""Seconds to wait for what a page will show on a busy machine."""
_MIDDLE = "arguments[0].scrollIntoView({ block: 'center', inline: 'center', behavior: 'instant' })"
_TEXT = "return document.querySelector(arguments[0])?.textContent ?? ''"


class Nurse:
    """One person at one browser; `address` is where the course is."""

    def __init__(self, driver: WebDriver, address: str):
        self.driver, self.address = driver, address

    def go(self, path: str) -> None:
        """Open a page and wait until all of it is there."""
        self.driver.get(self.address + path)
        self.mounted()

    def mounted(self) -> None:
        """Wait until the page is loaded for good, and every widget is on it."""
        self.until(
            "return document.readyState === 'complete' && (!document.querySelector('.nbp-widget[data-cell]')"
            " || document.documentElement.dataset.nbpMounted === 'all') && (location.protocol !== 'file:'"
            " || !document.querySelector('#nbc-page') || document.documentElement.dataset.nbpStorage === 'known')"
        )

    def until(self, script: str, *arguments: Any) -> Any:
        """Wait for a script to return something true, also across pages; return it."""
        until, problem = time.monotonic() + PATIENCE, None
        while time.monotonic() < until:
            try:
                if value := self.driver.execute_script(script, *arguments):
                    return value
            except WebDriverException as error:  # the page changed meanwhile
                problem = error
            time.sleep(0.05)
        raise AssertionError(f"it has not become true: {script} {arguments} at {self.driver.current_url}; {problem}")

    def see(self, words: str, css: str = "body") -> None:
        """Wait until a part of the page shows some words."""
        self.until("return document.querySelector(arguments[1])?.innerText.includes(arguments[0])", words, css)

    def press(self, css: str, number: int = 0) -> None:
        """Press one of the elements that a selector finds."""
        self.until("return document.querySelectorAll(arguments[0]).length > arguments[1]", css, number)
        element = self.driver.find_elements(By.CSS_SELECTOR, css)[number]
        self.driver.execute_script(_MIDDLE, element)
        element.click()

    def press_words(self, words: str, css: str = "button, a") -> None:
        """Press the button or link that says some words."""
        found = "return [...document.querySelectorAll(arguments[1])].findIndex((el) => el.textContent.trim() === arguments[0] && el.getClientRects().length) + 1"
        self.press(css, self.until(found, words, css) - 1)

    def write(self, css: str, text: str) -> None:
        """Replace what a field holds."""
        self.press(css)
        [field] = self.driver.find_elements(By.CSS_SELECTOR, css)
        field.clear()
        field.send_keys(text)

    def log_in(self, learner: str, pin: str) -> None:
        """Log in from wherever the page asks for it."""
        self.write("#learner", learner)
        self.write("#pin", pin + Keys.ENTER)
        self.until("return !document.querySelector('#pin')")
        self.mounted()

    def item(self, id: str) -> dict[str, Any]:
        """Return a question as the page was given it."""
        page = json.loads(self.driver.execute_script(_TEXT, "#nbc-page"))
        [props] = [each["props"] for each in page["widgets"].values() if each["props"].get("id") == id]
        return props

    def answer(self, item: dict[str, Any], response: Any) -> None:
        """Give an answer with mouse and keyboard, and wait until the page says that it is saved."""
        question = f'[data-item="{item["id"]}"]'
        self.until("return document.querySelector(arguments[0])", f"{question} .nbc-body")
        _GIVE.get(item["kind"], _press_boxes)(self, f"{question} .nbc-body", item, response)
        self.saved(item["id"])

    def saved(self, id: str) -> None:
        """Wait until a question says that its answer is saved."""
        self.until(
            "return document.querySelector(arguments[0])?.dataset.state === 'saved'", f'[data-item="{id}"] .nbc-status'
        )

    def shown(self, item: dict[str, Any]) -> Any:
        """Return the answer that a question's controls show."""
        question = f'[data-item="{item["id"]}"]'
        self.until("return document.querySelector(arguments[0])", f"{question} .nbc-body")
        return on_screen.answer(_Element(self.driver, question), item)


class _Element:
    """An element as `on_screen` reads it."""

    def __init__(self, driver: WebDriver, css: str):
        self._driver, self._css = driver, css

    def evaluate(self, script: str) -> Any:
        return self._driver.execute_script(f"return ({script})(document.querySelector(arguments[0]))", self._css)


def _press_boxes(nurse: Nurse, body: str, item: dict, response: Any) -> None:
    for box in hands.boxes(item, response):
        nurse.press(f"{body} label:has({box})")


def _write(nurse: Nurse, body: str, item: dict, response: Any) -> None:
    nurse.write(f"{body} :is(textarea, input[type=text])", response if item["kind"] == "text" else response["value"])
    if item.get("units"):
        nurse.press(f"{body} select option[value='{response['unit']}']")


def _choose(nurse: Nurse, body: str, item: dict, response: dict) -> None:
    places = markers.blanks(item)
    for blank, option in response.items():
        choose = "const el = document.querySelectorAll(arguments[0])[arguments[1]]; el.value = arguments[2]; el.dispatchEvent(new Event('input', { bubbles: true })); el.dispatchEvent(new Event('change', { bubbles: true }))"
        nurse.driver.execute_script(choose, f"{body} select", places.index(blank), option)


def _place(nurse: Nurse, body: str, item: dict, response: dict) -> None:
    for blank, token in response.items():
        words = nurse.driver.execute_script(
            "return [...document.querySelectorAll(arguments[0])].map((el) => el.textContent)", f"{body} .nbc-token"
        )
        nurse.press(f"{body} .nbc-token", words.index(item["tokens"][token]))
        nurse.press(f"{body} .nbc-place", markers.blanks(item).index(blank))


def _sort(nurse: Nurse, body: str, item: dict, response: list) -> None:
    read = "return [...document.querySelectorAll(arguments[0])].map((el) => el.firstChild.textContent)"
    for place, id in enumerate(response):
        lines = nurse.driver.execute_script(read, f"{body} .nbc-line-text")
        for up in range(lines.index(item["options"][id]), place, -1):
            nurse.press(f"{body} .nbc-line:nth-child({up + 1}) button")


_GIVE = {
    "text": _write,
    "numeric": _write,
    "cloze": _choose,
    "table_cloze": _choose,
    "rationale": _choose,
    "drag_cloze": _place,
    "order": _sort,
}
