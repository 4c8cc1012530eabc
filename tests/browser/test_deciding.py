"""Decisions that are drawn before they are stored: nothing is lost where they cannot be."""

import re

import pytest

SECOND = "ev_0000000000000002"
FETCHED = """(number) => performance.getEntriesByType("resource")
  .filter((each) => each.name.includes("/events/") && each.responseEnd).length >= number"""
SHOWN = "(id) => document.getElementById('screen')?.dataset.event === id"


@pytest.fixture
def wait_seconds():
    return 0.2


def shown(page):
    return page.get_attribute("#screen", "data-event")


def wait_for(page, id):
    page.wait_for_function(SHOWN, arg=id)


def said(page, words):
    page.wait_for_function(
        "(words) => document.getElementById('said').textContent.includes(words)", arg=words
    )


def saved(page):
    page.wait_for_function("() => document.getElementById('saving').hidden")


def ready(page, number=2):
    """Wait until so many events that come next were fetched."""
    page.wait_for_function(FETCHED, arg=number)


def hold(page, what):
    """Keep such requests from the desk; what is given back lets the first of them go."""
    held = []
    page.route(what, lambda route: held.append(route))

    def release():
        while not held:
            page.wait_for_timeout(20)
        held[0].continue_()
        page.unroute(what)

    return release


def following(page):
    """The event that comes next in the queue."""
    return re.search(r"ev_\w+", page.get_attribute("a[data-act=next]", "href"))[0]


def correct_the_count(page, id, desk):
    """By keys, in the form of the screen; the desk says it and holds it."""
    page.keyboard.press("6")
    page.keyboard.press("e")
    page.fill("#field-counts form.edit [name=high]", "99")
    page.keyboard.press("Enter")
    said(page, "Corrected: counts")
    assert desk.case.event(id).record["counts"][0]["high"] == 99


@pytest.fixture
def page(visit):
    page = visit(f"/events/{SECOND}")
    ready(page)
    return page


def test_the_next_event_is_drawn_while_the_decision_is_stored(page, desk):
    here, then, release = SECOND, following(page), hold(page, "**/decide*")
    page.keyboard.press("a")
    wait_for(page, then)
    assert page.is_visible("#saving")
    assert desk.case.event(here).status == "unreviewed"
    release()
    saved(page)
    said(page, "Accepted")
    assert desk.case.event(here).status == "accepted"
    assert shown(page) == then
    assert page.url.endswith(then)
    assert here not in page.inner_html("nav.strip")


def test_what_the_store_refuses_is_shown_again_and_said(page, desk):
    with desk.case.store.writing():
        page.keyboard.press("x")
        said(page, "Not saved: reject")
        said(page, "another program has been writing")
        wait_for(page, SECOND)
    assert desk.case.event(SECOND).status == "unreviewed"
    page.keyboard.press("x")
    said(page, "Rejected")
    assert desk.case.event(SECOND).status == "rejected"


def test_a_desk_out_of_reach_takes_the_page_back_and_is_asked_again(page, desk):
    page.context.set_offline(True)
    page.keyboard.press("a")
    said(page, "whether it has saved")
    wait_for(page, SECOND)
    page.context.set_offline(False)
    said(page, "The desk answers again")
    said(page, "is unreviewed")
    assert desk.case.event(SECOND).status == "unreviewed"


def test_a_decision_whose_answer_was_lost_is_seen_to_be_stored(page, desk):
    def lose(route):
        route.fetch()
        route.abort()

    page.route("**/decide*", lose)
    page.keyboard.press("a")
    said(page, "is accepted")
    assert shown(page) == SECOND
    assert page.inner_text("section.form h2 .status") == "accepted"
    assert [each.action for each in desk.case.event(SECOND).reviews] == ["accept"]


def test_what_was_decided_after_a_failure_is_named_and_not_sent(page, desk):
    second, release = following(page), hold(page, "**/decide*")
    page.keyboard.press("a")
    wait_for(page, second)
    page.keyboard.press("x")
    page.wait_for_function("() => document.getElementById('saving').textContent === 'saving 2'")
    with desk.case.store.writing():
        release()
        said(page, "Not saved: accept")
        said(page, f"Not sent either: reject {second[:11]}")
    wait_for(page, SECOND)
    assert desk.case.event(second).status == "unreviewed"
    page.keyboard.press("u")
    said(page, "there is no decision")
    wait_for(page, SECOND)


def test_undo_shows_the_event_before_the_desk_has_answered(page, desk):
    page.keyboard.press("a")
    said(page, "Accepted")
    release = hold(page, "**/undo*")
    page.keyboard.press("u")
    wait_for(page, SECOND)
    assert desk.case.event(SECOND).status == "accepted"
    release()
    said(page, "Undid")
    assert desk.case.event(SECOND).status == "unreviewed"
    page.wait_for_function("() => document.body.textContent.includes('(taken back)')")
    assert "Decisions so far (1)" in page.inner_text("section.form")


def test_what_a_colleague_decided_meanwhile_is_seen(page, desk):
    then = following(page)
    desk.case.review(then, "reject", who="karim", at=desk.now)
    page.keyboard.press("a")
    said(page, "Accepted")
    assert shown(page) == then
    assert page.inner_text("section.form h2 .status") == "rejected"


def test_a_move_shows_how_the_event_stands_now(page, desk):
    then = following(page)
    desk.case.review(then, "accept", who="karim", at=desk.now)
    page.keyboard.press("j")
    page.wait_for_function(
        "() => document.querySelector('section.form h2 .status').textContent === 'accepted'"
    )
    assert shown(page) == then


def test_who_writes_is_not_torn_away_by_a_failure(page, desk):
    then = following(page)
    release = hold(page, "**/decide*")
    page.keyboard.press("a")
    wait_for(page, then)
    page.click("#field-agent .more summary")
    page.fill("#field-agent form.add [name=words]", "half a thou")
    with desk.case.store.writing():
        release()
        said(page, "Not saved: accept")
    assert shown(page) == then
    assert page.input_value("#field-agent form.add [name=words]") == "half a thou"
    page.click("#said a")
    wait_for(page, SECOND)


def test_words_are_lit_and_forms_sent_in_what_was_drawn_ahead(page, desk):
    then = following(page)
    page.keyboard.press("j")
    wait_for(page, then)
    assert page.evaluate("[...CSS.highlights.get('agent')].length") == 1
    correct_the_count(page, then, desk)
    page.keyboard.press("u")
    said(page, "Undid")
    assert desk.case.event(then).status == "unreviewed"


def test_a_form_is_sent_in_place_even_before_the_browser_is_idle(page, desk):
    page.evaluate("window.requestIdleCallback = () => 0")
    then = following(page)
    page.keyboard.press("j")
    wait_for(page, then)
    correct_the_count(page, then, desk)
