"""Answer any kind of question as a person does: with a mouse, with a finger, or with the keyboard alone."""

from collections.abc import Callable

from nbcare.questions import markers

LIMIT = 200  # presses of Tab within a page
# The style sheets of the question have come: a press must not meet a page that still moves.
DRESSED = """async () => {
  const due = () => [...document.querySelectorAll('link[rel=stylesheet]')].some((link) => !link.sheet && /\\/(kit|kinds)\\//.test(link.href));
  const until = performance.now() + 60_000;
  while (due() && performance.now() < until) await new Promise((again) => setTimeout(again, 20));
}"""
# Where the first line of a label's words stands: in running text the middle of its whole box may be other words.
FIRST_LINE = """el => {
  const all = el.getBoundingClientRect(), line = el.getClientRects()[0];
  return { x: line.x - all.x + line.width / 2, y: line.y - all.y + line.height / 2 };
}"""
# Which way Tab leads from the focus to the first place that fits: here, on, back, or nowhere.
WAY = """selector => {
  const here = document.activeElement, fits = [...document.querySelectorAll(selector)];
  if (!fits.length) return 'nowhere';
  if (fits.includes(here)) return 'here';
  return here.compareDocumentPosition(fits[0]) & Node.DOCUMENT_POSITION_PRECEDING ? 'back' : 'on';
}"""


def by_mouse(question, item: dict, response) -> None:
    """Answer a question by clicking and choosing, whatever was answered before."""
    _by_pressing(question, item, response, lambda place: place.click(position=place.evaluate(FIRST_LINE)))


def by_touch(question, item: dict, response) -> None:
    """Answer a question by tapping, whatever was answered before."""
    _by_pressing(question, item, response, lambda place: place.tap(position=place.evaluate(FIRST_LINE)))


def by_keyboard(question, item: dict, response) -> None:
    """Answer a question with Tab, arrows, Space, Enter and letters, from wherever the focus is."""
    _standing(question)
    keys = Keys(question.page, f'[data-item="{item["id"]}"]')
    kind = item["kind"]
    if kind in ("text", "numeric"):
        keys.write(
            "textarea" if kind == "text" else "input[type=text]", response if kind == "text" else response["value"]
        )
        if item.get("units"):
            keys.choose(response.get("unit", ""))
    elif kind == "drag_cloze":
        for gap, token in response.items():
            keys.press(f".nbc-tokens li:nth-child({_place(question, item['tokens'][token])}) button", "Enter")
            keys.press_nth(".nbc-place", markers.blanks(item).index(gap), "Enter")
    elif kind in ("cloze", "table_cloze", "rationale"):
        for gap, option in _choices(question, item, response):
            keys.choose(option, gap)
    elif kind == "order":
        _sort(question, item, response, lambda button: keys.press_this(button, "Enter"))
    else:
        for box in _to_change(question, boxes(item, response)):
            keys.tick(box)


def boxes(item: dict, response) -> list[str]:
    """Return a selector for each box or radio button that belongs to an answer."""
    kind = item["kind"]
    if kind == "matrix_single":
        return [f"input[name$='-{row}'][value='{column}']" for row, column in response.items()]
    if kind == "matrix_multiple":
        return [f"input[value='{column}.{row}']" for column, rows in response.items() for row in rows]
    if kind in ("grouping", "bowtie"):
        parts = {"conditions" if part == "condition" else part: ids for part, ids in response.items()}
        return [
            f"input[name$='-{part}'][value='{id}']"
            for part, ids in parts.items()
            for id in ([ids] if isinstance(ids, str) else ids)
        ]
    return [f"input[value='{id}']" for id in ([response] if isinstance(response, str) else response)]


def _standing(question) -> None:
    """Wait until a question stands on its page: what is read of it from here on is all there."""
    question.locator(".nbc-body").wait_for()
    question.evaluate(DRESSED)


def _by_pressing(question, item: dict, response, press: Callable) -> None:
    _standing(question)
    kind = item["kind"]
    if kind in ("text", "numeric"):
        box = question.locator(".nbc-body :is(textarea, input[type=text])")
        press(box)
        box.press("Control+a")
        box.press_sequentially(response if kind == "text" else response["value"])
        if item.get("units"):
            question.locator(".nbc-body select").select_option(response.get("unit", ""))
    elif kind == "drag_cloze":
        for gap, token in response.items():
            press(question.locator(f".nbc-tokens li:nth-child({_place(question, item['tokens'][token])}) button"))
            press(question.locator(".nbc-place").nth(markers.blanks(item).index(gap)))
    elif kind in ("cloze", "table_cloze", "rationale"):
        for gap, option in _choices(question, item, response):
            question.locator(".nbc-body select").nth(gap).select_option(option)
    elif kind == "order":
        _sort(question, item, response, press)
    else:
        for box in _to_change(question, boxes(item, response)):
            press(question.locator(f".nbc-body label:has({box})"))


def _choices(question, item: dict, response: dict) -> list[tuple[int, str]]:
    """Return which option to choose in which gap, gaps counted from 0; an effect is given up before it is chosen elsewhere."""
    wanted = [(markers.blanks(item).index(gap), option) for gap, option in response.items()]
    now = question.locator(".nbc-body select").evaluate_all("els => els.map((el) => el.value)")
    given_up = (
        [(gap, "") for gap, option in wanted if now[gap] not in ("", option)] if item["kind"] == "rationale" else []
    )
    return [*given_up, *wanted]


def _to_change(question, wanted: list[str]) -> list[str]:
    """Return the boxes to press: what must go first, for there may be a limit; then what is not chosen yet."""
    # A place on a picture has a second box there, which follows the one in the list.
    ticked = question.locator(".nbc-body input[type=checkbox]:checked:not(.nbc-spot-box)")
    script = "(els, wanted) => els.filter((el) => !wanted.some((one) => el.matches(one))).map((el) => (el.name ? `input[name='${el.name}']` : 'input') + `[value='${el.value}']`)"
    gone = ticked.evaluate_all(script, wanted)
    return [*gone, *(box for box in wanted if not question.locator(f".nbc-body {box}").is_checked())]


def _sort(question, item: dict, response, press: Callable) -> None:
    """Move each line up to its place; an order that stands already is kept by its button."""
    for place, id in enumerate(response):
        now = question.locator(".nbc-line-text").evaluate_all("els => els.map((el) => el.firstChild.textContent)")
        for up in range(now.index(item["options"][id]), place, -1):
            press(question.locator(".nbc-line").nth(up).locator("button").first)
    keep = question.get_by_role("button", name="Keep this order")
    if keep.is_visible():
        press(keep)


def _place(question, words: str) -> int:
    """Return where among the words to place one stands, counted from 1."""
    return question.locator(".nbc-token").all_inner_texts().index(words) + 1


class Keys:
    """A keyboard in front of one question."""

    def __init__(self, page, question: str):
        self.page, self.question = page, question

    def tab_to(self, selector: str) -> None:
        """Press Tab, or Shift and Tab, until the focus is on a place of the question."""
        wanted = f"{self.question} {selector}"
        for _ in range(LIMIT):
            way = self.page.evaluate(WAY, wanted)
            if way == "here":
                return
            self.page.keyboard.press("Shift+Tab" if way == "back" else "Tab")
        raise AssertionError(f"{wanted} cannot be reached with Tab")

    def press(self, selector: str, key: str) -> None:
        """Press a key on a place."""
        self.tab_to(selector)
        self.page.keyboard.press(key)

    def press_nth(self, selector: str, number: int, key: str) -> None:
        """Press a key on one of several places, counted from 0."""
        self.press_this(self.page.locator(f"{self.question} {selector}").nth(number), key)

    def press_this(self, place, key: str) -> None:
        """Press a key on exactly this element."""
        place.evaluate(
            "el => { document.querySelectorAll('[data-aim]').forEach((old) => delete old.dataset.aim); el.dataset.aim = ''; }"
        )
        self.press("[data-aim]", key)

    def write(self, selector: str, text: str) -> None:
        """Replace what stands in a field."""
        self.press(selector, "Control+a")
        self.page.keyboard.type(text)

    def choose(self, option: str, number: int = 0) -> None:
        """Choose from a list with the arrows."""
        self.press_nth(".nbc-body select", number, "Home")
        self.press_until(option)

    def tick(self, box: str) -> None:
        """Tick or untick a box; go to a radio button through its group."""
        radio = self.page.locator(f"{self.question} .nbc-body {box}").get_attribute("type") == "radio"
        if not radio:
            return self.press(f".nbc-body {box}", "Space")
        name = self.page.locator(f"{self.question} .nbc-body {box}").get_attribute("name")
        self.press(f".nbc-body input[name='{name}']", "Space")
        self.press_until(self.page.locator(f"{self.question} .nbc-body {box}").get_attribute("value"))

    def press_until(self, value: str, limit: int = 12) -> None:
        """Press the arrow down until the focused control has a value."""
        for _ in range(limit):
            if self.page.evaluate("document.activeElement.value") == value:
                return
            self.page.keyboard.press("ArrowDown")
        raise AssertionError(f"{value} cannot be reached with the arrow")
