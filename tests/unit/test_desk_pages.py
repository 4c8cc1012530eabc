"""The queue and the reading screen, as a browser without JavaScript sees and uses them."""

import html
import json
import re

import pytest
from desk_samples import ARABIC, ATTACK, HOSTILE, opened, post

FIRST, SECOND = "ev_0000000000000000", "ev_0000000000000002"
RTL, BAD = "ev_00000000000000aa", "ev_00000000000000bb"


@pytest.fixture
def client(desk_case, tmp_path):
    with opened(desk_case, tmp_path) as client:
        yield client


@pytest.fixture(scope="module")
def reader(desk_case, tmp_path_factory):
    with opened(desk_case, tmp_path_factory.mktemp("pages")) as client:
        yield client


def rows(answer):
    return re.findall(r'<th scope="row"><a href="/events/(ev_\w+)', answer.text)


def correct(client, field, do, id=SECOND, **form):
    return post(client, f"/events/{id}/correct", field=field, do=do, **form)


def in_force(client, id=SECOND):
    return client.room.case.event(id).record


# --- the queue ---------------------------------------------------------------------


@pytest.mark.parametrize(
    ("query", "shown"),
    [
        ("", 22),
        ("?type=arrest", 10),
        ("?type=arrest&country=syr&actor=government", 10),
        ("?status=accepted", 0),
        ("?status=any", 22),
        ("?text=Palmyra", 4),
        ("?text=مضايا", 1),
        ("?text=Palmyra&type=shelling", 2),
        ("?earliest=2016-03-07", 11),
        ("?latest=2016-03-06", 10),
        ("?family=coercion&factuality=asserted", 10),
        ("?country=IRQ", 0),
    ],
)
def test_filters_stand_in_the_address(reader, query, shown):
    answer = reader.get(f"/queue{query}")
    assert len(rows(answer)) == shown
    assert f"<small>{shown} event" in answer.text


def test_the_form_shows_the_filters_of_the_address(reader):
    shown = reader.get("/queue?text=Palmyra&type=arrest&country=SYR").text
    assert 'name="text" type="search" value="Palmyra"' in shown
    assert '<option value="arrest" selected>' in shown
    assert 'name="country" value="SYR"' in shown


def test_the_most_pressing_come_first(reader):
    events = reader.room.case.events().items
    assert rows(reader.get("/queue")) == [each.id for each in events]
    days = rows(reader.get("/queue?order=day"))
    assert days != [each.id for each in events]
    assert len(days) == len(events)


def test_links_of_the_queue_carry_its_filters_on(reader):
    shown = html.unescape(reader.get("/queue?type=arrest&text=Palmyra").text)
    assert re.search(r'href="/events/ev_\w+\?type=arrest&text=Palmyra"', shown)


@pytest.mark.parametrize("query", ["?status=nonsense", "?order=nonsense", "?after=nonsense"])
def test_an_address_that_asks_for_nothing_there_is_says_so(reader, query):
    assert reader.get(f"/queue{query}").status_code == 422


# --- reading -----------------------------------------------------------------------


def text_of(answer):
    inside = re.search(r'<div id="text"[^>]*>(.*?)</div>', answer.text, re.S)[1]
    return html.unescape(re.sub(r"</?mark>", "", inside))


@pytest.mark.parametrize(("id", "text"), [(RTL, ARABIC), (BAD, HOSTILE)])
def test_the_text_is_there_character_for_character(reader, id, text):
    answer = reader.get(f"/events/{id}")
    # html.unescape reads &#13; as LF would be written: compare what stands in the page.
    raw = re.search(r'<div id="text"[^>]*>(.*?)</div>', answer.text, re.S)[1]
    assert ("&#13;" in raw) == ("\r" in text)
    assert text_of(answer).replace("\r", "") == text.replace("\r", "")


def test_the_words_of_each_field_are_code_points_of_the_text(reader):
    answer = reader.get(f"/events/{RTL}")
    marks = json.loads(html.unescape(re.search(r"data-marks='([^']*)'", answer.text)[1]))
    ((start, end),) = marks["fields"]["places"]
    assert ARABIC[start:end] == "مضايا"
    ((start, end),) = marks["fields"]["type"]
    assert ARABIC[start:end] == "قصفوا"


def test_what_names_the_event_is_marked_without_a_script(reader):
    assert "<mark>قصفوا</mark>" in reader.get(f"/events/{RTL}").text
    assert 'dir="auto" lang="ar"' in reader.get(f"/events/{RTL}").text


@pytest.mark.parametrize(
    "path",
    [
        f"/events/{BAD}",
        "/queue",
        "/reports",
        "/reports/hostile",
        "/queue?text=<script>alert(1)</script>",
    ],
)
def test_what_reports_say_comes_out_as_text(reader, path):
    shown = reader.get(path).text
    for attack in (ATTACK, "<img src=x", "<script>alert", 'href="javascript:'):
        assert attack not in shown
    if path != "/queue?text=<script>alert(1)</script>":
        assert html.escape(ATTACK, quote=False).replace("'", "&#39;") in shown


def test_the_reasons_and_other_candidates_are_shown(reader):
    shown = html.unescape(reader.get(f"/events/{SECOND}").text)
    assert "“Rebels” is a name of rebels (Syria)" in shown
    assert "Free Syrian Army" in shown
    assert "the report speaks of SYR" in shown


# --- deciding ----------------------------------------------------------------------


def test_accepting_leads_to_the_next_of_the_same_queue(client):
    order = rows(client.get("/queue?type=arrest"))
    answer = post(client, f"/events/{order[0]}/decide?type=arrest", action="accept")
    assert answer.headers["location"] == f"/events/{order[1]}?type=arrest"
    assert client.room.case.event(order[0]).status == "accepted"
    assert rows(client.get("/queue?type=arrest")) == order[1:]


def test_the_last_decision_leads_back_to_the_queue(client):
    answer = post(client, f"/events/{RTL}/decide?text=مضايا", action="reject")
    assert answer.headers["location"].startswith("/queue?text=")


def test_looking_decides_nothing(client):
    before = client.room.case.ledger_head()
    client.get(f"/events/{SECOND}")
    assert client.room.case.ledger_head() == before


def test_undo_and_redo_show_what_they_were_about(client):
    post(client, f"/events/{SECOND}/decide", action="reject", reason="not in the text")
    assert "not in the text" in client.get(f"/events/{SECOND}").text
    assert post(client, "/undo").headers["location"] == f"/events/{SECOND}"
    assert client.room.case.event(SECOND).status == "unreviewed"
    assert post(client, "/redo").headers["location"] == f"/events/{SECOND}"
    assert client.room.case.event(SECOND).status == "rejected"


def test_there_is_nothing_to_undo_at_first(client):
    answer = post(client, "/undo")
    assert answer.status_code == 404
    assert "left to undo" in answer.text


# --- correcting --------------------------------------------------------------------


@pytest.mark.parametrize(
    ("field", "do", "form", "value"),
    [
        ("type", "set", {"value": "bombing"}, "bombing"),
        ("factuality", "set", {"value": "denied"}, "denied"),
        ("phase", "set", {"value": "ended"}, "ended"),
    ],
)
def test_a_field_takes_what_is_chosen(client, field, do, form, value):
    assert correct(client, field, do, **form).status_code == 303
    assert in_force(client)[field] == value
    assert client.room.case.event(SECOND).status == "corrected"


def test_the_days_are_written(client):
    correct(client, "time", "set", earliest="2016-03-01", latest="2016-03-03")
    found = in_force(client)["time"]
    assert (found["earliest"], found["latest"]) == ("2016-03-01", "2016-03-03")
    assert (found["precision"], found["quote"]) == ("week", "Monday")
    correct(client, "time", "set")
    assert in_force(client)["time"] is None


def test_a_value_is_removed_and_comes_back_with_undo(client):
    correct(client, "agent", "remove", number=0)
    assert in_force(client)["agent"] == []
    post(client, "/undo")
    assert in_force(client)["agent"][0]["quote"] == "Rebels"


def test_another_candidate_is_chosen(client):
    correct(client, "agent", "choose", number=0, choice="free-syrian-army")
    (agent,) = in_force(client)["agent"]
    assert agent["actor"]["name"] == "Free Syrian Army"
    assert len(agent["actor"]["candidates"]) == 2
    correct(client, "places", "choose", number=0, choice="172955")
    (place,) = in_force(client)["places"]
    assert (place["name"], place["precision"], place["quote"]) == ("Raqqa", "town", "Homs")


def test_a_count_and_a_source_are_edited(client):
    correct(client, "counts", "edit", number=0, measure="injured", low="5", high="7", approx="true")
    (count,) = in_force(client)["counts"]
    assert (count["measure"], count["low"], count["high"], count["approx"]) == (
        "injured",
        5,
        7,
        True,
    )
    correct(client, "sources", "edit", number=0, kind="monitor")
    (source,) = in_force(client)["sources"]
    assert (source["kind"], source["anonymous"]) == ("monitor", False)


def test_a_place_is_named_anew(client):
    correct(client, "places", "edit", number=0, name="Tel Abyad", rel="to")
    (place,) = in_force(client)["places"]
    assert place["country"] == "SYR"
    assert (place["rel"], place["quote"]) == ("to", "Homs")


@pytest.mark.parametrize(
    ("field", "words", "check"),
    [
        ("target", "Government forces", lambda v: v["actor"]["country"] == "SYR"),
        ("places", "Idlib", lambda v: v["country"] == "SYR" and v["name"] == "Idlib"),
        ("counts", "4", lambda v: (v["low"], v["high"]) == (4, 4)),
        ("sources", "a monitor", lambda v: v["quote"] == "a monitor"),
        ("instrument", "men", lambda v: v["quote"] == "men"),
    ],
)
def test_words_fill_a_field(client, field, words, check):
    assert correct(client, field, "add", words=words).status_code == 303
    value = in_force(client)[field][-1]
    report = client.room.case.report(client.room.case.event(SECOND).report_id)
    assert report.text[value["start"] : value["end"]] == value["quote"] == words
    assert check(value)


def test_selected_words_are_code_points(client):
    start = ARABIC.index("سكان")
    correct(client, "sources", "add", id=RTL, start=start, end=start + 4)
    assert in_force(client, RTL)["sources"][-1]["quote"] == "سكان"


def test_words_give_the_day(client):
    correct(client, "time", "add", words="Sunday")
    assert in_force(client)["time"]["earliest"] == "2016-03-06"


@pytest.mark.parametrize(
    ("field", "do", "form", "why"),
    [
        ("type", "set", {"value": "nonsense"}, "no event type"),
        ("factuality", "set", {"value": "maybe"}, "no factuality"),
        ("agent", "set", {"value": "x"}, "select some"),
        ("nothing", "set", {"value": "x"}, "cannot"),
        ("agent", "explode", {}, "cannot"),
        ("agent", "remove", {"number": "9"}, "no value number"),
        ("agent", "choose", {"number": "0", "choice": "nobody-known"}, "no actor"),
        ("places", "choose", {"number": "0", "choice": "-5"}, "no place"),
        ("places", "edit", {"number": "0", "name": "Zzyzzqx"}, "holds no"),
        ("counts", "edit", {"number": "0", "measure": "killed"}, "needs a lower"),
        ("counts", "edit", {"number": "0", "measure": "killed", "low": "many"}, "no number"),
        (
            "counts",
            "edit",
            {"number": "0", "measure": "killed", "low": "9", "high": "3"},
            "exceeds",
        ),
        ("counts", "add", {"words": "residents"}, "no number is read"),
        ("time", "set", {"earliest": "2016-03-09", "latest": "2016-03-01"}, "is before"),
        ("time", "set", {"earliest": "Monday"}, "not a day"),
        ("time", "add", {"words": "residents"}, "no day is read"),
        ("agent", "add", {}, "select words"),
        ("agent", "add", {"words": "never said"}, "does not say"),
        ("agent", "add", {"start": "5", "end": "99999"}, "no words of the report"),
        ("agent", "add", {"start": "6", "end": "7"}, "only blanks"),
        ("type", "remove", {"number": "0"}, "at least one word"),
    ],
)
def test_what_no_event_can_have_is_refused_in_words(client, field, do, form, why):
    before = client.room.case.ledger_head()
    answer = correct(client, field, do, **form)
    assert answer.status_code == 422
    assert why in html.unescape(answer.text)
    assert client.room.case.ledger_head() == before


@pytest.mark.parametrize(
    ("path", "found"),
    [
        ("/lookup/actor?field=agent&number=0&choice=islamic st", "islamic-state"),
        ("/lookup/place?field=places&number=0&name=Tel Abyad", "Tell Abyad"),
        ("/lookup/actor?field=agent&number=0&choice=zzzz", "Nothing is called so"),
        ("/lookup/place?field=places&number=0&name=", "Nothing is called so"),
    ],
)
def test_actors_and_places_are_looked_up_by_name(reader, path, found):
    answer = reader.get(f"{path}&event={SECOND}")
    assert answer.status_code == 200
    assert found in answer.text
    assert "<html" not in answer.text
