"""Signing in and out. Every try, whether it succeeds or not, is written in the ledger."""

from typing import Annotated

from fastapi import APIRouter, Form, Request
from fastapi.responses import RedirectResponse, Response

from dateline.desk.people import FromPage, Here, TooOften, person_of
from dateline.desk.sessions import new_session
from dateline.desk.templating import page

router = APIRouter()


@router.get("/login")
def ask(request: Request, next: str = "/queue") -> Response:
    """The form, or on to the page asked for where somebody is signed in."""
    if person_of(request) is not None:
        return RedirectResponse(_safe(next), status_code=303)
    return page(request, "login.html", next=_safe(next), wrong=False)


@router.post("/login", dependencies=[FromPage])
def sign_in(
    request: Request,
    room: Here,
    name: Annotated[str, Form(max_length=200)],
    password: Annotated[str, Form(max_length=2000)],
    next: Annotated[str, Form()] = "/queue",
) -> Response:
    """On to the page asked for, or the form again. Raises TooOften."""
    client = request.client.host if request.client else "?"
    for key in (f"name:{name}", f"client:{client}"):
        if wait := room.logins.wait(key):
            room.note("login refused", name, {"client": client, "why": "too many tries"})
            raise TooOften(wait)
    user = room.accounts.signed_in(name, password)
    if user is None:
        room.logins.count(f"name:{name}")
        room.logins.count(f"client:{client}")
        room.note("login failed", name, {"client": client})
        return page(request, "login.html", status=401, next=_safe(next), wrong=True)
    room.logins.forget(f"name:{name}")
    room.note("login", user.name, {"client": client})
    # A new key: what a page of before knew is worth nothing now.
    request.state.session = new_session(user.name, user.generation)
    return RedirectResponse(_safe(next), status_code=303)


@router.post("/logout", dependencies=[FromPage])
def sign_out(request: Request, room: Here) -> Response:
    """The session ends."""
    person = person_of(request)
    if person is not None and room.settings.alone is None:
        room.note("logout", person.name, {})
    request.state.session = new_session()
    return RedirectResponse("/login", status_code=303)


def _safe(to: str) -> str:
    """An address of this desk; browsers read "//host" and "/\\host" as another's."""
    inside = to.startswith("/") and not to.startswith(("//", "/\\")) and to.isprintable()
    return to if inside else "/queue"
