"""What a reading screen that is drawn ahead asks of the desk."""

import pytest
from desk_samples import NOON, csrf_of, opened

from dateline.store import EventQuery

FIRST, SECOND, THIRD = (f"ev_{number:016x}" for number in (2, 3, 4))
PART = {"HX-Request": "true"}


@pytest.fixture
def client(desk_case, tmp_path):
    with opened(desk_case, tmp_path) as client:
        yield client


def decide(client, **headers):
    form = {"csrf": csrf_of(client.get(f"/events/{FIRST}")), "action": "accept"}
    return client.post(f"/events/{FIRST}/decide", data=form, headers=PART | headers)


def test_the_answer_is_of_the_event_that_was_drawn(client):
    answer = decide(client, **{"Desk-Shown": THIRD})
    assert f'data-event="{THIRD}"' in answer.text
    assert answer.headers["hx-push-url"] == f"/events/{THIRD}"
    assert client.room.case.event(FIRST).status == "accepted"


@pytest.mark.parametrize("shown", ["ev_ffffffffffffffff", "", "nothing", "../queue"])
def test_one_that_is_not_held_gives_way_to_the_next_of_the_queue(client, shown):
    (following,) = client.room.case.around(EventQuery(status="unreviewed"), FIRST, 0, 1).after
    answer = decide(client, **{"Desk-Shown": shown})
    assert f'data-event="{following.id}"' in answer.text
    assert client.room.case.event(FIRST).status == "accepted"


def test_a_screen_that_stands_as_it_was_is_not_drawn_again(client):
    held = client.get(f"/events/{SECOND}", headers=PART)
    asked = PART | {"If-None-Match": held.headers["etag"]}
    again = client.get(f"/events/{SECOND}", headers=asked)
    assert (again.status_code, again.text) == (304, "")
    client.room.case.review(FIRST, "reject", who="karim", at=NOON)
    changed = client.get(f"/events/{SECOND}", headers=asked)
    assert changed.status_code == 200
    assert changed.headers["etag"] != held.headers["etag"]


def test_the_mark_of_one_session_is_none_of_another(client):
    held = client.get(f"/events/{SECOND}", headers=PART).headers["etag"]
    client.cookies.clear()
    asked = PART | {"If-None-Match": held}
    assert client.get(f"/events/{SECOND}", headers=asked).status_code == 200
