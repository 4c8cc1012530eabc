"""Every screen: usable by keyboard and screen reader, on a phone, in light and dark."""

import json
from pathlib import Path

import pytest
from desk_samples import doubt

from dateline.desk.accounts import Accounts
from dateline.desk.batches import Batches
from dateline.exchange.adding import Outcome
from dateline.store import Added, EventQuery, Share

SECOND, RTL, LEFT, RIGHT = (
    "ev_0000000000000002", "ev_00000000000000aa", "ev_0000000000000001", "ev_0000000000000007",
)  # fmt: skip
DOUBLE = "ev_0000000000000004"
SCREENS = {
    "queue": "/queue",
    "work": "/work",
    "my-work": "/queue?work=maria&status=any",
    "note": f"/events/{SECOND}",
    "agreement": "/agreement",
    "reading": f"/events/{SECOND}",
    "reading-rtl": f"/events/{RTL}",
    "incidents": "/incidents",
    "incident": None,
    "explore": "/explore",
    "unmapped": None,
    "actors": "/actors",
    "actor": "/actor?actor=rebels/SYR",
    "add": "/add",
    "batch": None,
    "reports": "/reports",
    "report": "/reports/r1",
    "ledger": "/ledger",
    "users": None,
    "me": "/me",
    "audit": "/audit",
    "api": "/api",
}
AXE = Path(__file__).parent / "vendor/axe.min.js"
SERIOUS = ("serious", "critical")


def work(case, now):
    """Events that were assigned, sent back, and coded by two who differ in one of them."""
    rita = {"who": "rita", "at": now}
    case.work.assign(EventQuery(type="arrest"), ["ana", "maria"], **rita)
    case.review(SECOND, "reject", who="maria", at=now)
    case.work.send_back(SECOND, "Read the last line again.", **rita)
    others = EventQuery(type="shelling", status="unreviewed")
    case.work.assign(others, ["ana", "karim"], Share(double=True), **rita)
    case.review(DOUBLE, "correct", "type", "bombing", who="ana", at=now)
    for each in case.work.units():
        for name in ("ana", "karim"):
            case.review(each.event_id, "accept", who=name, at=now)


def path_of(name, desk):
    if name == "batch":
        return batch_of(desk)
    if name == "users":
        return users_of(desk)
    if name == "unmapped":
        desk.case.review(SECOND, "correct", "places", [], who="maria", at=desk.now)
        return "/explore/unmapped"
    if name in ("work", "my-work", "note", "agreement"):
        work(desk.case, desk.now)
    if name != "incident":
        return SCREENS[name]
    doubt(desk.case, LEFT, RIGHT)
    desk.case.judge(LEFT, "ev_000000000000000d", "same", who="maria", at=desk.now)
    return f"/incidents/{desk.case.event(LEFT).incident_id}"


def batch_of(desk):
    """A batch of which something was added and something could not be read."""
    batches = Batches(desk.case.store)
    id = batches.make("maria", desk.now, ["one.txt", "two.pdf"], "high")
    report = desk.case.report("r1").id
    batches.tell(id, 1, Outcome("one", "Report one", Added(report, events=(SECOND,))))
    batches.tell(id, 2, Outcome("two.pdf", why=f"it is {'very ' * 40}broken"))
    batches.mark(id, "done")
    return f"/add/{id}"


def users_of(desk):
    """Two users, one of them with a token."""
    accounts = Accounts(desk.case.store)
    accounts.put("nadia" * 12, "admin", "correct horse battery")
    accounts.put("karim", "reviewer", "correct horse battery")
    accounts.make_token("karim", "weekly export", desk.now)
    return "/users"


def said(page, words):
    page.wait_for_function(
        "(words) => document.getElementById('said').textContent.startsWith(words)", arg=words
    )


def found_by_axe(page):
    """What the accessibility checker finds: each rule with the elements that break it."""
    page.evaluate(AXE.read_text("utf-8"))
    found = page.evaluate("axe.run(document, {resultTypes: ['violations']})")
    return [
        f"{each['id']}: {json.dumps([node['target'] for node in each['nodes']][:3])}"
        for each in found["violations"]
        if each["impact"] in SERIOUS
    ]


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("name", SCREENS)
def test_no_screen_has_a_serious_accessibility_issue(visit, desk, name, scheme):
    page = visit(path_of(name, desk), color_scheme=scheme)
    page.wait_for_load_state("networkidle")
    page.evaluate("document.querySelectorAll('.users details').forEach((each) => each.open = true)")
    assert not found_by_axe(page)


@pytest.mark.parametrize("name", [*SCREENS, "nothing"])
def test_every_screen_fits_a_phone(visit, desk, name):
    path = path_of(name, desk) if name in SCREENS else "/events/ev_zzz"
    page = visit(path, viewport={"width": 375, "height": 700}, has_touch=True)
    page.wait_for_load_state("networkidle")
    for width in (320, 375, 430):
        page.set_viewport_size({"width": width, "height": 700})
        for is_open in (False, True):
            page.evaluate(
                "(open) => document.querySelectorAll('main details')"
                ".forEach((each) => each.open = open)",
                is_open,
            )
            assert page.evaluate("document.documentElement.scrollWidth") <= width


@pytest.mark.parametrize("alone", [None])
def test_who_signs_in_by_phone_needs_no_sideways_scroll(visit, desk):
    Accounts(desk.case.store).put("nadia" * 18, "admin", "correct horse battery")
    page = visit("/login", viewport={"width": 320, "height": 700})
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    page.fill("[name=name]", "nadia" * 18)
    page.fill("[name=password]", "correct horse battery")
    page.click("main button")
    page.wait_for_url("**/queue")
    for path in ("/me", "/users", "/queue"):
        page.goto(desk.url + path)
        assert page.evaluate("document.documentElement.scrollWidth") <= 320


def test_the_help_has_no_serious_issue(visit):
    page = visit(f"/events/{SECOND}")
    page.keyboard.press("?")
    page.wait_for_selector("dialog[open]")
    assert not found_by_axe(page)


def test_one_tab_skips_to_the_content(visit):
    page = visit("/queue")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main"


def test_what_happened_is_said_to_a_screen_reader(visit):
    page = visit(f"/events/{SECOND}")
    assert page.get_attribute("#said", "aria-live") == "polite"
    page.keyboard.press("a")
    said(page, "Accepted")


def test_merge_and_split_by_keys_and_by_hand(visit, desk):
    doubt(desk.case, LEFT, RIGHT)
    page = visit(f"/events/{LEFT}")
    page.keyboard.press("m")
    said(page, "Ruled: same")
    incident = desk.case.event(LEFT).incident_id
    assert desk.case.event(RIGHT).incident_id == incident
    page.click(f"a[href='/incidents/{incident}']")
    page.check(f"[name=event][value={RIGHT}]")
    page.click("[data-act=split]")
    said(page, "Split")
    assert desk.case.event(RIGHT).incident_id != desk.case.event(LEFT).incident_id
    page.keyboard.press("u")
    page.wait_for_url(f"**/incidents/{incident}")
    assert desk.case.event(RIGHT).incident_id == incident


def test_n_keeps_two_accounts_apart(visit, desk):
    doubt(desk.case, LEFT, RIGHT)
    page = visit(f"/events/{LEFT}")
    page.keyboard.press("n")
    said(page, "Ruled")
    assert desk.case.event(LEFT).incident_id != desk.case.event(RIGHT).incident_id
    assert desk.case.ledger()[-1].body["verdict"] == "different"
