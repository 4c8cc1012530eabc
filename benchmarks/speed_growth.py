"""How the ledger, merging and several workers grow: parts of speed.py."""

import json
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from dateline.codebook.merging import load_merging
from dateline.codebook.traits import load_traits
from dateline.merge import merge_events
from dateline.store import Casefile
from merge import synthetic

TIMES = (1, 10, 100)
ENTRIES, EVENTS, DAILY = 100, 100, 25  # at first; events of each day
WORKERS = (1, 2)
AT = datetime(2016, 3, 8, tzinfo=UTC)


def ledger_growth() -> Iterator[str]:
    """Milliseconds of the processor to write an entry, and to verify, with ever more of them."""
    with (
        tempfile.TemporaryDirectory() as folder,
        Casefile.create(str(Path(folder) / "case"), "benchmark", AT) as casefile,
    ):
        for times in TIMES:
            held, _ = casefile.ledger_head()
            began = time.process_time()
            for number in range(held, ENTRIES * times):
                casefile.note("note", f"constructed-{number}", {}, who="benchmark", at=AT)
            written = (time.process_time() - began) / (ENTRIES * times - held)
            began = time.process_time()
            found = casefile.verify()
            verified = time.process_time() - began
            yield (
                f"ledger   {found.entries:6} entries: {1000 * written:.2f} ms to write one, "
                f"{1000 * verified / found.entries:.3f} ms an entry to verify"
            )


def merge_growth() -> Iterator[str]:
    """Milliseconds of the processor for each of ever more made-up events, so many of each day."""
    for times in TIMES:
        number = EVENTS * times
        events = list(synthetic(number, max(number // DAILY, 1)))
        began = time.process_time()
        incidents = merge_events(events, load_merging(), load_traits())
        took = 1000 * (time.process_time() - began) / number
        yield f"merge    {number:6} events: {took:.2f} ms each; {len(incidents)} incidents"


def workers(rows: Sequence[dict[str, Any]], engine: str, ray: bool) -> Iterator[str]:
    """Words a second by the clock of `dateline code` with workers; with `ray` of a cluster too."""
    words = sum(len(row["text"].split()) for row in rows)
    with tempfile.TemporaryDirectory() as folder:
        reports = Path(folder) / "reports.jsonl"
        told = enumerate(rows)
        lines = (json.dumps({"id": f"{at}", "text": row["text"]}) for at, row in told)
        reports.write_text("\n".join(lines) + "\n", encoding="utf-8")
        for number in WORKERS:
            out = Path(folder) / f"pool-{number}"
            seconds = _coded(reports, out, engine, "--workers", str(number))
            yield f"workers  {engine} {number} of one machine: {words / seconds:.0f} words a second"
        if ray:
            seconds = _coded(reports, Path(folder) / "ray", engine, "--engine-runner", "ray")
            yield f"workers  {engine} all cores of Ray: {words / seconds:.0f} words a second"
    most = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
    most /= 1 << 20 if sys.platform == "darwin" else 1 << 10
    yield f"workers  {most:.0f} MB at most, each"


def _coded(reports: Path, out: Path, engine: str, *more: str) -> float:
    """Seconds by the clock, the start of the processes among them."""
    command = [sys.executable, "-m", "dateline", "code", str(reports), "--engine", engine]
    command += ["-o", f"{out}/", *more]
    began = time.perf_counter()
    subprocess.run(command, check=True, capture_output=True)
    return time.perf_counter() - began
