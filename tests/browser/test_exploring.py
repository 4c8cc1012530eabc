"""Exploring in a real browser: the map, what the address holds, charts taken away."""

from desk_samples import ATTACK, add, party, place, record

from dateline.ingest import report_of_text

TOLD = "Rebels shelled Homs."


def drawn(page):
    """How many areas and how many dots the map shows, once it does."""
    page.wait_for_selector("#map[data-drawn]")
    return page.get_attribute("#map", "data-drawn")


def test_a_province_is_an_area_on_the_map(visit, desk):
    report = report_of_text(TOLD, id="vague", source="Constructed")
    homs = place(TOLD, "Homs") | {"precision": "province", "name": f"Homs {ATTACK}"}
    rebels = party(TOLD, "Rebels", "rebels/SYR", "rebels (Syria)")
    id = "ev_00000000000000c1"
    add(desk.case, report, record(report, id, "raid", "fighting", agent=[rebels], places=[homs]))
    assert drawn(visit("/explore?type=raid")) == "1 0"
    assert drawn(visit("/explore")).split()[1] == "11"


def test_the_view_survives_reloading(visit):
    page = visit("/explore")
    page.select_option("[name=type]", "arrest")
    page.fill("[name=earliest]", "2016-03-01")
    page.click("text=Filter")
    page.wait_for_url("**type=arrest**")
    page.click("details summary:has-text('By province')")
    page.click("#main >> text=Idlib")
    page.wait_for_url("**adm1=Idlib**")
    count, address = page.text_content("h1"), page.url
    assert "adm1=Idlib" in address
    assert "type=arrest" in address
    page.reload()
    assert page.text_content("h1") == count == "Explore 2 events"
    assert page.input_value("[name=earliest]") == "2016-03-01"


def test_the_table_shows_what_the_map_does(visit):
    page = visit("/explore")
    drawn(page)
    page.click(".leaflet-control-zoom-in")
    page.wait_for_timeout(400)
    page.click(".leaflet-control-zoom-in")
    page.wait_for_timeout(400)
    page.click("#visible")
    page.wait_for_url("**box=**")
    shown = int(page.text_content("h1").split()[1])
    assert 0 < shown < 22


def test_a_chart_is_taken_away_as_a_picture(visit):
    page = visit("/explore")
    with page.expect_download() as taken:
        page.click("[data-png*='timeline.svg']")
    assert taken.value.suggested_filename == "timeline.png"
    with open(taken.value.path(), "rb") as picture:
        assert picture.read(8) == b"\x89PNG\r\n\x1a\n"


def test_without_scripts_there_are_table_and_pictures(visit):
    page = visit("/explore", java_script_enabled=False)
    assert page.locator("#told tbody tr").count() == 22
    assert page.locator("noscript img, img.chart").count() == 1
    assert page.locator("svg.chart a").count() == 2


def test_what_is_not_on_the_map_is_one_click_away(visit, desk):
    gone = "ev_0000000000000002"
    desk.case.review(gone, "correct", "places", [], who="maria", at=desk.now)
    page = visit("/explore?type=shelling")
    page.click("text=Not on the map")
    page.wait_for_url("**/explore/unmapped?type=shelling")
    assert page.locator("#told tbody tr").count() == 1
    page.click("#told tbody a")
    page.wait_for_url(f"**/events/{gone}**")
