"""Work in a real browser: taken, decided on by keys, answered, adjudicated."""

import pytest
from desk_samples import NOON

from dateline.store import EventQuery, Share

FIRST = "ev_0000000000000002"
RITA = {"who": "rita", "at": NOON}


def shown(page):
    return page.get_attribute("#screen", "data-event")


def said(page, words):
    page.wait_for_function(
        "(words) => document.getElementById('said').textContent.includes(words)", arg=words
    )


def press(page, key, *, until):
    """Press a key and wait for the screen of another event."""
    page.wait_for_load_state("load")
    page.keyboard.press(key)
    page.wait_for_function(
        "(id) => document.getElementById('screen')?.dataset.event !== id", arg=until
    )


def open_events(desk):
    return {each.assignee: each.open for each in desk.case.work.loads()}


def test_events_are_taken_and_done_by_keys_until_none_is_left(visit, desk):
    page = visit("/work?type=arrest&order=added")
    page.fill("#take [name=each]", "3")
    page.click("#take button")
    page.wait_for_url("**/queue?work=maria*")
    assert page.locator("#queue tbody tr").count() == 3
    page.click("[data-act=start]")
    page.wait_for_url("**/events/*")
    for _ in range(2):
        assert "work=maria" in page.url
        assert "Assigned to you." in page.inner_text("section.form")
        press(page, "a", until=shown(page))
    page.wait_for_load_state("load")
    page.keyboard.press("x")
    page.wait_for_url("**/queue?*work=maria*")
    assert "Nothing here fits" in page.inner_text("main")
    assert open_events(desk) == {"maria": 0}


def test_a_filter_is_given_out_from_the_queue(visit, desk):
    page = visit("/queue?type=arrest")
    page.click("text=Give these out")
    page.wait_for_url("**/work?type=arrest*")
    assert page.input_value(".filters [name=type]") == "arrest"
    page.check("#assign [name=to][value=maria]")
    page.fill("#assign [name=percent]", "50")
    page.click("#assign button")
    page.wait_for_selector("#loads")
    assert open_events(desk) == {"maria": 5}
    page.click("#loads button")
    page.wait_for_selector(".empty")
    assert open_events(desk) == {}


def test_a_note_is_read_first_and_answered(visit, desk):
    desk.case.review(FIRST, "reject", who="maria", at=NOON)
    desk.case.work.send_back(FIRST, "Read the last line again.", **RITA)
    page = visit("/queue?work=maria&status=any")
    page.click("section.notes a")
    page.wait_for_url(f"**/events/{FIRST}*")
    assert page.inner_text("section.notes blockquote") == "Read the last line again."
    page.fill("form.answer [name=words]", "It is a correction: kept out.")
    page.click("form.answer button")
    said(page, "Answered.")
    assert page.locator("section.notes").count() == 0
    assert desk.case.work.sent_back("maria") == ()


def test_a_decided_event_is_sent_back_from_its_page(visit, desk):
    desk.case.review(FIRST, "accept", who="ana", at=NOON)
    page = visit(f"/events/{FIRST}?status=any")
    page.click("details.send summary")
    page.fill("form.send-back [name=note]", "The day is that of the report.")
    page.click("form.send-back button")
    said(page, "Sent back to ana.")
    assert desk.case.work.sent_back("ana")[0].note == "The day is that of the report."


@pytest.mark.parametrize("scripts", [True, False])
def test_sheets_that_differ_are_adjudicated_field_by_field(visit, desk, scripts):
    case = desk.case
    case.work.assign(EventQuery(ids=(FIRST,)), ["ana", "karim"], Share(double=True), **RITA)
    case.review(FIRST, "correct", "type", "bombing", who="ana", at=NOON)
    case.review(FIRST, "accept", who="ana", at=NOON)
    case.review(FIRST, "correct", "counts", [], who="karim", at=NOON)
    case.review(FIRST, "accept", who="karim", at=NOON)
    page = visit("/agreement", java_script_enabled=scripts)
    page.click(f"#{FIRST} button")
    assert case.event(FIRST).status == "unreviewed"
    page.check(f"#{FIRST} [name=whole][value=ana]")
    page.check(f"#{FIRST} [name=of-counts][value=karim]")
    page.click(f"#{FIRST} button")
    page.wait_for_selector("text=Adjudicated: 1")
    found = case.event(FIRST)
    assert (found.record["type"], found.record["counts"]) == ("bombing", [])


def test_the_sheet_of_one_coder_is_that_coders_alone(visit, desk):
    both = ["maria", "karim"]
    desk.case.work.assign(EventQuery(ids=(FIRST,)), both, Share(double=True), **RITA)
    desk.case.review(FIRST, "correct", "type", "bombing", who="karim", at=NOON)
    page = visit(f"/events/{FIRST}")
    assert "hidden from the other" in page.inner_text("section.notes")
    assert page.inner_text("section.form h2").startswith("shelling")
    page.keyboard.press("a")
    page.wait_for_function(
        "(id) => document.getElementById('screen')?.dataset.event !== id", arg=FIRST
    )
    assert desk.case.event(FIRST).status == "unreviewed"
    page.keyboard.press("u")
    said(page, "Undid: code")
    assert shown(page) == FIRST
