"""One's own password and tokens, and what an admin does to all users; all of it in the ledger."""

import html
import re

import pytest
from desk_samples import csrf_of, opened, post

from dateline.desk.roles import ROLES

PASSWORD, OTHER = "correct horse battery", "another horse battery"


@pytest.fixture
def client(desk_case, tmp_path):
    with opened(desk_case, tmp_path, alone=None) as client:
        for role in ROLES:
            client.room.accounts.put(f"the {role}", role, PASSWORD)
        yield client


def sign_in(client, name, password=PASSWORD):
    return post(client, "/login", page="/login", name=name, password=password).status_code == 303


def change(client, **form):
    return post(client, "/users", page="/users", **form)


def last(client):
    entry = client.room.case.ledger()[-1]
    return entry.who, entry.action, entry.subject


def role_of(client, name):
    return client.room.accounts.user(name).role


def test_one_changes_ones_own_password_and_stays_signed_in(client):
    assert sign_in(client, "the viewer")
    answer = post(client, "/me/password", "/me", old=PASSWORD, new=OTHER, again=OTHER)
    assert "is changed" in answer.text
    assert last(client) == ("the viewer", "password changed", "the viewer")
    assert client.get("/me").status_code == 200
    client.cookies.clear()
    assert not sign_in(client, "the viewer")
    assert sign_in(client, "the viewer", OTHER)


def test_a_session_of_before_ends(client):
    assert sign_in(client, "the viewer")
    before = dict(client.cookies)
    post(client, "/me/password", "/me", old=PASSWORD, new=OTHER, again=OTHER)
    client.cookies.clear()
    for name, value in before.items():
        client.cookies.set(name, value)
    assert client.get("/me").status_code == 303


@pytest.mark.parametrize(
    ("form", "why"),
    [
        ({"old": "wrong", "new": OTHER, "again": OTHER}, "not your password"),
        ({"old": PASSWORD, "new": OTHER, "again": PASSWORD}, "differ"),
        ({"old": PASSWORD, "new": "short", "again": "short"}, "10 to 1024"),
    ],
)
def test_a_password_that_cannot_be_changed_stays(client, form, why):
    sign_in(client, "the viewer")
    answer = post(client, "/me/password", "/me", **form)
    assert answer.status_code == 422
    assert why in answer.text
    assert client.room.accounts.signed_in("the viewer", PASSWORD)


def test_whoever_guesses_the_old_password_has_to_wait(client):
    sign_in(client, "the viewer")
    form = {"old": "wrong", "new": OTHER, "again": OTHER}
    answers = [post(client, "/me/password", "/me", **form).status_code for _ in range(9)]
    assert answers == [422] * 8 + [429]
    assert last(client) == ("the viewer", "login failed", "the viewer")


def test_a_token_of_ones_own_is_shown_once_and_ended(client):
    sign_in(client, "the viewer")
    page = post(client, "/me/tokens", "/me", label="weekly <b>export</b>")
    token = re.search(r"dlt_[\w-]+", page.text)[0]
    headers = {"Authorization": f"Bearer {token}"}
    assert client.get("/api/v1/events", headers=headers).status_code == 200
    again = client.get("/me").text
    assert token not in again
    assert "weekly &lt;b&gt;" in again
    (held,) = client.room.accounts.tokens("the viewer")
    post(client, "/me/tokens/drop", "/me", token=held.id)
    assert client.get("/api/v1/events", headers=headers).status_code == 401
    assert last(client) == ("the viewer", "token dropped", "the viewer")


def test_a_token_of_somebody_else_cannot_be_ended(client):
    client.room.accounts.make_token("the admin", "x", client.room.now())
    (held,) = client.room.accounts.tokens("the admin")
    sign_in(client, "the viewer")
    assert post(client, "/me/tokens/drop", "/me", token=held.id).status_code == 404
    assert client.room.accounts.tokens("the admin")


@pytest.mark.parametrize("role", ROLES)
def test_only_an_admin_sees_and_changes_users(client, role):
    sign_in(client, f"the {role}")
    allowed = 200 if role == "admin" else 403
    assert client.get("/users").status_code == client.get("/audit").status_code == allowed
    csrf = csrf_of(client.get("/me"))
    form = {"csrf": csrf, "do": "role", "name": "the viewer", "role": "coder"}
    client.post("/users", data=form)
    assert role_of(client, "the viewer") == ("coder" if role == "admin" else "viewer")


def test_an_admin_adds_changes_and_removes(client):
    sign_in(client, "the admin")
    change(client, do="add", name="nadia", role="coder", password=PASSWORD)
    assert last(client) == ("the admin", "user put", "nadia")
    change(client, do="role", name="nadia", role="reviewer")
    assert role_of(client, "nadia") == "reviewer"
    assert client.room.accounts.signed_in("nadia", PASSWORD)
    change(client, do="password", name="nadia", password=OTHER)
    assert client.room.accounts.signed_in("nadia", OTHER)
    assert role_of(client, "nadia") == "reviewer"
    page = change(client, do="token", name="nadia", label="import")
    assert "dlt_" in page.text
    (held,) = client.room.accounts.tokens("nadia")
    change(client, do="drop", name="nadia", token=held.id)
    assert not client.room.accounts.tokens("nadia")
    change(client, do="remove", name="nadia")
    assert client.room.accounts.user("nadia") is None
    assert [entry.action for entry in client.room.case.ledger()][-6:] == [
        "user put", "user put", "password changed", "token made", "token dropped", "user removed",
    ]  # fmt: skip
    assert PASSWORD not in str(client.room.case.ledger())


@pytest.mark.parametrize(
    ("form", "why"),
    [
        ({"do": "add", "name": "the coder", "role": "coder", "password": OTHER}, "already"),
        ({"do": "add", "name": " ", "role": "coder", "password": OTHER}, "no user name"),
        ({"do": "add", "name": "new", "role": "king", "password": OTHER}, "known are"),
        ({"do": "add", "name": "new", "role": "coder", "password": "short"}, "10 to 1024"),
        ({"do": "role", "name": "nobody", "role": "coder"}, "no user nobody"),
        ({"do": "role", "name": "the admin", "role": "viewer"}, "the only admin"),
        ({"do": "remove", "name": "the admin"}, "the only admin"),
        ({"do": "drop", "name": "the coder", "token": "x"}, "no token x"),
        ({"do": "explode", "name": "the coder"}, "cannot"),
    ],
)
def test_what_cannot_be_done_to_a_user_is_said(client, form, why):
    sign_in(client, "the admin")
    before = client.room.accounts.users()
    answer = change(client, **form)
    assert answer.status_code == 422
    assert why in html.unescape(answer.text)
    assert client.room.accounts.users() == before


def test_the_audit_says_who_came_in_and_who_took_data_out(client):
    sign_in(client, "the viewer", "wrong password")
    sign_in(client, "the admin")
    client.get("/queue/export/csv?type=arrest")
    page = client.get("/audit").text
    for words in ("login failed", "export", "format: csv", "the viewer"):
        assert words in page
    assert "add" not in re.findall(r"<td>(\w+)</td>", page)
    seqs = [int(each) for each in re.findall(r'class="number">(\d+)', page)]
    assert seqs == sorted(seqs, reverse=True)
    older = client.get(f"/audit?before={seqs[-1]}").text
    assert "login" not in re.findall(r"<td>(\w+)</td>", older)


def test_a_form_that_came_from_no_page_changes_no_user(client):
    sign_in(client, "the admin")
    for path in ("/users", "/me/password", "/me/tokens", "/me/tokens/drop"):
        form = {"do": "remove", "name": "the viewer", "old": PASSWORD, "new": OTHER}
        answer = client.post(path, data=form | {"again": OTHER, "token": "x"})
        assert answer.status_code == 403


def test_a_desk_of_ones_own_says_how_others_are_let_in(desk_case, tmp_path):
    with opened(desk_case, tmp_path) as client:
        assert "nobody signs in" in client.get("/me").text
        assert "Add an admin first" in client.get("/users").text
        change(client, do="add", name="maria", role="admin", password=PASSWORD)
        assert role_of(client, "maria") == "admin"
