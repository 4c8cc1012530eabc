"""How a server wants to be asked: what it refuses is asked in another way."""

import json
from dataclasses import dataclass, replace
from typing import Self

from dateline.llm.endpoint import Dialect, Endpoint
from dateline.llm.prompt import Question


@dataclass(frozen=True, slots=True)
class Manner:
    """The dialect for the form of an answer, and the parameters that models disagree about."""

    dialect: Dialect = "json_schema"
    answer_limit: str = "max_tokens"
    with_temperature: bool = True

    def body(self, question: Question, endpoint: Endpoint) -> bytes:
        """The request as bytes."""
        in_words = self.dialect == "json_object"
        value = {
            "model": endpoint.model,
            "messages": question.messages(with_schema=in_words),
            self.answer_limit: endpoint.answer_tokens,
            **({"temperature": 0} if self.with_temperature else {}),
            "response_format": {"type": "json_object"} if in_words else _schema_format(question),
        }
        return json.dumps(value).encode()

    def instead(self, said: str, *, fixed: bool) -> Self | None:
        """Another way after a refusal in these words; None if there is none.

        `fixed`: the dialect stays.
        """
        if "max_completion_tokens" in said and self.answer_limit == "max_tokens":
            return replace(self, answer_limit="max_completion_tokens")
        if "temperature" in said and self.with_temperature:
            return replace(self, with_temperature=False)
        if self.dialect == "json_schema" and not fixed:
            return replace(self, dialect="json_object")
        return None


def _schema_format(question: Question) -> dict[str, object]:
    form = {"name": "events", "strict": True, "schema": question.schema}
    return {"type": "json_schema", "json_schema": form}
