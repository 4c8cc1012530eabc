"""The HTML report in a browser: opened from a disk, asking the network for nothing."""

import sys
from pathlib import Path

import pytest

sys.path.append(str(Path(__file__).parents[1] / "unit"))

from export_samples import MADE_BY, event, report

from dateline.export import make_format


@pytest.fixture
def page(chromium, tmp_path):
    """The report of two events, opened; no request left the file, no script failed."""
    shape = make_format("html", MADE_BY)
    told = (event(), event(id="ev_ffffffffffff", type="battle", family="fighting",
                           factuality="denied", places=(), time=None))  # fmt: skip
    text = shape.opening() + shape.report(report(), told) + shape.closing()
    path = tmp_path / "report.html"
    path.write_text(text, "utf-8")
    context = chromium.new_context(viewport={"width": 1200, "height": 900})
    shown = context.new_page()
    asked, wrong = [], []
    shown.on("request", lambda request: asked.append(request.url))
    shown.on("console", lambda message: wrong.append(message.text))
    shown.on("pageerror", lambda error: wrong.append(str(error)))
    shown.goto(path.as_uri())
    yield shown
    assert asked == [path.as_uri()]
    assert not [each for each in wrong if "favicon" not in each]
    context.close()


def test_the_map_shows_what_is_placed_and_the_table_all(page):
    assert page.locator("#map .spot").count() == 1
    assert page.locator("#map path").count() > 3
    assert page.locator("tbody[data-id]").count() == 2
    assert page.locator("#shown").inner_text() == "2 of 2 events"


def test_filters_hide_rows_and_points_and_clear_again(page):
    page.select_option("#factuality", "denied")
    assert page.locator("tbody[data-id]:visible").count() == 1
    assert page.locator("#map .spot").count() == 0
    page.click("button[type=reset]")
    page.wait_for_function("document.getElementById('shown').textContent === '2 of 2 events'")
    page.fill("#words", "0123456789AB")
    assert page.locator("tbody[data-id]:visible").count() == 1


def test_a_point_leads_to_its_row_and_a_row_to_its_words(page):
    page.locator("#map .spot").press("Enter")
    assert page.locator("tbody.chosen").get_attribute("data-id") == "ev_0123456789ab"
    page.locator("tbody.chosen summary").click()
    assert page.locator("tbody.chosen mark", has_text="deserted").first.is_visible()


def test_zoom_and_the_keyboard_move_the_map(page):
    before = page.locator("#map").get_attribute("viewBox")
    page.click("#closer")
    assert page.locator("#map").get_attribute("viewBox") != before
    page.click("#whole")
    assert page.locator("#map").get_attribute("viewBox") == before


def test_without_scripts_the_table_and_its_evidence_are_there(chromium, page):
    context = chromium.new_context(java_script_enabled=False)
    plain = context.new_page()
    plain.goto(page.url)
    plain.locator("summary").first.click()
    assert plain.locator("mark", has_text="deserted").first.is_visible()
    context.close()
