"""What a language model was asked and what that cost, and how much it may be."""

import threading
from dataclasses import dataclass

from dateline.errors import UsageError

_MILLION = 1_000_000


@dataclass(frozen=True, slots=True)
class Prices:
    """Money for a million tokens, in whatever currency: asked and answered."""

    asked: float
    answered: float

    def of(self, tokens: "Tokens") -> float:
        return (tokens.asked * self.asked + tokens.answered * self.answered) / _MILLION


@dataclass(frozen=True, slots=True)
class Tokens:
    asked: int
    answered: int


@dataclass(frozen=True, slots=True)
class Limits:
    """How much one run may take; None: no limit."""

    requests: int | None = None
    tokens: int | None = None
    cost: float | None = None


class Spent(Exception):
    """A request is not made, since it could go beyond a limit: which."""


class Spending:
    """Requests, tokens and money of one run. Several threads may use it.

    A request is entered with the most it can take before it is made, and with what it took
    afterwards, so that no limit is passed.
    """

    def __init__(self, limits: Limits, prices: Prices | None) -> None:
        """Raises UsageError for a limit of cost without prices."""
        if limits.cost is not None and prices is None:
            raise UsageError("a limit of cost needs prices: --llm-set prices=ASKED/ANSWERED")
        self.limits, self.prices = limits, prices
        self.requests = self.reused = self.asked = self.answered = 0
        self.estimated = False
        self._lock = threading.Lock()

    def enter(self, most: Tokens) -> None:
        """Enter a request. Raises Spent."""
        with self._lock:
            requests, asked = self.requests + 1, self.asked + most.asked
            answered = self.answered + most.answered
            limits = self.limits
            if limits.requests is not None and requests > limits.requests:
                raise Spent(f"the limit of {limits.requests:,} requests is reached")
            if limits.tokens is not None and asked + answered > limits.tokens:
                raise Spent(f"one more request could pass the limit of {limits.tokens:,} tokens")
            cost = self.prices.of(Tokens(asked, answered)) if self.prices else 0.0
            if limits.cost is not None and cost > limits.cost:
                raise Spent(f"one more request could pass the limit of cost, {limits.cost:g}")
            self.requests, self.asked, self.answered = requests, asked, answered

    def settle(self, most: Tokens, took: Tokens, *, estimated: bool = False) -> None:
        """Put what a request took in place of the most it could take."""
        with self._lock:
            self.asked += took.asked - most.asked
            self.answered += took.answered - most.answered
            self.estimated |= estimated

    def reuse(self) -> None:
        """Count an answer that was kept."""
        with self._lock:
            self.reused += 1

    @property
    def cost(self) -> float | None:
        return self.prices.of(Tokens(self.asked, self.answered)) if self.prices else None

    def text(self) -> str:
        """The account as a sentence."""
        about = "about " if self.estimated else ""
        said = f"{self.requests:,} request{'' if self.requests == 1 else 's'}"
        kept = f", {self.reused:,} answers reused" if self.reused else ""
        cost = "" if self.cost is None else f", {about}{self.cost:.4f} at the prices given"
        return f"{said}{kept}; {about}{self.asked:,} tokens sent, {self.answered:,} received{cost}"
