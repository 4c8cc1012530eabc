"""How many a phrase speaks of: which quantity counts which people."""

from collections.abc import Iterator

from dateline.extract.phrases import meant_by, phrase_span, titled_person
from dateline.model import Argument, Mention, Reading, Span
from dateline.syntax import objects_of

MODIFIERS = (
    "nummod", "amod", "det", "quantmod", "compound", "neg", "predet", "nmod", "advmod",
)  # fmt: skip
NO_VICTIMS = ("participants", "surrendered", "recruited")  # one alone is no count of these
SINGLE_PRONOUNS = ("he", "she", "him", "her", "himself", "herself")


class Counting:
    """Counts for heads of noun phrases. `collective` nouns ("army") are never one person."""

    def __init__(self, reading: Reading, collective: frozenset[str]) -> None:
        self.reading = reading
        self.collective = collective

    def of(self, heads: tuple[int, ...], measure: str) -> tuple[Argument, ...]:
        """How many the heads are: a list counted together, else one count for each that says.

        A singular person counts as one ("killing him and two of his escorts" is a list). The
        members of a list follow it: they count where the list cannot be read. Where each has
        a number of its own ("50 fighters and eight civilians"), they are not added up.
        """
        titled = titled_person(self.reading, heads)
        if titled is not None:
            return (Argument("count", titled[1], titled[0], "count.single", measure=measure),)
        found = [argument for i in heads if (argument := self._of_one(i, measure))]
        if len(heads) < 2 or len(found) < len(heads) or not _has_single(found):
            return tuple(found)
        spans = [*(a.span for a in found), *(phrase_span(self.reading, i) for i in heads)]
        whole = Span(min(span.start for span in spans), max(span.end for span in spans))
        return (Argument("count", whole, heads[0], "count.list", measure=measure), *found)

    def _of_one(self, head: int, measure: str) -> Argument | None:
        quantity = self.quantity_at(head)
        if quantity is not None:
            return count_argument(quantity, measure, head)
        if measure not in NO_VICTIMS and self.is_single(head):
            span = phrase_span(self.reading, head)
            return Argument("count", span, head, "count.single", measure=measure)
        return None

    def quantity_at(self, head: int) -> Mention | None:
        """The quantity that counts a noun: in its own phrase, or the word itself ("dozens")."""
        return next(self._quantities(head), None)

    def _quantities(self, head: int) -> Iterator[Mention]:
        reading = self.reading
        own = {head, meant_by(reading, head)}
        if reading.tokens[head].lemma in self.collective:  # "its crew of four"
            own |= set(objects_of(reading, head, "of"))
        own |= {
            i
            for word in tuple(own)
            for i in reading.children[word]
            if reading.tokens[i].dep in MODIFIERS
        }
        for mention in reading.mentions_of(*(reading.tokens[i].sentence for i in own)):
            inside = {token.i for token in reading.tokens_in(mention.span)}
            if mention.kind == "quantity" and own & inside:
                yield mention

    def is_single(self, head: int) -> bool:
        """Whether a phrase speaks of one person: a name, or a singular noun that is no group."""
        token = self.reading.tokens[head]
        if token.text.lower() in SINGLE_PRONOUNS:
            return True
        if token.entity == "PERSON" and token.pos == "PROPN":
            return True
        if token.tag != "NN" or token.lemma in self.collective:
            return False
        kids = [self.reading.tokens[i] for i in self.reading.children[head]]
        return any(kid.dep in ("det", "poss", "appos") or kid.entity == "PERSON" for kid in kids)


def _has_single(found: list[Argument]) -> bool:
    return any(argument.by == "count.single" for argument in found)


def count_argument(quantity: Mention, measure: str, head: int) -> Argument:
    """A count read from a quantity mention."""
    return Argument("count", quantity.span, head, "count.quantity", measure=measure)
