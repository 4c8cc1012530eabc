"""Several processes: every report once, in order, whoever dies; shards that are taken up again."""

import json
import shutil

import pytest
from scale_samples import shout, shout_or_die
from typer.testing import CliRunner

from dateline.cli import app
from dateline.errors import UnreadableReport, UsageError
from dateline.ingest import report_of_text
from dateline.scale import Refused, Setup, ShardFolder, code_in_order, code_shards, processes
from dateline.scale.pool import handfuls, run_in_order

RULES = Setup("rules")
TEXTS = [
    f"Rebels killed {number} soldiers in Aleppo on Monday, the army said."
    for number in range(2, 14)
]
ORDER = {"inputs": ["a.jsonl"]}


def given(*texts):
    return [report_of_text(text, id=f"r{at}") for at, text in enumerate(texts)]


def told(parts):
    return [each if isinstance(each, str) else str(each) for part in parts for each in part]


def test_results_come_in_the_order_of_the_reports():
    texts = [f"word{number}" for number in range(40)]
    parts = handfuls([*given(*texts), UnreadableReport("x.txt", "empty")])
    found = told(run_in_order(parts, shout, RULES, 2))
    assert found == [*(text.upper() for text in texts), "x.txt: empty"]


def test_what_ends_a_process_once_is_coded_and_what_ends_it_twice_is_refused(tmp_path):
    texts = ["a", "once", "b", *["c"] * 20, "deadly", "d"]
    setup = Setup("rules", tmp_path / "mark")
    found = told(run_in_order(handfuls(given(*texts)), shout_or_die, setup, 2))
    refused = "r23: the process that read it was ended, twice"
    assert found == [refused if text == "deadly" else text.upper() for text in texts]


@pytest.fixture(scope="module")
def reports():
    return [*given(*TEXTS), UnreadableReport("x.txt", "empty")]


@pytest.fixture(scope="module")
def whole(reports, tmp_path_factory):
    """A folder coded in one go, by two processes."""
    path = tmp_path_factory.mktemp("whole") / "coded"
    list(code_shards(reports, RULES, ShardFolder.open(path, 5, ORDER), processes(2)))
    return path


def contents(path):
    return {file.name: file.read_bytes() for file in sorted(path.iterdir())}


def test_the_bytes_are_those_of_one_process(reports, whole):
    results = list(code_in_order(reports, RULES, 1))
    ids = [event.id for each in results if not isinstance(each, Refused) for event in each.events]
    lines = [
        line
        for name, text in contents(whole).items()
        if name.startswith("events")
        for line in text.decode().splitlines()
    ]
    assert [json.loads(line)["id"] for line in lines] == ids
    assert len(ids) == len(TEXTS)


def test_what_was_rejected_stands_in_a_file_of_its_own(whole):
    assert (whole / "rejected.jsonl").read_text() == '{"where": "x.txt", "why": "empty"}\n'


@pytest.mark.parametrize("cut", ["between", "in the manifest", "before it is entered"])
def test_a_run_that_was_stopped_ends_with_the_same_bytes(reports, whole, tmp_path, cut):
    path = tmp_path / "coded"
    shutil.copytree(whole, path)
    lines = (path / "manifest.jsonl").read_text().splitlines(keepends=True)
    kept = "".join(lines[:2]) + (lines[2][:20] if cut == "in the manifest" else "")
    (path / "manifest.jsonl").write_text(kept)
    (path / "events-00002.jsonl").unlink()
    if cut == "before it is entered":
        (path / "events-00001.jsonl").write_text("half")
    shards = list(code_shards(reports, RULES, ShardFolder.open(path, 5, ORDER), processes(1)))
    assert [shard.read for shard in shards] == [5, 5, 3]
    assert contents(path) == contents(whole)


@pytest.mark.parametrize(
    ("spoil", "says"),
    [
        (lambda _: None, "another order (inputs differ)"),
        (lambda path: (path / "events-00000.jsonl").write_text("x"), "is not what"),
        (lambda path: (path / "manifest.jsonl").unlink(), "holds no manifest.jsonl"),
    ],
)
def test_a_folder_of_something_else_is_left_alone(whole, tmp_path, spoil, says):
    path = tmp_path / "coded"
    shutil.copytree(whole, path)
    spoil(path)
    order = {"inputs": ["b.jsonl"]} if "order" in says else ORDER
    with pytest.raises(UsageError, match=says.replace("(", r"\(").replace(")", r"\)")):
        ShardFolder.open(path, 5, order)


def test_fewer_reports_than_before_are_no_silent_loss(reports, whole):
    with pytest.raises(UsageError, match="stands for 5 reports"):
        list(code_shards(reports[:3], RULES, ShardFolder.open(whole, 5, ORDER), processes(1)))


def test_the_command_line_gives_the_same_bytes_for_any_number_of_workers(tmp_path):
    source = tmp_path / "in.jsonl"
    rows = [json.dumps({"id": f"r{at}", "text": text}) for at, text in enumerate(TEXTS)]
    source.write_text("\n".join([*rows, "broken"]) + "\n")
    run = CliRunner().invoke
    outputs = []
    for workers in (1, 2):
        out = tmp_path / f"out{workers}.jsonl"
        words = ["code", source, "--engine", "rules", "--workers", workers, "-o", out]
        result = run(app, [str(word) for word in words])
        assert result.exit_code == 3
        assert "12 reports, 12 events, 1 report not read" in result.stderr
        outputs.append(out.read_bytes())
    assert outputs[0] == outputs[1]
    words = ["code", source, "--engine", "rules", "--workers", 2, "--shard-size", 6, "-o"]
    result = run(app, [str(word) for word in (*words, tmp_path / "coded")])
    assert result.exit_code == 3
    assert "6 of 13 reports" in result.stderr
    shards = sorted((tmp_path / "coded").glob("events-*.jsonl"))
    assert b"".join(path.read_bytes() for path in shards) == outputs[0]
