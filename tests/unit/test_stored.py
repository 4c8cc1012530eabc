"""Object storage: reports read from it, shards written to it; here in memory and in a folder."""

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from dateline.cli import app
from dateline.cli.code_many import address_of
from dateline.errors import ReportError, UsageError
from dateline.ingest import read_reports, report_of_text
from dateline.ingest.stored import is_stored, storage_of
from dateline.scale import Setup, ShardFolder, code_shards

fsspec = pytest.importorskip("fsspec")
RULES = Setup("rules")
ORDER = {"inputs": ["a.jsonl"]}


@pytest.mark.parametrize(
    ("name", "stored"),
    [
        ("s3://news/2016", True),
        ("file:///tmp/a.jsonl", True),
        ("memory://a", True),
        ("https://news.example/a", False),
        ("HTTP://news.example/a", False),
        ("a/b.jsonl", False),
        ("c:\\a.jsonl", False),
    ],
)
def test_what_is_an_address_of_storage(name, stored):
    assert is_stored(name) is stored


@pytest.mark.parametrize(
    "address", ["s3://news/coded", "file:///tmp/coded", "memory:///coded", "gs://a/b/c"]
)
def test_an_output_keeps_its_address(address):
    assert address_of(Path(address)) == address
    assert address_of(Path("coded/2016")) is None


@pytest.fixture
def stored():
    """An empty place in memory."""
    files = fsspec.filesystem("memory")
    files.store.clear()
    yield "memory:///news"
    files.store.clear()


def put(address, text):
    files, path = storage_of(address)
    files.pipe_file(path, text.encode())


def read(*inputs):
    return [
        str(each) if isinstance(each, ReportError) else each.id for each in read_reports(inputs)
    ]


def rows(*ids):
    return "".join(json.dumps({"id": id, "text": f"Words of {id}."}) + "\n" for id in ids)


def test_files_folders_and_patterns_are_read_in_order(stored):
    put(f"{stored}/b.jsonl", rows("b1", "b2"))
    put(f"{stored}/a/a.txt", "Plain words.")
    put(f"{stored}/picture.png", "none")
    assert read(stored) == ["a", "b1", "b2"]
    assert read(f"{stored}/*.jsonl", f"{stored}/b.jsonl") == ["b1", "b2"]


@pytest.mark.parametrize(
    ("address", "says"),
    [
        ("memory:///nowhere/a.jsonl", "there is nothing of that address"),
        ("oddstore://a/b.jsonl", "oddstore"),
    ],
)
def test_what_is_not_there_is_named(stored, address, says):  # noqa: ARG001
    (error,) = read(address)
    assert error.startswith(address)
    assert says in error


def test_a_web_archive_and_parquet_are_read_from_storage(stored):
    pyarrow = pytest.importorskip("pyarrow")
    parquet = pytest.importorskip("pyarrow.parquet")
    files, path = storage_of(f"{stored}/a.parquet")
    with files.open(path, "wb") as out:
        parquet.write_table(pyarrow.table({"id": ["p1", "p2"], "text": ["One.", "Two."]}), out)
    assert read(f"{stored}/a.parquet") == ["p1", "p2"]


def shout(parts, run, setup):  # noqa: ARG001
    """A runner that codes nothing."""
    from dateline.scale.shards import Lines

    for part in parts:
        yield [Lines(f"{each.id}\n", 1, False) for each in part]


@pytest.mark.parametrize("kind", ["memory", "file"])
def test_a_folder_of_storage_is_that_of_a_disk(stored, tmp_path, kind):
    reports = [report_of_text(f"Words {number}.", id=f"r{number}") for number in range(7)]
    address = f"{stored}/coded" if kind == "memory" else f"file://{tmp_path}/coded"
    disk = tmp_path / "disk"
    for path in (disk, address):
        list(code_shards(reports[:5], RULES, ShardFolder.open(path, 5, ORDER), shout))
        resumed = list(code_shards(reports, RULES, ShardFolder.open(path, 5, ORDER), shout))
        assert [shard.read for shard in resumed] == [5, 2]
    files, root = storage_of(address)
    held = {name.rsplit("/", 1)[1]: files.cat_file(name) for name in files.find(root)}
    assert held == {file.name: file.read_bytes() for file in disk.iterdir()}
    put(f"{address}/events-00000.jsonl", "other words")
    with pytest.raises(UsageError, match="events-00000"):
        ShardFolder.open(address, 5, ORDER)


def test_the_command_line_reads_and_writes_storage(stored):
    put(f"{stored}/in.jsonl", rows("a", "b") + "broken\n")
    words = ["code", f"{stored}/in.jsonl", "--engine", "rules", "-o", f"{stored}/coded"]
    result = CliRunner().invoke(app, words)
    assert result.exit_code == 3, result.output
    files, root = storage_of(f"{stored}/coded")
    names = [name.rsplit("/", 1)[1] for name in files.find(root)]
    assert names == ["events-00000.jsonl", "manifest.jsonl", "rejected.jsonl"]


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (["--address", "auto"], "only for --engine-runner ray"),
        (["--engine-runner", "ray"], "name a folder"),
        (["--engine-runner", "ray", "--workers", "2", "-o", "coded"], "its cores decide"),
        (["--engine-runner", "dask"], "processes"),
    ],
)
def test_options_of_a_cluster_are_checked(words, says):
    result = CliRunner().invoke(app, ["code", "a.jsonl", *words])
    assert result.exit_code == 2
    assert says in " ".join(result.output.replace("│", " ").split())
