"""Teach a small network what the shipped one answers; writes a folder for `--model`.

    pip install -e '.[train]' sympy
    python tools/distil_network.py --data ../shared/train --texts NEWS.jsonl MORE.jsonl -o model/

The lessons are the teacher's answers on the annotated reports that may be trained on, on the
codebook's examples and on texts nobody annotated (a JSON object a line, its "text" is read): what
the teacher makes of a sentence says more than a label, and there are more such sentences. Long
texts are cut, and some are read without what the rules propose, as the engine `trained` reads.
Thresholds are set on the fifth of the annotated reports that is never trained on. 13,000 steps
take 90 minutes of one core. `--lessons FILE` keeps the lessons, or takes those kept; `--steps` and
`--threads` say how long, and how broadly, is learnt.
"""

import argparse
import json
import pickle
import random
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

import torch

from dateline.annotate.reading import annotate
from dateline.extract.trained import TrainedReader
from dateline.extract.trained_settings import DATA, LARGE
from dateline.ingest import report_of_text
from dateline.pipeline import Tools, load_tools
from dateline.training.distil import Course, distil
from dateline.training.labels import LabelledReading
from dateline.training.lesson import Lesson, lessons_of
from dateline.training.readings import annotated_readings, fingerprint, is_tuning, own_readings
from dateline.training.small_export import export_small
from dateline.training.small_network import Size, SmallNetwork
from dateline.training.tuning import tune_thresholds
from dateline.training.unpack import small_from

LONGEST = 6000  # characters of a text
ALONE = 0.15  # share of the texts that are read without the rules as well


def main() -> None:
    arguments = _arguments()
    torch.set_num_threads(arguments.threads)
    tools = load_tools("rules")
    annotated = list(annotated_readings(arguments.data / "docs", arguments.data / "ann", tools))
    shown = [each for each in annotated if not is_tuning(each.reading.report.id)]
    lessons = _kept(arguments.lessons)
    if lessons is None:
        teacher = TrainedReader.load(arguments.teacher)
        lessons = list(_lessons(teacher, shown, arguments.texts, tools))
        if arguments.lessons:
            arguments.lessons.write_bytes(pickle.dumps(lessons, protocol=5))
    pieces = sum(len(each.ids) for each in lessons)
    print(f"{len(lessons)} windows of {pieces} word pieces", flush=True)
    names = json.loads((arguments.teacher / "reader.json").read_text(encoding="utf-8"))
    torch.manual_seed(Course.seed)
    graph = arguments.teacher / "encoder.onnx"
    network = small_from(graph, Size(), len(names["types"]), len(names["measures"]))
    course = Course(arguments.steps)
    arguments.output.mkdir(parents=True)

    def keep(average: SmallNetwork, _: int) -> None:
        torch.save(average.state_dict(), arguments.output / "weights.pt")

    learnt = distil(network, lessons, course, lambda line: print(line, flush=True), keep)
    export_small(learnt, arguments.output)
    vocabulary = (arguments.teacher / "vocabulary.txt").read_bytes()
    (arguments.output / "vocabulary.txt").write_bytes(vocabulary)
    made = names | {
        "name": arguments.name,
        "trained_on": {
            "reports": len(shown), "fingerprint": fingerprint(shown), "teacher": names["name"],
            "lessons": len(lessons), "pieces": pieces, "recipe": asdict(course),
            "size": asdict(Size()),
        },
    }  # fmt: skip
    target = arguments.output / "reader.json"
    target.write_text(json.dumps(made, indent=1) + "\n", encoding="utf-8")
    tuning = [each for each in annotated if is_tuning(each.reading.report.id)]
    tune_thresholds(tuning, tools.rules, arguments.output, lambda line: print(line, flush=True))
    (arguments.output / "weights.pt").unlink(missing_ok=True)


def _kept(path: Path | None) -> list[Lesson] | None:
    """Lessons this tool wrote before: a pickle, which is not for files of others."""
    if path is None or not path.is_file():
        return None
    found: list[Lesson] = pickle.loads(path.read_bytes())
    return found


def _lessons(
    teacher: TrainedReader, shown: Sequence[LabelledReading], texts: Sequence[Path], tools: Tools
) -> Iterator[Lesson]:
    dice = random.Random(Course.seed)
    for each in (*own_readings(tools), *shown):
        yield from lessons_of(teacher, each.reading, each.proposals)
    for each in shown:
        yield from lessons_of(teacher, each.reading, ())
    for number, text in enumerate(_texts(texts)):
        report = report_of_text(text[:LONGEST], id=f"text:{number}")
        reading = annotate(report, tools.parser, tools.words)
        yield from lessons_of(teacher, reading, tools.rules.scan(reading).proposals)
        if dice.random() < ALONE:
            yield from lessons_of(teacher, reading, ())
        if number % 200 == 199:
            print(f"{number + 1} texts", flush=True)


def _texts(paths: Sequence[Path]) -> Iterator[str]:
    for path in paths:
        for line in path.read_text(encoding="utf-8").split("\n"):
            row: dict[str, Any] = json.loads(line) if line else {}
            if row.get("text", "").strip():
                yield row["text"]


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--data", type=Path, required=True, help="annotated reports")
    parser.add_argument("--texts", type=Path, nargs="*", default=[], help="more texts, JSON Lines")
    parser.add_argument(
        "--teacher", type=Path, default=Path(str(DATA / LARGE)), help="a model's folder"
    )
    parser.add_argument("--lessons", type=Path, help="where lessons are kept")
    parser.add_argument("--steps", type=int, default=13_000)
    parser.add_argument("--threads", type=int, default=1)
    parser.add_argument("--name", default="distilled", help="what records call the model")
    parser.add_argument("-o", "--output", type=Path, required=True, help="a new folder")
    return parser.parse_args()


if __name__ == "__main__":
    main()
