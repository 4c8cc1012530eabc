"""How calls answer: JSON with an ETag, and with where the next page is."""

import hashlib
import json
from typing import Any

from fastapi import Request
from fastapi.responses import Response
from pydantic import BaseModel, ConfigDict

from dateline.desk.failures import PROBLEM

MOST = 500  # items of a page


class Loose(BaseModel):
    """An object whose fields the formats page describes; more may come."""

    model_config = ConfigDict(extra="allow")


class Problem(BaseModel):
    """What went wrong, in words."""

    status: int
    title: str
    detail: str


class Listed(BaseModel):
    """A page. `total` counts all that fit; `next` is what `after` takes for the page after."""

    total: int
    next: str | None
    items: list[Loose]


PROBLEMS: dict[int | str, dict[str, Any]] = {
    status: {"description": why, "content": {PROBLEM: {"schema": Problem.model_json_schema()}}}
    for status, why in (
        (401, "No token, or one that is not known."),
        (403, "The token's user may not do this."),
        (404, "Nothing is held by that id."),
        (422, "What was asked for cannot be; `detail` says what."),
        (429, "Too many calls; `Retry-After` says when."),
    )
}


def answer(request: Request, value: Any, status: int = 200) -> Response:
    """The value as JSON; an empty 304 for who holds it already."""
    body = json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "replace")
    tag = f'"{hashlib.sha256(body).hexdigest()[:32]}"'
    headers = {"ETag": tag, "Cache-Control": "no-cache"}
    held = [each.strip() for each in request.headers.get("if-none-match", "").split(",")]
    if status == 200 and (tag in held or f"W/{tag}" in held):
        return Response(status_code=304, headers=headers)
    return Response(body, status, headers, media_type="application/json")


def listed(request: Request, items: list[Any], total: int, following: str | None) -> Response:
    """A page of items, with a link to the next."""
    made = answer(request, {"total": total, "next": following, "items": items})
    if following is not None:
        to = request.url.include_query_params(after=following)
        made.headers["Link"] = f'<{to.path}?{to.query}>; rel="next"'
    return made
