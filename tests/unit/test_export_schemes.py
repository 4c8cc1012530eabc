"""The tables of other codebooks: their columns, what is left out, what a mapping says it lost."""

import csv
import io
import json
import zipfile
from datetime import date

import pytest
from export_samples import MADE_BY, event, few_days, raqqa, report, span
from hypothesis import given
from hypothesis import strategies as st

from dateline.codebook.countries import load_countries
from dateline.codebook.crosswalk import load_crosswalk
from dateline.codebook.loader import load_codebook
from dateline.export import FORMATS, make_format
from dateline.export.acled import COLUMNS as ACLED
from dateline.export.annotations import Annotations
from dateline.export.gdelt import EVENT_COLUMNS, EVENTS, MENTION_COLUMNS, MENTIONS
from dateline.export.ged import COLUMNS as GED
from dateline.export.ged import priogrid
from dateline.export.hxl import TAGS
from dateline.export.loss_table import loss_table
from dateline.export.plover import COLUMNS as PLOVER
from dateline.export.told import toll
from dateline.model import Actor, Count, Event, Participant, Quantity, TimeInterval

ARMY = Actor("syria", "Syria", "military", "SYR", 1)
REBELS = Actor("ahrar-al-sham", "Ahrar al-Sham", "rebel", "SYR", 2)
PEOPLE = Actor("civilians", "civilians", "civilians", "SYR", 7)
MAPPED = ("acled", "ged", "plover", "gdelt", "hxl", "followthemoney", "timemap")


def party(words: str, actor: Actor | None = None, **more: object) -> Participant:
    return Participant(span(words), words, actor, **more)


def killed(low: int | None, high: int | None, words: str = "Dozens", approx: bool = False) -> Count:
    return Count("killed", Quantity(low, high, approx), span(words), words)


def battle(**more: object) -> Event:
    """A constructed clash with deaths, on one day."""
    fields = {
        "type": "battle",
        "family": "fighting",
        "agent": (party("Islamic State", ARMY),),
        "target": (party("militants", REBELS),),
        "from_group": (),
        "counts": (killed(14, 14),),
        "time": TimeInterval(date(2016, 3, 6), date(2016, 3, 6), "day"),
        "codes": {
            "acled": {"event_type": "Battles", "sub_event_type": "Armed clash"},
            "plover": {"type": "ASSAULT", "mode": "firearms"},
            "cameo": "193",
            "ucdp": "1",
        },
    }
    return event(**{**fields, **more})


def made(name: str, *events: Event, **more: object):
    """The format, and all it writes of one report."""
    shape = make_format(name, MADE_BY, **more)
    text = shape.opening() + shape.report(report(), events)
    end = shape.closing()
    return shape, end if isinstance(end, bytes) else text + end


def rows(name: str, *events: Event, **more: object) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(made(name, *events, **more)[1])))


# --- columns -----------------------------------------------------------------------


def test_the_tables_have_the_columns_their_readers_know():
    assert (len(ACLED), len(GED), len(PLOVER)) == (31, 49, 40)
    assert (len(EVENT_COLUMNS), len(MENTION_COLUMNS)) == (61, 16)
    assert [ACLED[0], ACLED[18], ACLED[30]] == ["event_id_cnty", "admin1", "timestamp"]
    assert [GED[0], GED[23], GED[44], GED[48]] == ["id", "source_original", "best", "gwnob"]
    assert [EVENT_COLUMNS[i - 1] for i in (26, 31, 36, 52, 59, 61)] == [
        "IsRootEvent", "GoldsteinScale", "Actor1Geo_Type", "ActionGeo_Type", "ActionGeo_FeatureID",
        "SOURCEURL",
    ]  # fmt: skip


def test_acled_row_of_a_battle():
    (row,) = rows("acled", battle())
    assert row["event_id_cnty"].startswith("SYR")
    assert (row["event_date"], row["year"], row["time_precision"]) == ("2016-03-06", "2016", "1")
    assert (row["disorder_type"], row["sub_event_type"]) == ("Political violence", "Armed clash")
    assert (row["actor1"], row["inter1"]) == ("Military Forces of Syria", "State forces")
    assert (row["actor2"], row["inter2"]) == ("Ahrar al-Sham", "Rebel group")
    assert row["interaction"] == "State forces-Rebel group"
    assert (row["iso"], row["region"], row["country"]) == ("760", "Middle East", "Syria")
    assert (row["latitude"], row["longitude"], row["geo_precision"]) == ("35.95", "38.99", "3")
    assert (row["fatalities"], row["timestamp"]) == ("14", "")


@pytest.mark.parametrize(
    ("one", "two", "label"),
    [
        (1, None, "State forces only"),
        (2, 1, "State forces-Rebel group"),
        (7, 7, "Civilians-Civilians"),
        (7, 8, "External/Other forces-Civilians"),
        (1, 8, "State forces-External/Other forces"),
    ],
)
def test_acled_interaction_has_the_lower_code_first_but_for_one(one, two, label):
    first = party("militants", Actor("a", "A", "rebel", None, one))
    second = () if two is None else (party("Islamic State", Actor("b", "B", "rebel", None, two)),)
    assert rows("acled", battle(agent=(first,), target=second))[0]["interaction"] == label


def test_ged_row_of_a_battle_between_a_state_and_rebels():
    (row,) = rows(
        "ged", battle(agent=(party("militants", REBELS),), target=(party("Raqqa", ARMY),))
    )
    assert (row["side_a"], row["side_b"]) == ("Government of Syria", "Ahrar al-Sham")
    assert (row["type_of_violence"], row["gwnoa"], row["gwnob"]) == ("1", "652", "")
    assert (row["low"], row["best"], row["high"]) == ("14", "14", "14")
    assert (row["deaths_a"], row["deaths_unknown"]) == ("0", "14")
    assert row["date_start"] == "2016-03-06 00:00:00.000"
    assert (row["where_prec"], row["country_id"], row["region"]) == ("4", "652", "Middle East")
    assert row["geom_wkt"] == "POINT (38.99 35.95)"


def test_ged_gives_the_dead_to_the_side_whose_words_hold_their_number():
    target = party("Dozens of militants", PEOPLE)
    (row,) = rows("ged", battle(target=(target,)))
    assert (row["deaths_civilians"], row["deaths_unknown"]) == ("14", "0")
    assert (row["type_of_violence"], row["side_b"]) == ("3", "Civilians")


@pytest.mark.parametrize(
    ("lat", "lon", "cell"),
    [(-90, -180, 1), (90, 180, 259200), (0.1, 0.1, 129961), (35.95, 38.99, 181158)],
)
def test_priogrid_counts_half_degree_cells_from_the_south_west(lat, lon, cell):
    assert priogrid(lat, lon) == cell


def test_plover_row_says_none_for_what_is_not_there():
    text = made("plover", battle())[1]
    head, line = text.splitlines()
    row = dict(zip(head.split("\t"), line.split("\t"), strict=True))
    assert (row["Event Type"], row["Event Mode"], row["Intensity"]) == (
        "ASSAULT",
        "firearms",
        "-9.0",
    )
    assert row["Quad Code"] == "MATERIAL CONFLICT"
    assert (row["Actor COW"], row["Primary Actor Sector"]) == ("652", "MIL")
    assert (row["Wikipedia Actor ID"], row["City"], row["Province"]) == ("None", "None", "Raqqa")


def gdelt(*events: Event) -> tuple[list[list[str]], list[list[str]]]:
    archive = zipfile.ZipFile(io.BytesIO(made("gdelt", *events)[1]))
    return tuple(
        [line.split("\t") for line in archive.read(name).decode().splitlines()]
        for name in (EVENTS, MENTIONS)
    )


def test_gdelt_has_both_tables_and_fips_countries():
    events, mentions = gdelt(battle())
    row = dict(zip(EVENT_COLUMNS, events[0], strict=True))
    assert (row["EventCode"], row["EventRootCode"], row["QuadClass"]) == ("193", "19", "4")
    assert (row["Actor1Code"], row["Actor2Code"]) == ("SYRMIL", "SYRREB")
    assert (row["ActionGeo_CountryCode"], row["ActionGeo_Type"]) == ("SY", "5")
    assert (row["Day"], row["FractionDate"]) == ("20160306", "2016.2630")
    mention = dict(zip(MENTION_COLUMNS, mentions[0], strict=True))
    assert mention["GLOBALEVENTID"] == row["GLOBALEVENTID"]
    assert int(mention["ActionCharOffset"]) == span("deserted").start


def test_gdelt_leaves_a_leading_nought_in_its_codes():
    events, _ = gdelt(event())
    row = dict(zip(EVENT_COLUMNS, events[0], strict=True))
    assert (row["EventCode"], row["EventBaseCode"], row["QuadClass"]) == ("0874", "087", "2")


def test_hxl_tags_stand_below_the_header_and_numbers_are_numbers():
    lines = list(csv.reader(io.StringIO(made("hxl", battle())[1])))
    assert lines[1] == [tag for _, tag in TAGS]
    row = dict(zip(lines[0], lines[2], strict=True))
    assert (row["killed_min"], row["killed_max"]) == ("14", "14")


# --- what is left out, and what is lost --------------------------------------------


@pytest.mark.parametrize("name", MAPPED)
@pytest.mark.parametrize("factuality", ["denied", "planned", "uncertain", "hypothetical"])
def test_other_codebooks_get_only_what_is_asserted(name, factuality):
    shape, _ = made(name, battle(factuality=factuality))
    assert dict(shape.losses.left_out) == {f"told as {factuality} (--factuality all takes them)": 1}
    shape, _ = made(name, battle(factuality=factuality), factualities=frozenset({factuality}))
    assert not shape.losses.left_out


@pytest.mark.parametrize("name", ["jsonl", "json", "csv", "geojson", "annotations"])
def test_our_own_formats_hold_every_event_and_say_how_it_is_told(name):
    shape, text = made(name, battle(factuality="denied"))
    assert not shape.losses.left_out
    assert "ev_0123456789ab" in text
    _, text = made(name, battle(factuality="denied"), factualities=frozenset({"asserted"}))
    assert "ev_0123456789ab" not in text


def test_ged_takes_only_events_with_deaths_and_counts_the_others():
    none = battle(counts=())
    at_most = battle(counts=(killed(None, 40),))
    arrest = event()
    shape, text = made("ged", none, at_most, arrest, battle())
    assert len(text.splitlines()) == 2
    assert sorted(shape.losses.left_out.values()) == [1, 2]
    lines = list(shape.losses.told("ged"))
    assert lines[0].startswith("ged: left out 2 events: nobody is said to have died")


@pytest.mark.parametrize(
    ("counts", "low", "best", "high"),
    [
        ([(12, 12)], 12, 12, 12),
        ([(12, None)], 12, 12, None),
        ([(None, 40)], 0, 0, 40),
        ([(12, 12), (20, 20)], 12, 12, 20),
        ([(20, 20), (12, 12)], 12, 20, 20),
        ([(3, 3), (None, 30)], 3, 3, 30),
        ([(3, 3), (10, None)], 3, 3, None),
    ],
)
def test_totals_that_differ_become_bounds_and_never_an_average(counts, low, best, high):
    found = toll(battle(counts=tuple(killed(*each) for each in counts)), "killed")
    assert (found.low, found.best, found.high) == (low, best, high)
    assert bool(found.notes) == (len(counts) > 1 or None in counts[0])


def test_a_mapping_says_what_it_lost():
    told = battle(
        agent=(party("militants", REBELS, certainty="accused"), party("Islamic State", ARMY)),
        places=(raqqa(), raqqa()),
        time=few_days(),
        counts=(killed(12, 12), killed(20, None)),
    )
    for name in ("acled", "ged"):
        shape, text = made(name, told)
        notes = " ".join(note for _, note in shape.losses.notes)
        assert "1 more place of the event left out" in notes
        assert "who did it is only accused" in notes
        assert "more than one number of killed: 12; at least 20" in notes
        assert "1 more place" in text  # in the row as well
    table = list(csv.reader(io.StringIO(loss_table(shape.losses))))
    assert table[0] == ["event_id", "note"]
    assert {row[0] for row in table[1:]} == {told.id}


@pytest.mark.parametrize("name", ["acled", "ged", "hxl"])
def test_what_nobody_can_place_or_date_keeps_empty_cells(name):
    bare = battle(places=(), time=None)
    (row, *_) = rows(name, bare)[-1:]
    assert not row["latitude"]
    assert not row["longitude"]
    assert not any(
        value.startswith(("2016", "0.0"))
        for key, value in row.items()
        if key in ("event_date", "date_start")
    )


@pytest.mark.parametrize("name", MAPPED)
def test_cells_of_hostile_text_stay_in_their_row(name):
    nasty = report(title='=cmd|"x"\t\n,;', source="a\tb\r\nc")
    shape = make_format(name, MADE_BY)
    told = battle(report=nasty, agent=(party("militants", None),))
    text = shape.opening() + shape.report(nasty, (told,))
    end = shape.closing()
    if isinstance(end, bytes):
        lines = zipfile.ZipFile(io.BytesIO(end)).read(EVENTS).decode().split("\n")
        assert [len(line.split("\t")) for line in lines] == [61, 1]
    elif name == "plover":
        assert [len(line.split("\t")) for line in text.splitlines()] == [40, 40]
    elif name in ("acled", "ged", "hxl"):
        assert len({len(row) for row in csv.reader(io.StringIO(text))}) == 1


def test_the_same_events_give_the_same_bytes():
    for name in MAPPED:
        assert made(name, battle(), event())[1] == made(name, battle(), event())[1]


# --- JSON --------------------------------------------------------------------------


def test_annotations_point_at_their_words_by_code_points():
    text = "😀 Islamic State’s militants – العراق – deserted"
    shown = report(text=text, url="https://example.org/1")
    words = Participant(span("militants", text), "militants")
    told = event(report=shown, agent=(words,), from_group=(), places=(), time=None, counts=(),
                 sources=(), mentions=())  # fmt: skip
    shape = Annotations(MADE_BY)
    page = json.loads(shape.opening() + shape.report(shown, (told,)) + shape.closing())
    (item,) = page["items"]
    position, quote = item["target"]["selector"]
    assert text[position["start"] : position["end"]] == quote["exact"] == "militants"
    assert quote["prefix"] + quote["exact"] + quote["suffix"] == text
    assert item["target"]["source"] == "https://example.org/1"
    assert item["body"][0]["value"] == "agent=militants"


def test_annotations_of_a_public_record_have_no_selector():
    told = event(report=report(text=""))
    shape = Annotations(MADE_BY)
    page = json.loads(shape.opening() + shape.report(told.report, (told,)) + shape.closing())
    assert page["items"]
    assert not any("selector" in item["target"] for item in page["items"])


def test_timemap_has_what_its_reader_asks_for():
    shape, text = made("timemap", battle(), battle(places=(), time=None))
    page = json.loads(text)
    (shown,) = page["events"]
    assert (shown["date"], shown["latitude"], shown["longitude"]) == (
        "03/06/2016",
        "35.95",
        "38.99",
    )
    assert {shown["sources"][0]} == {source["id"] for source in page["sources"]}
    assert shown["associations"][0] in {each["id"] for each in page["associations"]}
    assert sum(shape.losses.left_out.values()) == 1


def test_followthemoney_entities_stand_once_and_point_at_one_another():
    _, text = made("followthemoney", battle(), battle(id="ev_ffffffffffff"))
    entities = [json.loads(line) for line in text.splitlines()]
    ids = [entity["id"] for entity in entities]
    assert len(ids) == len(set(ids))
    happened = [entity for entity in entities if entity["schema"] == "Event"]
    assert len(happened) == 2
    for entity in happened:
        held = entity["properties"]
        assert set(held["involved"] + held["proof"] + held["addressEntity"]) <= set(ids)
        assert held["date"] == ["2016-03-06"]


# --- tables behind -----------------------------------------------------------------


def test_every_code_of_the_codebook_is_one_the_crosswalk_knows():
    words, types = load_crosswalk(), load_codebook().types
    for entry in types.values():
        for codes in (entry.codes, *entry.code_rules):
            if codes.acled:
                assert codes.acled["event_type"] in words.acled_disorder
            if codes.plover:
                known = words.plover[codes.plover["type"]]
                assert codes.plover.get("mode") in {None, *known.modes}
            if codes.cameo:
                assert "01" <= codes.cameo[:2] <= "20"
    assert set(words.plover_contexts) <= set(types)


@pytest.mark.parametrize(
    ("iso3", "numeric", "fips", "cow", "gw", "region"),
    [
        ("SYR", 760, "SY", 652, 652, "Middle East"),
        ("IRQ", 368, "IZ", 645, 645, "Middle East"),
        ("DEU", 276, "GM", 255, 260, "Europe"),
        ("YEM", 887, "YM", 679, 678, "Middle East"),
        ("EGY", 818, "EG", 651, 651, "Middle East"),
        ("SSD", 728, "OD", 626, 626, "Africa"),
        ("AFG", 4, "AF", 700, 700, "Asia"),
        ("MEX", 484, "MX", 70, 70, "Americas"),
        ("PSE", 275, "WE", None, None, None),
    ],
)
def test_countries_have_the_codes_of_other_lists(iso3, numeric, fips, cow, gw, region):
    found = load_countries()[iso3]
    assert (found.numeric, found.fips, found.cow, found.gw) == (numeric, fips, cow, gw)
    assert found.ucdp_region == region


def test_no_two_countries_share_a_code():
    countries = load_countries().values()
    for field in ("iso2", "numeric", "fips", "cow", "gw", "name"):
        codes = [each for country in countries if (each := getattr(country, field)) is not None]
        assert len(codes) == len(set(codes)), field


BOUND = st.one_of(st.none(), st.integers(0, 500))


@given(st.lists(st.tuples(BOUND, BOUND), min_size=1, max_size=4))
def test_low_best_and_high_stay_in_order(bounds):
    counts = tuple(
        killed(min(low, high), max(low, high)) if low is not None and high is not None
        else killed(low, high)
        for low, high in bounds
        if (low, high) != (None, None)
    )  # fmt: skip
    found = toll(battle(counts=counts), "killed")
    if found is not None:
        assert found.low <= found.best
        assert found.high is None or found.low <= found.high


def test_every_format_has_a_suffix():
    assert all(entry.suffix.startswith(".") for entry in FORMATS.values())
