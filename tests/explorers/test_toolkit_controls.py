"""The controls can be used by keyboard, mouse and finger, and say what they are set to."""

import pytest
from browsers import until
from explorers.explorer_page import drawn, press, violations

pytestmark = pytest.mark.browser


@pytest.fixture
def gallery(opened):
    """The page with every part of the toolkit."""
    return lambda **options: opened("", path="/gallery", **options)


def _part(page, name: str):
    return page.locator(f"#part-{name}")


def _heard(page) -> list:
    return page.evaluate("calls")


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1000, 320])
def test_axe_finds_nothing(gallery, width, scheme):
    """Is every part accessible before and after use, in both themes?"""
    page = gallery(width=width, scheme=scheme)
    before = violations(page)
    _use(page)
    assert (before, violations(page)) == ([], [])


def _use(page) -> None:
    """Answer, sort, mark and review."""
    _part(page, "toggles").get_by_role("button", name="Sun").click()
    _part(page, "cards").locator("select").first.select_option("shed")
    _part(page, "spans").locator("label").first.click()
    page.evaluate("parts.cards.review({fork: 'kitchen', nail: 'shed', cup: 'kitchen'}, {fork: 'It is for eating.'})")
    page.evaluate("parts.spans.review(['s1', 's3'], {s1: 'They grow in the ground.'})")
    _part(page, "drill").get_by_label("Fruit").check()
    _part(page, "drill").get_by_role("button", name="Check").click()
    page.locator("#here").evaluate("card => { for (const fold of card.querySelectorAll('details')) fold.open = true; }")


@pytest.mark.parametrize(("width", "scale", "letters"), [(320, 1, "100%"), (640, 2, "100%"), (640, 1, "200%")])
def test_nothing_scrolls_sideways(gallery, width, scale, letters):
    """Does every part fit a small telephone, a page at 200% and letters at 200%?"""
    page = gallery(width=width, device_scale_factor=scale)
    page.evaluate("size => { document.documentElement.style.fontSize = size }", letters)
    _use(page)
    drawn(page)
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_all_keys_stay_with_the_control(gallery):
    """Would JupyterLab take a key from any of them?"""
    page = gallery()
    _use(page)
    assert (
        page.locator(
            "#here :is(input, button, select, summary, a, [tabindex]):not([data-lm-suppress-shortcuts])"
        ).count()
        == 0
    )


def test_a_slider_says_its_value_with_its_unit(gallery):
    """Do the eye and the screen reader get the same words, and is every move heard?"""
    page = gallery()
    slider = _part(page, "slider").get_by_role("slider", name="Water a day")
    slider.focus()
    press(page, "ArrowRight*2", "End", "ArrowLeft")
    assert slider.get_attribute("aria-valuetext") == "9 dl" == _part(page, "slider").locator("output").inner_text()
    assert len(_heard(page)) == 4 and page.evaluate("parts.slider.value()") == 9
    page.evaluate("parts.slider.set(2)")
    assert slider.get_attribute("aria-valuetext") == "2 dl" and len(_heard(page)) == 4


def test_a_slider_over_a_list_gives_its_members(gallery):
    """Does an uneven scale step from member to member?"""
    page = gallery()
    slider = _part(page, "list").get_by_role("slider")
    assert slider.get_attribute("aria-valuetext") == "30 plants"
    slider.press("ArrowRight")
    assert page.evaluate("parts.list.value()") == 100
    slider.press("End")
    assert slider.get_attribute("aria-valuetext") == "300 plants"
    page.evaluate("parts.list.set(10)")
    assert page.evaluate("parts.list.value()") == 10


def test_a_choice_is_one_and_switches_are_many(gallery):
    """Are radio buttons and switches named, and do arrows and the space bar work them?"""
    page = gallery()
    _part(page, "choice").get_by_role("radio", name="Sand").focus()
    press(page, "ArrowDown")
    assert (
        page.evaluate("parts.choice.value()") == "clay"
        and _part(page, "choice").get_by_role("group", name="Soil").count() == 1
    )
    _part(page, "toggles").get_by_role("button", name="Bees").press("Space")
    _part(page, "toggles").get_by_role("button", name="Sun").click()
    assert page.evaluate("parts.toggles.value()") == ["sun", "bees"]
    assert _part(page, "toggles").get_by_role("button", pressed=True).count() == 2
    _part(page, "toggles").get_by_role("button", name="Sun").click()
    assert page.evaluate("parts.toggles.value()") == ["bees"]


def test_a_meter_has_words(gallery):
    """Is a level told, and one beyond the scale kept inside the bar?"""
    page = gallery()
    meter = _part(page, "meter").get_by_role("meter", name="Growth")
    assert (
        meter.get_attribute("aria-valuetext") == "7 of 10" and _part(page, "meter").get_by_text("7 of 10").is_visible()
    )
    page.evaluate("parts.meter.show(25)")
    track, bar = meter.bounding_box(), _part(page, "meter").locator(".nbc-x-meter-bar").bounding_box()
    assert bar["width"] <= track["width"]


def test_the_player_steps_and_stays_inside(gallery):
    """Do back and next stop at the ends without losing the focus?"""
    page = gallery()
    part = _part(page, "player")
    part.get_by_role("button", name="Next").focus()
    press(page, "Enter*7")
    assert (
        part.locator("output").inner_text() == "Day 4"
        and part.get_by_role("button", name="Next").get_attribute("aria-disabled") == "true"
    )
    assert part.get_by_role("button", name="Next").evaluate("b => b === document.activeElement")
    part.get_by_role("button", name="Start again").click()
    part.get_by_role("button", name="Back").press("Enter")
    assert page.evaluate("parts.player.at()") == 0 and [step for name, step in _heard(page) if name == "player"] == [
        1,
        2,
        3,
        4,
        0,
    ]


def test_nothing_plays_for_those_who_want_no_motion(gallery):
    """Is Play away when the reader asks for less motion, and there for the others?"""
    still = gallery()
    assert _part(still, "player").get_by_role("button", name="Play").is_hidden()
    moving = gallery(reduced_motion="no-preference")
    assert _part(moving, "player").get_by_role("button", name="Play").is_visible()


def test_playing_can_be_paused_and_ends(gallery):
    """Does it move only when asked, hold when told, and stop by itself at the end?"""
    page = gallery(reduced_motion="no-preference", own=True)
    part = _part(page, "player")
    assert page.evaluate("parts.player.at()") == 0
    _stop_the_clock(page)
    part.get_by_role("button", name="Play").click()
    page.clock.run_for(250)  # a step takes 200 ms here
    part.get_by_role("button", name="Pause").click()
    page.clock.run_for(450)
    assert page.evaluate("parts.player.at()") == 1
    part.get_by_role("button", name="Play").click()
    page.clock.run_for(1000)
    assert page.evaluate("parts.player.at()") == 4
    part.get_by_role("button", name="Play").wait_for()
    part.get_by_role("button", name="Play").click()
    assert page.evaluate("parts.player.at()") == 0, "playing again begins again"
    page.evaluate("parts.player.stop()")


def _stop_the_clock(page) -> None:
    """Let the test control the time of its page, so that a slow machine cannot click too late. The page must not be shared."""
    page.clock.install(time=0)
    page.clock.pause_at(60_000)


def test_the_player_waits_where_it_is_told(gallery):
    """Can an explorer hold a step until the nurse has acted?"""
    page = gallery()
    page.evaluate("""() => {
      window.may = false;
      const held = toolkit.player({ last: 3, next: () => may });
      held.element.id = "held";
      document.getElementById("here").append(held.element);
      window.held = held;
    }""")
    page.locator("#held").get_by_role("button", name="Next").click()
    assert page.evaluate("held.at()") == 0
    page.evaluate("window.may = true")
    page.locator("#held").get_by_role("button", name="Next").click()
    assert page.evaluate("held.at()") == 1


def test_cards_are_sorted_by_keyboard_and_keep_the_focus(gallery):
    """Does a card move to its group when its list says so, with nothing to drag?"""
    page = gallery()
    part = _part(page, "cards")
    part.get_by_role("combobox", name="A nail").focus()
    press(page, "ArrowDown*2")
    assert page.evaluate("parts.cards.value()") == {"nail": "shed"}
    assert part.locator("[data-group=shed] [data-card=nail]").count() == 1
    assert part.get_by_role("combobox", name="A nail").evaluate("list => list === document.activeElement")
    assert part.get_by_role("status").inner_text() == "1 of 3 cards sorted"


def test_reviewed_cards_say_where_they_belong(gallery):
    """Is each card told right or not in words, and the review gone after another move?"""
    page = gallery()
    part = _part(page, "cards")
    part.get_by_role("combobox", name="A nail").select_option("shed")
    part.get_by_role("combobox", name="A fork").select_option("shed")
    page.evaluate("parts.cards.review({fork: 'kitchen', nail: 'shed', cup: 'kitchen'}, {fork: 'It is for eating.'})")
    said = {id: part.locator(f"[data-card={id}] .nbc-x-card-note").inner_text() for id in ("nail", "fork", "cup")}
    assert (
        "Right" in said["nail"]
        and "It belongs in: Kitchen." in said["fork"]
        and "It is for eating." in said["fork"]
        and "Not right" in said["cup"]
    )
    part.get_by_role("combobox", name="A cup").select_option("kitchen")
    assert part.locator("[data-card=nail] .nbc-x-card-note").inner_text() == ""


def test_marked_sentences_are_reviewed(gallery):
    """Are found, missed, wrongly marked and rightly left parts each told in words?"""
    page = gallery()
    part = _part(page, "spans")
    part.get_by_role("checkbox", name="Potatoes grow on trees.").press("Space")
    part.locator("[data-span=s2]").click()
    assert page.evaluate("parts.spans.value()") == ["s1", "s2"] and "2 marked" in part.inner_text()
    page.evaluate("parts.spans.review(['s1', 's3'], {s3: 'They are yellow.'})")
    assert part.locator(".nbc-x-findings li").evaluate_all("all => all.map((one) => one.dataset.look)") == [
        "right",
        "wrong",
        "missed",
    ]
    assert "They are yellow." in part.inner_text() and "Missed" in part.inner_text()
    part.locator("[data-span=s2]").click()
    assert part.locator(".nbc-x-findings li").count() == 0


def test_a_drill_counts_and_can_be_repeated(gallery):
    """Is every case asked once, the score right, every case in the table, and the next round in another order?"""
    page = gallery()
    part = _part(page, "drill")
    asked = [_answer(part, "Fruit") for _ in range(4)]
    assert sorted(asked) == ["A hammer", "A pear", "A saw", "An apple"]
    assert part.locator(".nbc-note").last.inner_text() == "2 of 4 right" and page.evaluate("parts.drill.state()") == {
        "done": 4,
        "right": 2,
        "all": 4,
        "over": True,
    }
    part.locator("summary").click()
    assert part.locator("tbody tr").count() == 4 and part.locator("tbody th").all_text_contents() == asked
    part.get_by_role("button", name="Practise again").click()
    assert page.evaluate("parts.drill.state()")["done"] == 0


def _answer(part, option: str) -> str:
    """Answer one case of the drill, go on, and return its words."""
    on = part.get_by_role("button", name="Next one")
    if on.count():
        on.click()
    text = part.locator(".nbc-x-case").inner_text()
    part.get_by_role("button", name="Check").click()
    assert part.get_by_role("alert").inner_text() == "Choose an answer first."
    part.get_by_label(option).check()
    part.get_by_role("button", name="Check").click()
    assert ("Right" if text in ("An apple", "A pear") else "The right answer: Tool.") in part.locator(
        ".nbc-x-drill-result"
    ).inner_text()
    return text


def test_drill_cases_of_one_kind_do_not_stand_together(gallery):
    """Are the kinds mixed as far as their numbers allow, whatever the seed?"""
    runs = gallery().evaluate("""() => {
      const cases = [..."aaaabbbbcc"].map((key) => ({ key }));
      return Array.from({ length: 50 }, (_, seed) => toolkit.interleaved(cases, toolkit.generator(seed)).map((i) => cases[i].key).join(""));
    }""")
    assert all(sorted(run) == sorted("aaaabbbbcc") for run in runs) and len(set(runs)) > 10
    assert not [run for run in runs if "aa" in run or "bb" in run or "cc" in run]


def test_a_card_is_printed_alone(gallery):
    """Does the paper hold the card and nothing else of the page?"""
    page = gallery(own=True)
    page.add_init_script("window.print = () => { top.printed = [document.title, document.body.innerText] }")
    page.reload()
    page.wait_for_selector("body[data-ready]")
    page.get_by_role("button", name="Print the list").click()
    until(page, "window.printed")
    title, text = page.evaluate("printed")
    assert title == "Ask the gardener" and "When do I water?" in text and "Water a day" not in text


def test_the_spoken_sentence_waits_for_a_pause(opened):
    """Is a slider that is moved quickly spoken once, and what stands there at first not at all?"""
    page = opened("retinoids-dish", own=True)
    spoken = page.locator(".nbc-x-spoken")
    page.locator(".nbc-x-predict input").first.check()
    page.get_by_role("button", name="Commit my prediction").click()
    assert spoken.inner_text() == ""
    _stop_the_clock(page)
    page.evaluate(
        "new MutationObserver(() => (window.times = (window.times ?? 0) + 1)).observe(document.querySelector('.nbc-x-spoken'), {childList: true})"
    )
    page.locator("input[type=range]").first.press("ArrowRight")
    page.locator("input[type=range]").first.press("End")
    page.clock.run_for(650)
    assert page.evaluate("window.times") is None
    page.clock.run_for(100)
    assert spoken.text_content().startswith("At 150%") and page.evaluate("times") == 1


def test_a_touch_works_every_control(gallery):
    """Does a finger sort, mark, switch, step and answer?"""
    page = gallery(width=360, has_touch=True)
    _part(page, "toggles").get_by_role("button", name="Rain").tap()
    _part(page, "choice").get_by_text("Clay").tap()
    _part(page, "spans").locator("[data-span=s3]").tap()
    _part(page, "player").get_by_role("button", name="Next").tap()
    _part(page, "drill").get_by_text("Tool", exact=True).tap()
    _part(page, "drill").get_by_role("button", name="Check").tap()
    assert page.evaluate(
        "[parts.toggles.value(), parts.choice.value(), parts.spans.value(), parts.player.at(), parts.drill.state().done]"
    ) == [["rain"], "clay", ["s3"], 1, 1]
