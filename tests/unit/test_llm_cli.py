"""`--engine llm` on the command line: what is said, asked, refused, reported, named."""

import json
import os
import subprocess
import sys

import pytest
from llm_samples import count, entry, events, failed, in_turn, place, playing
from typer.testing import CliRunner

from dateline.cli import app
from dateline.cli.language_model import SETTINGS, read_settings

TEXT = "Armed men kidnapped 12 nuns in Maaloula on Monday, an activist said."
TOLD = events(
    entry(
        "abduction",
        "kidnapped",
        agent=["Armed men", "a bishop"],
        target=["12 nuns"],
        places=[place("Maaloula")],
        counts=[count("12 nuns", "abducted")],
    )
)
FAR = "https://llm.example.org/v1"


@pytest.fixture
def run(monkeypatch):
    monkeypatch.delenv("DATELINE_LLM_KEY", raising=False)
    runner = CliRunner()
    return lambda *words, **more: runner.invoke(app, [str(word) for word in words], **more)


@pytest.fixture
def reports(tmp_path):
    folder = tmp_path / "reports"
    folder.mkdir()
    for name, text in (("a", TEXT), ("b", TEXT.replace("12", "14")), ("c", "Rebels shelled Homs.")):
        (folder / f"{name}.txt").write_text(text + "\n", encoding="utf-8")
    return folder


def asking(url, *more):
    return ("--engine", "llm", "--llm-url", url, "--llm-model", "sample", *more)


def by_report(*, a=TOLD, b=TOLD, c=events()):
    """A server that answers by what the report says."""

    def script(request, _):
        said = request["messages"][1]["content"]
        return a if "12 nuns" in said else b if "14 nuns" in said else c

    return script


def test_reports_are_coded_and_the_account_is_given(run, reports):
    with playing(by_report()) as played:
        result = run("code", reports, *asking(played.url, "--llm-set", "prices=1/10"))
    assert result.exit_code == 0
    first, second = map(json.loads, result.stdout.splitlines())
    assert first["made_by"]["engine"] == "llm"
    assert "llm:sample@prompt-1" in first["made_by"]["models"]
    assert [each["quote"] for each in first["agent"]] == ["Armed men"]
    assert second["target"] == []  # "12 nuns" is no quote of that report
    assert "sample on this machine reads the text" in result.stderr
    assert "sample: 3 requests; 300 tokens sent, 60 received, 0.0009 at the prices given" in (
        result.stderr
    )
    assert "dropped from its answers, not in the text: 2 agent, 1 counts, 1 target" in result.stderr


def test_a_report_that_is_not_answered_is_named_and_the_rest_is_coded(run, reports):
    with playing(by_report(a=failed(400, "not this one"))) as played:
        result = run("code", reports, *asking(played.url, "--llm-set", "dialect=json_schema"))
    assert result.exit_code == 3
    assert len(result.stdout.splitlines()) == 1
    assert "not read: a: the server answers 400 (not this one)" in result.stderr
    assert "3 requests" in result.stderr


def test_what_a_limit_leaves_out_is_named(run, reports):
    with playing(by_report()) as played:
        result = run("code", reports, *asking(played.url, "--llm-set", "requests=1"))
        assert len(played.requests) == 1
    assert result.exit_code == 3
    for name in "bc":
        assert f"not read: {name}: not asked: the limit of 1 requests is reached" in result.stderr


def test_with_answers_kept_a_second_run_asks_nothing_and_gives_the_same(run, reports, tmp_path):
    kept = ("--llm-cache", tmp_path / "kept")
    with playing(by_report()) as played:
        first = run("code", reports, *asking(played.url, *kept))
        asked = len(played.requests)
        second = run("code", reports, *asking(played.url, *kept))
        assert len(played.requests) == asked
    assert second.stdout == first.stdout != ""
    assert "0 requests, 3 answers reused" in second.stderr


def test_a_key_that_is_refused_ends_the_run(run, reports):
    with playing(in_turn(failed(401, "bad key sk-1"))) as played:
        result = run("code", reports, *asking(played.url), env={"DATELINE_LLM_KEY": "sk-1"})
        assert played.headers[0]["Authorization"] == "Bearer sk-1"
        assert len(played.requests) == 1
    assert result.exit_code == 1
    assert "set DATELINE_LLM_KEY" in result.stderr
    assert "sk-1" not in result.stderr + result.stdout


def test_nobody_at_the_address_ends_the_run(run, reports):
    result = run("code", reports, *asking("http://127.0.0.1:9/v1"))
    assert result.exit_code == 1
    assert "no language model answers at 127.0.0.1" in result.stderr


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--engine", "llm"), "--llm-url"),
        (("--engine", "llm", "--llm-url", FAR), "--llm-model"),
        (("--llm-url", FAR), "it belongs to --engine llm"),
        (("--engine", "rules", "--llm-set", "requests=1"), "it belongs to --engine llm"),
        (asking("localhost:8080"), "no address of a server"),
        (asking("https://me:pass@e.org/v1"), "DATELINE_LLM_KEY"),
        (asking(FAR, "--llm-set", "requests=none"), "requests is a whole number"),
        (asking(FAR, "--llm-set", "cost=1"), "prices="),
        (asking(FAR, "--llm-set", "speed=9"), "no setting 'speed'"),
        (asking(FAR, "--workers", "2"), "limits for one process"),
        (("--engine", "gpt"), "both, rules, trained, llm"),
    ],
)
def test_options_that_do_not_go_together_are_refused_before_anything_is_sent(
    run, reports, words, said
):
    result = run("code", reports, *words)
    assert result.exit_code == 2
    assert said in " ".join(result.stderr.replace("│", " ").split())
    assert "is sent to" not in result.stderr


def test_a_folder_of_shards_is_refused(run, reports, tmp_path):
    (tmp_path / "coded").mkdir()
    result = run("code", reports, *asking(FAR), "-o", tmp_path / "coded")
    assert result.exit_code == 2
    assert "writes no shards" in " ".join(result.stderr.replace("│", " ").split())


@pytest.mark.parametrize(
    ("word", "value"),
    [
        ("requests=5", 5),
        ("cost=2.50", 2.5),
        ("prices=0.15/0.6", (0.15, 0.6)),
        ("dialect=json_object", "json_object"),
        ("timeout=0.5", 0.5),
    ],
)
def test_settings_are_read(word, value):
    assert read_settings([word]) == {word.split("=")[0]: value}


@pytest.mark.parametrize(
    "word",
    [
        *(f"{name}=" for name in SETTINGS),
        *("requests=0", "tokens=-1", "cost=nan", "cost=inf", "prices=1", "prices=-1/2"),
        *("dialect=xml", "parallel=0", "timeout=0", "answer-tokens=1.5"),
    ],
)
def test_a_setting_that_cannot_be_is_refused(run, reports, word):
    result = run("code", reports, *asking(FAR, "--llm-set", word))
    assert result.exit_code == 2


# --- what is said before text is sent ---------------------------------------------


def terminal(reports, answer, *more):
    """The command at a terminal of its own, where somebody types an answer."""
    pty = pytest.importorskip("pty")
    master, slave = pty.openpty()
    words = [*asking("http://127.0.0.2.example.invalid/v1", *more), "--format", "jsonl"]
    done = subprocess.Popen(
        [sys.executable, "-m", "dateline", "code", str(reports), *words],
        stdin=slave, stdout=subprocess.DEVNULL, stderr=slave, close_fds=True,
    )  # fmt: skip
    os.close(slave)
    os.write(master, answer.encode())
    shown = b""
    while True:
        try:
            part = os.read(master, 4096)
        except OSError:
            break
        if not part:
            break
        shown += part
    os.close(master)
    return done.wait(60), shown.decode()


def test_at_a_terminal_the_person_is_asked_and_may_refuse(reports):
    status, shown = terminal(reports, "n\n")
    assert status == 1
    assert "the text of the reports is sent to 127.0.0.2.example.invalid, unencrypted" in shown
    assert "Send it?" in shown
    assert "nothing was sent" in shown


def test_yes_leaves_the_question_out(reports):
    status, shown = terminal(reports, "", "--yes")
    assert status == 1  # there is no such host
    assert "is sent to" in shown
    assert "Send it?" not in shown
    assert "no language model answers at 127.0.0.2.example.invalid" in shown


def test_off_a_terminal_it_is_said_even_quietly(run, reports):
    result = run("code", reports, *asking("http://example.invalid/v1"), "--quiet")
    assert "the text of the reports is sent to example.invalid, unencrypted" in result.stderr
    assert "no language model answers" in result.stderr


# --- a casefile --------------------------------------------------------------------


@pytest.fixture
def casefile(run, tmp_path):
    case = tmp_path / "case"
    assert run("init", case, "--as", "maria").exit_code == 0
    return case


def added(run, casefile, reports, *more):
    return run("add", reports, "--case", casefile, "--as", "maria", *more)


def test_reports_are_added_with_what_the_model_found(run, casefile, reports):
    with playing(by_report()) as played:
        result = added(run, casefile, reports / "a.txt", *asking(played.url))
    assert result.exit_code == 0
    assert "1 report added; 1 event" in result.stderr
    assert "dropped from its answers" in result.stderr
    listed = run("events", "--case", casefile, "--format", "jsonl")
    assert "kidnapped" in listed.stdout


@pytest.mark.parametrize("mark", ["high", "severe"])
@pytest.mark.parametrize("held", [True, False])
def test_nothing_of_a_sensitive_casefile_leaves_the_machine(run, casefile, reports, mark, held):
    marked = ("--sensitivity", mark)
    if held:
        before = added(run, casefile, reports / "c.txt", "--engine", "rules", *marked)
        assert before.exit_code == 0
    more = () if held else marked
    result = added(run, casefile, reports / "a.txt", *asking("http://example.invalid/v1"), *more)
    assert result.exit_code == 2
    assert f"marked {mark}: no text of it is sent to example.invalid" in result.stderr
    with playing(by_report()) as played:
        result = added(run, casefile, reports / "a.txt", *asking(played.url), *more)
        assert len(played.requests) == 1
    assert result.exit_code == 0
