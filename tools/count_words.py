"""Count in how many reports a word stands; writes codebook/data/common_words.txt.

    python tools/count_words.py --shared ../shared

Merging asks how much a shared word tells. The table must not change with the reports at hand:
a judgement on two accounts would else depend on what else was read. Counted over annotated
reports and UCDP GED headlines (dev weeks); only counts are kept, no text. Collections
that follow a few happenings through many reports are left out.
"""

import argparse
import json
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path

from dateline.codebook.files import DATA
from dateline.merge.profile import words_of
from fitting import load_scorer
from reference import EXAM_TOOL

LEAST = 4  # reports
FOLLOWED = ("ECB+",)  # a few happenings, many reports of each
TARGET = DATA / "common_words.txt"


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--shared", type=Path, required=True)
    counted: Counter[str] = Counter()
    number = 0
    for text in _texts(parser.parse_args().shared):
        number += 1
        counted.update(set(words_of([text])))
    kept = {word: times for word, times in counted.items() if times >= LEAST}
    _write(kept, number)


def _texts(shared: Path) -> Iterator[str]:
    for path in sorted((shared / "train" / "docs").glob("*.json")):
        report = json.loads(path.read_text(encoding="utf-8"))
        if report["origin"] not in FOLLOWED:
            yield report["text"]
    exam = load_scorer(shared / EXAM_TOOL)
    for report in exam.reports_merge(exam.load("merge", str(shared / "data" / "exam"), "dev")):
        yield report["text"]


def _write(counted: dict[str, int], number: int) -> None:
    by_count: dict[int, list[str]] = defaultdict(list)
    for word in sorted(counted):
        by_count[counted[word]].append(word)
    lines = [
        "# In how many reports a word stands; what is not here stands in few or none.",
        "# Counted by tools/count_words.py. First line: the number of reports.",
        str(number),
        *(f"{count} {' '.join(by_count[count])}" for count in sorted(by_count, reverse=True)),
    ]
    Path(str(TARGET)).write_text("\n".join(lines) + "\n", encoding="utf-8")
    print(f"{len(counted)} words of {number} reports")


if __name__ == "__main__":
    main()
