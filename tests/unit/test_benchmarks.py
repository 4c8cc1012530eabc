"""What decides whether a benchmark fails, without the reference material."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

BENCHMARKS = Path(__file__).parents[2] / "benchmarks"
FLOORS = [
    {
        "benchmark": "geo",
        "engine": "rules",
        "fingerprint": "f00d",
        "at_least": {"acc161": 0.7},
        "at_most": {"median_km": 20},
    }
]


@pytest.fixture(scope="module")
def floors():
    sys.path.append(str(BENCHMARKS))
    import floors

    yield floors
    sys.path.remove(str(BENCHMARKS))


@pytest.mark.parametrize(
    ("figures", "fallen"),
    [
        ({"acc161": 0.7, "median_km": 20}, 0),
        ({"acc161": 0.699, "median_km": 20}, 1),
        ({"acc161": 0.6, "median_km": 21}, 2),
        ({"acc161": 0.8}, 0),  # a ceiling asks nothing of a figure that is not there
        ({"median_km": 3}, 1),  # a floor does
    ],
)
def test_each_figure_below_its_floor_is_named(floors, figures, fallen):
    found = list(floors.below(floors.Measured("geo", "rules", "f00d", figures), FLOORS))
    assert len(found) == fallen
    assert all(line.startswith("geo (rules): ") for line in found)


@pytest.mark.parametrize(
    ("name", "engine", "said"),
    [
        ("geo", "rules", "other reports"),
        ("geo", "both", "no floors"),
        ("time", "rules", "no floors"),
    ],
)
def test_reports_without_floors_are_said_to_be_and_pass(floors, capsys, name, engine, said):
    assert not list(floors.below(floors.Measured(name, engine, "beef", {"acc161": 0.1}), FLOORS))
    assert said in capsys.readouterr().out


def test_every_floor_is_whole():
    found = json.loads((BENCHMARKS / "floors.json").read_text("utf-8"))["floors"]
    assert found
    for each in found:
        assert {"benchmark", "engine", "fingerprint", "at_least"} <= set(each)
        assert all(0 < least < 1 for least in each["at_least"].values())


def test_without_reference_material_everything_is_skipped(tmp_path):
    program = [sys.executable, BENCHMARKS / "bench.py", "--shared", tmp_path]
    done = subprocess.run(program, capture_output=True, text=True, check=False)
    assert done.returncode == 0
    assert done.stdout.count("skipped: nothing at") == 3
