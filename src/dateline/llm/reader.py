"""The `llm` reader: a language model names events in quotes, the verifier holds it to the text."""

from collections.abc import Iterable, Mapping, Sequence
from concurrent.futures import FIRST_EXCEPTION, Future, ThreadPoolExecutor, wait
from dataclasses import replace
from typing import Any

from dateline.codebook import Codebook
from dateline.llm.chunks import chunk_text, chunks_of
from dateline.llm.language_model import LanguageModel
from dateline.llm.prompt import Question, Questions
from dateline.llm.verify import TWICE, Dropped, Verifier
from dateline.model import Proposal, Reading
from dateline.trace import Decision, Trace

WHY = "the language model proposes it; the words stand in the text"


class LlmReader:
    """Proposes what a language model finds and quotes from the text."""

    name = "llm"

    def __init__(self, model: LanguageModel, codebook: Codebook) -> None:
        """The codebook says which types and roles there are."""
        self.model = model
        self._codebook = codebook
        self._questions = Questions(codebook)

    def propose(self, reading: Reading, trace: Trace | None = None) -> tuple[Proposal, ...]:
        """Every mention of an event in the reading, in text order.

        Raises Unanswered if the model answers on a part of the report only, EndpointError.
        """
        chunks = chunks_of(reading, self.model.endpoint.chunk_words)
        asked = [self._questions.of(chunk_text(chunk, reading)) for chunk in chunks]
        answers = self._answers(asked, reading.report.id)
        verifier = Verifier(reading, self._codebook, self.model.stamp, self.model.dropped)
        found = [
            proposal
            for chunk, answer in zip(chunks, answers, strict=True)
            for proposal in verifier.proposals(answer, chunk)
        ]
        proposals = once(found, self.model.dropped)
        if trace is not None:
            trace += [
                Decision("network", p.type, p.trigger, True, WHY, p.by, p.trigger)
                for p in proposals
            ]
        return proposals

    def _answers(self, asked: Sequence[Question], where: str) -> list[Mapping[str, Any]]:
        """The answers in order, several asked at once. The first failure ends the rest."""
        if len(asked) < 2:
            return [self.model.ask(question, where) for question in asked]
        pool = ThreadPoolExecutor(self.model.endpoint.parallel)
        try:
            waiting = [pool.submit(self.model.ask, question, where) for question in asked]
            wait(waiting, return_when=FIRST_EXCEPTION)
            return [each.result() for each in _failed_first(waiting)]
        except KeyboardInterrupt:
            self.model.stop()
            raise
        finally:
            pool.shutdown(wait=True, cancel_futures=True)


def _failed_first(
    waiting: Sequence[Future[dict[str, Any]]],
) -> Sequence[Future[dict[str, Any]]]:
    """The one that failed, before one that was not begun is waited for; else all in order."""
    failed = [each for each in waiting if each.done() and each.exception() is not None]
    return failed or waiting


def once(found: Iterable[Proposal], dropped: Dropped) -> tuple[Proposal, ...]:
    """The proposals in text order, each word once: what is said of it again is added to it."""
    kept: list[Proposal] = []
    for each in found:
        at = next((i for i, p in enumerate(kept) if p.trigger.overlaps(each.trigger)), None)
        if at is None:
            kept.append(each)
        elif kept[at].type == each.type:
            arguments = dict.fromkeys((*kept[at].arguments, *each.arguments))
            kept[at] = replace(kept[at], arguments=tuple(arguments))
        else:
            dropped["trigger", TWICE] += 1
    return tuple(sorted(kept, key=lambda p: p.trigger))
