"""Answer a question as a person does: by mouse, or by keyboard alone."""


def by_mouse(question, kind: str, response) -> None:
    """Answer one question by clicking and choosing."""
    if kind == "text":
        question.locator("textarea").click()
        question.page.keyboard.type(response)
    elif kind == "drag_cloze":
        for place, (blank, token) in enumerate(response.items()):
            words = question.locator("select").nth(place).locator(f"option[value={token}]").text_content()
            question.locator(".nbc-token", has_text=words).click()
            question.locator(".nbc-place").nth(place).click()
    elif kind in ("cloze", "rationale"):
        for place, option in enumerate(response.values()):
            question.locator("select").nth(place).select_option(option)
    elif kind == "matrix_single":
        for place, column in enumerate(response.values()):
            question.locator("tbody tr").nth(place).locator(f"input[value={column}]").check()
    else:
        for option in [response] if isinstance(response, str) else response:
            click_words(question.locator("label", has=question.page.locator(f"input[value={option}]")))


def click_words(label) -> None:
    """Click the first line of a label's words: in running text the middle of its box may be other words."""
    label.scroll_into_view_if_needed()
    line = label.evaluate("label => { const r = label.getClientRects()[0]; return [r.x + r.width / 2, r.y + r.height / 2]; }")
    label.page.mouse.click(*line)


def by_keyboard(page, item: str, kind: str, response) -> None:
    """Answer one question with Tab, arrows, Space and letters, coming from the question before it."""
    if kind == "text":
        tab_to(page, item, "textarea")
        page.keyboard.type(response)
    elif kind in ("cloze", "rationale", "drag_cloze"):
        for place, option in enumerate(response.values()):
            tab_to(page, item, "select", place)
            press_until(page, "ArrowDown", "document.activeElement.value", option)
    elif kind == "matrix_single":
        for place, column in enumerate(response.values()):
            tab_to(page, item, f"tbody tr:nth-child({place + 1}) input")
            choose(page, column)
    elif kind == "single":
        tab_to(page, item, "input")
        choose(page, response)
    else:
        wanted = set(response)
        while wanted:
            tab_to(page, item, ", ".join(f"input[value={option}]:not(:checked)" for option in sorted(wanted)))
            wanted.discard(page.evaluate("document.activeElement.value"))
            page.keyboard.press("Space")


def choose(page, value: str) -> None:
    """Choose a radio button of the group that has the focus."""
    page.keyboard.press("Space")
    press_until(page, "ArrowDown", "document.activeElement.value", value)


def tab_to(page, item: str, selector: str, place: int = 0, limit: int = 120) -> None:
    """Press Tab until the focus is on the wanted part of a question."""
    script = """([item, selector, place]) => {
      const all = [...document.querySelectorAll(selector.split(', ').map((one) => `[data-item="${item}"] ${one}`).join(', '))];
      const here = document.activeElement;
      return place ? all[place] === here : all.includes(here);
    }"""
    for _ in range(limit):
        if page.evaluate(script, [item, selector, place]):
            return
        page.keyboard.press("Tab")
    raise AssertionError(f"{item}: {selector} cannot be reached with Tab")


def press_until(page, key: str, script: str, value: str, limit: int = 12) -> None:
    """Press a key until something has a value."""
    for _ in range(limit):
        if page.evaluate(script) == value:
            return
        page.keyboard.press(key)
    raise AssertionError(f"{value} cannot be reached with {key}")
