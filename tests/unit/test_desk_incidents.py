"""The incident screen: accounts side by side, where they differ, rulings on pairs."""

import html
import re

import pytest
from desk_samples import ATTACK, doubt, opened, post

# Two arrests of other towns, told by two reports.
LEFT, RIGHT, THIRD = "ev_0000000000000001", "ev_0000000000000007", "ev_000000000000000d"


@pytest.fixture
def client(desk_case, tmp_path):
    with opened(desk_case, tmp_path) as client:
        yield client


def incident_of(client, id):
    return client.room.case.event(id).incident_id


def judge(client, left, right, verdict, **form):
    return post(client, "/judge", left=left, right=right, verdict=verdict, **form)


def table(answer):
    """The rows of the comparison that differ, with their cells."""
    rows = re.findall(r'<tr class="differs">.*?</tr>', answer.text, re.S)
    plain = [re.sub(r"<[^>]+>", " ", row).split("differs") for row in rows]
    return {html.unescape(row[0]).strip(): row[1].split() for row in plain}


def test_the_list_leads_to_incidents(client):
    answer = client.get("/incidents")
    assert client.get(re.search(r'href="(/incidents/inc_\w+)"', answer.text)[1]).status_code == 200
    for query in ("several=true", "unsure=true", "type=arrest&country=syr", "order=accounts"):
        assert client.get(f"/incidents?{query}").status_code == 200
    assert "No incident fits" in client.get("/incidents?country=IRQ").text
    assert client.get("/incidents?order=nonsense").status_code == 422


def test_judging_same_joins_and_shows_where_they_differ(client):
    answer = judge(client, LEFT, RIGHT, "same", reason="constructed")
    assert answer.headers["location"] == f"/incidents/{incident_of(client, LEFT)}"
    assert incident_of(client, LEFT) == incident_of(client, RIGHT)
    shown = client.get(answer.headers["location"])
    differs = table(shown)
    assert {"Where", "Detained"} <= set(differs)
    assert differs["Detained"][:1] == ["3"]
    assert "When" not in differs
    assert "<mark>arrested</mark>" in shown.text
    assert "by maria" in html.unescape(shown.text)


def test_judging_different_parts_them_and_undo_joins_again(client):
    judge(client, LEFT, RIGHT, "same")
    joined = incident_of(client, LEFT)
    judge(client, LEFT, RIGHT, "different")
    assert incident_of(client, LEFT) != incident_of(client, RIGHT)
    answer = post(client, "/undo")
    assert answer.headers["location"] == f"/incidents/{joined}"
    assert incident_of(client, LEFT) == incident_of(client, RIGHT)


def test_what_is_ticked_is_split_off(client):
    judge(client, LEFT, RIGHT, "same")
    judge(client, LEFT, THIRD, "same")
    whole = incident_of(client, LEFT)
    answer = post(client, f"/incidents/{whole}/split", event=[THIRD], reason="another town")
    assert answer.status_code == 303
    assert incident_of(client, LEFT) == incident_of(client, RIGHT) != incident_of(client, THIRD)
    post(client, f"/incidents/{incident_of(client, LEFT)}/split")
    assert len({incident_of(client, id) for id in (LEFT, RIGHT, THIRD)}) == 3
    reasons = [entry.body.get("reason") for entry in client.room.case.ledger()]
    assert "another town" in reasons


def test_a_pair_nobody_is_sure_of_is_shown_where_one_reads(client):
    doubt(client.room.case, LEFT, RIGHT)
    shown = client.get(f"/events/{LEFT}").text
    assert "Maybe of the same" in shown
    assert "constructed: both are told alike" in shown
    assert 'data-act="same"' in shown
    answer = judge(client, LEFT, RIGHT, "unsure", at=LEFT, stay="true")
    assert answer.headers["location"] == f"/events/{LEFT}"
    assert "constructed: both are told alike" not in client.get(f"/events/{LEFT}").text


def test_an_incident_shows_pairs_beyond_it(client):
    doubt(client.room.case, LEFT, RIGHT)
    shown = client.get(f"/incidents/{incident_of(client, LEFT)}").text
    assert shown.index("Maybe of the same") < shown.index("both are told alike")


@pytest.mark.parametrize(
    ("path", "form", "status"),
    [
        ("/judge", {"left": LEFT, "right": LEFT, "verdict": "same"}, 422),
        ("/judge", {"left": LEFT, "right": RIGHT, "verdict": "perhaps"}, 422),
        ("/judge", {"left": LEFT, "right": "ev_zzz", "verdict": "same"}, 404),
        ("/judge", {"left": LEFT}, 422),
        ("/incidents/inc_zzz/split", {}, 404),
    ],
)
def test_what_cannot_be_ruled_is_refused(client, path, form, status):
    before = client.room.case.ledger_head()
    assert post(client, path, **form).status_code == status
    assert client.room.case.ledger_head() == before


def test_an_incident_that_is_gone_says_why(client):
    answer = client.get("/incidents/inc_zzz")
    assert answer.status_code == 404
    assert "changes when accounts join" in answer.text


def test_what_accounts_say_comes_out_as_text(client):
    shown = client.get(f"/incidents/{incident_of(client, 'ev_00000000000000bb')}").text
    assert ATTACK not in shown
    assert html.escape(ATTACK, quote=False).replace("'", "&#39;") in shown


def test_programs_rule_too(client):
    ruling = {"left": LEFT, "right": RIGHT, "verdict": "same", "reason": "constructed"}
    assert client.post("/api/v1/judgements", json=ruling).status_code == 201
    id = incident_of(client, LEFT)
    found = client.get(f"/api/v1/incidents/{id}").json()["incident"]
    assert {LEFT, RIGHT} <= set(found["events"])
    listed = client.get("/api/v1/incidents", params={"accounts": 2, "limit": 500}).json()
    assert id in {each["incident"]["id"] for each in listed["items"]}
    assert client.post(f"/api/v1/incidents/{id}/split", json={}).status_code == 201
    assert incident_of(client, LEFT) != incident_of(client, RIGHT)
