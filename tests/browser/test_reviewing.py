"""Reviewing in a real browser: by keys alone, with words selected, forwards and back."""

import pytest
from desk_samples import ARABIC, HOSTILE, TOWNS

SECOND, RTL, BAD = "ev_0000000000000002", "ev_00000000000000aa", "ev_00000000000000bb"
SELECT = """([words]) => {
  const walker = document.createTreeWalker(document.getElementById("text"), 4);
  while (walker.nextNode()) {
    const at = walker.currentNode.data.indexOf(words);
    if (at < 0) continue;
    getSelection().setBaseAndExtent(walker.currentNode, at, walker.currentNode, at + words.length);
    return true;
  }
  return false;
}"""
LIT = """(name) => [...CSS.highlights.get(name)].map((range) => range.toString())"""


def shown(page):
    return page.get_attribute("#screen", "data-event")


def press(page, key, *, until):
    """Press a key and wait for the screen of another event."""
    # A page just followed to hears no key before its scripts have run.
    page.wait_for_load_state("load")
    page.keyboard.press(key)
    page.wait_for_function(
        "(id) => document.getElementById('screen')?.dataset.event !== id", arg=until
    )


def said(page, words):
    page.wait_for_function(
        "(words) => document.getElementById('said').textContent.includes(words)", arg=words
    )


def saved(page):
    """Wait until nothing that was decided is still being stored."""
    page.wait_for_function("() => document.getElementById('saving').hidden")


def test_twenty_events_by_keys_alone(visit, desk):
    page = visit("/queue")
    page.keyboard.press("Tab")
    page.click("[data-act=start]")
    page.wait_for_url("**/events/*")
    loads = page.evaluate("performance.timeOrigin")
    decided = []
    for number in range(20):
        here = shown(page)
        decided.append((here, "accepted" if number % 3 else "rejected"))
        press(page, "a" if number % 3 else "x", until=here)
    saved(page)
    assert len(dict(decided)) == 20
    for id, status in decided:
        assert desk.case.event(id).status == status
    # The same document all the way: nothing was loaded anew.
    assert page.evaluate("performance.timeOrigin") == loads
    assert page.url.endswith(shown(page))


def test_undo_and_redo_by_keys(visit, desk):
    page = visit(f"/events/{SECOND}")
    press(page, "a", until=SECOND)
    saved(page)
    page.keyboard.press("u")
    said(page, "Undid")
    assert shown(page) == SECOND
    assert desk.case.event(SECOND).status == "unreviewed"
    page.keyboard.press("Control+Shift+Z")
    said(page, "Redid")
    assert desk.case.event(SECOND).status == "accepted"
    page.keyboard.press("Control+z")
    said(page, "Undid")
    assert desk.case.event(SECOND).status == "unreviewed"


def test_j_k_and_space_decide_nothing(visit, desk):
    head = desk.case.ledger_head()
    page = visit(f"/events/{SECOND}")
    for key in ("j", "Space"):
        press(page, key, until=shown(page))
    away = shown(page)
    press(page, "k", until=away)
    press(page, "k", until=shown(page))
    assert shown(page) == SECOND
    assert desk.case.ledger_head() == head


def test_a_field_in_focus_lights_its_words(visit):
    page = visit(f"/events/{SECOND}")
    page.keyboard.press("2")
    assert page.evaluate("document.activeElement.id") == "field-agent"
    assert page.evaluate(LIT, "lit") == ["Rebels"]
    page.keyboard.press("6")
    assert page.evaluate(LIT, "lit") == ["at least 12"]


@pytest.mark.parametrize(
    ("id", "field", "words"),
    [
        (RTL, "places", "مضايا"),
        (RTL, "type", "قصفوا"),
        (RTL, "agent", "المسلحين"),
        (BAD, "places", "Homs"),
    ],
)
def test_words_lie_where_they_should_beside_emoji_and_from_right_to_left(visit, id, field, words):
    page = visit(f"/events/{id}")
    assert page.evaluate(LIT, field) == [words]
    text = ARABIC if id == RTL else HOSTILE
    assert page.evaluate("document.getElementById('text').textContent") == text
    assert page.evaluate("getComputedStyle(document.getElementById('text')).direction") == (
        "rtl" if id == RTL else "ltr"
    )


def test_words_selected_after_an_emoji_fill_a_field(visit, desk):
    page = visit(f"/events/{RTL}")
    assert page.evaluate(SELECT, ["وقتلوا 12 شخصا"])
    page.wait_for_selector("#selected:not(:empty)")
    page.keyboard.press("9")
    page.keyboard.press("9")
    more = page.query_selector("details.rare")
    assert more
    said(page, "Corrected: instrument")
    (value,) = desk.case.event(RTL).record["instrument"]
    assert ARABIC[value["start"] : value["end"]] == value["quote"] == "وقتلوا 12 شخصا"


def test_selected_words_are_read_as_the_program_reads_them(visit, desk):
    page = visit(f"/events/{SECOND}")
    assert page.evaluate(SELECT, ["Idlib"])
    page.keyboard.press("4")
    said(page, "Corrected: places")
    place = desk.case.event(SECOND).record["places"][-1]
    assert (place["name"], place["country"]) == ("Idlib", "SYR")
    assert page.evaluate("document.activeElement.id") == "field-places"


def test_keys_are_off_while_one_writes_and_escape_leaves(visit, desk):
    page = visit(f"/events/{SECOND}")
    page.keyboard.press("6")
    page.keyboard.press("e")
    assert page.evaluate("document.activeElement.name") == "measure"
    page.keyboard.press("Tab")
    page.keyboard.type("ax")
    assert desk.case.event(SECOND).status == "unreviewed"
    assert shown(page) == SECOND
    page.keyboard.press("Escape")
    assert page.evaluate("document.activeElement.id") == "field-counts"


def test_a_count_is_edited_in_the_form(visit, desk):
    page = visit(f"/events/{SECOND}")
    page.keyboard.press("6")
    page.keyboard.press("e")
    page.fill("#field-counts form.edit [name=high]", "20")
    page.keyboard.press("Enter")
    said(page, "Corrected: counts")
    (count,) = desk.case.event(SECOND).record["counts"]
    assert (count["low"], count["high"]) == (12, 20)


def test_a_place_is_searched_and_chosen(visit, desk):
    page = visit(f"/events/{SECOND}")
    page.click("#field-places details.edit summary >> nth=0")
    page.fill("#field-places form.edit [name=name]", "Raqqa")
    page.click("#field-places [aria-label^='Choose Raqqa, Raqqa'] >> nth=0")
    said(page, "Corrected: places")
    (place,) = desk.case.event(SECOND).record["places"]
    assert (place["name"], place["quote"]) == ("Raqqa", "Homs")


def test_what_cannot_be_is_said_and_the_screen_stays(visit):
    page = visit(f"/events/{SECOND}")
    page.click("#field-agent .more summary")
    page.fill("#field-agent form.add [name=words]", "never said")
    with page.expect_response(lambda answer: answer.status == 422):
        page.keyboard.press("Enter")
    said(page, "does not say")
    assert shown(page) == SECOND


def test_a_key_is_given_another_act_and_kept(visit, desk):
    page = visit(f"/events/{SECOND}")
    page.keyboard.press("?")
    page.focus("[aria-label^='Key: Accept']")
    page.keyboard.press("x")
    assert "is taken" in page.inner_text("#keys-said")
    page.keyboard.press("w")
    page.keyboard.press("Escape")
    page.reload()
    page.keyboard.press("a")
    press(page, "w", until=SECOND)
    saved(page)
    assert desk.case.event(SECOND).status == "accepted"


def test_filters_survive_a_reload_and_lead_on(visit):
    page = visit("/queue?type=arrest&text=Syria&country=SYR")
    page.fill(".filters [name=text]", "Palmyra")
    page.click(".filters button")
    page.wait_for_url("**text=Palmyra**")
    page.reload()
    assert page.input_value(".filters [name=text]") == "Palmyra"
    assert page.input_value(".filters [name=type]") == "arrest"
    assert page.locator("#queue tbody tr").count() == 2
    page.click("#queue a >> nth=0")
    page.wait_for_url("**/events/*")
    press(page, "a", until=shown(page))
    saved(page)
    assert "text=Palmyra" in page.url
    page.reload()
    assert "type=arrest" in page.url


def test_the_back_button_shows_the_event_before(visit):
    page = visit(f"/events/{SECOND}")
    press(page, "j", until=SECOND)
    page.go_back()
    page.wait_for_function(
        "(id) => document.getElementById('screen')?.dataset.event === id", arg=SECOND
    )


def test_the_small_map_is_drawn_from_the_desk_alone(visit):
    page = visit(f"/events/{SECOND}")
    page.wait_for_selector("#minimap canvas")
    page.wait_for_selector("#minimap[data-drawn]")


def test_what_a_report_says_never_runs(visit):
    page = visit(f"/events/{BAD}")
    page.on("dialog", lambda dialog: pytest.fail(dialog.message))
    page.wait_for_timeout(300)
    assert page.locator("#screen script, #screen img").count() == 0
    assert "<script>" in page.inner_text("#text")


def test_reading_needs_no_script(visit, desk):
    page = visit(f"/events/{SECOND}", java_script_enabled=False)
    assert page.inner_text("mark") == "shelled"
    page.click("button.accept")
    page.wait_for_selector(f"#screen:not([data-event={SECOND}])")
    assert desk.case.event(SECOND).status == "accepted"


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_colours_can_be_changed_and_are_kept(visit, scheme):
    page = visit("/queue", color_scheme=scheme)
    ground = "getComputedStyle(document.body).backgroundColor"
    before = page.evaluate(ground)
    page.click("[data-act=theme]")
    assert page.evaluate(ground) != before
    page.reload()
    assert page.evaluate(ground) != before


def test_samples_name_places_once():
    assert len({number for _, number, _, _ in TOWNS.values()}) == len(TOWNS)
