"""The command line as a user meets it, with a pipeline that codes one event a report."""

import json
import os
import signal
import subprocess
import sys
from types import ModuleType, SimpleNamespace

import pytest
from export_samples import MADE_BY, event, readout, report
from typer.testing import CliRunner

import dateline
from dateline.cli import app
from dateline.cli.commands import COMMANDS, Named
from dateline.errors import EmptyReport, ModelError
from dateline.scale import coding


def code_report(given, tools):
    """One event for each report; a report that says so goes wrong instead."""
    assert tools.made_by == MADE_BY
    match given.text.split()[0]:
        case "BROKEN":
            raise EmptyReport(given.id, "nothing to read in it")
        case "FAULT":
            raise KeyError("secret words of the report")
        case "STOP":
            raise KeyboardInterrupt
        case "NOTHING" | "OTHER":
            return ()
        case _:
            return (event(id=f"ev_{given.id}", report=given),)


@pytest.fixture(autouse=True)
def pipeline(monkeypatch):
    fake = ModuleType("dateline.pipeline")
    fake.load_tools = lambda *_, **__: SimpleNamespace(made_by=MADE_BY)
    fake.made_by_of = lambda *_, **__: MADE_BY
    fake.code_report = code_report
    fake.code_if_worth = lambda given, tools: (
        None if given.text.startswith("OTHER") else code_report(given, tools)
    )
    fake.read_mentions = lambda *_: readout()
    monkeypatch.setitem(sys.modules, "dateline.pipeline", fake)
    for name in ("load_tools", "made_by_of", "code_if_worth"):
        monkeypatch.setattr(coding, name, lambda *a, name=name, **k: getattr(fake, name)(*a, **k))
    return fake


@pytest.fixture
def run():
    runner = CliRunner()
    return lambda *words, **more: runner.invoke(app, [str(word) for word in words], **more)


@pytest.fixture
def reports(tmp_path):
    """Writes reports, a name and a text each, to a folder and gives the folder back."""

    def write(**texts):
        folder = tmp_path / "reports"
        folder.mkdir()
        for name, text in texts.items():
            (folder / f"{name}.txt").write_text(text + "\n", encoding="utf-8")
        return folder

    return write


def ids(text):
    return [json.loads(line)["id"] for line in text.splitlines()]


def test_version(run):
    assert run("--version").stdout == f"dateline {dateline.__version__}\n"


def test_off_a_terminal_events_come_as_json_lines(run, reports):
    result = run("code", reports(a="First report.", b="Second report."))
    assert result.exit_code == 0
    assert ids(result.stdout) == ["ev_a", "ev_b"]
    assert result.stderr == "2 reports, 2 events\n"


def test_reports_about_other_things_are_counted(run, reports):
    result = run("code", reports(a="First report.", b="OTHER things."))
    assert ids(result.stdout) == ["ev_a"]
    assert result.stderr == "2 reports (1 about other things), 1 event\n"


def test_quiet_says_nothing_when_all_is_read(run, reports):
    assert run("code", reports(a="Report."), "--quiet").stderr == ""


def test_standard_input(run):
    result = run("code", "-", input="A report on standard input.")
    assert (result.exit_code, len(ids(result.stdout))) == (0, 1)


def test_limit_stops_after_so_many_reports(run, reports):
    result = run("code", reports(a="One.", b="Two.", c="Three."), "--limit", 2)
    assert ids(result.stdout) == ["ev_a", "ev_b"]


def test_published_reaches_the_report(run, reports):
    result = run("code", reports(a="Report."), "--published", "2016-03-07")
    assert json.loads(result.stdout)["report"]["published"] == "2016-03-07"


@pytest.mark.parametrize("engine", ["BROKEN", "FAULT"])
def test_one_bad_report_never_stops_a_batch_and_never_vanishes(run, reports, engine):
    result = run("code", reports(a="Report.", b=f"{engine} report.", c="Report."), "-q")
    assert result.exit_code == 3
    assert ids(result.stdout) == ["ev_a", "ev_c"]
    assert result.stderr.count("not read: b: ") == 1


def test_a_fault_is_named_without_a_word_of_the_report(run, reports):
    result = run("code", reports(b="FAULT"))
    assert "KeyError at test_cli.py:" in result.stderr
    assert "secret" not in result.output


def test_a_missing_file_is_named_and_the_rest_coded(run, reports):
    result = run("code", "nowhere.txt", reports(a="Report."))
    assert result.exit_code == 3
    assert ids(result.stdout) == ["ev_a"]
    assert "nowhere.txt" in result.stderr
    assert result.stderr.endswith("1 report, 1 event, 1 report not read\n")


def test_a_missing_model_fails_at_once(run, reports, pipeline):
    def load_tools(*_, **__):
        raise ModelError("the language model is not installed: run make setup")

    pipeline.load_tools = load_tools
    result = run("code", reports(a="Report."))
    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr == "dateline: the language model is not installed: run make setup\n"


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["code"], "INPUT"),
        (["code", "x.txt", "--format", "xml"], "table, jsonl, json, csv, geojson"),
        (["code", "x.txt", "--engine", "magic"], "known are both, rules, trained"),
        (["code", "x.txt", "--published", "7.3.2016"], "2016-03-07"),
        (["code", "x.txt", "--published", "2016-02-30"], "2016-03-07"),
        (["code", "x.txt", "--limit", "0"], "--limit"),
        (["code", "x.txt", "-o", "y.jsonl", "--reports", "y.jsonl"], "y.jsonl"),
        (["mentions", "x.txt", "--format", "csv"], "known are jsonl"),
        (["geocode", "Tripoli", "--country", "Libya"], "three letters"),
        (["codebook", "show", "defecton"], "perhaps defection"),
        (["nonsense"], "nonsense"),
    ],
)
def test_usage_errors_exit_2_and_say_what_is_wanted(run, words, message):
    result = run(*words)
    assert (result.exit_code, result.stdout) == (2, "")
    assert message in result.stderr


@pytest.mark.parametrize("suffix", ["jsonl", "json", "csv", "geojson", "table"])
def test_the_suffix_of_the_output_chooses_the_format(run, reports, tmp_path, suffix):
    out = tmp_path / f"events.{suffix}"
    folder = reports(a="Report.")
    result = run("code", folder, "-o", out)
    assert (result.exit_code, result.stdout) == (0, "")
    assert out.read_text("utf-8") == run("code", folder, "--format", suffix).stdout


def test_an_output_that_cannot_be_written_is_named(run, reports, tmp_path):
    result = run("code", reports(a="Report."), "-o", tmp_path / "no" / "folder.jsonl")
    assert result.exit_code == 1
    assert "cannot write to" in result.stderr
    assert "folder.jsonl: No such file or directory" in result.stderr


def test_a_report_is_never_overwritten(run, reports):
    folder = reports(a="Report.")
    for words in ([folder / "a.txt"], [folder], [folder / "*.txt"]):
        result = run("code", *words, "-o", folder / "a.txt")
        assert result.exit_code == 2
    assert (folder / "a.txt").read_text() == "Report.\n"


def test_an_output_in_a_folder_that_is_read_is_refused(run, reports):
    folder = reports(a="Report.")
    assert run("code", folder, "-o", folder / "events.jsonl").exit_code == 2
    assert run("code", folder, "-o", folder / "events.geojson").exit_code == 0


@pytest.mark.parametrize("name", ["jsonl", "json", "csv", "geojson"])
def test_an_interrupted_run_leaves_complete_records(run, reports, tmp_path, name):
    out = tmp_path / f"events.{name}"
    folder = reports(a="Report.", b="NOTHING here.", c="STOP here.", d="Report.")
    result = run("code", folder, "-o", out)
    assert result.exit_code == 130
    assert result.stderr == "interrupted: 2 reports, 1 event; what is written is complete\n"
    text = out.read_text("utf-8")
    assert text.endswith("\n")
    if name.endswith("json"):
        assert json.loads(text)


def test_texts_of_reports_are_written_and_can_be_coded_again(run, reports, tmp_path):
    texts = tmp_path / "texts.jsonl"
    first = run("code", reports(a="Report one.", b="Report two."), "--reports", texts)
    assert [json.loads(line)["text"] for line in texts.read_text("utf-8").splitlines()] == [
        "Report one.\n", "Report two.\n",
    ]  # fmt: skip
    assert ids(run("code", texts).stdout) == ids(first.stdout)


def test_mentions_come_a_line_each(run, reports):
    result = run("mentions", reports(a=report().text))
    assert result.exit_code == 0
    assert len(result.stdout.splitlines()) == 7
    assert {json.loads(line)["doc_id"] for line in result.stdout.splitlines()} == {"a"}
    assert result.stderr == "1 report, 7 mentions\n"


def test_codebook_lists_every_type(run):
    from dateline.codebook import load_codebook

    lines = run("codebook", "list").stdout.splitlines()
    assert [line.split()[0] for line in lines] == list(load_codebook().types)


def test_codebook_shows_a_type(run):
    text = run("codebook", "show", "defection").stdout
    assert text.startswith("## defection\n")
    assert "Forty fighters deserted ISIS" in text


@pytest.mark.parametrize(
    ("problems", "status", "printed"),
    [
        ([], 0, ""),
        (
            [SimpleNamespace(path="types/raid.yaml", line=7, message="no event of type raid")],
            1,
            "types/raid.yaml:7: no event of type raid\n",
        ),
    ],
)
def test_codebook_check_names_file_and_line(run, monkeypatch, problems, status, printed):
    fake = ModuleType("dateline.codebook.check")
    fake.check_codebook = lambda *_: iter(problems)
    fake.count_examples = lambda _: 9
    monkeypatch.setitem(sys.modules, "dateline.codebook.check", fake)
    result = run("codebook", "check")
    assert (result.exit_code, result.stdout) == (status, printed)
    assert "types, 9 examples: " in result.stderr


HEAVY = ("spacy", "pydantic", "trafilatura", "lxml", "yaml", "numpy", "rich")


def test_help_loads_nothing_heavy():
    program = f"import sys, dateline.cli; print([m for m in {HEAVY} if m in sys.modules])"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, check=True)
    assert done.stdout.decode().strip() == "[]"


def test_help_imports_no_command():
    program = """import sys
from dateline.cli import app
app(["--help"], standalone_mode=False)
print([m for m in sys.modules if m.startswith("dateline.")])"""
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, check=True)
    assert done.stdout.decode().splitlines()[-1] == "['dateline.cli.commands', 'dateline.cli']"


@pytest.mark.parametrize(("name", "module", "about"), COMMANDS)
def test_the_list_of_commands_says_what_the_commands_say(name, module, about):
    whole = Named(name, module, about).whole
    assert whole.name == name
    assert whole.get_short_help_str(200) == about


PIPED = """
import sys, types
sys.path.insert(0, {here!r})
from export_samples import event, MADE_BY
from dateline.scale import coding
coding.load_tools = lambda *_, **__: types.SimpleNamespace(made_by=MADE_BY)
coding.made_by_of = lambda *_, **__: MADE_BY
coding.code_if_worth = lambda report, tools: (event(report=report),) * 500
from dateline.cli import app
app()
"""


EVENTS = 500  # more than a pipe holds, so that writing blocks until somebody reads


@pytest.fixture
def child(reports):
    """`dateline code` in a process of its own, its output in a pipe."""
    folder = reports(**{f"r{number}": "Report." for number in range(5)})
    program = PIPED.format(here=os.path.dirname(__file__))
    with subprocess.Popen(
        [sys.executable, "-c", program, "code", str(folder), "--format", "jsonl"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env={**os.environ, "PYTHONUNBUFFERED": "1"},
        bufsize=0,
    ) as process:
        yield process


def test_a_reader_that_goes_away_is_no_error_message(child):
    assert child.stdout.readline().startswith(b"{")
    child.stdout.close()
    assert child.stderr.read() == b""
    assert child.wait() == 141


def test_ctrl_c_during_a_write_leaves_whole_records(child):
    first = child.stdout.readline()
    child.send_signal(signal.SIGINT)
    rest, said = child.communicate()
    assert child.returncode == 130
    lines = (first + rest).splitlines()
    assert all(json.loads(line)["doc_id"] for line in lines)
    assert len(lines) % EVENTS == 0
    assert said.startswith(f"interrupted: {len(lines) // EVENTS} report".encode())


def test_the_text_of_reports_is_not_written_beside_public_records(run, reports, tmp_path):
    folder = reports(a="First report.")
    result = run("code", folder, "--public", "--reports", tmp_path / "texts.jsonl")
    assert result.exit_code == 2
    assert "not public" in result.stderr


def test_the_package_runs_as_a_module():
    command = [sys.executable, "-m", "dateline", "--version"]
    told = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    assert told == f"dateline {dateline.__version__}\n"
