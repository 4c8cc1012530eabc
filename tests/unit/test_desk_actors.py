"""An actor over time, and how far it holds together: as bounds, and what is doubtful apart."""

import csv

import pytest
from desk_samples import ATTACK, NOON, fill_isis, opened

from dateline.codebook.cohesion import load_cohesion
from dateline.store import Casefile


@pytest.fixture(scope="module")
def client(tmp_path_factory):
    folder = tmp_path_factory.mktemp("isis")
    with Casefile.create(str(folder / "case"), "maria", NOON) as case:
        fill_isis(case)
    with opened(folder / "case", tmp_path_factory.mktemp("actor")) as client:
        yield client


def rows(client, path):
    answer = client.get(path)
    assert answer.status_code == 200
    return list(csv.DictReader(answer.text.splitlines()))


def strand(client, name, query=""):
    found = rows(client, f"/actor/cohesion.csv?actor=islamic-state{query}")
    return [
        (r["from"], r["sure"], r["possible"], r["not_told_as_fact"], r["people_low"],
         r["people_high"])
        for r in found
        if r["strand"] == name and (r["possible"] != "0" or r["not_told_as_fact"] != "0")
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("name", "weeks"),
    [
        # Five or more may have gone in the week before: nobody surely did.
        ("defections", [("2016-02-29", "0", "1", "0", "0", ""),
                        ("2016-03-07", "1", "2", "1", "12", "")]),
        ("surrenders", []),
        ("infighting", [("2016-03-07", "1", "1", "0", "0", "0")]),
        ("leadership", [("2016-03-07", "1", "1", "0", "", "")]),
        ("complaints", [("2016-03-07", "1", "1", "0", "", "")]),
        ("territory", []),
    ],
)  # fmt: skip
def test_strands_count_what_is_told(client, name, weeks):
    assert strand(client, name) == weeks


def test_what_has_no_day_is_counted_beside(client):
    shown = client.get("/actor?actor=islamic-state").text
    assert "Territory lost <small>1 told as fact</small>" in shown
    assert "Defections <small>2 told as fact, 1 otherwise</small>" in shown
    assert "Not on it: <strong>1</strong>" in shown


def test_events_as_agent_and_as_target_stand_apart(client):
    agent = rows(client, "/actor/agent.csv?actor=islamic-state")
    target = rows(client, "/actor/target.csv?actor=islamic-state")
    assert [row["from"] for row in agent[:-1]] == ["2016-02-29", "2016-03-07"]
    assert [(row["sure"], row["possible"]) for row in agent[:-1]] == [("0", "1"), ("3", "4")]
    assert [(row["sure"], row["possible"]) for row in target[:-1]] == [("0", "0"), ("3", "3")]


def test_days_narrow_the_strands_too(client):
    assert strand(client, "defections", "&latest=2016-03-06") == [
        ("2016-02-29", "0", "1", "0", "0", ""), ("2016-03-07", "0", "1", "0", "0", ""),
    ]  # fmt: skip


def test_actors_are_listed_and_lead_to_their_page(client):
    shown = client.get("/actors").text
    assert 'href="/actor?actor=islamic-state"' in shown
    assert "No actor fits" in client.get("/actors?named=nobody").text


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/actor", 404),
        ("/actor/nothing.svg?actor=islamic-state", 404),
        ("/actor/nothing.csv?actor=islamic-state", 404),
        ("/actor/defections.svg?actor=islamic-state", 200),
        ("/actor/agent.svg?actor=islamic-state", 200),
        ("/actor?actor=nobody-at-all", 200),
    ],
)
def test_what_there_is_and_what_there_is_not(client, path, status):
    assert client.get(path).status_code == status


def test_an_id_comes_out_as_text(client):
    for path in ("/actor", "/actor/agent.svg"):
        shown = client.get(path, params={"actor": ATTACK})
        assert shown.status_code == 200
        assert "<script>alert" not in shown.text


def test_the_strands_are_those_of_the_codebook():
    strands = load_cohesion()
    assert [each.id for each in strands] == [
        "defections", "surrenders", "infighting", "leadership", "complaints", "territory",
    ]  # fmt: skip
    assert all(telling.roles for strand in strands for telling in strand.told)
