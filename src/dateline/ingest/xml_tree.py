"""XML from outside: no entities of its own, nothing fetched, no tree too deep."""

from typing import Any

from dateline.errors import UnreadableReport


def read_xml(raw: bytes, where: str, *, forgiving: bool = False) -> Any:
    """The root element. `forgiving` reads on after what is not well-formed, as feeds often are.

    Raises UnreadableReport for what is no XML, or declares entities: they are how a file of a
    kilobyte unpacks to gigabytes, or asks for files of this machine.
    """
    if b"<!ENTITY" in raw.replace(b"\x00", b"")[:100_000]:
        raise UnreadableReport(where, "it declares XML entities, which are not read")
    from lxml import etree  # most reports are no XML

    parser = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
        recover=forgiving,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        root = etree.fromstring(raw, parser)
    except etree.XMLSyntaxError as error:
        raise UnreadableReport(where, f"not XML: {str(error)[:150]}") from error
    if root is None:
        raise UnreadableReport(where, "not XML: there is no element in it")
    return root


def local_name(element: Any) -> str:
    """An element's name without its namespace; empty for what is no element."""
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""
