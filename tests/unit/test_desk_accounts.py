"""Who may come in, what they may do there, and that it is written down."""

from datetime import timedelta

import pytest
from desk_samples import NOON, csrf_of, opened, post

from dateline.desk.accounts import TOKEN_MARK
from dateline.desk.limits import RateLimit
from dateline.desk.roles import ROLES, may
from dateline.desk.sessions import Sessions, new_session
from dateline.desk.settings import settings_for
from dateline.errors import UsageError

PASSWORD = "correct horse battery"
EVENT = "/events/ev_0000000000000002"


@pytest.fixture
def client(desk_case, tmp_path):
    with opened(desk_case, tmp_path, alone=None) as client:
        for role in ROLES:
            client.room.accounts.put(f"the {role}", role, PASSWORD)
        yield client


def sign_in(client, name, password=PASSWORD):
    return post(client, "/login", page="/login", name=name, password=password)


@pytest.mark.parametrize("path", ["/queue", EVENT, "/reports", "/ledger", "/api"])
def test_a_page_sends_who_is_not_signed_in_to_sign_in(client, path):
    answer = client.get(path)
    assert answer.status_code == 303
    assert answer.headers["location"].startswith("/login?next=%2F")


def test_signing_in_leads_on_and_is_written_in_the_ledger(client):
    page = client.get("/login?next=/reports")
    answer = client.post(
        "/login",
        data={
            "csrf": csrf_of(page),
            "name": "the viewer",
            "password": PASSWORD,
            "next": "/reports",
        },
    )
    assert answer.headers["location"] == "/reports"
    assert client.get("/reports").status_code == 200
    cookie = answer.headers["set-cookie"]
    assert "HttpOnly" in cookie
    assert "SameSite=Lax" in cookie
    assert client.room.case.ledger()[-1].action == "login"
    post(client, "/logout", page="/reports")
    assert client.get("/reports").status_code == 303
    assert [entry.action for entry in client.room.case.ledger()][-2:] == ["login", "logout"]


def test_a_wrong_password_and_an_unknown_name_are_told_alike(client):
    wrong, unknown = sign_in(client, "the viewer", "wrong password"), sign_in(client, "nobody")
    assert wrong.status_code == unknown.status_code == 401
    assert "do not go together" in wrong.text
    assert "do not go together" in unknown.text
    failed = [entry for entry in client.room.case.ledger() if entry.action == "login failed"]
    assert [entry.who for entry in failed] == ["the viewer", "nobody"]
    assert PASSWORD not in str(failed)


def test_many_tries_have_to_wait(client):
    answers = [sign_in(client, "the viewer", "wrong password").status_code for _ in range(9)]
    assert answers == [401] * 8 + [429]
    assert sign_in(client, "the viewer").status_code == 429


@pytest.mark.parametrize("to", ["//evil.example", "/\\evil.example", "http://evil.example", "x"])
def test_signing_in_leads_nowhere_else(client, to):
    page = client.get("/login", params={"next": to})
    form = {"csrf": csrf_of(page), "name": "the viewer", "password": PASSWORD, "next": to}
    assert client.post("/login", data=form).headers["location"] == "/queue"


@pytest.mark.parametrize(
    ("role", "decides", "corrects"),
    [
        ("viewer", 403, 403),
        ("coder", 403, 303),
        ("reviewer", 303, 303),
        ("publisher", 303, 303),
        ("admin", 303, 303),
    ],
)
def test_who_may_do_what(client, role, decides, corrects):
    sign_in(client, f"the {role}")
    answer = post(client, f"{EVENT}/decide", page=EVENT, action="accept")
    assert answer.status_code == decides
    form = {"field": "type", "do": "set", "value": "bombing"}
    assert post(client, f"{EVENT}/correct", page=EVENT, **form).status_code == corrects
    shown = client.get(EVENT).text
    assert ('class="accept"' in shown) == (decides == 303)
    assert ('name="field"' in shown) == (corrects == 303)


def test_a_decision_carries_the_name_of_who_made_it(client):
    sign_in(client, "the reviewer")
    post(client, f"{EVENT}/decide", page=EVENT, action="accept")
    assert client.room.case.event("ev_0000000000000002").reviews[-1].who == "the reviewer"


def test_a_new_role_or_password_ends_sessions(client):
    sign_in(client, "the coder")
    assert client.get("/queue").status_code == 200
    client.room.accounts.put("the coder", "viewer", None)
    assert client.get("/queue").status_code == 303


def test_a_removed_user_is_out(client):
    token = client.room.accounts.make_token("the coder", "test", NOON)
    sign_in(client, "the coder")
    client.room.accounts.remove("the coder")
    assert client.get("/queue").status_code == 303
    assert client.room.accounts.user_of_token(token) is None


def test_a_token_is_shown_once_and_kept_as_a_hash(client):
    accounts = client.room.accounts
    token = accounts.make_token("the coder", "weekly", NOON)
    assert token.startswith(TOKEN_MARK)
    assert accounts.user_of_token(token).name == "the coder"
    assert accounts.user_of_token(token + "x") is None
    (listed,) = accounts.tokens()
    assert listed.label == "weekly"
    assert token not in str(listed)
    accounts.drop_token(listed.id)
    assert accounts.user_of_token(token) is None


@pytest.mark.parametrize(
    ("name", "role", "password", "why"),
    [
        ("maria", "boss", PASSWORD, "no role"),
        ("maria", "coder", "short", "10 to"),
        ("maria", "coder", None, "needs a password"),
        (" maria", "coder", PASSWORD, "no user name"),
        ("", "coder", PASSWORD, "no user name"),
        ("a\nb", "coder", PASSWORD, "no user name"),
    ],
)
def test_users_there_cannot_be(client, name, role, password, why):
    with pytest.raises(UsageError, match=why):
        client.room.accounts.put(name, role, password)


def test_roles_are_a_ladder():
    assert [may(role, "decide") for role in ROLES] == [False, False, True, True, True]
    assert may("viewer", "read")
    assert not may("publisher", "administer")


def test_a_session_that_was_changed_is_none():
    ours, theirs = Sessions(b"ours", 1), Sessions(b"theirs", 1)
    session = new_session("maria", 3)
    assert ours.read(ours.write(session)) == session
    assert ours.read(theirs.write(session)) is None
    assert ours.read(ours.write(session)[:-2]) is None
    assert ours.read("nonsense") is None
    assert not ours.is_token(session, theirs.token(session))
    assert not ours.is_token(session, None)


def test_a_limit_counts_the_time_just_gone():
    moment = [NOON]
    limit = RateLimit(2, timedelta(minutes=1), lambda: moment[0])
    limit.count("a")
    limit.count("a")
    assert limit.wait("a") == 60
    assert limit.wait("b") == 0
    moment[0] += timedelta(seconds=61)
    assert limit.wait("a") == 0


@pytest.mark.parametrize(
    ("host", "users", "alone"),
    [
        ("127.0.0.1", False, "maria"),
        ("localhost", False, "maria"),
        ("::1", False, "maria"),
        ("127.0.0.1", True, None),
        ("0.0.0.0", True, None),
    ],
)
def test_a_desk_of_ones_own_only_on_this_machine(host, users, alone):
    assert settings_for(host, users, "maria", lambda: NOON).alone == alone


@pytest.mark.parametrize("host", ["0.0.0.0", "::", "192.0.2.7", "desk.example"])
def test_elsewhere_there_have_to_be_users(host):
    with pytest.raises(UsageError, match="dateline user add"):
        settings_for(host, False, "maria", lambda: NOON)
