"""What the language model is told: the words in prompt.yaml, the codebook's types, a chunk."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from importlib.resources import files
from typing import Any, get_args

from dateline.codebook import Codebook
from dateline.codebook.files import read_yaml
from dateline.codebook.schema import EventType, Measure
from dateline.model import PARTICIPANTS, Relation

DATA = files("dateline.llm") / "data"
MEASURES: tuple[str, ...] = get_args(Measure)
RELATIONS: tuple[str, ...] = get_args(Relation)

Message = dict[str, str]
Schema = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Wording:
    """prompt.yaml."""

    version: str
    instruction: str
    again: str  # before the schema, for servers that do not take one


@cache
def load_wording() -> Wording:
    """prompt.yaml as shipped."""
    value = read_yaml(DATA / "prompt.yaml")
    return Wording(value["version"], value["instruction"], value["again"])


@dataclass(frozen=True)
class Question:
    """What is asked of one chunk, and the form that the answer must have."""

    instruction: str
    material: str
    schema: Schema
    again: str

    def messages(self, *, with_schema: bool) -> list[Message]:
        """As the API wants them; the schema in words for servers that take none beside them."""
        form = f"\n{self.again}{json.dumps(self.schema)}\n" if with_schema else ""
        return [
            {"role": "system", "content": self.instruction + form},
            {"role": "user", "content": self.material},
        ]

    @cached_property
    def sha256(self) -> str:
        """A hash of all of it."""
        said = [self.instruction, self.material, self.schema, self.again]
        return hashlib.sha256(json.dumps(said, sort_keys=True).encode()).hexdigest()


class Questions:
    """Makes the question for a chunk: of one codebook."""

    def __init__(self, codebook: Codebook) -> None:
        """The types and their roles are the codebook's."""
        wording = load_wording()
        types = "\n".join(_type_line(each) for each in codebook.types.values())
        self._instruction = f"{wording.instruction}{types}\n"
        self._again = wording.again
        self._schema = answer_schema(tuple(codebook.types))

    def of(self, text: str) -> Question:
        """The question on a chunk's text.

        The marks around it hold a hash of it, so that no text can hold its own end mark.
        """
        mark = hashlib.sha256(text.encode()).hexdigest()[:16]
        material = f"<report {mark}>\n{text}\n</report {mark}>"
        return Question(self._instruction, material, self._schema, self._again)


def _type_line(entry: EventType) -> str:
    meaning = " ".join(entry.definition.split())
    roles = "; ".join(f"{role}: {said}" for role, said in entry.roles.items())
    return f"  - {entry.id}: {meaning} Roles: {roles or 'none'}."


def answer_schema(types: tuple[str, ...]) -> Schema:
    """The JSON Schema of an answer, in the subset that strict servers take."""
    quotes: Schema = {"type": "array", "items": {"type": "string"}}
    event: Schema = {
        "type": {"type": "string", "enum": list(types)},
        "sentence": {"type": "integer"},
        "trigger": {"type": "string"},
        **dict.fromkeys(PARTICIPANTS, quotes),
        "places": _listed(quote={"type": "string"}, relation=_one_of(RELATIONS)),
        "times": quotes,
        "counts": _listed(quote={"type": "string"}, measure=_one_of(MEASURES)),
    }
    return _whole({"events": {"type": "array", "items": _whole(event)}})


def _one_of(names: tuple[str, ...]) -> Schema:
    return {"type": "string", "enum": list(names)}


def _listed(**properties: Schema) -> Schema:
    return {"type": "array", "items": _whole(properties)}


def _whole(properties: Mapping[str, Schema]) -> Schema:
    return {
        "type": "object",
        "properties": dict(properties),
        "required": list(properties),
        "additionalProperties": False,
    }
