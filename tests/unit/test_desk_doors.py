"""What every request passes and every answer carries."""

import re

import pytest
from desk_samples import opened, post

EVENT = "/events/ev_0000000000000002"
PAGES = ("/queue", EVENT, "/reports", "/reports/hostile", "/ledger", "/api", "/nothing")


@pytest.fixture(scope="module")
def client(desk_case, tmp_path_factory):
    with opened(desk_case, tmp_path_factory.mktemp("doors")) as client:
        yield client


@pytest.mark.parametrize("path", PAGES)
def test_no_page_may_load_from_elsewhere_or_run_what_is_written_in_it(client, path):
    answer = client.get(path)
    policy = answer.headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert "http" not in policy
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert answer.headers["referrer-policy"] == "same-origin"
    assert answer.headers["cache-control"] == "no-store"
    assert not re.search(r"<script(?![^>]*\bsrc=)|\bstyle=|\son\w+=[\"']", answer.text)
    assert not re.search(r"(?:src|href|action)=[\"']?(?:https?:)?//", answer.text)


@pytest.mark.parametrize("host", ["evil.example", "localhost.evil.example", "", "127.0.0.2"])
def test_a_name_that_leads_to_this_machine_is_not_this_desk(client, host):
    assert client.get("/queue", headers={"host": host}).status_code == 403


@pytest.mark.parametrize("host", ["localhost", "localhost:8014", "127.0.0.1:1", "[::1]:8014"])
def test_the_desk_answers_for_its_own_names(client, host):
    assert client.get("/queue", headers={"host": host}).status_code == 200


@pytest.mark.parametrize("path", [f"{EVENT}/decide", f"{EVENT}/correct", "/undo", "/redo"])
def test_a_form_that_came_from_no_page_changes_nothing(client, path):
    for form in ({"action": "accept"}, {"action": "accept", "csrf": "0" * 40}):
        before = client.room.case.ledger_head()
        assert client.post(path, data=form).status_code == 403
        assert client.room.case.ledger_head() == before


def test_another_site_cannot_change_anything(client):
    origin = {"origin": "http://evil.example"}
    assert client.post("/undo", headers=origin).status_code == 403
    assert client.post("/api/v1/code", headers=origin, json={}).status_code == 403


def test_files_asked_for_by_hash_are_kept_and_others_asked_for_again(client):
    address = re.search(r'href="(/static/desk\.css\?v=\w+)"', client.get("/queue").text)[1]
    assert "immutable" in client.get(address).headers["cache-control"]
    assert client.get("/static/keys.js").headers["cache-control"] == "no-cache"


@pytest.mark.parametrize("path", ["/static/../app.py", "/static/%2e%2e/app.py", "/static/nothing"])
def test_nothing_beside_the_files_is_given_out(client, path):
    assert client.get(path).status_code == 404


def test_a_failure_is_said_in_words(client):
    answer = client.get("/events/ev_zzz")
    assert answer.status_code == 404
    assert "holds no event ev_zzz" in answer.text
    part = client.get("/events/ev_zzz", headers={"HX-Request": "true"})
    assert part.headers["hx-retarget"] == "#said"
    assert "<html" not in part.text


def test_a_decision_answers_with_what_comes_next(client):
    answer = post(client, f"{EVENT}/decide", action="reject", reason="constructed")
    assert answer.status_code == 303
    assert answer.headers["location"].startswith("/events/ev_")
    post(client, "/undo")
