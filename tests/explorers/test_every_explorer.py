"""What every explorer owes a nurse; a new one is tried as soon as its YAML is there."""

import re
import xml.etree.ElementTree as ElementTree

import pytest
from explorers.explorer_page import EVERY, commit, drawn, sentence, use, violations

pytestmark = pytest.mark.browser
each = pytest.mark.parametrize("id", EVERY, scope="module")
PICTURE = ".nbc-x-stage :is(.nbc-c, .nbc-x-picture)"
SVG = "{http://www.w3.org/2000/svg}"
FOCUSABLE = ":is(input, button, summary, select, textarea, a, [tabindex])"


@pytest.fixture(scope="module")
def untouched(opening, id):
    """The page of an explorer as it opens, for tests that only look."""
    with opening() as opened:
        yield opened(id)


@pytest.fixture(scope="module")
def used(opening, id):
    """The page of an explorer of which everything was used once, for tests that leave its answers alone."""
    with opening() as opened:
        page = opened(id)
        use(page)
        yield page


@pytest.fixture
def looked_at(used):
    """The same page at its usual width, size of letters and colours."""
    used.set_viewport_size({"width": 1000, "height": 900})
    used.emulate_media(color_scheme="light", media="screen")
    used.evaluate("document.documentElement.style.fontSize = ''")
    drawn(used)
    return used


@each
def test_the_first_sentence_is_the_one_written(untouched, props, id):
    """Does the browser say what the text form said?"""
    assert sentence(untouched) == props[id]["sentence"]


@each
def test_controls_wait_for_a_prediction(opened, props, id):
    """Can anybody play before predicting, or commit to nothing?"""
    page = opened(id)
    controls = page.locator(".nbc-x-stage :is(input, button, select, textarea)")
    if "prediction" not in props[id]:
        assert page.locator(".nbc-x-stage").is_enabled() and page.locator(".nbc-x-compare").count() == 0
        return
    assert all(control.is_disabled() for control in controls.all())
    page.get_by_role("button", name="Commit my prediction").click()
    assert "Choose one of the predictions" in page.locator(".nbc-x-predict [role=alert]").inner_text()
    assert controls.first.is_disabled() and page.evaluate("sent.filter(m => m.type === 'save').length") == 0
    assert page.get_by_role("button", name="Compare with my prediction").is_disabled()
    tables = page.locator(".nbc-x-data summary")
    assert not any(table.is_visible() for table in tables.all()), "the tables would tell the answer"
    commit(page, "b")
    assert page.locator(".nbc-x-stage").is_enabled() and controls.first.is_enabled()
    assert all(table.is_visible() for table in tables.all())
    assert page.locator(".nbc-x-predict input:enabled").count() == 0


@each
def test_a_picture_has_a_table(looked_at, id):
    """Is everything that is drawn also told in rows and columns, whose tables have names?"""
    page = looked_at
    tables = page.locator(".nbc-x-tables table")
    assert tables.count() >= (1 if page.locator(PICTURE).count() else 0)
    assert all(table.locator("caption").inner_text().strip() for table in tables.all())


@each
def test_only_a_model_is_called_illustrative(looked_at, props, id):
    """Does an invented picture say so, and a real one not?"""
    shown = looked_at.get_by_text("Illustrative model – not patient data").count()
    assert shown == (0 if props[id].get("illustrative") is False else 1)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@each
def test_axe_finds_nothing(untouched, looked_at, id, scheme):
    """Is the explorer accessible before and after use, in both themes?"""
    for page in (untouched, looked_at):
        page.emulate_media(color_scheme=scheme)
        drawn(page)
    assert (violations(untouched), violations(looked_at)) == ([], [])


@each
def test_no_page_scrolls_sideways(looked_at, id):
    """Does everything fit from a telephone to a projector, and with letters of twice the size?"""
    page = looked_at
    for width in (320, 360, 700, 1600):
        page.set_viewport_size({"width": width, "height": 800})
        _fits(page, width)
    page.set_viewport_size({"width": 1000, "height": 800})
    page.evaluate("document.documentElement.style.fontSize = '200%'")
    _fits(page, 1000)


@each
def test_it_fits_at_twice_the_zoom(opened, id):
    """Does a page of 1280 pixels fit when its reader enlarges it to 200%?"""
    page = opened(id, width=640, device_scale_factor=2)
    use(page)
    _fits(page, 640)


def _fits(page, width: int) -> None:
    drawn(page)
    assert page.evaluate("document.documentElement.scrollWidth") <= width, width
    assert page.locator(".nbc-x").evaluate("card => card.scrollWidth <= card.clientWidth"), width


@each
def test_everything_focusable_keeps_its_keys_in_jupyterlab(looked_at, id):
    """Is there an element whose keys JupyterLab would take?"""
    page = looked_at
    assert page.locator(f".nbc-x {FOCUSABLE}:not([data-lm-suppress-shortcuts])").count() == 0
    assert page.locator(".nbc-x [data-lm-suppress-shortcuts]").count() > 5


@each
def test_targets_are_large_enough(looked_at, id):
    """Is everything that is pressed at least 24 by 24 pixels, on a telephone?"""
    page = looked_at
    page.set_viewport_size({"width": 360, "height": 900})
    drawn(page)
    small = page.locator(".nbc-x").evaluate("""card => [...card.querySelectorAll("button, select, summary, .nbc-option, .nbc-span, input[type=range]")]
        .filter((node) => node.offsetParent).map((node) => [node.className || node.tagName, node.getBoundingClientRect()])
        .filter(([, box]) => box.width < 24 || box.height < 24).map(([name]) => name)""")
    assert small == []


@each
def test_a_tap_does_what_a_click_does(opened, props, id):
    """Can it be predicted and compared with a finger?"""
    page = opened(id, width=360, has_touch=True)
    if "prediction" not in props[id]:
        return
    page.locator(".nbc-x-predict .nbc-option").first.tap()
    page.get_by_role("button", name="Commit my prediction").tap()
    page.get_by_role("button", name="Compare with my prediction").tap()
    assert page.locator(".nbc-x-result").inner_text().strip()


@each
def test_a_saved_picture_stands_on_its_own(looked_at, props, id):
    """Does the file hold title, sentence, looks and the word that it is a model, and nothing of the page's style sheets?"""
    page = looked_at
    notice = "" if props[id].get("illustrative") is False else " Illustrative model – not patient data"
    if page.locator(PICTURE).count() == 0:
        assert page.get_by_role("button", name="Save as").count() == 0
        return
    for button in page.get_by_role("button", name="Save as SVG").all():
        with page.expect_download() as saved:
            button.click()
        file = ElementTree.parse(saved.value.path()).getroot()
        assert saved.value.suggested_filename.startswith(id) and file.tag == f"{SVG}svg"
        assert file.findtext(f"{SVG}title") == page.locator(".nbc-x-title").inner_text()
        assert " ".join(file.findtext(f"{SVG}desc").split()) == _said(page) + notice
        assert notice.strip() in [text.text for text in file.iter(f"{SVG}text")] + [""]
        assert not [node for node in file.iter() if node.get("class") or node.get("style")]
        assert len({node.get("fill") for node in file.iter() if node.get("fill")}) > 1
    with page.expect_download() as saved:
        page.get_by_role("button", name="Save as PNG").first.click()
    assert saved.value.path().read_bytes().startswith(b"\x89PNG")


def _said(page) -> str:
    """Return the sentence without its numbered references."""
    return " ".join(re.sub(r"\s*\[\d+\]", "", sentence(page)).split())


@each
def test_paper_shows_the_tables_and_nothing_to_press(opened, id):
    """Does a printed explorer hold its sentence and its tables, with the folds open?"""
    page = opened(id)
    use(page, folds=False)
    page.emulate_media(media="print")
    page.evaluate("window.dispatchEvent(new Event('beforeprint'))")
    assert (
        all(table.is_visible() for table in page.locator(".nbc-x-data table").all())
        and page.locator(".nbc-x-sentence").is_visible()
    )
    assert not [
        button.inner_text() for button in page.locator(".nbc-x-keep button, .nbc-x-commit").all() if button.is_visible()
    ]
    page.evaluate("window.dispatchEvent(new Event('afterprint'))")
    assert page.locator(".nbc-x-data[open]").count() == 0


@each
def test_a_prediction_is_saved_and_comes_back(opened, props, id):
    """Is it still committed, and the explorer open, after reopening?"""
    page = opened(id)
    if "prediction" not in props[id]:
        assert page.evaluate("sent") == []
        return
    last = list(props[id]["prediction"]["options"])[-1]
    commit(page, last)
    page.wait_for_selector(".nbc-status[data-state=saved]")
    saves = page.evaluate("sent.filter(m => m.type === 'save')")
    assert [(save["item"], save["response"], save["saw"], save["shown"]) for save in saves] == [
        (id, last, 0, props[id]["shown"])
    ]
    page.reload()
    page.wait_for_selector("body[data-ready]")
    assert page.locator(".nbc-x-predict input:checked").input_value() == last
    assert page.locator(".nbc-x-stage").is_enabled() and page.locator(".nbc-x-commit").is_hidden()
    assert page.locator(".nbc-status").inner_text().strip().endswith("Saved earlier")
    assert page.evaluate("sent.filter(m => m.type === 'save').length") == 0


def test_folds_can_be_opened_by_keyboard(opened):
    """Does Enter open a table?"""
    page = opened("retinoids-dish")
    use(page, folds=False)
    page.locator(".nbc-x-data summary").first.press("Enter")
    assert page.locator(".nbc-x-data[open]").count() == 1
