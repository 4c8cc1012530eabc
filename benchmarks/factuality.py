"""Check how surely single words are told, on sentences that people rated from -3 to +3.

    python benchmarks/factuality.py --shared ../shared [--part dev|train] [--errors FILE]

Each rated word is judged by itself, as a mention of an event would be. Ratings of 1.5 and more
are a fact, of -1.5 and less no fact, those between open. `denied` and `foiled` say no fact,
`uncertain` and `hypothetical` open. People rated what surely will happen as a fact: `planned` has
a column of its own and is alike unless they rated no fact. Prints a table for all rated words and
one for those that the codebook names as events.
"""

import argparse
import json
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from dateline.annotate.reading import annotate
from dateline.attribute.factuality import judge_mention
from dateline.ingest import report_of_text
from dateline.model import Reading, Span
from dateline.pipeline import Tools, load_tools
from reference import is_absent

CLASSES = ("fact", "open", "no fact")
SAYS = {"asserted": "fact", "denied": "no fact", "foiled": "no fact", "planned": "planned"}
COLUMNS = (*CLASSES, "planned")
FIRM = 1.5


class Rated(NamedTuple):
    """A word with what people and the program make of it."""

    text: str
    word: str
    rating: float
    value: str
    cue: str | None
    named: bool  # the codebook names it as an event

    @property
    def expected(self) -> str:
        """What the rating says."""
        firm = "fact" if self.rating >= FIRM else "open"
        return "no fact" if self.rating <= -FIRM else firm

    @property
    def found(self) -> str:
        """What the program says."""
        return SAYS.get(self.value, "open")


def main() -> None:
    arguments = _arguments()
    path = arguments.shared / "data" / "factuality" / f"{arguments.part}.jsonl"
    if is_absent(path):
        return
    tools = load_tools("rules")
    lines = path.read_text("utf-8").splitlines()
    rated = [each for line in lines for each in words_of(json.loads(line), tools)]
    print_table("all rated words", rated)
    print_table("words the codebook names", [each for each in rated if each.named])
    if arguments.errors:
        wrong = (each._asdict() for each in rated if each.found not in (each.expected, "planned"))
        text = "\n".join(json.dumps(each, ensure_ascii=False) for each in wrong)
        arguments.errors.write_text(text + "\n", encoding="utf-8")


def words_of(row: Any, tools: Tools) -> Iterator[Rated]:
    """The rated words of a sentence, which is given in tokens between spaces."""
    words = row["text"].split(" ")
    report = report_of_text(row["text"], id="sentence", title=None, published=None)
    reading = annotate(report, tools.parser, tools.words)
    triggers = [proposal.trigger for proposal in tools.rules.propose(reading)]
    for target in row["targets"]:
        first, last = target["token_span"]
        start = len(" ".join([*words[:first], ""]))
        span = Span(start, start + max(len(" ".join(words[first:last])), 1))
        yield from _judged(target, span, triggers, reading, tools)


def _judged(
    target: Any, span: Span, triggers: Sequence[Span], reading: Reading, tools: Tools
) -> Iterator[Rated]:
    tokens = reading.tokens_in(span)
    if not tokens:
        return
    judged = judge_mention(tokens[0].i, reading, tools.cues)
    cue = None if judged.cue is None else reading.tokens[judged.cue].text
    named = any(trigger.overlaps(span) for trigger in triggers)
    text = reading.report.text
    yield Rated(text, target["text"], target["factuality"], judged.value, cue, named)


def print_table(title: str, rated: Sequence[Rated]) -> None:
    """What people say (rows) against what the program says (columns), and how often they agree."""
    cells = Counter((each.expected, each.found) for each in rated)
    right = sum(cells[name, name] for name in CLASSES)
    right += cells["fact", "planned"] + cells["open", "planned"]
    print(f"{title}: {len(rated)}, alike {right / max(len(rated), 1):.3f}")
    print(f"{'':10}" + "".join(f"{name:>9}" for name in COLUMNS) + "   recall")
    for row in CLASSES:
        total = sum(cells[row, column] for column in CLASSES)  # planned left aside
        recall = f"{cells[row, row] / total:9.3f}" if total else f"{'-':>9}"
        print(f"{row:10}" + "".join(f"{cells[row, column]:9}" for column in COLUMNS) + recall)
    for column in CLASSES:
        said = sum(cells[row, column] for row in CLASSES)
        print(f"precision of {column}: {cells[column, column] / said:.3f}" if said else "")


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--shared", type=Path, default=Path("../shared"))
    parser.add_argument("--part", choices=("dev", "train"), default="dev")
    parser.add_argument("--errors", type=Path, help="words judged differently, one a line")
    return parser.parse_args()


if __name__ == "__main__":
    main()
