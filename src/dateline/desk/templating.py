"""Pages from templates. Everything put into one is escaped; there is no way around it."""

from functools import cache
from typing import Any
from urllib.parse import urlencode

from fastapi import Request
from fastapi.responses import HTMLResponse
from jinja2 import Environment, PackageLoader, StrictUndefined

from dateline.desk.people import person_of, room_of
from dateline.desk.sessions import Sessions
from dateline.desk.statics import Statics
from dateline.desk.wording import FILTERS

# What the pages offer, in the order of the menu: address, words, and the key after "g".
MENU = (
    ("/queue", "Queue", "q"),
    ("/work", "Work", "w"),
    ("/incidents", "Incidents", "i"),
    ("/explore", "Explore", "x"),
    ("/actors", "Actors", "c"),
    ("/add", "Add", "d"),
    ("/reports", "Reports", "r"),
    ("/ledger", "Ledger", "l"),
    ("/api", "API", "a"),
)


class Templates:
    """The templates of the desk."""

    def __init__(self, statics: Statics, sessions: Sessions) -> None:
        self.sessions = sessions
        self._static = statics.url

    def render(self, name: str, values: dict[str, Any]) -> str:
        """The text of a page."""
        return _made().get_template(name).render({"static": self._static, **values})


@cache
def _made() -> Environment:
    """The templates, read once however many desks there are."""
    made = Environment(
        loader=PackageLoader("dateline.desk"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.filters.update(FILTERS)
    made.globals.update(address=address, without=without, MENU=MENU)
    return made


def page(request: Request, name: str, *, status: int = 200, **values: Any) -> HTMLResponse:
    """A page for whoever asks; templates whose name begins with _ are parts of one."""
    templates: Templates = request.app.state.templates
    known = {
        "request": request,
        "person": person_of(request),
        "alone": room_of(request).settings.alone is not None,
        "csrf": csrf_of(request),
        "here": request.url.path,
    }
    return HTMLResponse(templates.render(name, {**known, **values}), status)


def csrf_of(request: Request) -> str:
    """What the forms of a page bring back."""
    templates: Templates = request.app.state.templates
    return templates.sessions.token(request.state.session)


def address(path: str, query: dict[str, Any] | None = None, **more: Any) -> str:
    """A path with what is asked for; what is None or empty is left out."""
    asked = {
        key: value for key, value in {**(query or {}), **more}.items() if value not in (None, "")
    }
    return f"{path}?{urlencode(asked)}" if asked else path


def without(path: str, query: dict[str, Any], key: str) -> str:
    """A path with what is asked for, but for one thing."""
    return address(path, {name: value for name, value in query.items() if name != key})
