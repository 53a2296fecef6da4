"""What a learner does at a browser, as tests say it."""

from accessibility import broken_rules
from browsers import until
from served import Server


class Nurse:
    """One learner at one browser."""

    def __init__(self, page, server: Server, learner: str):
        self.page, self.server, self.learner, self.errors = page, server, learner, []
        page.on("pageerror", lambda error: self.errors.append(str(error)))
        page.on(
            "console", lambda said: self.errors.append(said.text) if "Content Security Policy" in said.text else None
        )

    def goto(self, path: str = "/") -> None:
        self.page.goto(self.server.address + path)
        self.stands()

    def stands(self) -> None:
        """Wait until every widget of the page is on it."""
        if self.page.locator(".nbp-widget[data-cell]").count():
            self.page.locator("html[data-nbp-mounted=all]").wait_for(state="attached")

    def log_in(self, path: str = "/") -> None:
        self.goto(path)
        self.page.get_by_label("Your id").fill(self.learner)
        self.page.get_by_label("Your PIN").fill("1234")
        self.page.get_by_role("button", name="Log in").click()
        self.page.wait_for_url(self.server.address + path)
        self.stands()

    def until(self, true: str) -> None:
        """Wait until something is true on the page."""
        until(self.page, true)

    def question(self, item: str):
        return self.page.locator(f"#q-{item}")

    def choose(self, item: str, nth: int = 0) -> None:
        """Choose one of a question's options."""
        self.question(item).locator(".nbc-option").nth(nth).click()

    def wait_bar(self, words: str) -> None:
        self.page.locator(".nbp-bar-text", has_text=words).wait_for()

    def axe(self) -> list[str]:
        """Give the accessibility rules that the page breaks."""
        return broken_rules(self.page)
