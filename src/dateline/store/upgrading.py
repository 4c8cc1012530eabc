"""The tables' version: a new casefile gets the newest, an older one is upgraded when asked."""

from pathlib import Path

from sqlalchemy import Connection, inspect, text

from dateline.errors import OtherVersion, UsageError
from dateline.store.address import Address
from dateline.store.schema import HEAD


def version_of(connection: Connection) -> str | None:
    """The migration a database stands at; None if it holds no casefile."""
    if not inspect(connection).has_table("alembic_version"):
        return None
    found: str | None = connection.execute(text("SELECT version_num FROM alembic_version")).scalar()
    return found


def check_version(connection: Connection, address: Address) -> None:
    """Raise UsageError without a casefile, OtherVersion where it is newer or older than we are."""
    version = version_of(connection)
    if version is None:
        raise UsageError(f"{address} holds no casefile: make one with dateline init")
    if version == HEAD:
        return
    if version > HEAD:
        raise OtherVersion(
            f"casefile {address} was made by a newer Dateline (tables {version}, this one knows "
            f"{HEAD}): install that version; nothing was changed"
        )
    raise OtherVersion(
        f"casefile {address} was made by an older Dateline (tables {version}, now {HEAD}): "
        "make a backup, then run dateline upgrade --case on it"
    )


def migrate(connection: Connection, to: str = "head") -> None:
    """Bring the tables to a version, the newest, within the transaction that is open."""
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent / "migrations"))
    config.attributes["connection"] = connection
    command.upgrade(config, to)
