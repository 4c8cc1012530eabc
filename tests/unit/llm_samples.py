"""A server that plays a language model's part, on this machine, and what it may say."""

import json
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from dateline.llm import Endpoint, LanguageModel

EMPTY: Mapping[str, Any] = {
    role: []
    for role in (
        *("agent", "target", "from_group", "to_group", "supporter", "instrument"),
        *("places", "times", "counts"),
    )
}


def entry(type: str, trigger: str, sentence: int = 1, **values: Any) -> dict[str, Any]:
    """An event as a model gives it."""
    return {"type": type, "sentence": sentence, "trigger": trigger, **EMPTY, **values}


def place(quote: str, relation: str = "at") -> dict[str, str]:
    return {"quote": quote, "relation": relation}


def count(quote: str, measure: str) -> dict[str, str]:
    return {"quote": quote, "measure": measure}


@dataclass
class Given:
    """What the server gives back."""

    body: Any = None
    status: int = 200
    headers: Mapping[str, str] = field(default_factory=dict)


def said(content: Any, asked: int = 100, answered: int = 20, **more: Any) -> Given:
    """A good reply with these words; an object is written as JSON."""
    text = content if isinstance(content, str) else json.dumps(content)
    choice = {"message": {"role": "assistant", "content": text}, "finish_reason": "stop", **more}
    usage = {"prompt_tokens": asked, "completion_tokens": answered}
    return Given({"choices": [choice], "usage": usage})


def events(*entries: Any) -> Given:
    return said({"events": list(entries)})


def failed(status: int, message: str = "", **headers: str) -> Given:
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return Given({"error": {"message": message}}, status, named)


@dataclass
class Played:
    """A running server: where it is, and every request it got."""

    url: str
    requests: list[Any] = field(default_factory=list)
    headers: list[Mapping[str, str]] = field(default_factory=list)
    paths: list[str] = field(default_factory=list)


Script = Callable[[Any, int], Given]


def in_turn(*given: Given) -> Script:
    """One reply after the other; the last again and again."""
    return lambda _, number: given[min(number, len(given) - 1)]


@contextmanager
def playing(script: Script) -> Iterator[Played]:
    """A server that answers by a script: from a request and its number to what is given back."""
    lock = threading.Lock()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            asked = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            with lock:
                number = len(played.requests)
                played.requests.append(asked)
                played.headers.append(dict(self.headers.items()))
                played.paths.append(self.path)
            given = script(asked, number)
            body = given.body if isinstance(given.body, bytes) else json.dumps(given.body).encode()
            try:
                self.send_response(given.status)
                for name, value in given.headers.items():
                    self.send_header(name, value)
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)
            except OSError:
                pass  # the one who asked has gone

        def log_message(self, *_: Any) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    played = Played(f"http://127.0.0.1:{server.server_address[1]}/v1")
    thread = threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True)
    thread.start()
    try:
        yield played
    finally:
        server.shutdown()
        server.server_close()


def model_at(url: str, waits: list[float] | None = None, **more: Any) -> LanguageModel:
    """The model at an address, which does not really wait before it tries again."""
    how = ("key", "dialect", "seconds", "answer_tokens", "parallel", "chunk_words")
    endpoint = Endpoint(url, "sample", **{name: more.pop(name) for name in how if name in more})
    noted = waits if waits is not None else []
    return LanguageModel(endpoint, wait=noted.append, **more)
