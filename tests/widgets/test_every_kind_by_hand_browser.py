"""Every kind of the gallery by finger and by keyboard alone."""

import gallery
import on_screen
import pytest
from hands import by_keyboard, by_touch
from kind_rules import wait_saved

pytestmark = pytest.mark.browser
EVERY = [pytest.param(id, id=f"{gallery.items()[id]['kind']}-{id}") for id in gallery.SINGLES]


def give(bench, id: str, hand, name: str) -> None:
    """Give one of the hand-written answers, and find it on the disk and on the screen."""
    item, response = gallery.items()[id], gallery.ANSWERS[id][name]["response"]
    question = bench.page.locator(f"[data-item={id}]")
    hand(question, item, response)
    wait_saved(bench, item, response)
    assert on_screen.answer(question, item) == response


@pytest.mark.parametrize("id", EVERY)
def test_answered_and_changed_by_keyboard_alone(bench, id):
    """Can an answer be given, and another one after it, with Tab, arrows, Space, Enter and letters?"""
    bench.mount(gallery.items()[id])
    for name in ("part", "full", "wrong"):
        give(bench, id, by_keyboard, name)


@pytest.mark.parametrize("id", EVERY)
def test_answered_and_changed_by_finger(telephone, id):
    """Can an answer be given, and another one after it, on a telephone, without dragging?"""
    telephone.begin_anew()
    telephone.mount(gallery.items()[id])
    for name in ("wrong", "part", "full"):
        give(telephone, id, by_touch, name)
    assert telephone.errors == []
