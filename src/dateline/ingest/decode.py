"""Bytes to text: byte order marks, UTF-8, UTF-16 and the one-byte alphabets of older pages."""

import re

from dateline.errors import EmptyReport, UnreadableReport

_MARKS = (
    (b"\xef\xbb\xbf", "utf-8"),
    (b"\xff\xfe\x00\x00", "utf-32-le"),
    (b"\x00\x00\xfe\xff", "utf-32-be"),
    (b"\xff\xfe", "utf-16-le"),
    (b"\xfe\xff", "utf-16-be"),
)
_BINARY = (
    (b"%PDF-", "a PDF"),
    (b"PK\x03\x04", "a ZIP archive or an office document"),
    (b"\x1f\x8b", "gzip-compressed"),
    (b"\xd0\xcf\x11\xe0", "an old office document"),
    (b"\x89PNG", "an image"),
    (b"\xff\xd8\xff", "an image"),
    (b"GIF8", "an image"),
    (b"{\\rtf", "an RTF document"),
)
# Encodings of Latin alphabets and the accented letters their languages use. Charset detection
# confuses these with one another; the letters tell. The first of equals wins.
_LATIN = (
    ("cp1252", "àáâãäåæçèéêëìíîïñòóôõöøœßùúûüÿ"),
    ("cp1250", "ąćęłńóśźż"),
    ("iso8859_2", "ąćęłńóśźż"),
    ("cp1250", "áčďéěíňóřšťúůýžľĺŕôä"),
    ("iso8859_2", "áčďéěíňóřšťúůýžľĺŕôä"),
    ("cp1250", "áéíóöőúüű"),
    ("iso8859_2", "áéíóöőúüű"),
    ("cp1250", "čćđšž"),
    ("cp1250", "ăâîşţ"),
    ("cp1254", "âçğıİîöşüû"),
    ("cp1257", "āčēģīķļņšūžąęėįųõäöü"),
    ("cp1252", "áðéíóúýþæö"),
)
_OTHER = [
    "cp1251", "koi8_r", "koi8_u", "iso8859_5", "cp866", "cp1256", "iso8859_6", "cp1253",
    "cp1255", "gb18030", "big5", "shift_jis", "euc_jp", "euc_kr",
]  # fmt: skip
_SAMPLE = 200_000  # bytes looked at to tell the encoding
_HIGH = re.compile(rb"[\xc0-\xff]")
_ASCII_LETTER = re.compile(rb"[A-Za-z]")
_CONTROL = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]")
_CONTROL_CHARACTER = re.compile("[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f-\x84\x86-\x9f\ufffe\uffff]")


def decode(raw: bytes, where: str, *, declared: str | None = None) -> str:
    """The text of a file, without its byte order mark.

    `declared` is an encoding the file names itself; it is believed only where UTF-8 fails.
    Raises EmptyReport for no bytes, UnreadableReport for bytes that are not text or whose
    encoding cannot be told.
    """
    if not raw:
        raise EmptyReport(where, "the file is empty")
    refuse_binary(raw, where)
    text = _decode_marked(raw, where) or _decode_plain(raw, where, declared)
    _refuse_controls(text, where)
    return text


def refuse_binary(raw: bytes, where: str) -> None:
    """Raises UnreadableReport for bytes that begin as some format that is not text."""
    for mark, name in _BINARY:
        if raw.startswith(mark):
            raise UnreadableReport(where, f"this is {name}, not text: save the report as text")


def _decode_marked(raw: bytes, where: str) -> str | None:
    for mark, encoding in _MARKS:
        if raw.startswith(mark):
            try:
                return raw[len(mark) :].decode(encoding)
            except UnicodeDecodeError as error:
                why = f"it begins as {encoding} but byte {error.start + len(mark)} is not"
                raise UnreadableReport(where, why) from error
    return None


def _decode_plain(raw: bytes, where: str, declared: str | None) -> str:
    wide = _wide_encoding(raw)
    for encoding in filter(None, (wide, "utf-8", declared)):
        try:
            return raw.decode(encoding)
        except (UnicodeDecodeError, LookupError):
            continue
    return _decode_guessed(raw, where)


def _wide_encoding(raw: bytes) -> str | None:
    """UTF-16 without a mark: every other byte of Latin text is NUL."""
    sample = raw[:2000]
    half = len(sample) // 2
    even, odd = sample[0::2].count(0), sample[1::2].count(0)
    if half >= 4 and odd > 0.6 * half and even < 0.1 * half:
        return "utf-16-le"
    if half >= 4 and even > 0.6 * half and odd < 0.1 * half:
        return "utf-16-be"
    return None


def _decode_guessed(raw: bytes, where: str) -> str:
    if len(_CONTROL.findall(raw[:_SAMPLE])) > len(raw[:_SAMPLE]) // 100:
        raise UnreadableReport(where, "the bytes are not text: save the report as UTF-8 text")
    for encoding in _guesses(raw):
        try:
            return raw.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise UnreadableReport(where, "the encoding cannot be told: save the file as UTF-8")


def _guesses(raw: bytes) -> list[str]:
    """Encodings by likelihood: the alphabet is told first, by the share of ASCII letters."""
    sample = _around_first_high(raw)
    high, plain = len(_HIGH.findall(sample)), len(_ASCII_LETTER.findall(sample))
    if high <= 0.5 * plain:
        return sorted({name for name, _ in _LATIN}, key=lambda name: _misfit(sample, name))
    from charset_normalizer import from_bytes  # seldom asked

    return [match.encoding for match in from_bytes(sample, cp_isolation=_OTHER)]


def _misfit(sample: bytes, encoding: str) -> tuple[float, int]:
    """How many signs of a decoding no language of the encoding writes, and its rank."""
    ranks = [i for i, (name, _) in enumerate(_LATIN) if name == encoding]
    text = sample.decode(encoding, errors="replace").lower()
    odd = [sign for sign in text if sign > "\x7f" and (sign.isalpha() or sign in "\ufffd¿¹²³¼½¾¶")]
    misfits = [(sum(sign not in _LATIN[i][1] for sign in odd), i) for i in ranks]
    return min(misfits)


def _around_first_high(raw: bytes) -> bytes:
    found = re.search(rb"[\x80-\xff]", raw)
    start = max(0, found.start() - 1000) if found else 0
    return raw[start : start + _SAMPLE]


def _refuse_controls(text: str, where: str) -> None:
    if "\x00" in text:
        raise UnreadableReport(where, "it holds NUL characters, so it is not text")
    found = len(_CONTROL_CHARACTER.findall(text[:_SAMPLE]))
    if found > 5 and found > len(text[:_SAMPLE]) // 100:
        raise UnreadableReport(where, "it holds mostly control characters, so it is not text")
