"""Every format: what it says, that it can be read back, and that it stays whole."""

import csv
import io
import json
from dataclasses import replace
from datetime import date

import pytest
from export_samples import (
    ISLAMIC_STATE,
    MADE_BY,
    RAQQA,
    TEXT,
    event,
    raqqa,
    readable,
    readout,
    report,
    span,
)
from hypothesis import given
from hypothesis import strategies as st

from dateline.errors import UsageError
from dateline.export import FORMATS, make_format
from dateline.export.csv_columns import COLUMNS
from dateline.export.event_json import event_json
from dateline.export.json_text import json_line
from dateline.export.mention_json import mentions_json
from dateline.export.report_json import report_json
from dateline.model import Count, Event, Participant, Place, Quantity, Span, TimeInterval

CONTRACT_FIELDS = [
    "schema", "id", "doc_id", "report", "type", "family", "factuality", "phase", "confidence",
    "mentions", "agent", "target", "from_group", "to_group", "supporter", "instrument", "places",
    "time", "counts", "sources", "codes", "made_by",
]  # fmt: skip


def written(name: str, *batches: tuple[Event, ...]) -> str:
    made = make_format(name, MADE_BY)
    reports = "".join(made.report(report(), events) for events in batches)
    return made.opening() + reports + readable(made.closing())


def test_event_has_every_field_of_the_contract():
    assert set(CONTRACT_FIELDS) <= set(event_json(event(), MADE_BY))


def quotes(value):
    """Every object with a quote, wherever it stands."""
    if isinstance(value, dict):
        if value.get("quote") is not None:
            yield value
        for each in value.values():
            yield from quotes(each)
    if isinstance(value, list):
        for each in value:
            yield from quotes(each)


def test_every_quote_of_an_event_stands_where_it_says():
    found = list(quotes(event_json(event(), MADE_BY)))
    assert len(found) == 8
    assert all(TEXT[each["start"] : each["end"]] == each["quote"] for each in found)


def test_every_quote_of_a_mention_stands_where_it_says():
    found = list(quotes(list(mentions_json(report(), readout()))))
    assert len(found) > 7
    assert all(TEXT[each["start"] : each["end"]] == each["quote"] for each in found)


def test_what_is_not_stated_is_null_or_empty():
    bare = Event(id="ev_1", report=report(), type="battle", family="fighting", mentions=())
    found = event_json(bare, MADE_BY)
    assert found["time"] is None
    assert [found[role] for role in ("agent", "places", "counts", "sources")] == [[]] * 4


def test_an_actor_nobody_could_name_keeps_quote_and_candidates():
    party = Participant(span("the group"), "the group", None, (RAQQA,))
    found = event_json(event(agent=(party,)), MADE_BY)["agent"][0]
    assert (found["quote"], found["actor"]) == ("the group", None)
    assert found["candidates"][0]["label"] == "Raqqa, SYR"


def test_a_time_that_could_not_be_read_says_why():
    time = TimeInterval(None, None, None, note="no publication date")
    found = event_json(event(time=time), MADE_BY)["time"]
    assert (found["earliest"], found["latest"], found["note"]) == (None, None, time.note)
    assert found["start"] is None


def test_mentions_stand_in_text_order_one_row_each():
    rows = mentions_json(report(), readout())
    assert [row["start"] for row in rows] == sorted(row["start"] for row in rows)
    assert sorted(row["kind"] for row in rows) == [
        "actor", "attribution", "attribution", "place", "quantity", "time", "time",
    ]  # fmt: skip


def test_mention_rows_have_the_fields_of_the_contract():
    rows = {row["kind"]: row for row in mentions_json(report(), readout())}
    assert rows["actor"]["actor"]["id"] == "islamic-state"
    assert rows["actor"]["entity_type"] == "Organisation"
    assert {"name", "adm1", "country", "lat", "lon", "geonameid", "precision", "candidates"} <= set(
        rows["place"]
    )
    assert (rows["quantity"]["low"], rows["quantity"]["approx"]) == (20, True)
    assert rows["quantity"]["unit"] == "militant"
    assert (rows["time"]["earliest"], rows["time"]["latest"]) == (None, None)  # not resolved


def test_attribution_keeps_its_row_kind_and_its_source_kind_apart():
    told, broken = (
        row for row in mentions_json(report(), readout()) if row["kind"] == "attribution"
    )
    assert (told["source_kind"], told["anonymous"]) == ("other", True)
    assert told["cue"]["quote"] == "told"
    assert told["content"]["end"] == 83
    assert broken["cue"] is None
    assert [each["quote"] for each in broken["content"]] == ["Dozens o", "deserted"]


def test_unknown_format_names_the_known_ones():
    with pytest.raises(UsageError, match="table, jsonl, json, csv, geojson"):
        make_format("xml", MADE_BY)


def test_jsonl_is_one_event_a_line():
    lines = written("jsonl", (event(), event(id="ev_2")), (), (event(id="ev_3"),)).splitlines()
    assert [json.loads(line)["id"] for line in lines] == ["ev_0123456789ab", "ev_2", "ev_3"]


@pytest.mark.parametrize(
    "batches", [(), ((),), ((event(),),), ((), (event(),), (), (event(), event()))]
)
def test_json_and_geojson_are_valid_however_many_events(batches):
    events = json.loads(written("json", *batches))
    features = json.loads(written("geojson", *batches))["features"]
    assert len(events) == len(features) == sum(len(each) for each in batches)


@pytest.mark.parametrize("name", ["json", "geojson"])
def test_a_report_that_cannot_be_written_leaves_no_trace(name):
    made = make_format(name, MADE_BY)
    text = made.opening()
    with pytest.raises(ValueError, match="JSON"):
        made.report(report(), (event(), event(confidence=float("nan"))))
    text += made.report(report(), (event(),)) + made.closing()
    assert json.loads(text)


def test_geojson_points_are_longitude_first():
    feature = json.loads(written("geojson", (event(),)))["features"][0]
    assert feature["geometry"] == {"type": "Point", "coordinates": [38.99, 35.95]}
    assert feature["properties"]["place"]["name"] == "Raqqa"


def test_geojson_has_a_feature_for_each_place_and_none_lost_without():
    unknown = Place(span("Islamic State"), "Islamic State")
    two = event(places=(raqqa(), unknown, raqqa()))
    nowhere = event(id="ev_2", places=(unknown,))
    features = json.loads(written("geojson", (two, nowhere)))["features"]
    assert [each["id"] for each in features] == [
        "ev_0123456789ab/0", "ev_0123456789ab/1", "ev_2",
    ]  # fmt: skip
    assert features[2]["geometry"] is None
    assert features[2]["properties"]["places"][0]["quote"] == "Islamic State"


def rows(*batches: tuple[Event, ...]) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(written("csv", *batches))))


def test_csv_is_one_row_an_event():
    (row,) = rows((event(),))
    assert row["type"] == "defection"
    assert (row["from_group"], row["agent"], row["agent_quote"]) == (
        "Islamic State", "", "Dozens of militants",
    )  # fmt: skip
    assert (row["defected_low"], row["defected_high"]) == ("24", "")
    assert (row["lat"], row["lon"], row["country"]) == ("35.95", "38.99", "SYR")
    assert (row["earliest"], row["latest"]) == ("2016-02-29", "2016-03-05")
    assert (row["acled_event_type"], row["cameo"], row["ucdp"]) == (
        "Strategic developments", "0874", "",
    )  # fmt: skip


def test_csv_keeps_both_of_two_totals():
    counts = (
        Count("killed", Quantity(12, None), span("Dozens"), "Dozens"),
        Count("killed", Quantity(14, 14, True), span("Dozens"), "Dozens"),
    )
    (row,) = rows((event(counts=counts),))
    assert (row["killed_low"], row["killed_high"]) == ("12; 14", "?; 14")
    assert row["approximate_counts"] == "killed"


@pytest.mark.parametrize("text", ["=1+1", "+1", "-2", "@SUM(A1)"])
def test_csv_gives_a_spreadsheet_no_formula(text):
    made = make_format("csv", MADE_BY)
    cells = next(csv.reader([made.report(report(), (event(report=report(title=text)),))]))
    assert cells[2] == "'" + text


def test_csv_leaves_numbers_below_zero_alone():
    south = replace(raqqa(), lat=-3.5)
    assert rows((event(places=(south,)),))[0]["lat"] == "-3.5"


def test_csv_column_names_are_distinct():
    names = [name for name, _ in COLUMNS]
    assert len(set(names)) == len(names)


def table(*events: Event, width: int = 80, **about) -> str:
    return make_format("table", MADE_BY, width=width).report(report(**about), events)


def test_table_shows_each_value_above_its_words():
    lines = [line.strip() for line in table(event()).splitlines()]
    at = lines.index("from group   Islamic State (rebel)")
    assert lines[at + 1] == "“Islamic State”"
    assert "time         2016-02-29 to 2016-03-05 (week)" in lines
    assert "defected     24 or more" in lines
    assert any(line.startswith("note ") for line in lines)


@pytest.mark.parametrize("width", [40, 60, 132])
def test_table_keeps_to_the_width(width):
    wide = event(notes=("a note of many words " * 12, "x" * 200))
    assert max(len(line) for line in table(wide, width=width).splitlines()) <= width


def test_table_says_when_times_stay_open_and_when_nothing_was_read():
    text = table(published=None, published_by=None)
    assert "no publication date: relative times stay open" in text
    assert "no event read in this report" in text


def test_table_without_colour_has_no_escape_even_where_the_report_has():
    hostile = event(agent=(Participant(Span(0, 1), "\x1b[31m\x9b31m\u202ered\r\nline"),))
    text = table(hostile, title="\x1b]0;owned\x07")
    assert not {"\x1b", "\x9b", "\x07", "\u202e", "\r"} & set(text)
    assert "line" in text


def test_table_says_nothing_by_colour_alone():
    coloured = make_format("table", MADE_BY, width=80, colour=True)
    assert "\x1b[" in coloured.report(report(), (event(),))
    accused = Participant(span("the group"), "the group", ISLAMIC_STATE, certainty="accused")
    text = table(event(agent=(accused,), factuality="uncertain", phase="ended"))
    assert "accused" in text
    assert "uncertain" in text
    assert "(ended)" in text


@pytest.mark.parametrize(
    ("low", "high", "approx", "words"),
    [
        (3, 3, False, "3"),
        (20, 20, True, "about 20"),
        (201, None, False, "201 or more"),
        (None, 50, False, "50 at most"),
        (14, 16, False, "14 to 16"),
        (0, 0, False, "0"),
    ],
)
def test_table_words_of_bounds(low, high, approx, words):
    count = Count("killed", Quantity(low, high, approx), span("Dozens"), "Dozens")
    assert f"killed       {words}\n" in table(event(counts=(count,)))


@pytest.mark.parametrize(
    ("earliest", "latest", "words"),
    [
        (date(2016, 3, 7), date(2016, 3, 7), "2016-03-07\n"),
        (date(2016, 3, 1), None, "from 2016-03-01\n"),
        (None, date(2016, 3, 7), "up to 2016-03-07\n"),
        (None, None, "open\n"),
    ],
)
def test_table_words_of_days(earliest, latest, words):
    assert f"time         {words}" in table(event(time=TimeInterval(earliest, latest, None)))


def test_a_report_written_out_can_be_read_back():
    found = report_json(report(headline=Span(0, 6)))
    assert (found["id"], found["text"], found["published"]) == ("constructed", TEXT, "2016-03-07")
    assert found["headline"]["quote"] == "Dozens"


@given(st.text(st.characters(), max_size=40))
def test_json_line_is_one_line_and_loses_nothing(text):
    line = json_line({"text": text})
    assert len(line.splitlines()) == 1
    assert json.loads(line)["text"] == text
    line.encode("utf-8")


@pytest.mark.parametrize("name", list(FORMATS))
@given(quote=st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=30))
def test_no_words_break_a_format(name, quote):
    odd = event(agent=(Participant(Span(0, 1), quote),), notes=(quote,))
    made = make_format(name, MADE_BY)
    text = made.opening() + made.report(report(), (odd,))
    end = made.closing()
    assert text.encode("utf-8") + (end if isinstance(end, bytes) else end.encode("utf-8"))


def test_an_event_quotes_the_sentences_that_tell_it_and_a_public_record_none():
    (sentence,) = event_json(event(), MADE_BY)["sentences"]
    assert sentence["quote"] in TEXT
    assert "deserted" in sentence["quote"]
    hidden = event(report=report(text=""))
    assert event_json(hidden, MADE_BY)["sentences"] == []
