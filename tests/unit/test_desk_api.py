"""The API: what it gives back, to whom, and that no call it describes breaks it."""

import pytest
import schemathesis
from desk_samples import NOON, opened
from hypothesis import HealthCheck, given, settings
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)

EVENT = "ev_0000000000000002"
PASSWORD = "correct horse battery"


@pytest.fixture(scope="module")
def reader(desk_case, tmp_path_factory):
    with opened(desk_case, tmp_path_factory.mktemp("api")) as client:
        yield client


@pytest.fixture
def client(desk_case, tmp_path):
    with opened(desk_case, tmp_path, alone=None) as client:
        yield client


def token(client, role):
    client.room.accounts.put(role, role, PASSWORD)
    made = client.room.accounts.make_token(role, "test", NOON)
    return {"Authorization": f"Bearer {made}"}


def every(reader, path, **query):
    """All items of a list, page after page."""
    items, after = [], None
    while True:
        found = reader.get(path, params=query | ({"after": after} if after else {})).json()
        items += found["items"]
        after = found["next"]
        if after is None:
            assert len(items) == found["total"]
            return items


@pytest.mark.parametrize("order", ["priority", "day", "added"])
def test_pages_together_are_the_whole_list(reader, order):
    small = every(reader, "/api/v1/events", status="any", order=order, limit=5)
    whole = every(reader, "/api/v1/events", status="any", order=order, limit=100)
    assert small == whole
    assert len({each["event"]["id"] for each in whole}) == 22


def test_a_page_links_to_the_next(reader):
    answer = reader.get("/api/v1/events", params={"limit": 5, "type": "arrest"})
    following = answer.headers["link"].removeprefix("<").split(">")[0]
    assert "type=arrest" in following
    assert reader.get(following).json()["items"] != answer.json()["items"]


def test_an_event_comes_with_what_was_decided(reader):
    found = reader.get(f"/api/v1/events/{EVENT}").json()
    assert found["event"]["schema"] == "dateline.event/1"
    assert found["machine"] == found["event"]
    assert found["reviews"] == []
    text = reader.get(f"/api/v1/reports/{found['report_id']}").json()["text"]
    (agent,) = found["event"]["agent"]
    assert text[agent["start"] : agent["end"]] == agent["quote"]


@pytest.mark.parametrize("path", [f"/api/v1/events/{EVENT}", "/api/v1/events", "/api/v1/ledger"])
def test_who_holds_an_answer_gets_none(reader, path):
    tag = reader.get(path).headers["etag"]
    again = reader.get(path, headers={"If-None-Match": tag})
    assert (again.status_code, again.content) == (304, b"")
    assert reader.get(path, headers={"If-None-Match": '"other"'}).status_code == 200


def test_a_text_is_read_and_not_kept(reader):
    before = reader.get("/api/v1/reports").json()["total"]
    text = "Rebels shelled Homs on Monday and killed at least 12 people, residents said."
    answer = reader.post("/api/v1/code", json={"text": text, "published": "2016-03-08"})
    (event,) = answer.json()["events"]
    assert event["type"] == "shelling"
    assert event["time"]["earliest"] == "2016-03-07"
    assert reader.get("/api/v1/reports").json()["total"] == before
    public = reader.post("/api/v1/code", json={"text": text, "public": True}).json()["events"]
    assert public[0]["mentions"][0]["start"] is None


def test_a_name_has_places_with_reasons(reader):
    found = reader.get("/api/v1/geocode", params={"name": "Tel Abyad", "country": "syr"}).json()
    assert found["places"][0]["country"] == "SYR"
    assert found["places"][0]["reasons"]


@pytest.mark.parametrize(
    ("path", "status", "why"),
    [
        ("/api/v1/events/ev_zzz", 404, "holds no event"),
        ("/api/v1/reports/zzz", 404, "holds no report"),
        ("/api/v1/events?status=nonsense", 422, "known are"),
        ("/api/v1/events?earliest=Monday", 422, "write 2016-03-07"),
        ("/api/v1/events?limit=0", 422, "limit"),
        ("/api/v1/events?text=%00", 422, "null character"),
        ("/api/v1/geocode?name=Homs&country=SYRIA", 422, "country"),
        ("/api/v1/nothing", 404, "Not Found"),
    ],
)
def test_a_call_that_fails_says_why(reader, path, status, why):
    answer = reader.get(path)
    assert answer.status_code == status
    assert answer.headers["content-type"] == "application/problem+json"
    assert why in answer.json()["detail"]


def test_programs_come_in_by_token(client):
    assert client.get("/api/v1/events").status_code == 401
    assert client.get("/api/v1/events", headers={"Authorization": "Bearer x"}).status_code == 401
    assert client.get("/api/v1/events", headers={"Authorization": "Basic x"}).status_code == 401
    assert client.get("/api/v1/events", headers=token(client, "viewer")).status_code == 200


@pytest.mark.parametrize(
    ("role", "accepts", "corrects", "exports"),
    [
        ("viewer", 403, 403, 403),
        ("coder", 403, 201, 403),
        ("reviewer", 201, 201, 403),
        ("publisher", 201, 201, 200),
        ("admin", 201, 201, 200),
    ],
)
def test_a_token_does_what_its_user_may(client, role, accepts, corrects, exports):
    headers, path = token(client, role), f"/api/v1/events/{EVENT}/reviews"
    accept = client.post(path, json={"action": "accept"}, headers=headers)
    assert accept.status_code == accepts
    change = {"action": "correct", "field": "type", "value": "bombing", "reason": "constructed"}
    correct = client.post(path, json=change, headers=headers)
    assert correct.status_code == corrects
    if corrects == 201:
        assert correct.json()["event"]["type"] == "bombing"
        assert client.room.case.event(EVENT).reviews[-1].who == role
    assert client.get("/api/v1/exports/csv", headers=headers).status_code == exports


def test_slow_calls_are_counted(client):
    headers = token(client, "viewer")
    answers = {
        client.get("/api/v1/geocode?name=Homs", headers=headers).status_code for _ in range(121)
    }
    assert answers == {200, 429}


@pytest.fixture(scope="module")
def described(desk_case, tmp_path_factory):
    with opened(desk_case, tmp_path_factory.mktemp("described"), hosts=None) as client:
        yield schemathesis.openapi.from_asgi("/api/v1/openapi.json", client.app)


CHECKS = [
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_schema_conformance,
]
CALLS = settings(
    max_examples=12, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck)
)


def test_no_call_the_api_describes_breaks_it(described):
    operations = [each.ok() for each in described.get_all_operations()]
    assert len(operations) >= 10
    for operation in operations:

        @CALLS
        @given(case=operation.as_strategy())
        def call(case):
            case.call_and_validate(checks=CHECKS)

        call()
