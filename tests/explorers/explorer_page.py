"""What a learner sees and does on an explorer's page, in words."""

from pathlib import Path

from accessibility import broken_rules
from browsers import until
from playwright.sync_api import Page

ROOT = Path(__file__).resolve().parents[2]
EVERY = sorted(path.stem for path in (ROOT / "assets/explorers").glob("*.yaml"))
# Each switch once, each list and group of radio buttons at its last choice: without knowing what they are for.
TOUCH_ALL = """stage => {
  for (const button of stage.querySelectorAll("[aria-pressed=false]")) button.click();
  for (const radio of stage.querySelectorAll("label:last-child > input[type=radio]:enabled")) radio.click();
  for (const box of stage.querySelectorAll("input[type=checkbox]:enabled")) box.click();
  for (const list of stage.querySelectorAll("select:enabled")) { list.selectedIndex = list.options.length - 1; list.dispatchEvent(new Event("change", { bubbles: true })); }
}"""


def drawn(page: Page) -> None:
    """Wait until the style sheets are there and the charts, which follow their width, have drawn themselves."""
    until(page, "[...document.querySelectorAll('link[rel=stylesheet]')].every((link) => link.sheet)")
    page.evaluate("async () => { for (let i = 0; i < 3; i += 1) await new Promise(requestAnimationFrame); }")


def sentence(page: Page) -> str:
    """Return the sentence that restates the picture."""
    return page.locator(".nbc-x-sentence").inner_text().strip()


def commit(page: Page, choice: str) -> None:
    """Commit a prediction by mouse."""
    page.locator(f".nbc-x-predict input[value={choice}]").check()
    page.get_by_role("button", name="Commit my prediction").click()


def press(page: Page, *keys: str) -> None:
    """Press keys one after the other; `ArrowRight*6` presses one six times."""
    for key in keys:
        name, _, times = key.partition("*")
        for _ in range(int(times or 1)):
            page.keyboard.press(name)


def focused(page: Page) -> str:
    """Return what the focused element is called."""
    return page.evaluate("""() => {
      const e = document.activeElement;
      return e.getAttribute("aria-label") || e.labels?.[0]?.innerText || e.innerText || e.tagName;
    }""").strip()


def tab_to(page: Page, name: str) -> None:
    """Press Tab until the element of this name has the focus."""
    for _ in range(60):
        if name in focused(page):
            return
        page.keyboard.press("Tab")
    raise AssertionError(f"Tab never reaches {name!r}")


def predict_by_keys(page: Page, moves: int) -> None:
    """Commit the prediction so many options below the first, with the keyboard alone."""
    press(page, "Tab", "Space", f"ArrowDown*{moves}") if moves else press(page, "Tab", "Space")
    tab_to(page, "Commit my prediction")
    press(page, "Enter")


def compare_by_keys(page: Page) -> str:
    """Compare with the keyboard alone and return what is said."""
    tab_to(page, "Compare with my prediction")
    press(page, "Enter")
    return page.locator(".nbc-x-result").inner_text()


def table_rows(page: Page, number: int = 0) -> list[list[str]]:
    """Return the rows of a table."""
    table = page.locator(".nbc-x-data").nth(number).locator("tbody tr")
    return [[cell.text_content().strip() for cell in row.locator("th, td").all()] for row in table.all()]


def unfold(page: Page) -> None:
    """Open every fold of the explorer."""
    page.locator(".nbc-x").evaluate(
        "card => { for (const fold of card.querySelectorAll('details')) fold.open = true; }"
    )


def use(page: Page, folds: bool = True) -> None:
    """Use every control of any explorer once: predict, slide to the ends, switch, choose, compare, unfold."""
    predicts = page.locator(".nbc-x-predict input:enabled")
    if predicts.count():
        commit(page, predicts.first.get_attribute("value"))
    for slider in page.locator(".nbc-x-stage input[type=range]").all():
        slider.press("End")
    page.locator(".nbc-x-stage").evaluate(TOUCH_ALL)
    compare = page.get_by_role("button", name="Compare with my prediction")
    if compare.count():
        compare.click()
    if folds:
        unfold(page)


def violations(page: Page) -> list:
    """Return the accessibility faults that axe finds."""
    return broken_rules(page, "#here")
