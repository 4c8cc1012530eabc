"""One's own password and tokens, and for an admin those of all users."""

from collections.abc import Callable, Mapping
from typing import Annotated

from fastapi import APIRouter, Form, Query, Request
from fastapi.responses import RedirectResponse, Response
from pydantic import BaseModel, Field

from dateline.desk.accounts import LONGEST_PASSWORD, SHORTEST_PASSWORD
from dateline.desk.people import Admin, FromPage, Here, Person, Reader
from dateline.desk.roles import ROLES
from dateline.desk.room import Room
from dateline.desk.sessions import new_session
from dateline.desk.templating import page
from dateline.desk.users import Users, audit
from dateline.errors import UsageError

router = APIRouter()
SHOWN, PAGE = 20, 100
_LENGTHS = {"shortest": SHORTEST_PASSWORD, "longest": LONGEST_PASSWORD}


class Change(BaseModel):
    """The fields of all forms on the page of users; each form sends some of them."""

    do: str
    name: str = Field(max_length=200)
    role: str = ""
    password: str = Field("", max_length=2000)
    label: str = Field("", max_length=200)
    token: str = Field("", max_length=100)


@router.get("/me")
def me(request: Request, room: Here, person: Reader) -> Response:
    """Who is signed in, with their tokens and the last times they came in."""
    return _me(request, room, person)


@router.post("/me/password", dependencies=[FromPage])
def change_password(
    request: Request,
    room: Here,
    person: Reader,
    old: Annotated[str, Form(max_length=2000)],
    new: Annotated[str, Form(max_length=2000)],
    again: Annotated[str, Form(max_length=2000)],
) -> Response:
    """Another password of one's own. Sessions of before end, but for this one."""
    try:
        if new != again:
            raise UsageError("the two new passwords differ")
        user = Users(room, person).change_own(old, new)
    except UsageError as error:
        return _me(request, room, person, why=str(error), status=422)
    if not person.by_token:
        request.state.session = new_session(user.name, user.generation)
    return _me(request, room, person, said="Your password is changed.")


@router.post("/me/tokens", dependencies=[FromPage])
def make_token(
    request: Request, room: Here, person: Reader, label: Annotated[str, Form(max_length=200)] = ""
) -> Response:
    """A token of one's own, shown this once."""
    return _me(request, room, person, token=Users(room, person).make_token(person.name, label))


@router.post("/me/tokens/drop", dependencies=[FromPage])
def drop_token(room: Here, person: Reader, token: Annotated[str, Form()]) -> Response:
    """End a token of one's own."""
    Users(room, person).drop_token(person.name, token)
    return RedirectResponse("/me", status_code=303)


@router.get("/users")
def users(request: Request, room: Here, _: Admin) -> Response:
    """All users with their roles and tokens, and the last that concerns them."""
    return _users(request, room)


@router.post("/users", dependencies=[FromPage])
def change(
    request: Request, room: Here, person: Admin, given: Annotated[Change, Form()]
) -> Response:
    """Add or change a user."""
    try:
        if given.do not in _DO:
            raise UsageError(f"the form cannot {given.do!r}")
        token = _DO[given.do](Users(room, person), given)
    except UsageError as error:
        return _users(request, room, why=str(error), status=422)
    if token is not None:
        return _users(request, room, token=token, of=given.name)
    return RedirectResponse("/users", status_code=303)


@router.get("/audit")
def entries(
    request: Request, room: Here, _: Admin, before: Annotated[int | None, Query(ge=1)] = None
) -> Response:
    """Who came in, was kept out, was changed, or took data out."""
    found = audit(room, before=before, limit=PAGE)
    older = found[-1].seq if len(found) == PAGE else None
    return page(request, "audit.html", entries=found, older=older)


def _add(users: Users, given: Change) -> None:
    users.add(given.name, given.role, given.password)


def _give_role(users: Users, given: Change) -> None:
    users.give_role(given.name, given.role)


def _set_password(users: Users, given: Change) -> None:
    users.set_password(given.name, given.password)


def _remove(users: Users, given: Change) -> None:
    users.remove(given.name)


def _make_token(users: Users, given: Change) -> str:
    return users.make_token(given.name, given.label)


def _drop_token(users: Users, given: Change) -> None:
    users.drop_token(given.name, given.token)


# What each form does; a token is given back to be shown.
_DO: Mapping[str, Callable[[Users, Change], str | None]] = {
    "add": _add,
    "role": _give_role,
    "password": _set_password,
    "remove": _remove,
    "token": _make_token,
    "drop": _drop_token,
}


def _me(
    request: Request,
    room: Room,
    person: Person,
    *,
    why: str = "",
    said: str = "",
    token: str = "",
    status: int = 200,
) -> Response:
    return page(
        request,
        "me.html",
        status=status,
        why=why,
        said=said,
        token=token,
        tokens=room.accounts.tokens(person.name),
        entries=audit(room, who=person.name, limit=SHOWN),
        **_LENGTHS,
    )


def _users(
    request: Request, room: Room, *, why: str = "", token: str = "", of: str = "", status: int = 200
) -> Response:
    return page(
        request,
        "users.html",
        status=status,
        why=why,
        token=token,
        of=of,
        users=[(each, room.accounts.tokens(each.name)) for each in room.accounts.users()],
        roles=ROLES,
        entries=audit(room, limit=SHOWN),
        **_LENGTHS,
    )
