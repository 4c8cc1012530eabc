"""The desk's own files: styles, scripts and the map, asked for by their hash."""

import hashlib
from functools import lru_cache
from importlib.resources import files
from pathlib import Path

from starlette.responses import Response
from starlette.staticfiles import StaticFiles
from starlette.types import Scope

FOLDER = Path(str(files("dateline.desk") / "static"))
FOREVER = "public, max-age=31536000, immutable"


class Statics(StaticFiles):
    """A file asked for with its hash never changes; without one, the browser asks each time."""

    def __init__(self) -> None:
        super().__init__(directory=FOLDER)
        self.version = lru_cache(maxsize=None)(_version)

    def url(self, name: str) -> str:
        """The address of a file, with its hash."""
        return f"/static/{name}?v={self.version(name)}"

    async def get_response(self, path: str, scope: Scope) -> Response:
        """The file, and how long it may be kept."""
        answer = await super().get_response(path, scope)
        asked = scope.get("query_string", b"")
        answer.headers["Cache-Control"] = FOREVER if asked.startswith(b"v=") else "no-cache"
        return answer


def _version(name: str) -> str:
    return hashlib.sha256((FOLDER / name).read_bytes()).hexdigest()[:12]
