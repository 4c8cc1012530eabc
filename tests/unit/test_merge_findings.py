"""What is found about two accounts, and what keeps them apart whatever else is alike."""

import pytest
from merge_samples import MADAYA, MOSUL, RAQQA, RIF_DIMASHQ, ZABADANI, killed, on, party, told

from dateline.codebook.merging import load_merging
from dateline.codebook.traits import load_traits
from dateline.merge.findings import findings
from dateline.merge.judge import judge_pair
from dateline.merge.merging import prepare
from dateline.merge.spelling import heard


def weigh(left, right):
    """The findings on two records and the judgement."""
    one, other = told("ev_1", "r1", **left), told("ev_2", "r2", **right)
    ready = prepare([one, other], load_merging(), load_traits())
    profiles = list(ready.profiles.values())
    names = {found.name for found in findings(*profiles, ready.setting)}
    return names, judge_pair(*profiles, ready.setting)


@pytest.mark.parametrize(
    ("left", "right", "name"),
    [
        ({}, {}, "type.same"),
        ({}, {"type": "bombing"}, "type.grain"),
        ({}, {"type": "battle", "family": "fighting"}, "type.harm"),
        ({"alt_types": ["raid"]}, {"type": "raid", "family": "coercion"}, "type.alternative"),
        ({"time": on("2016-03-07")}, {"time": on("2016-03-07")}, "day.same"),
        ({"time": on("2016-03-05", "2016-03-07")}, {"time": on("2016-03-07")}, "day.shared"),
        (
            {"time": on("2016-03-06", basis="inferred")},
            {"time": on("2016-03-07")},
            "day.1",
        ),
        ({}, {}, "published.0"),
        ({}, {"published": "2016-03-08"}, "published.1"),
        ({"places": [MADAYA]}, {"places": [MADAYA]}, "place.same.fine"),
        ({"places": [MADAYA]}, {"places": [ZABADANI]}, "place.near"),
        ({"places": [MADAYA]}, {"places": [RIF_DIMASHQ]}, "place.within"),
        ({"places": [RIF_DIMASHQ]}, {"places": [RIF_DIMASHQ]}, "place.same.coarse"),
        ({"places": [MADAYA]}, {"places": [MADAYA | {"geonameid": 1}]}, "place.named"),
        ({"places": [MADAYA, RAQQA]}, {"places": [RAQQA]}, "place.same.fine"),
        ({"places": [RIF_DIMASHQ]}, {"places": [RAQQA]}, "place.apart.coarse"),
        ({"agent": [party("a")]}, {"agent": [party("a")]}, "agent.same.named"),
        (
            {"agent": [party("a", "civilians")]},
            {"agent": [party("a", "civilians")]},
            "agent.same.general",
        ),
        ({"agent": [party("a")]}, {"agent": [party("b")]}, "agent.other"),
        (
            {"agent": [party("a")], "target": [party("b")]},
            {"agent": [party("b")]},
            "agent.crossed",
        ),
        ({"counts": [killed(12, 12)]}, {"counts": [killed(12, 12)]}, "count.equal.large"),
        ({"counts": [killed(2, 2)]}, {"counts": [killed(2, 2)]}, "count.equal.small"),
        ({"counts": [killed(12, None)]}, {"counts": [killed(14, 14)]}, "count.compatible"),
        ({"counts": [killed(12, 12)]}, {"counts": [killed(14, 14)]}, "count.close"),
        ({"counts": [killed(12, 12)]}, {"counts": [killed(90, 90)]}, "count.incompatible"),
        ({"title": "Convoy at Atma"}, {"title": "A convoy near Atma"}, "names.some"),
        ({"title": "Convoy and bakery burn"}, {"title": "Bakery, convoy ablaze"}, "words.beyond"),
        ({"title": "Depot at Menbej"}, {"title": "Manbij depot burns"}, "names.spelt"),
        ({"title": "Gerod bleeds"}, {"title": "Mourning in Giroud"}, "names.spelt"),
        ({"title": "Ma’arrat's market"}, {"title": "The market of Maarrah"}, "rarest.3"),
        ({"title": "Convoy at Atma"}, {"title": "A convoy near Atma"}, "rarest.7"),
        ({"title": "Toll rises to 14"}, {}, "rising.one.0"),
        (
            {"title": "Toll rises to 14"},
            {"title": "Toll raised to 26", "published": "2016-03-08"},
            "rising.both.1",
        ),
        ({"title": "Convoy north of Homs"}, {"title": "North-western Homs"}, "side.same"),
        ({"title": "Convoy north of Homs"}, {"title": "South-western Homs"}, "side.other"),
        ({"factuality": "planned"}, {}, "factuality.other"),
        ({"phase": "ended"}, {}, "phase.other"),
        ({}, {}, "report.outlet"),
        ({"sha256": "0" * 64}, {"sha256": "0" * 64}, "report.copy"),
    ],
)
def test_a_comparator_says_what_it_finds(left, right, name):
    assert name in weigh(left, right)[0]


@pytest.mark.parametrize(
    ("left", "right", "silent"),
    [
        ({"places": [MADAYA]}, {}, "place"),
        ({"agent": [party("a")]}, {}, "agent"),
        ({"counts": [killed(2, 2)]}, {"counts": [{"measure": "injured", "low": 2}]}, "count"),
        ({"published": None}, {}, "published"),
        ({"published": None}, {}, "day"),
        ({"source": None}, {"source": None}, "report"),
        ({"title": "More shelling"}, {"title": "More shelling"}, "rising"),
        ({"title": "Toll rises to 14", "published": None}, {}, "rising"),
    ],
)
def test_what_a_record_does_not_say_speaks_neither_way(left, right, silent):
    assert not [name for name in weigh(left, right)[0] if name.startswith(f"{silent}.")]


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("Depot at Menbej", "Depot at Menbej"),  # one spelling: a word in both
        ("Bab shelled", "Bib shelled"),  # too few consonants to know a name by
        ("A depot burns", "A deputy speaks"),  # words of the language
        ("Convoy at Atma", "Market at Atima, gerod burns"),
        ("Fighters near Manbij", "Fighters near Nubl"),
    ],
)
def test_names_that_are_not_one_name_spelt_in_two_ways(left, right):
    assert "names.spelt" not in weigh({"title": left}, {"title": right})[0]


@pytest.mark.parametrize(
    ("left", "right", "one"),
    [
        ("menbej", "manbij", True),
        ("maarrat", "maarat", True),
        ("qorqania", "korkanya", True),
        ("khalidiya", "kalidiyeh", True),
        ("atarib", "atareb", True),
        ("jisreen", "gisrin", True),
        ("harasta", "hasaka", False),
        ("zabadani", "madaya", False),
        ("daraya", "daraa", False),
    ],
)
def test_a_name_is_known_by_its_consonants(left, right, one):
    spellings = load_merging().spellings
    sound = heard(left, spellings)
    assert (sound is not None and sound == heard(right, spellings)) is one


@pytest.mark.parametrize(
    ("left", "right", "why"),
    [
        ({"time": on("2016-03-05")}, {"time": on("2016-03-07")}, "no day in common"),
        ({"places": [RAQQA]}, {"places": [MOSUL]}, "other countries: SYR and IRQ"),
        ({"places": [MADAYA]}, {"places": [RAQQA]}, "km apart"),
        (
            {"type": "talks", "family": "politics"},
            {"type": "protest", "family": "dissent"},
            "never one event",
        ),
    ],
)
def test_a_veto_outweighs_everything(left, right, why):
    alike = {"counts": [killed(40, 40)], "agent": [party("a")], "title": "Convoy hit at Atma"}
    judgement = weigh(alike | left, alike | right)[1]
    assert (judgement.verdict, judgement.score, judgement.barred) == ("different", 0.0, True)
    assert why in judgement.reasons[0]


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ({"time": on("2016-03-05", basis="inferred")}, {"time": on("2016-03-07")}),
        ({"places": [MADAYA, MOSUL]}, {"places": [MOSUL]}),
        ({"places": [MADAYA]}, {"places": [MADAYA | {"country": "IRQ", "geonameid": 1}]}),
        ({"places": [RIF_DIMASHQ]}, {"places": [RAQQA]}),
        ({"type": "killing", "family": "violence"}, {"type": "battle", "family": "fighting"}),
    ],
)
def test_what_may_still_be_one_happening_is_not_barred(left, right):
    assert not weigh(left, right)[1].barred


def test_the_reasons_give_their_weights_the_weightiest_first():
    judgement = weigh({"places": [MADAYA]}, {"places": [MADAYA]})[1]
    weights = [float(reason.rsplit("(", 1)[1].rstrip(")")) for reason in judgement.reasons]
    assert weights == sorted(weights, key=abs, reverse=True)
    assert any("the same place: Madaya, Rif Dimashq, SYR (town)" in r for r in judgement.reasons)


def test_every_finding_that_is_weighed_is_one_a_comparator_can_give():
    weights = load_merging().weights
    kinds = {name.split(".")[0] for name in (*weights.dated, *weights.undated)} - {"bias"}
    asked = {"type", "day", "published", "place", "agent", "target", "count", "report", "phase"}
    worded = {"alike", "names", "words", "number", "side", "rarest", "rising"}
    assert kinds <= asked | worded | {"factuality"}
