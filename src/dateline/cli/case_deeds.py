"""What the ledger says of the work on events, as lines: assigned, coded twice, sent back."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from dateline.store import Entry


def work_deed(entry: "Entry") -> str:
    """What was done, without why; what is no work on events is called as the ledger calls it."""
    body = entry.body
    match entry.action:
        case "assign":
            twice = ", each to be coded by two" if body["double"] else ""
            return f"assigned {_dealt(body['to'], 'to')}{twice}"
        case "give back":
            return f"gave back {_dealt(body['from'], 'of')}"
        case "code" if "hidden" in body:
            return f"coded {entry.subject}; hidden {body['hidden']}"
        case "code" if body["action"] == "correct":
            from dateline.export.json_text import json_line

            return f"on a sheet of {entry.subject}: {body['field']} is {json_line(body['value'])}"
        case "code":
            return f"on a sheet of {entry.subject}: {body['action']}"
        case "send back":
            return f"sent {entry.subject} back to {body['to']}"
        case "answer":
            return f"answered #{body['answers']}"
        case "adjudicate":
            return f"adjudicated {_chosen(body['choices'])}"
        case _:
            return f"{entry.action} {entry.subject}"


def _dealt(whose: Mapping[str, Any], word: str) -> str:
    """Whose they are: "ev_1 to ana", "12 events to ana, 11 events to karim"."""
    return ", ".join(f"{_events(ids)} {word} {name}" for name, ids in whose.items())


def _events(ids: Any) -> str:
    return str(ids[0]) if len(ids) == 1 else f"{len(ids)} events"


def _chosen(choices: Mapping[str, Mapping[str, str]]) -> str:
    if len(choices) > 1:
        return f"{len(choices)} events"
    ((id, choice),) = choices.items()
    told = (f"{field or 'all'} as {name} has it" for field, name in sorted(choice.items()))
    return f"{id}: {', '.join(told)}"
