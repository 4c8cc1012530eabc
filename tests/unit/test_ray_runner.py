"""A cluster of two nodes on this machine: the bytes of the pool, though a node is killed."""

import os
import sys

import pytest
from scale_samples import shout_slowly

from dateline.errors import UsageError
from dateline.ingest import report_of_text
from dateline.scale import Refused, Setup, ShardFolder, code_shards, processes

ray = pytest.importorskip("ray", reason="Ray is not installed: pip install 'dateline[cluster]'")
cluster_utils = pytest.importorskip("ray.cluster_utils")

from dateline.scale.pool import handfuls  # noqa: E402
from dateline.scale.ray_runner import on_ray  # noqa: E402

TEXTS = [
    f"Rebels killed {number} soldiers in Aleppo on Monday, the army said."
    for number in range(2, 50)
]


@pytest.fixture
def cluster(monkeypatch):
    """Two nodes of a core each; the second may be killed."""
    monkeypatch.setenv("RAY_USAGE_STATS_ENABLED", "0")
    monkeypatch.setenv("PYTHONPATH", os.pathsep.join(sys.path))  # its processes need the samples
    nodes = cluster_utils.Cluster(initialize_head=True, head_node_args={"num_cpus": 1})
    nodes.second = nodes.add_node(num_cpus=1)
    nodes.wait_for_nodes()
    yield nodes
    nodes.shutdown()


def given(texts):
    return [report_of_text(text, id=f"r{at}") for at, text in enumerate(texts)]


def test_the_work_of_a_killed_node_is_done_again(cluster, tmp_path):
    texts = [f"word{number}" for number in range(160)]
    texts[100] = "deadly"
    marks = tmp_path / "marks"
    marks.mkdir()
    setup = Setup("rules", tmp_path / "died", own_actors=marks)
    found, killed = [], False
    with on_ray(cluster.address) as runner:
        for part in runner(handfuls(given(texts)), shout_slowly, setup):
            found += part
            by = {path.name.split()[0] for path in marks.iterdir()}
            if not killed and len(by) == 2:
                cluster.remove_node(cluster.second, allow_graceful=False)
                killed = True
    assert killed
    refused = Refused("r100", "the process that read it was ended, twice")
    assert found == [refused if text == "deadly" else text.upper() for text in texts]


def test_shards_of_a_cluster_are_those_of_the_pool(cluster, tmp_path):
    setup, order = Setup("rules"), {"inputs": ["a.jsonl"]}
    with on_ray(cluster.address) as runner:
        folder = ShardFolder.open(tmp_path / "ray", 6, order)
        for shard in code_shards(given(TEXTS), setup, folder, runner):
            if shard.shard == 1:
                cluster.remove_node(cluster.second, allow_graceful=False)
    pool = ShardFolder.open(tmp_path / "pool", 6, order)
    list(code_shards(given(TEXTS), setup, pool, processes(1)))
    assert contents(tmp_path / "ray") == contents(tmp_path / "pool")


def contents(path):
    return {file.name: file.read_bytes() for file in sorted(path.iterdir())}


def test_a_cluster_that_does_not_answer_is_named():
    with pytest.raises(UsageError, match="no Ray cluster answers at"), on_ray("127.0.0.1:1"):
        pass
