"""Who asks: by session, by token, or the one person a desk of one's own has."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Annotated

from fastapi import Depends, Request
from fastapi.security import HTTPBearer

from dateline.desk.roles import NEEDS, Act, Role, may
from dateline.desk.room import Room
from dateline.desk.sessions import Session, Sessions

# Shown in the OpenAPI description; the reading of it is ours, so that a session does as well.
BEARER = HTTPBearer(auto_error=False, description="A token that `dateline user token` made.")


@dataclass(frozen=True, slots=True)
class Person:
    """Who asks, and what they may do."""

    name: str
    role: Role
    by_token: bool = False

    def may(self, act: Act) -> bool:
        return may(self.role, act)


class SignInFirst(Exception):
    """Nobody is signed in."""


class NotAllowed(Exception):
    """Somebody is, and may not do this. The message says who may."""


class TooOften(Exception):
    """Too many tries. `seconds` until the next."""

    def __init__(self, seconds: int) -> None:
        super().__init__(f"too many tries: wait {seconds} seconds")
        self.seconds = seconds


def room_of(request: Request) -> Room:
    """The casefile and all that belongs to it."""
    room: Room = request.app.state.room
    return room


def sessions_of(request: Request) -> Sessions:
    """Who reads and writes sessions."""
    sessions: Sessions = request.app.state.sessions
    return sessions


def person_of(request: Request) -> Person | None:
    """Who asks, if it is known."""
    room = room_of(request)
    given = request.headers.get("authorization", "")
    if given:
        kind, _, token = given.partition(" ")
        user = room.accounts.user_of_token(token.strip()) if kind.lower() == "bearer" else None
        return Person(user.name, user.role, by_token=True) if user else None
    if room.settings.alone is not None:
        return Person(room.settings.alone, "admin")
    return _signed_in(room, request.state.session)


def _signed_in(room: Room, session: Session) -> Person | None:
    user = room.accounts.user(session.user) if session.user else None
    if user is None or user.generation != session.generation:
        return None
    return Person(user.name, user.role)


def who_may(act: Act) -> Callable[..., Person]:
    """A dependency: the person who asks, if they may do this."""

    def check(request: Request, _: Annotated[object, Depends(BEARER)]) -> Person:
        person = person_of(request)
        if person is None:
            raise SignInFirst
        if not person.may(act):
            raise NotAllowed(f"{person.name} is a {person.role}: this takes a {NEEDS[act]}")
        return person

    return check


async def from_a_page(request: Request) -> None:
    """A dependency of every form: it came from a page that this session was shown."""
    given = request.headers.get("x-csrf-token") or (await request.form()).get("csrf")
    if not sessions_of(request).is_token(request.state.session, str(given) if given else None):
        raise NotAllowed("this page is out of date: load it again, then decide")


Here = Annotated[Room, Depends(room_of)]
Reader = Annotated[Person, Depends(who_may("read"))]
Coder = Annotated[Person, Depends(who_may("code"))]
Assigner = Annotated[Person, Depends(who_may("assign"))]
Publisher = Annotated[Person, Depends(who_may("publish"))]
Admin = Annotated[Person, Depends(who_may("administer"))]
FromPage = Depends(from_a_page)
ForReaders = Depends(who_may("read"))
ForAssigners = Depends(who_may("assign"))
ForCoders = Depends(who_may("code"))
