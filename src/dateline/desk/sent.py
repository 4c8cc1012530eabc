"""What a form or a call sends to be added -> texts, files and addresses that can be read.

The form is taken in only once it is known who sends it, and files are kept in a folder that
nobody else can look into, under numbers: their names only name them.
"""

import shutil
from collections.abc import AsyncIterator, Sequence
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Annotated

from fastapi import Depends, Request
from starlette.datastructures import FormData, UploadFile

from dateline.desk.keeping import Given
from dateline.desk.people import Coder, from_a_page
from dateline.errors import UsageError
from dateline.ingest.fields import Fields, read_fields, read_published
from dateline.ingest.inputs import Sent

MOST_FILES, MOST_ADDRESSES = 500, 50
LONGEST_FIELD = 20_000_000  # bytes: a text of five million characters, whatever they are
_LONGEST_NAME = 150  # characters
FOLDER = "dateline-desk-"


async def _form(request: Request, _: Coder) -> AsyncIterator[FormData]:
    form = await request.form(
        max_files=MOST_FILES, max_fields=MOST_FILES, max_part_size=LONGEST_FIELD
    )
    try:
        yield form
    finally:
        await form.close()


SentForm = Annotated[FormData, Depends(_form)]


async def _form_of_page(request: Request, form: SentForm) -> FormData:
    await from_a_page(request)
    return form


SentFromPage = Annotated[FormData, Depends(_form_of_page)]


def given_by(form: FormData) -> Given:
    """What a form sends. Raises ReportError or UsageError for what cannot be meant."""
    published = read_published(words_in(form, "published"), "the form")
    text = words_in(form, "text").replace("\r\n", "\n")
    texts = (_text(form, text),) if text.strip() else ()
    addresses = tuple(dict.fromkeys(words_in(form, "address").split()))
    if len(addresses) > MOST_ADDRESSES:
        raise UsageError(f"{len(addresses)} addresses: at most {MOST_ADDRESSES} are taken at once")
    sent = [each for each in form.getlist("file") if isinstance(each, UploadFile) and each.filename]
    folder, files = _kept(sent) if sent else (None, ())
    sensitivity = words_in(form, "sensitivity") or None
    return Given(texts, files, addresses, published, sensitivity, folder)


def words_in(form: FormData, name: str) -> str:
    """A field of words, without blanks around; "" where there is none, or a file in its place."""
    value = form.get(name)
    return value.strip() if isinstance(value, str) else ""


def _text(form: FormData, text: str) -> Fields:
    row = {name: words_in(form, name) for name in ("title", "source", "url", "published")}
    return read_fields({"text": text, **row}, "the text")


def _kept(sent: Sequence[UploadFile]) -> tuple[TemporaryDirectory[str], tuple[Sent, ...]]:
    """The files, in a folder that is theirs."""
    folder = TemporaryDirectory(prefix=FOLDER, ignore_cleanup_errors=True)
    files = []
    for number, each in enumerate(sent):
        path = Path(folder.name, str(number))
        with path.open("wb") as out:
            shutil.copyfileobj(each.file, out)
        files.append(Sent(name_of(each.filename or ""), path))
    return folder, tuple(files)


def name_of(filename: str) -> str:
    """A file's own name: without folders, signs that do not print, and more than is sensible."""
    last = filename.replace("\\", "/").rstrip("/").rsplit("/", 1)[-1]
    plain = "".join(char for char in last if char.isprintable()).strip() or "file"
    return plain if len(plain) <= _LONGEST_NAME else plain[-_LONGEST_NAME:]


def day_given(value: date | None) -> str | None:
    """A day as a row of a file has it."""
    return value.isoformat() if value else None
