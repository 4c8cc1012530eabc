"""What a server's reply says: the answer, what it took, and how long to wait."""

import json
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import Any

from dateline.llm.exchange import Reply
from dateline.llm.spending import Tokens

REFUSED = (400, 415, 422, 501)
FORM = ("response_format", "json_schema", "max_completion_tokens")
LONGEST = 200  # signs of a server's own words that are shown


@dataclass(frozen=True, slots=True)
class Said:
    """The model's words; None where there are none, and why."""

    content: str | None
    why: str
    took: Tokens | None  # None: the server does not say

    @property
    def answer(self) -> dict[str, Any] | None:
        """The JSON object in the words; None if there is none with a list of events."""
        content = self.content or ""
        try:
            value = json.loads(content[content.find("{") : content.rfind("}") + 1])
        except (ValueError, RecursionError):
            return None
        whole = isinstance(value, dict) and isinstance(value.get("events"), list)
        return value if whole else None


def said_in(reply: Reply, most: int) -> Said:
    """What the model said in a reply with status 200; `most` tokens were allowed."""
    value = _json(reply)
    took = _took(value)
    try:
        choice = value["choices"][0]
        content = choice["message"]["content"]
    except (KeyError, IndexError, TypeError):
        return Said(None, f"the server gave no answer{_in_brackets(complaint(reply))}", took)
    if choice.get("finish_reason") == "length":
        why = f"the answer was cut off after {most:,} tokens: --llm-set answer-tokens=N allows more"
        return Said(None, why, took)
    if not isinstance(content, str) or not content.strip():
        return Said(None, "the model gave an empty answer", took)
    return Said(content, "the model's answer is not the JSON that was asked for", took)


def complaint(reply: Reply) -> str:
    """What a server says went wrong, in its own words, without signs that steer a terminal."""
    value = _json(reply)
    error = value.get("error", value.get("detail", "")) if isinstance(value, dict) else ""
    said = error.get("message", "") if isinstance(error, dict) else error
    text = " ".join(str(said).split())[:LONGEST]
    return "".join(sign if sign.isprintable() else "?" for sign in text)


def refusal(reply: Reply) -> str:
    """A status that is no answer, with the server's own words."""
    return f"the server answers {reply.status}{_in_brackets(complaint(reply))}"


def is_refused(reply: Reply) -> bool:
    """Whether a server refuses how it was asked; some call that a failure of theirs."""
    return reply.status in REFUSED or (
        reply.status == 500 and any(word in complaint(reply) for word in FORM)
    )


def _in_brackets(said: str) -> str:
    return f" ({said})" if said else ""


def asked_to_wait(reply: Reply, now: datetime | None = None) -> float | None:
    """The seconds of Retry-After; None without it."""
    said = reply.headers.get("retry-after", "").strip()
    if not said:
        return None
    try:
        return max(float(said), 0.0)
    except ValueError:
        pass
    try:
        until = parsedate_to_datetime(said)
    except (ValueError, TypeError):
        return None
    until = until if until.tzinfo else until.replace(tzinfo=UTC)
    return max((until - (now or datetime.now(UTC))).total_seconds(), 0.0)


def _took(value: Any) -> Tokens | None:
    usage = value.get("usage") if isinstance(value, dict) else None
    if not isinstance(usage, dict):
        return None
    asked, answered = usage.get("prompt_tokens"), usage.get("completion_tokens")
    known = isinstance(asked, int) and isinstance(answered, int) and min(asked, answered) >= 0
    return Tokens(asked, answered) if known else None  # type: ignore[arg-type]


def _json(reply: Reply) -> Any:
    try:
        return json.loads(reply.body)
    except (ValueError, RecursionError):
        return {}
