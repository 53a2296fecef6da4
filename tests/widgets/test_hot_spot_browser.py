"""Places on a picture: chosen there or in words, by mouse, finger or keyboard, and explained without colour alone."""

import pytest
from kind_rules import RESPONSES, assert_readable, check, mount_answered, tab_to, wait_saved, wait_styled
from question_items import HOT_SPOT, graded

pytestmark = pytest.mark.browser
RESPONSE = RESPONSES["hot_spot"]
SIGNS = """() => [...document.querySelectorAll('.nbc-spot')].map((el) => [
    getComputedStyle(el.querySelector('.nbc-spot-sign'), '::before').content.includes('✓'),
    getComputedStyle(el).borderTopStyle,
])"""


def on_picture(bench, id: str):
    """Return the box of a place on the picture."""
    return bench.page.locator(f".nbc-spots input[value='picture.{id}']")


def in_list(bench, id: str):
    """Return the box of a place in the list."""
    return bench.page.locator(f".nbc-options input[value='{id}']")


def ticked(bench) -> tuple[list[str], list[str]]:
    """Return which places are chosen on the picture, and which in the list."""
    picture, words = (
        bench.page.locator(f"{place} input:checked").evaluate_all("els => els.map((el) => el.value)")
        for place in (".nbc-spots", ".nbc-options")
    )
    return [value.removeprefix("picture.") for value in picture], words


def test_chosen_by_mouse_on_either(bench):
    """Do picture and list stay in step, and is the answer saved in written order?"""
    bench.mount(graded(HOT_SPOT))
    wait_styled(bench)
    on_picture(bench, "s2").click()
    wait_saved(bench, HOT_SPOT, ["s2"])
    bench.page.get_by_text("1. The chain").click()
    wait_saved(bench, HOT_SPOT, ["s1", "s2"])
    assert ticked(bench) == (["s1", "s2"], ["s1", "s2"])
    on_picture(bench, "s2").click()
    wait_saved(bench, HOT_SPOT, ["s1"])
    assert ticked(bench) == (["s1"], ["s1"])
    assert bench.page.locator(".nbc-chosen .nbc-answer-text").inner_text() == "The chain"


def test_chosen_by_keyboard_alone(bench):
    """Can a place be chosen on the picture with Tab and Space, and another in the list?"""
    bench.mount(HOT_SPOT)
    wait_styled(bench)
    tab_to(bench.page, "el.value === 'picture.s3'")
    assert bench.page.evaluate("getComputedStyle(document.activeElement.parentNode).outlineStyle") == "solid"
    bench.page.keyboard.press("Space")
    wait_saved(bench, HOT_SPOT, ["s3"])
    tab_to(bench.page, "el.value === 's4'")
    bench.page.keyboard.press("Space")
    wait_saved(bench, HOT_SPOT, ["s3", "s4"])
    assert ticked(bench) == (["s3", "s4"], ["s3", "s4"])


def test_chosen_by_finger_on_a_telephone(bench_factory):
    """Is every place large enough to be tapped at 320 pixels, the smallest and the outermost as well?"""
    bench = bench_factory(width=320, touch=True)
    bench.mount(HOT_SPOT)
    wait_styled(bench)
    sizes = bench.page.locator(".nbc-spot").evaluate_all("els => els.map((el) => el.getBoundingClientRect().toJSON())")
    assert all(box["width"] >= 24 and box["height"] >= 24 for box in sizes)
    for id in ("s3", "s4"):
        on_picture(bench, id).tap()
    wait_saved(bench, HOT_SPOT, ["s3", "s4"])
    assert bench.page.evaluate("document.documentElement.scrollWidth") <= 320


def test_places_stand_where_the_item_says(bench):
    """Does the middle of each place lie where its per cents put it on the picture?"""
    bench.mount(HOT_SPOT)
    wait_styled(bench)
    picture = bench.page.locator(".nbc-spots-picture").bounding_box()
    for id, spot in HOT_SPOT["spots"].items():
        box = on_picture(bench, id).locator("xpath=..").bounding_box()
        middle = (box["x"] + box["width"] / 2 - picture["x"], box["y"] + box["height"] / 2 - picture["y"])
        wanted = (
            (spot["x"] + spot["width"] / 2) / 100 * picture["width"],
            (spot["y"] + spot["height"] / 2) / 100 * picture["height"],
        )
        assert middle == pytest.approx(wanted, abs=1.5)


def test_a_chosen_place_shows_a_tick_and_another_line(bench):
    """Can a chosen place be told without seeing colours?"""
    bench.mount(HOT_SPOT)
    wait_styled(bench)
    on_picture(bench, "s1").click()
    bench.page.mouse.move(0, 0)  # a place under the mouse has another line, too
    assert bench.page.evaluate(SIGNS) == [[True, "solid"], [False, "dashed"], [False, "dashed"], [False, "dashed"]]
    bench.page.emulate_media(forced_colors="active")
    try:
        looks = bench.page.locator(".nbc-spot").evaluate_all(
            "els => els.map(getComputedStyle).map((look) => [look.outlineStyle, look.outlineColor])"
        )
        assert {style for style, _ in looks} == {"solid"}, "a line without a ring has the colour of some pictures"
        assert looks[0][1] not in {colour for _, colour in looks[1:]}
    finally:
        bench.page.emulate_media(forced_colors="none")


def test_a_screen_reader_hears_the_same_places_twice(bench):
    """Has each place its words on the picture and in the list, and does the picture say what is on it, not the key?"""
    bench.mount(HOT_SPOT)
    for name in ("Places on the picture", "The same places in words"):
        group = bench.page.get_by_role("group", name=name)
        assert group.get_by_role("checkbox").count() == 4
        assert group.get_by_role("checkbox", name="1. The chain").count() == 1
    assert bench.page.get_by_role("img", name=HOT_SPOT["alt"]).count() == 1


def test_an_answer_is_restored(bench):
    """Does a reload bring the answer back on both, with nothing sent?"""
    mount_answered(bench, graded(HOT_SPOT), RESPONSE)
    bench.wait_status("Saved earlier")
    assert ticked(bench) == (RESPONSE, RESPONSE)
    assert bench.saves() == []


def test_feedback_tells_right_wrong_and_missed(bench):
    """After Check: a sign on the picture, a sign and a word in the list, plus/minus points, and every feedback?"""
    mount_answered(bench, HOT_SPOT, RESPONSE)
    wait_styled(bench)
    check(bench)
    assert bench.page.locator(".nbc-result").inner_text().split("\n")[1:] == [
        "Not right",
        "0 of 2 points (plus/minus: one point for each right choice, one off for each wrong one, never below zero)",
    ]
    looks = ["right", "wrong", "missed", None]
    for place in (".nbc-spot", ".nbc-option"):
        assert bench.page.locator(place).evaluate_all("els => els.map((el) => el.dataset.look ?? null)") == looks
    signs = bench.page.locator(".nbc-spot .nbc-symbol").all_inner_texts()
    words = bench.page.locator(".nbc-option .nbc-word").all_inner_texts()
    assert (signs, words) == (["✓", "✗", "○"], ["Right", "Not right", "Right, but not chosen"])
    text = bench.page.locator(".nbc-feedback").inner_text()
    assert all(feedback in text for feedback in HOT_SPOT["feedback"].values())


def test_the_key_earns_every_point_and_a_new_attempt_is_empty(bench):
    """Is the right answer right, and everything gone after Try again?"""
    mount_answered(bench, HOT_SPOT, HOT_SPOT["key"])
    check(bench)
    assert bench.page.locator(".nbc-result").inner_text().startswith("✓\nRight\n2 of 2 points")
    bench.page.get_by_role("button", name="Try again").click()
    wait_saved(bench, HOT_SPOT, None)
    assert ticked(bench) == ([], [])
    assert bench.page.locator(".nbc-body .nbc-mark").count() == 0


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize("width", [1200, 320])
def test_accessible_and_fits(bench_factory, width, dark):
    """Empty, answered and explained: no known fault, and no sideways scroll?"""
    assert_readable(bench_factory, HOT_SPOT, RESPONSE, width, dark)


def test_every_control_keeps_jupyterlabs_shortcuts_away(bench):
    """Would JupyterLab take a key from any box?"""
    bench.mount(HOT_SPOT)
    boxes = bench.page.locator(".nbc-body input")
    assert boxes.evaluate_all("els => els.map((el) => el.hasAttribute('data-lm-suppress-shortcuts'))") == [True] * 8


def test_paper_shows_numbers_on_the_picture_and_boxes_in_the_list(bench):
    """Can the question be filled in with a pen?"""
    bench.mount(graded(HOT_SPOT))
    wait_styled(bench)
    bench.page.emulate_media(media="print")
    try:
        assert bench.page.locator(".nbc-spots-picture").is_visible()
        assert bench.page.locator(".nbc-spot-sign").all_inner_texts() == ["1", "2", "3", "4"]
        assert bench.page.locator(".nbc-options input >> visible=true").count() == 4
    finally:
        bench.page.emulate_media(media="screen")


def test_a_picture_that_is_no_data_is_never_asked_for(bench):
    """Does an address in place of a picture leave its words and the list?"""
    asked = []
    bench.page.on("request", lambda request: asked.append(request.url))
    bench.mount({**HOT_SPOT, "image": "https://example.org/bicycle.png"})
    assert bench.page.get_by_text(HOT_SPOT["alt"]).is_visible()
    assert bench.page.locator(".nbc-spots").count() == 0
    in_list(bench, "s1").click()
    wait_saved(bench, HOT_SPOT, ["s1"])
    assert not [address for address in asked if "example.org" in address]
