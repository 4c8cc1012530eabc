"""From scores of single words to runs of words."""

from collections.abc import Sequence
from dataclasses import dataclass

from dateline.model import Reading, Span

ROUNDED = 0.001  # scores are compared once rounded, which raises them by less


@dataclass(frozen=True, slots=True)
class Run:
    """Tokens one after another, and the best score among them."""

    tokens: tuple[int, ...]
    score: float


def find_runs(
    tokens: Sequence[int], begins: Sequence[float], inside: Sequence[float], least: float
) -> tuple[Run, ...]:
    """Runs of tokens whose score (begin or inside) reaches `least`.

    A token likelier to begin than to go on begins a new run; so does one after a gap.
    """
    runs: list[list[int]] = []
    best: list[float] = []
    for place, token in enumerate(tokens):
        score = begins[place] + inside[place]
        if score < least - ROUNDED or (score := round(score, 4)) < least:
            continue
        goes_on = runs and runs[-1][-1] == token - 1 and inside[place] >= begins[place]
        if goes_on:
            runs[-1].append(token)
            best[-1] = max(best[-1], score)
        else:
            runs.append([token])
            best.append(score)
    return tuple(Run(tuple(run), score) for run, score in zip(runs, best, strict=True))


def head_of(reading: Reading, tokens: Sequence[int]) -> int:
    """The token of a run that hangs on something outside it; the last of several."""
    inside = set(tokens)
    free = [
        i for i in tokens if reading.tokens[i].head not in inside or reading.tokens[i].head == i
    ]
    return free[-1]


def span_of(reading: Reading, tokens: Sequence[int]) -> Span:
    """From the first to the last of some tokens."""
    return Span(reading.tokens[tokens[0]].start, reading.tokens[tokens[-1]].end)


def trimmed(reading: Reading, tokens: Sequence[int]) -> tuple[int, ...]:
    """A run without punctuation and conjunctions at its ends; empty without a word of content."""
    kept = [i for i in tokens if reading.tokens[i].pos not in ("PUNCT", "CCONJ", "SPACE")]
    if all(reading.tokens[i].pos in ("DET", "ADP") for i in kept):
        return ()
    return tuple(i for i in tokens if kept and kept[0] <= i <= kept[-1])
