"""What an erasure leaves behind outside the tables: the original's file, and freed space."""

from dateline.errors import CasefileError
from dateline.store.archive import path_of
from dateline.store.connection import Store
from dateline.store.erasing import Erased


def clear_away(store: Store, erased: Erased) -> None:
    """Delete the original's file, and write the database without what was deleted from it.

    Raises CasefileError where something is in the way: erasing it again then does the rest.
    """
    try:
        if store.address.folder is not None and not erased.shared:
            with store.named_failures():
                path_of(store.address.folder, erased.sha256).unlink(missing_ok=True)
        store.compact()
    except CasefileError as error:
        raise CasefileError(
            f"report {erased.report_id} is erased, but its words may still be found in what the "
            f"database has not written over ({error}): when nothing else uses the casefile, "
            "erase it again"
        ) from error
