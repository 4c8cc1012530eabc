"""A language model behind an address: asked with patience, within limits, each thing once."""

import hashlib
import threading
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

from dateline.errors import EndpointError, Unanswered
from dateline.llm.endpoint import DIALECTS, Endpoint
from dateline.llm.exchange import Line, Lost, Reply
from dateline.llm.kept import Kept
from dateline.llm.manner import Manner
from dateline.llm.prompt import Question, load_wording
from dateline.llm.reply import Said, asked_to_wait, complaint, is_refused, refusal, said_in
from dateline.llm.spending import Limits, Prices, Spending, Spent, Tokens

AGAIN = (408, 409, 425, 429, 500, 502, 503, 504, 529)
WAITS = (1.0, 2.0, 4.0, 8.0)  # seconds before each further try
LONGEST_WAIT = 120.0
ASKED = 2  # times, where an answer is not what was asked for
SIGNS_A_TOKEN = 3  # fewer than English has: an estimate that is never too low
HOPELESS = {
    401: "the server does not know the key: set DATELINE_LLM_KEY",
    402: "the server wants to be paid first",
    403: "the server does not let this key in",
    404: "the server knows no such address or model: look at --llm-url and --llm-model",
    405: "the server takes no chat completions at this address: look at --llm-url",
}


class LanguageModel:
    """Asks, keeps what it was answered, and counts. Several threads may ask.

    `dropped` counts, by field and reason, what the answers held that is not in the text.
    """

    def __init__(
        self,
        endpoint: Endpoint,
        limits: Limits | None = None,
        prices: Prices | None = None,
        folder: Path | None = None,
        wait: Callable[[float], object] | None = None,
    ) -> None:
        """`folder` keeps the answers; `wait` takes the place of sleeping.

        Raises UsageError for a folder there cannot be and a limit of cost without prices.
        """
        self.endpoint = endpoint
        self.spending = Spending(limits or Limits(), prices)
        self.dropped: Counter[tuple[str, str]] = Counter()
        self._kept = Kept(folder) if folder is not None else None
        self._line = Line(endpoint)
        self._manner = Manner(endpoint.dialect or DIALECTS[0])
        self._settled = False  # an answer came: the manner stays as it is
        self._stopped = threading.Event()
        self._wait = wait or self._stopped.wait

    @property
    def stamp(self) -> str:
        """The model and the version of the prompt, as records name them."""
        return f"llm:{self.endpoint.model}@prompt-{load_wording().version}"

    def ask(self, question: Question, where: str) -> dict[str, Any]:
        """The answer to a question on the report `where`: an object with a list of events.

        Raises Unanswered for this report, EndpointError where none would be answered.
        """
        key = self._key(question)
        if self._kept is not None and (held := self._kept.get(key)) is not None:
            answer = Said(held, "", None).answer
            if answer is not None:
                self.spending.reuse()
                return answer
        why = ""
        for _ in range(ASKED):
            said = self._said(question, where)
            answer, why = said.answer, said.why
            if answer is not None and said.content is not None:
                if self._kept is not None:
                    self._kept.put(key, self.endpoint.model, said.content)
                return answer
        raise Unanswered(where, f"{why} (asked {ASKED} times)")

    def stop(self) -> None:
        """Give up all that is under way."""
        self._stopped.set()
        self._line.cut()

    def _key(self, question: Question) -> str:
        said = f"{self.endpoint.model}\n{self.endpoint.answer_tokens}\n{question.sha256}"
        return hashlib.sha256(said.encode()).hexdigest()

    def _said(self, question: Question, where: str) -> Said:
        """What the model says, in the first manner that the server does not refuse."""
        while True:
            manner = self._manner
            body = manner.body(question, self.endpoint)
            reply, most = self._sent(body, where)
            if reply.status == 200:
                break
            fixed = self.endpoint.dialect is not None or self._settled
            other = manner.instead(complaint(reply), fixed=fixed)
            if not is_refused(reply) or other is None:
                raise Unanswered(where, refusal(reply))
            self._manner = other
        self._settled = True
        said = said_in(reply, self.endpoint.answer_tokens)
        guess = Tokens(most.asked, len(said.content or "") // SIGNS_A_TOKEN)
        self.spending.settle(most, said.took or guess, estimated=said.took is None)
        return said

    def _sent(self, body: bytes, where: str) -> tuple[Reply, Tokens]:
        """A reply that is worth reading, and what was entered for it."""
        most = Tokens(len(body) // SIGNS_A_TOKEN, self.endpoint.answer_tokens)
        why = ""
        for pause in (*WAITS, None):
            if self._stopped.is_set():
                raise Unanswered(where, "interrupted")
            reply, why = self._tried(body, most, where)
            if reply is not None and reply.status == 200:
                return reply, most
            if reply is not None and (is_refused(reply) or reply.status not in AGAIN):
                self._refuse_hopeless(reply)
                return reply, most
            asked = asked_to_wait(reply) if reply is not None else None
            if pause is None or (asked or 0) > LONGEST_WAIT:
                break
            self._wait(pause if asked is None else asked)
        raise Unanswered(where, f"{why} ({len(WAITS) + 1} tries)")

    def _tried(self, body: bytes, most: Tokens, where: str) -> tuple[Reply | None, str]:
        """One try: a reply, or why there is none."""
        try:
            self.spending.enter(most)
        except Spent as spent:
            raise Unanswered(where, f"not asked: {spent}") from None
        try:
            reply = self._line.post(body)
        except Lost as lost:
            # What was sent may be charged, though nothing came back.
            took = Tokens(most.asked if lost.reached else 0, 0)
            self.spending.settle(most, took, estimated=lost.reached)
            why = f"{self.endpoint.host}: {lost}"
            if not lost.reached and not self._settled and not self._stopped.is_set():
                raise EndpointError(f"no language model answers at {why}") from lost
            return None, why
        if reply.status != 200:
            self.spending.settle(most, Tokens(0, 0))
        return reply, refusal(reply)

    def _refuse_hopeless(self, reply: Reply) -> None:
        """Raise EndpointError where no other report would fare better."""
        if 300 <= reply.status < 400:
            there = reply.headers.get("location", "")[:200]
            raise EndpointError(f"{self.endpoint.host} sends us on to {there!r}: name that address")
        if reply.status in HOPELESS:
            raise EndpointError(f"{self.endpoint.host}: {HOPELESS[reply.status]}")
