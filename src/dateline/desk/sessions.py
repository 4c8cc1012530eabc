"""Sessions: a signed cookie that names the user, and the token that forms must bring back."""

import hashlib
import hmac
import secrets
from dataclasses import dataclass

from itsdangerous import BadSignature, URLSafeTimedSerializer

COOKIE = "dateline_desk"


@dataclass(frozen=True, slots=True)
class Session:
    """A browser. `user` is None for one that has not signed in; `key` is its own."""

    key: str
    user: str | None = None
    generation: int = 0


def new_session(user: str | None = None, generation: int = 0) -> Session:
    """A session with a key that was never used."""
    return Session(secrets.token_urlsafe(18), user, generation)


class Sessions:
    """Writes and reads cookies. A cookie that was changed, or is too old, is none."""

    def __init__(self, secret: bytes, hours: int) -> None:
        self._signer = URLSafeTimedSerializer(secret, salt="dateline.desk.session")
        self._secret = secret
        self._seconds = hours * 3600

    def write(self, session: Session) -> str:
        """The cookie's value."""
        return self._signer.dumps([session.key, session.user, session.generation])

    def read(self, cookie: str | None) -> Session | None:
        """The session of a cookie's value."""
        if not cookie:
            return None
        try:
            key, user, generation = self._signer.loads(cookie, max_age=self._seconds)
        except (BadSignature, ValueError, TypeError):
            return None
        return Session(str(key), user, int(generation))

    def token(self, session: Session) -> str:
        """What a form must bring back: another site cannot know it."""
        made = hmac.new(self._secret, f"csrf:{session.key}".encode(), hashlib.sha256)
        return made.hexdigest()[:40]

    def is_token(self, session: Session, given: str | None) -> bool:
        """Whether a form came from a page of this session."""
        return given is not None and hmac.compare_digest(
            self.token(session).encode(), given.encode("utf-8", "replace")
        )
