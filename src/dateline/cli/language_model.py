"""`--engine llm`: what is asked of a language model, where, and within which limits."""

import os
import sys
from collections import defaultdict
from collections.abc import Callable, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Annotated, Any

import typer

from dateline.cli.batch import FAILED
from dateline.cli.messages import Messages
from dateline.cli.options import ENGINES, read_choice
from dateline.errors import UsageError

if TYPE_CHECKING:
    from dateline.llm import Endpoint, LanguageModel
    from dateline.store import Casefile

LLM = "llm"
KEY = "DATELINE_LLM_KEY"
# Reports so sensitive are sent to no other machine.
KEPT_HERE = ("high", "severe")

LlmUrl = Annotated[
    str | None,
    typer.Option(
        "--llm-url",
        metavar="URL",
        help="With --engine llm: an OpenAI-compatible server, as in http://localhost:8080/v1. "
        f"Its key, if it wants one, is read from {KEY}.",
    ),
]
LlmModel = Annotated[
    str | None,
    typer.Option("--llm-model", metavar="NAME", help="What the server calls the language model."),
]
LlmCache = Annotated[
    Path | None,
    typer.Option(
        "--llm-cache",
        metavar="FOLDER",
        help="Keep the model's answers there: what was asked before costs nothing again.",
    ),
]
LlmSet = Annotated[
    list[str] | None,
    typer.Option(
        "--llm-set",
        metavar="NAME=VALUE",
        help="requests, tokens, cost: the most that a run may take; prices=ASKED/ANSWERED for a "
        "million tokens; parallel, timeout, answer-tokens, chunk-words; dialect, json_schema or "
        "json_object. May be given several times.",
    ),
]
Yes = Annotated[
    bool, typer.Option("--yes", help="Do not ask before text is sent to another machine.")
]


def _count(text: str) -> int:
    number = int(text)
    if number < 1:
        raise ValueError(text)
    return number


def _amount(text: str) -> float:
    number = float(text)
    if not 0 < number < float("inf"):
        raise ValueError(text)
    return number


def _prices(text: str) -> tuple[float, float]:
    asked, answered = (float(each) for each in text.split("/"))
    if not (0 <= asked < float("inf") and 0 <= answered < float("inf")):
        raise ValueError(text)
    return asked, answered


def _dialect(text: str) -> str:
    if text not in ("json_schema", "json_object"):
        raise ValueError(text)
    return text


# How each setting is read, and what it has to be.
SETTINGS: Mapping[str, tuple[Callable[[str], Any], str]] = MappingProxyType(
    {
        "requests": (_count, "a whole number"),
        "tokens": (_count, "a whole number"),
        "cost": (_amount, "an amount of money, as 2.50"),
        "prices": (_prices, "two prices for a million tokens, asked and answered, as 0.15/0.60"),
        "parallel": (_count, "a whole number"),
        "timeout": (_amount, "seconds"),
        "answer-tokens": (_count, "a whole number"),
        "chunk-words": (_count, "a whole number"),
        "dialect": (_dialect, "json_schema or json_object"),
    }
)


def read_engine(engine: str) -> str:
    """The engine asked for, `llm` among them. Raises BadParameter."""
    return read_choice(engine, (*ENGINES, LLM), "--engine")


def read_settings(words: list[str] | None) -> Mapping[str, Any]:
    """The values of `--llm-set`. Raises BadParameter, which says what a setting has to be."""
    found: dict[str, Any] = {}
    for word in words or ():
        name, _, text = word.partition("=")
        if name not in SETTINGS:
            problem = f"no setting {name!r}: known are {', '.join(SETTINGS)}"
            raise typer.BadParameter(problem, param_hint="--llm-set")
        read, wanted = SETTINGS[name]
        try:
            found[name] = read(text.strip())
        except ValueError:
            problem = f"{name} is {wanted}, not {text!r}"
            raise typer.BadParameter(problem, param_hint="--llm-set") from None
    return found


def find_language_model(
    engine: str,
    url: str | None,
    model: str | None,
    folder: Path | None,
    words: list[str] | None,
    *,
    yes: bool,
) -> "LanguageModel | None":
    """The language model that the engine `llm` asks, once it was said where text is sent.

    None for other engines. Raises BadParameter for options that do not go together, Exit where
    the person at the terminal does not want it.
    """
    given = {"--llm-url": url, "--llm-model": model, "--llm-cache": folder, "--llm-set": words}
    if engine != LLM:
        for option, value in given.items():
            if value:
                raise typer.BadParameter("it belongs to --engine llm", param_hint=option)
        return None
    for option in ("--llm-url", "--llm-model"):
        if not given[option]:
            raise typer.BadParameter("--engine llm needs it", param_hint=option)
    try:
        found = _made(url or "", model or "", folder, read_settings(words))
    except UsageError as error:
        raise typer.BadParameter(str(error), param_hint="--engine llm") from None
    _announce(found.endpoint, yes=yes)
    return found


def _made(url: str, model: str, folder: Path | None, said: Mapping[str, Any]) -> "LanguageModel":
    from dateline.llm import Endpoint, LanguageModel, Limits, Prices

    names = {
        "parallel": "parallel",
        "timeout": "seconds",
        "answer-tokens": "answer_tokens",
        "chunk-words": "chunk_words",
        "dialect": "dialect",
    }
    how = {field: said[name] for name, field in names.items() if name in said}
    key = os.environ.get(KEY, "").strip() or None
    return LanguageModel(
        Endpoint(url, model, key, **how),
        Limits(said.get("requests"), said.get("tokens"), said.get("cost")),
        Prices(*said["prices"]) if "prices" in said else None,
        folder,
    )


def _announce(endpoint: "Endpoint", *, yes: bool) -> None:
    """Say that text is sent and where to, and ask the person at a terminal."""
    if endpoint.is_local:
        typer.echo(f"{endpoint.model} on this machine reads the text of the reports", err=True)
        return
    plainly = "" if endpoint.secure else ", unencrypted"
    text = f"the text of the reports is sent to {endpoint.host}{plainly}, to be read by "
    typer.echo(text + endpoint.model, err=True)
    asked = sys.stdin.isatty() and sys.stderr.isatty() and not yes
    if asked and not typer.confirm("Send it?", err=True):
        typer.echo("nothing was sent", err=True)
        raise typer.Exit(FAILED)


def refuse_sensitive(
    model: "LanguageModel | None", casefile: "Casefile", sensitivity: str | None
) -> None:
    """Raise UsageError where reports would leave the machine that must not."""
    if model is None or model.endpoint.is_local:
        return
    marked = {*casefile.sensitivities(), sensitivity} & set(KEPT_HERE)
    if marked:
        raise UsageError(
            f"{casefile.address} holds reports marked {' and '.join(sorted(map(str, marked)))}: "
            f"no text of it is sent to {model.endpoint.host}. Use a language model on this "
            "machine (--llm-url http://localhost:...) or another engine"
        )


def tell_account(model: "LanguageModel | None", messages: Messages) -> None:
    """Say what was asked, what it cost and what was dropped from the answers."""
    if model is None:
        return
    messages.say(f"{model.endpoint.model}: {model.spending.text()}")
    by_reason: dict[str, list[str]] = defaultdict(list)
    for (field, why), number in sorted(model.dropped.items()):
        by_reason[why].append(f"{number} {field}")
    for why, fields in sorted(by_reason.items()):
        messages.say(f"dropped from its answers, {why}: {', '.join(fields)}")
