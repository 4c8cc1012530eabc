"""Where a language model is asked, and how."""

from dataclasses import dataclass, field
from functools import cached_property
from typing import Literal
from urllib.parse import SplitResult, urlsplit

from dateline.errors import UsageError
from dateline.hosts import is_loopback

Dialect = Literal["json_schema", "json_object"]
DIALECTS: tuple[Dialect, ...] = ("json_schema", "json_object")
_PATH = "/chat/completions"


@dataclass(frozen=True)
class Endpoint:
    """An OpenAI-compatible server. Raises UsageError for an address that is none.

    `dialect` says how the form of answers is asked for; None: json_schema, and json_object once
    the server has refused that. `seconds` are for one call.
    """

    url: str
    model: str
    key: str | None = field(default=None, repr=False)
    dialect: Dialect | None = None
    seconds: float = 120.0
    answer_tokens: int = 2000
    parallel: int = 4
    chunk_words: int = 300

    def __post_init__(self) -> None:
        parts = self._parts
        try:
            known = parts.scheme in ("http", "https") and parts.hostname and parts.port != 0
        except ValueError:
            known = False
        if not known:
            raise UsageError(f"{self.url!r} is no address of a server: write https://host/v1")
        if parts.username or parts.password:
            raise UsageError("a key does not belong in an address: set DATELINE_LLM_KEY")
        if not self.model.strip():
            raise UsageError("the language model has no name: give --llm-model")
        if self.key is not None and not (self.key.isascii() and self.key.isprintable()):
            raise UsageError("the key in DATELINE_LLM_KEY holds signs that no key has")

    @cached_property
    def _parts(self) -> SplitResult:
        try:
            return urlsplit(self.url)
        except ValueError:
            return urlsplit("")

    @property
    def secure(self) -> bool:
        """Whether what is sent is encrypted."""
        return self._parts.scheme == "https"

    @property
    def host(self) -> str:
        return self._parts.hostname or ""

    @property
    def port(self) -> int:
        return self._parts.port or (443 if self.secure else 80)

    @property
    def is_local(self) -> bool:
        """Whether no text leaves this machine."""
        return is_loopback(self.host)

    @property
    def path(self) -> str:
        """What is asked of the host: the address may name the API's root or the call itself."""
        given = self._parts.path.rstrip("/") or "/v1"
        path = given if given.endswith(_PATH) else given + _PATH
        return f"{path}?{self._parts.query}" if self._parts.query else path
