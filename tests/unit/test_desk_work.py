"""Work on the desk: given out, taken, given back, sent back, coded twice without each other."""

import re

import pytest
from desk_samples import NOON, csrf_of, opened
from starlette.testclient import TestClient

PASSWORD = "correct horse battery"
PEOPLE = {
    "vera": "viewer", "ana": "coder", "karim": "coder", "lena": "coder", "rita": "reviewer",
    "omar": "reviewer",
}  # fmt: skip
FIRST, SECOND = "ev_0000000000000002", "ev_0000000000000003"


@pytest.fixture
def desk(desk_case, tmp_path):
    """A desk on which all of these are signed in: `desk.ana.get(...)`."""
    with opened(desk_case, tmp_path, alone=None) as client:
        desk = Desk(client)
        yield desk


class Desk:
    """A client for each of the people, and what they do."""

    def __init__(self, client):
        self.room, self.case, self.app = client.room, client.room.case, client.app
        for name, role in PEOPLE.items():
            self.room.accounts.put(name, role, PASSWORD)

    def __getattr__(self, name):
        """The client of somebody, who signs in when first asked for."""
        own = TestClient(self.app, base_url="http://localhost", follow_redirects=False)
        form = {"csrf": csrf_of(own.get("/login")), "name": name, "password": PASSWORD}
        assert own.post("/login", data=form | {"next": "/queue"}).status_code == 303
        setattr(self, name, own)
        return own

    def send(self, name, path, expect=303, **form):
        """A form of a page, sent by somebody."""
        own = getattr(self, name)
        csrf = csrf_of(own.get("/reports"))
        answer = own.post(path, data={"csrf": csrf, **form})
        assert answer.status_code == expect, answer.text
        return answer

    def assign(self, *names, who="rita", query="", **form):
        return self.send(who, f"/work/assign{query}", to=list(names), **form)

    def double(self, *names):
        self.assign(*names, query="?type=shelling", double="true")

    def waiting(self, name):
        page = getattr(self, name).get("/queue", params={"work": name, "status": "any"}).text
        return set(re.findall(r'href="/events/(ev_\w+)\?', page))

    def loads(self, name="rita"):
        found = getattr(self, name).get("/api/v1/work").json()["people"]
        return {each["assignee"]: (each["open"], each["done"]) for each in found}


def test_a_reviewer_gives_out_what_fits_and_each_finds_it_in_a_queue(desk):
    page = desk.rita.get("/work?type=arrest").text
    assert "<strong>10</strong> events fit" in page
    assert 'value="vera"' not in page
    desk.assign("ana", "karim", query="?type=arrest", each="3")
    assert desk.loads() == {"ana": (3, 0), "karim": (3, 0)}
    assert len(desk.waiting("ana")) == 3
    assert not desk.waiting("ana") & desk.waiting("karim")
    assert "<strong>4</strong> events fit" in desk.rita.get("/work?type=arrest").text
    assert desk.case.verify().problems == ()


@pytest.mark.parametrize(
    ("who", "path", "status"),
    [
        ("vera", "/work/take", 403),
        ("vera", "/work/back", 403),
        ("ana", "/work/assign", 403),
        ("ana", f"/events/{FIRST}/assign", 403),
        ("ana", f"/events/{FIRST}/send-back", 403),
        ("ana", f"/events/{FIRST}/decide", 403),
        ("ana", "/agreement", 403),
        ("ana", f"/agreement/{FIRST}", 403),
    ],
)
def test_who_may_not_gives_nothing_out(desk, who, path, status):
    getattr(desk, who)
    head = desk.case.ledger_head()
    form = {"to": "ana", "each": "1", "note": "Why?", "whole": "ana", "action": "accept"}
    desk.send(who, path, expect=status, **form)
    assert desk.case.ledger_head() == head


def test_a_coder_takes_some_decides_on_them_and_gives_one_back(desk):
    desk.send("ana", "/work/take?order=added", each="2")
    first, second = sorted(desk.waiting("ana"))
    page = desk.ana.get(f"/events/{first}?work=ana&status=any").text
    assert "Assigned to you." in page
    assert 'data-act="accept"' in page
    assert 'data-act="accept"' not in desk.karim.get(f"/events/{first}").text
    answer = desk.send("ana", f"/events/{first}/decide?work=ana&status=any", action="accept")
    assert second in answer.headers["location"]
    assert desk.case.event(first).status == "accepted"
    desk.send("ana", "/work/back", event=second)
    assert desk.waiting("ana") == set()
    assert desk.loads() == {"ana": (0, 1)}
    desk.send("ana", f"/events/{second}/decide", expect=403, action="accept")


def test_only_a_reviewer_takes_from_another(desk):
    desk.assign("ana", query="?type=arrest")
    desk.send("karim", "/work/back", expect=403, assignee="ana")
    desk.send("rita", "/work/back", assignee="ana")
    assert desk.loads() == {}


@pytest.mark.parametrize(
    ("form", "why"),
    [
        ({"to": ["vera"]}, "vera is no user who may code"),
        ({"to": ["nobody"]}, "nobody is no user who may code"),
        ({}, "name somebody"),
        ({"to": ["ana"], "each": "many"}, "is no number of events"),
        ({"to": ["ana"], "percent": "half"}, "is no share"),
        ({"to": ["ana"], "percent": "nan"}, "is no share"),
        ({"to": ["ana"], "double": "true"}, "takes 2 people"),
    ],
)
def test_what_cannot_be_given_out_is_said(desk, form, why):
    assert why in desk.send("rita", "/work/assign", expect=422, **form).text


def test_one_event_is_given_to_somebody_from_its_page(desk):
    desk.send("rita", f"/events/{FIRST}/assign", to="lena")
    assert desk.waiting("lena") == {FIRST}
    assert "Assigned to lena." in desk.ana.get(f"/events/{FIRST}").text
    again = desk.send("rita", f"/events/{FIRST}/assign", expect=422, to="ana")
    assert "is assigned to lena: take it back first" in again.text


def test_a_note_is_shown_first_and_the_answer_closes_it(desk):
    desk.assign("ana", query="?type=arrest&order=added", each="2")
    event = sorted(desk.waiting("ana"))[0]
    desk.send("ana", f"/events/{event}/decide", action="reject")
    desk.send("rita", f"/events/{event}/send-back?status=any", note="Read <b>again</b>.")
    queue = desk.ana.get("/queue?work=ana&status=any").text
    assert queue.index("Read &lt;b&gt;again&lt;/b&gt;.") < queue.index('id="queue"')
    assert "Sent back to ana" in desk.ana.get("/work").text
    page = desk.ana.get(f"/events/{event}?work=ana&status=any").text
    assert page.index("Read &lt;b&gt;") < page.index('aria-label="Decide"')
    assert "/answer" not in desk.karim.get(f"/events/{event}").text
    desk.send("ana", f"/events/{event}/decide", action="accept")
    assert event in desk.waiting("ana")
    desk.send("karim", f"/events/{event}/answer", expect=404, words="Done.")
    desk.send("ana", f"/events/{event}/answer", words="It did happen.")
    assert event not in desk.waiting("ana")
    told = desk.rita.get(f"/reports/{desk.case.event(event).report_id}").text
    assert "send back" in told
    assert "It did happen." in told


# --- coded by two --------------------------------------------------------------------------


def decide(desk, name, event, action="accept"):
    desk.send(name, f"/events/{event}/decide?status=any", action=action)


def retype(desk, name, event, type):
    form = {"field": "type", "do": "set", "value": type}
    desk.send(name, f"/events/{event}/correct?status=any", **form)


def report_of(desk, event=FIRST):
    return f"/reports/{desk.case.event(event).report_id}"


def seen(desk, name, event=FIRST):
    """All that the desk lets somebody see of an event and of what was done."""
    own = getattr(desk, name)
    report = report_of(desk, event)
    paths = (
        f"/events/{event}", "/queue?status=any", "/ledger", report, "/work",
        "/incidents", f"/api/v1/events/{event}", "/api/v1/ledger?limit=500",
        "/api/v1/events?status=any", f"/api/v1{report}", "/api/v1/work",
        "/api/v1/exports/jsonl", "/agreement", "/api/v1/agreement",
    )  # fmt: skip
    answers = {path: own.get(path) for path in paths}
    return {
        path: re.sub(r'name="csrf" value="\w+"', "", answer.text)
        for path, answer in answers.items()
        if answer.status_code == 200
    }


@pytest.mark.parametrize("name", ["karim", "lena", "vera"])
def test_nothing_tells_what_the_other_coder_decided(desk, name):
    desk.double("ana", "karim")
    count = {"field": "counts", "do": "edit", "number": "0", "measure": "killed", "low": "7341"}
    desk.send("ana", f"/events/{FIRST}/correct", **count, reason="a list of names")
    assert "7341" in desk.ana.get(f"/events/{FIRST}").text
    decide(desk, "ana", FIRST, "reject")
    found = seen(desk, name)
    assert len(found) >= 10
    tells = re.compile(r'7341|a list of names|code reject|"action":"reject"|rejected</span>')
    assert [path for path, text in found.items() if tells.search(text)] == []
    for path in ("/api/v1/ledger?limit=500", "/ledger", report_of(desk)):
        assert "until both coders of the event are done" in found[path]


def test_a_reviewer_who_codes_an_event_is_blind_to_it_as_well(desk):
    desk.double("ana", "omar")
    retype(desk, "ana", FIRST, "torture")
    decide(desk, "ana", FIRST)
    for who, hidden in (("omar", True), ("rita", False)):
        entries = getattr(desk, who).get("/api/v1/ledger?limit=500").json()["items"]
        bodies = [each["body"] for each in entries if each["action"] == "code"]
        assert [("hidden" in each) for each in bodies] == [hidden, hidden]


def test_each_coder_sees_an_own_sheet_and_the_event_stays_as_it_is(desk):
    desk.double("ana", "karim")
    retype(desk, "ana", FIRST, "bombing")
    assert desk.ana.get(f"/api/v1/events/{FIRST}").json()["event"]["type"] == "bombing"
    assert desk.karim.get(f"/api/v1/events/{FIRST}").json()["event"]["type"] == "shelling"
    page = desk.ana.get(f"/events/{FIRST}").text
    assert "hidden from the other until both are done" in page
    assert "Decisions so far (1)" in page
    assert "Decisions so far (0)" in desk.karim.get(f"/events/{FIRST}").text
    assert desk.case.event(FIRST).status == "unreviewed"
    decide(desk, "ana", FIRST)
    assert "You are done." in desk.ana.get(f"/events/{FIRST}").text
    assert FIRST not in desk.waiting("ana")
    assert FIRST in desk.waiting("karim")


def test_who_does_not_code_it_decides_nothing_meanwhile(desk):
    desk.double("ana", "karim")
    assert 'data-act="accept"' not in desk.rita.get(f"/events/{FIRST}").text
    refused = desk.send("rita", f"/events/{FIRST}/decide", expect=422, action="accept")
    assert "is double coded by ana and karim" in refused.text
    form = {"field": "type", "do": "set", "value": "bombing"}
    assert "is double coded" in desk.send("lena", f"/events/{FIRST}/correct", 422, **form).text


@pytest.fixture
def coded(desk):
    """ana calls FIRST a bombing, karim does not; the other shellings they code alike."""
    desk.double("ana", "karim")
    desk.case.review(FIRST, "correct", "type", "bombing", who="ana", at=NOON)
    for each in desk.case.work.units():
        for name in ("ana", "karim"):
            desk.case.review(each.event_id, "accept", who=name, at=NOON)
    return desk


def test_agreement_is_shown_and_what_differs_side_by_side(coded):
    page = coded.rita.get("/agreement").text
    assert "12 events coded by both" in page
    assert re.search(r"<th scope=\"row\">type</th><td>nominal</td>", page)
    assert f'id="{FIRST}"' in page
    assert page.count('class="account differing"') == 1
    assert re.search(r'value="ana">\s*bombing', page)
    assert "11 events are coded alike" in page
    found = coded.rita.get("/api/v1/agreement").json()
    assert found["units"] == 12
    by_name = {each["field"]: each for each in found["fields"]}
    assert (by_name["type"]["units"], by_name["type"]["same"]) == (12, 11)


def test_a_reviewer_adjudicates_and_can_undo_it(coded):
    refused = coded.send("rita", f"/agreement/{FIRST}", expect=422, reason="x")
    assert "choose whose sheet holds" in refused.text
    form = {"whole": "karim", "of-type": "ana", "reason": "a car bomb"}
    coded.send("rita", f"/agreement/{FIRST}", **form)
    found = coded.case.event(FIRST)
    assert (found.record["type"], found.status) == ("bombing", "corrected")
    assert {(each.who, each.reason) for each in found.reviews} == {("rita", "a car bomb")}
    assert 'class="account differing"' not in coded.rita.get("/agreement").text
    coded.send("rita", "/undo")
    assert coded.case.event(FIRST).status == "unreviewed"
    assert 'class="account differing"' in coded.rita.get("/agreement").text


def test_what_both_say_is_put_in_force_at_once(coded):
    coded.send("rita", "/agreement")
    statuses = [coded.case.event(each.event_id).status for each in coded.case.work.units()]
    assert sorted(statuses) == ["accepted"] * 11 + ["unreviewed"]
    assert coded.case.ledger()[-1].action == "adjudicate"
    assert coded.case.verify().problems == ()
    assert "nothing to adjudicate" in coded.send("rita", "/agreement", expect=422).text


def test_who_coded_it_does_not_adjudicate(desk):
    desk.double("ana", "omar")
    retype(desk, "ana", FIRST, "bombing")
    for name in ("ana", "omar"):
        decide(desk, name, FIRST)
    assert "another reviewer adjudicates" in desk.omar.get("/agreement").text
    refused = desk.send("omar", f"/agreement/{FIRST}", expect=422, whole="omar")
    assert "another has to adjudicate" in refused.text


# --- the API ---------------------------------------------------------------------------------


def bearer(desk, name):
    return {"Authorization": f"Bearer {desk.room.accounts.make_token(name, 'test', NOON)}"}


def test_the_api_gives_out_sends_back_and_answers(desk):
    rita, ana = bearer(desk, "rita"), bearer(desk, "ana")
    given = {"to": ["ana", "karim"], "each": 1}
    made = desk.vera.post("/api/v1/assignments?type=arrest", json=given, headers=rita)
    assert made.status_code == 201
    (event,) = made.json()["to"]["ana"]
    reviewed = desk.vera.post(
        f"/api/v1/events/{event}/reviews", json={"action": "accept"}, headers=ana
    )
    assert reviewed.status_code == 201
    note = {"note": "Which of the two?"}
    sent = desk.vera.post(f"/api/v1/events/{event}/send-back", json=note, headers=rita)
    assert (sent.json()["assignee"], sent.json()["note"]) == ("ana", "Which of the two?")
    path = f"/api/v1/events/{event}/answer"
    assert desk.vera.post(path, json={"answer": "The first."}, headers=rita).status_code == 404
    assert desk.vera.post(path, json={"answer": "The first."}, headers=ana).status_code == 201
    assert desk.case.work.sent_back("ana") == ()


@pytest.mark.parametrize(
    ("name", "path", "given", "status"),
    [
        ("ana", "/api/v1/assignments", {"to": ["ana"]}, 403),
        ("rita", "/api/v1/assignments", {"to": ["vera"]}, 422),
        ("rita", "/api/v1/assignments", {"to": ["ana"], "percent": 0}, 422),
        ("ana", f"/api/v1/events/{FIRST}/send-back", {"note": "Why?"}, 403),
        ("rita", f"/api/v1/events/{FIRST}/send-back", {"note": "Why?"}, 422),
        ("ana", f"/api/v1/events/{FIRST}/reviews", {"action": "accept"}, 403),
        ("vera", f"/api/v1/events/{FIRST}/answer", {"answer": "So."}, 403),
    ],
)
def test_the_api_refuses_in_words(desk, name, path, given, status):
    answer = desk.vera.post(path, json=given, headers=bearer(desk, name))
    assert (answer.status_code, answer.json()["status"]) == (status, status)
