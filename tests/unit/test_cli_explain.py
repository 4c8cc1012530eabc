"""`dateline explain` on a constructed report, with the real stages."""

import json
from functools import cache

import pytest
from typer.testing import CliRunner

from dateline import pipeline
from dateline.cli import app
from dateline.extract.both import BothReader
from dateline.ingest import report_of_text
from dateline.pipeline import code_report, follow_report, load_tools

TEXT = (
    "Clashes broke out between the Syrian army and Ahrar al-Sham in Aleppo on Sunday.\n\n"
    "Up to 30 fighters were killed in the clashes, the Syrian Observatory for Human Rights said. "
    "The army shelled Douma and charged up the hill.\n\n"
    "Warplanes bombed a market in Idlib on Monday, killing 12 civilians."
)
PUBLISHED = ("--published", "2016-03-08")


@pytest.fixture(scope="module", autouse=True)
def _tools_loaded_once():
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(pipeline, "load_tools", cache(load_tools))
        yield


@pytest.fixture(scope="module")
def report(tmp_path_factory):
    path = tmp_path_factory.mktemp("reports") / "constructed.txt"
    path.write_text(TEXT, encoding="utf-8")
    return path


@pytest.fixture(scope="module")
def run(report):
    runner = CliRunner()

    def invoke(*words):
        return runner.invoke(app, ["explain", *PUBLISHED, *map(str, words or (report,))])

    return invoke


@pytest.fixture(scope="module")
def listed(run, report):
    return {row["type"]: row["id"] for row in json.loads(run(report, "-f", "json").stdout)}


def told(run, report, listed, kind, *more):
    result = run(report, "--event", listed[kind], "-f", "json", *more)
    assert result.exit_code == 0
    return json.loads(result.stdout)


def test_without_an_event_the_events_are_listed(run, report, listed):
    result = run(report)
    assert result.exit_code == 0
    assert [line.split()[0] for line in result.stdout.splitlines()] == list(listed.values())
    assert "battle  “Clashes”" in result.stdout


@pytest.fixture(scope="module")
def battle(run, report, listed):
    result = run(report, "--event", listed["battle"])
    assert result.exit_code == 0
    return result.stdout


@pytest.mark.parametrize(
    "said",
    [
        "noun “clash”, types/battle.yaml:",
        "slot.between.1; Clashes (nsubj) > broke > between (prep) > army (pobj)",
        "not riot “Clashes” (rules:riot.clash): ",
        "“Ahrar al-Sham” is Ahrar al-Sham (ahrar-al-sham)",
        "candidate Aleppo",
        "“Sunday” is 2016-03-06..2016-03-06, stated; day of publication 2016-03-08",
        "“Up to 30” is ..30 killed",
        "monitor by the word “said”",
        "joined “Clashes” and “clashes”:",
        "factuality: asserted",
    ],
)
def test_the_text_tells_of_a_battle(battle, said):
    assert said in battle


def test_every_quote_stands_in_the_report(run, report, listed):
    def spans(value):
        if isinstance(value, dict):
            if isinstance(value.get("start"), int):
                yield value["start"], value["end"], value["quote"]
            value = list(value.values())
        if isinstance(value, list):
            for each in value:
                yield from spans(each)

    for kind in listed:
        found = list(spans(told(run, report, listed, kind)))
        assert found
        assert all(TEXT[start:end] == quote for start, end, quote in found)


def test_what_was_no_event_beside_one_is_told(run, report):
    rows = json.loads(run(report, "-f", "json", "--engine", "rules").stdout)
    shelling = next(row["id"] for row in rows if row["type"] == "shelling")
    result = run(report, "-f", "json", "--engine", "rules", "--event", shelling)
    beside = json.loads(result.stdout)["beside"]
    assert ("trial", "charged") in {(each["what"], each["quote"]) for each in beside}
    assert all(" must be " in each["why"] for each in beside)


def test_the_network_gives_its_score(run, report, listed):
    mention = told(run, report, listed, "air_strike")["mentions"][0]
    weighed = [each for each in mention["why"] if each["stage"] == "network"]
    assert weighed
    assert 0 < weighed[0]["score"] <= 1


def test_the_rules_alone_weigh_no_network(run, report):
    rows = json.loads(run(report, "-f", "json", "--engine", "rules").stdout)
    event = json.loads(
        run(report, "-f", "json", "--engine", "rules", "--event", rows[0]["id"]).stdout
    )
    stages = {each["stage"] for m in event["mentions"] for each in (*m["why"], *m["rejected"])}
    assert "network" not in stages
    assert stages


def test_an_id_may_be_cut_short(run, report, listed):
    result = run(report, "--event", listed["battle"][:9])
    assert (result.exit_code, listed["battle"] in result.stdout) == (0, True)


def test_an_unknown_event_names_those_there_are(run, report, listed):
    result = run(report, "--event", "ev_nothing")
    assert (result.exit_code, result.stdout) == (2, "")
    assert f"{listed['battle']} (battle)" in result.stderr


def test_a_beginning_of_several_ids_is_refused(run, report, listed):
    result = run(report, "--event", "ev_")
    assert result.exit_code == 2
    assert f"{len(listed)} events begin with 'ev_'" in result.stderr


def test_of_several_reports_one_is_chosen(run, tmp_path):
    path = tmp_path / "two.jsonl"
    rows = [{"id": "one", "text": TEXT}, {"id": "two", "text": "Nothing happened."}]
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    several = run(path)
    assert several.exit_code == 2
    assert "2 reports: choose one by --report; there is one, two" in several.stderr
    assert run(path, "--report", "two").stdout == "no event read in this report\n"
    assert "no report 'three'; there is: one, two" in run(path, "--report", "three").stderr


@pytest.mark.parametrize(
    ("words", "code", "message"),
    [
        (("nowhere.txt",), 3, "nowhere.txt"),
        (("nowhere.txt", "--format", "xml"), 2, "text, json"),
        (("nowhere.txt", "--engine", "magic"), 2, "both, rules, trained"),
    ],
)
def test_errors_say_what_is_wrong(run, words, code, message):
    result = run(*words)
    assert (result.exit_code, result.stdout) == (code, "")
    assert message in result.stderr


@pytest.mark.parametrize("engine", ["rules", "both", "trained"])
def test_asking_why_changes_nothing(engine):
    tools = load_tools(engine)
    report = report_of_text(TEXT, id="constructed")
    trace = []
    assert follow_report(report, tools, trace).events == code_report(report, tools)
    assert trace
    assert all(each.why for each in trace)
    assert isinstance(tools.reader, BothReader) == (engine == "both")


ASIDE = [
    ("The army sent reinforcements to retake the town of Douma.", "retake", "a purpose"),
    ("The army launched an offensive to retake the town of Douma.", "retake", "what the event"),
    ("Rebels attacked the commander of military operations in Douma.", "operations", "office"),
    ("A judge was killed in shelling in Taiz.", "killed", "what came of another event"),
    ("Rebels attacked Douma. The army often bombs the town.", "bombs", "in general"),
    (
        "A man shot his boss at an office in Leeds. A jury found the worker guilty of murder.",
        "shot",
        "ordinary crime",
    ),
]


@pytest.mark.parametrize(("text", "word", "why"), ASIDE)
def test_a_trigger_set_aside_is_traced_with_its_reason(text, word, why):
    trace = []
    follow_report(report_of_text(text, id="constructed"), load_tools("rules"), trace)
    said = [
        each.why for each in trace if not each.taken and text[each.span.start :].startswith(word)
    ]
    assert any(why in each for each in said), said
