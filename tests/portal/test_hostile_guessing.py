"""A PIN is guessed a thousand times from one computer, while its learner sits at another."""

from urllib.parse import urlencode

import hostile
from hostile import PINS, check, tells_nothing, well

GUESSER = "127.0.0.2"  # loopback is a whole network: this machine under another address


def test_a_thousand_guesses_from_elsewhere_keep_the_learner_not_out(tmp_path):
    """Does nearly no guess reach the PIN, the right one neither, while its owner and her neighbour log in at their own computer?"""
    seconds = 0.0  # twenty guesses a second: on a clock of its own, for the machine's speed decides nothing here
    with hostile.house(tmp_path / "course", clock=lambda: seconds) as house:
        page = house.server.browser()
        page.get("/login")
        head = f"POST /login HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Type: application/x-www-form-urlencoded\r\nCookie: nbcare-xsrf={page.cookies['nbcare-xsrf']}\r\n"
        before, heard = house.written(), []
        for n in range(1000):
            content = urlencode(
                {"learner": "anna", "pin": PINS["anna"] if n == 700 else f"{n:06}", "_xsrf": page.token}
            )
            answer = house.exchange(f"{head}Content-Length: {len(content)}\r\n\r\n{content}".encode(), source=GUESSER)
            heard.append(answer.status)
            seconds += 0.05
            if n % 100 == 0:
                check(house, answer, "/login")
                tells_nothing(house, answer)
            if n == 900:
                for id, pin in PINS.items():
                    assert house.server.browser().log_in(id, pin).status == 303
        assert set(heard) == {403, 429} and heard.count(403) < 20, "each wait is longer than the one before"
        assert int(answer.headers["retry-after"]) > 0 and house.written() == before
        well(house)
