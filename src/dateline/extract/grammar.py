"""The grammar that finds who fills a slot, written once for all event types.

A slot is a name a codebook frame uses (docs/architecture.md lists them).
"""

from collections.abc import Callable, Iterable, Mapping

from dateline.extract.causing import hands_of
from dateline.extract.clauses import Clauses
from dateline.model import Reading
from dateline.syntax import (
    PASSIVE_SUBJECTS,
    SUBJECTS,
    children,
    governing_verb,
    is_verb,
    objects_of,
    path_up,
    resolve_relative,
)

SUPPORT = {"support", "help", "backing", "assistance", "aid", "cover"}
SUPPORTED = {"back", "support", "assist", "aid"}
PARTIES = ("with", "between", "among", "against")  # "a deal reached with the army"
# What stands under one of these is told beside what its clause tells: the subject did not do it.
BESIDE = frozenset(
    ("about", "after", "against", "ahead", "amid", "before", "despite", "following", "over",
     "since", "until")
)  # fmt: skip
TOLD_OF = frozenset(  # ... and the "of" of these: "helped victims of the massacre"
    ("aftermath", "anniversary", "case", "evidence", "footage", "image", "memory", "news", "photo",
     "photograph", "picture", "scene", "site", "story", "survivor", "victim", "video", "witness",
     "inquiry", "investigation", "justice", "punishment", "reprisal", "response", "retaliation",
     "revenge", "vengeance")
)  # fmt: skip
FAR = 3  # steps from a noun to the verb whose subject may do what it names
BEFORE = ("amod", "compound", "nmod")
SEEING = ("see", "witness")
OTHERS = {"other", "more"}
ANTI = ["anti", "-"]
SIDES = ("between.1", "between.2")  # already split by conjunct


def with_conjuncts(reading: Reading, heads: Iterable[int]) -> tuple[int, ...]:
    """The heads and all nouns coordinated with them, in text order, each once."""
    found: dict[int, None] = {}
    todo = list(heads)
    while todo:
        here = todo.pop(0)
        if here not in found:
            found[here] = None
            todo += [i for i in children(reading, here, "conj") if not is_verb(reading.tokens[i])]
    return tuple(sorted(found))


def is_beside(reading: Reading, noun: int, verb: int) -> bool:
    """Whether a word sets a noun apart from the verb above it: "after the killing of two soldiers".

    Not "took the town after clashes with rebels": who clashes with somebody is told above.
    """
    up = path_up(reading, noun)
    between = [reading.tokens[i] for i in up[1 : up.index(verb) + 1]]
    beside = any(token.text.lower() in BESIDE or token.lemma in TOLD_OF for token in between)
    return beside and not objects_of(reading, noun, "with")


class Grammar(Clauses):
    """Finds the heads of the words that fill a slot; every method gives token indices."""

    def __init__(
        self,
        reading: Reading,
        light: Mapping[str, str],
        acts: Callable[[int], bool] = lambda _: True,
        undergone: frozenset[str] = frozenset(),
        ordered: frozenset[str] = frozenset(),
        facing: frozenset[str] = frozenset(),
    ) -> None:
        """The words are those of `Clauses`."""
        super().__init__(reading, light, acts, undergone, ordered, facing)
        self._filled: dict[tuple[int, str], tuple[int, ...]] = {}
        shared: dict[str, Callable[[int], list[int]]] = {
            "between.1": lambda i: self.sides(i)[0],
            "between.2": lambda i: self.sides(i)[1],
            "with_support_of": self.supporters,
        }
        self._verb_slots = {
            "subject": self.subject,
            "object": self.object,
            "driven_by": self.driver,
            "at_hands_of": lambda i: hands_of(reading, i),
            **shared,
        }
        self._noun_slots = {
            "subject": self.carried_by,
            "object": self.undergoing,
            "possessor": lambda i: children(reading, i, "poss"),
            "compound": self.modifiers,
            "by": self.noun_by,
            **shared,
        }

    def fill(self, head: int, slot: str) -> tuple[int, ...]:
        """Heads of the words in a slot of the word at `head`, conjuncts included, in text order."""
        if (head, slot) not in self._filled:
            self._filled[head, slot] = self._fill(head, slot)
        return self._filled[head, slot]

    def _fill(self, head: int, slot: str) -> tuple[int, ...]:
        slots = self._verb_slots if is_verb(self.tokens[head]) else self._noun_slots
        found = slots[slot](head) if slot in slots else self.by_preposition(head, slot)
        resolved = [resolve_relative(self.reading, i) for i in found]
        whole = [self._past_participle(i) for i in resolved if self._is_word(i)]
        return tuple(whole) if slot in SIDES else with_conjuncts(self.reading, whole)

    def _is_word(self, i: int) -> bool:
        """Not a stray hyphen, nor the "who" of a question: "it is unclear who did it"."""
        token = self.tokens[i]
        return token.pos not in ("PUNCT", "SYM") and token.tag not in ("WP", "WDT")

    def _past_participle(self, i: int) -> int:
        """ "by rampaging mobs": the noun, where the parser heads the phrase by its participle."""
        after = children(self.reading, i, "dobj")
        read_as_verb = self.tokens[i].dep == "pcomp" and self.tokens[i].tag == "VBG"
        return i + 1 if read_as_verb and i + 1 in after else i

    # --- nouns ---------------------------------------------------------------------

    def modifiers(self, noun: int) -> list[int]:
        """What stands before a noun, further in too: "regime" of "regime bombing raids"."""
        own = children(self.reading, noun, "compound", "nmod", "amod")
        further = [
            inner
            for i in own
            if not self.acts(i)
            for inner in children(self.reading, i, "compound", "nmod", "amod")
        ]
        return further + own

    def carrier(self, noun: int) -> int | None:
        """The light verb that carries a noun as its object or passive subject, if one does."""
        token = self.tokens[noun]
        if token.dep == "conj" and not is_verb(self.tokens[token.head]):
            return self.carrier(token.head)
        verb = token.head
        if token.dep == "pobj":  # "engaged in clashes", "came under attack"
            if self.tokens[verb].text.lower() in BESIDE:
                return None
            verb = self.tokens[verb].head
        carries = is_verb(self.tokens[verb]) and self.tokens[verb].lemma in self.light
        placed = token.dep in ("dobj", "pobj", *PASSIVE_SUBJECTS, *SUBJECTS)
        return verb if carries and placed else None

    def carried_by(self, noun: int) -> list[int]:
        """The subject of the light verb a noun hangs on: "X carried out an attack"."""
        verb = self.carrier(noun)
        if verb is None or self.light[self.tokens[verb].lemma] == "passive":
            return []
        if self.tokens[noun].dep in PASSIVE_SUBJECTS or self.is_passive(verb):
            return objects_of(self.reading, verb, "by")
        return [i for i in self.subject(verb) if i != noun]

    def undergoing(self, noun: int) -> list[int]:
        """Who undergoes what a noun says: its "of", or the subject of "suffered an attack"."""
        verb = self.carrier(noun)
        if verb is not None and self._sees_in(verb, noun):
            return []
        if verb is not None and self.light[self.tokens[verb].lemma] == "passive":
            return self.subject(verb)
        if self.is_under(noun):
            return self.clause_subject(self.tokens[self.tokens[noun].head].head)
        return objects_of(self.reading, noun, "of")

    def _sees_in(self, verb: int, noun: int) -> bool:
        """ "Sees a plot in the killing": who sees something in it does not undergo it."""
        seeing = self.tokens[verb].lemma in SEEING and self.tokens[noun].dep == "pobj"
        return seeing and bool(children(self.reading, verb, "dobj"))

    def is_under(self, noun: int) -> bool:
        """ "The garrison is under siege", "came under attack": who is told of undergoes it."""
        preposition = self.tokens[self.tokens[noun].head]
        under = self.tokens[noun].dep == "pobj" and preposition.lemma == "under"
        return under and is_verb(self.tokens[preposition.head])

    def noun_by(self, noun: int) -> list[int]:
        """ "strikes by X", "an attack carried out by X"."""
        participles = self._carrying_clauses(noun)
        under = objects_of(self.reading, noun, "of")  # "the killing of 43 villagers by militiamen"
        heads = (noun, *participles, *under)
        own = [i for head in heads for i in objects_of(self.reading, head, "by")]
        return own or self._by_of_list(noun) or self._by_astray(noun)

    def _by_of_list(self, noun: int) -> list[int]:
        """ "Kidnappings and killings by X": one "by" for both, on whichever the parser hangs it."""
        token = self.tokens[noun]
        later = [i for i in children(self.reading, noun, "conj") if not is_verb(self.tokens[i])]
        found = [i for other in later[:1] for i in self.noun_by(other)]
        if not found and token.dep == "conj" and not is_verb(self.tokens[token.head]):
            found = [i for i in objects_of(self.reading, token.head, "by") if i > noun]
        return found

    def _by_astray(self, noun: int) -> list[int]:
        """ "Died in an attack by X", "a target of strikes by X": a "by" hung on a word above."""
        after = max(self.reading.subtree(noun)) + 1
        if after >= len(self.tokens):
            return []
        token = self.tokens[after]
        above = token.head in path_up(self.reading, noun)[1:]
        if token.lemma != "by" or token.dep != "prep" or not above:
            return []
        passive = is_verb(self.tokens[token.head]) and self.is_passive(token.head)
        return [] if passive else children(self.reading, after, "pobj")

    def _carrying_clauses(self, noun: int) -> list[int]:
        """ "a deal reached", "strikes believed to be carried out": verbs that carry their noun."""
        clauses = children(self.reading, noun, "acl", "relcl")
        further = [i for clause in clauses for i in children(self.reading, clause, "xcomp")]
        return [i for i in (*clauses, *further) if self.tokens[i].lemma in self.light]

    def struck(self, noun: int, contact: frozenset[str]) -> list[int]:
        """What an act reaches: "strikes hit the town", "an attack targeting a convoy".

        And by verbs side by side: "strikes hit a convoy and destroyed two bridges". "Killed ten
        soldiers and wounded 20 others" names the soldiers alone.
        """
        token = self.tokens[noun]
        clauses = children(self.reading, noun, "acl", "relcl")
        verbs = [i for i in clauses if self.tokens[i].lemma in contact]
        if token.dep in SUBJECTS and self.tokens[token.head].lemma in contact:
            verbs.append(token.head)
        return [
            i
            for verb in (each for first in verbs for each in self._side_by_side(first, contact))
            for i in (
                *children(self.reading, verb, "dobj"),
                *objects_of(self.reading, verb, "on", "at"),
            )
        ]

    def _side_by_side(self, verb: int, wanted: frozenset[str]) -> list[int]:
        """A verb and those coordinated with it that share its subject, if they are wanted too."""
        found = [verb]
        for i in children(self.reading, verb, "conj"):
            own = children(self.reading, i, *SUBJECTS, *PASSIVE_SUBJECTS)
            remainder = {self.tokens[o].lemma for o in children(self.reading, i, "dobj")} & OTHERS
            if self.tokens[i].lemma in wanted and not own and not remainder:
                found += self._side_by_side(i, wanted)
        return found

    def actor_above(self, noun: int, judging: frozenset[str]) -> list[int]:
        """Who may do what a noun says, when its own words do not tell.

        The "by" of the verb it hangs on ("broke the siege of the city by the regime"), else
        the subject of a verb that acts through it ("escalated its attacks", "killed nine in
        strikes"). `judging` verbs and verbs of contact have other subjects.
        """
        verb = governing_verb(self.reading, noun)
        if verb is None or self.tokens[verb].lemma in judging:
            return []
        up = path_up(self.reading, noun)
        if up.index(verb) > FAR or self.is_under(noun) or is_beside(self.reading, noun, verb):
            return []
        if noun in self.clause_subject(verb):
            return []
        by = objects_of(self.reading, verb, "by")
        if by or self.is_passive(verb) or self.light.get(self.tokens[verb].lemma) == "passive":
            return by
        return self.subject(verb)

    # --- both ----------------------------------------------------------------------

    def by_preposition(self, head: int, preposition: str) -> list[int]:
        """The objects of a preposition, on the word or on the light verb that carries it."""
        own = objects_of(self.reading, head, preposition) or self._since(head, preposition)
        own = own or self._anti(head, preposition)
        if not own and preposition in ("against", "on"):  # "attacks by militants against soldiers"
            doers = with_conjuncts(self.reading, objects_of(self.reading, head, "by"))
            own = [i for doer in doers for i in objects_of(self.reading, doer, preposition)]
        if own or is_verb(self.tokens[head]):
            return own
        verb = self.carrier(head)
        if verb is not None:
            return objects_of(self.reading, verb, preposition)
        if preposition not in PARTIES:
            return []
        clauses = self._carrying_clauses(head) + self._breaking_out(head)
        return [i for clause in clauses for i in objects_of(self.reading, clause, preposition)]

    def _breaking_out(self, noun: int) -> list[int]:
        """ "Clashes broke out between A and B": the verb without an object below its subject."""
        token = self.tokens[noun]
        own = self.reading.children[token.head]
        objects = any(self.tokens[i].dep in ("dobj", "xcomp", "ccomp", "auxpass") for i in own)
        verb = is_verb(self.tokens[token.head]) and token.dep in SUBJECTS
        return [token.head] if verb and not objects else []

    def _since(self, head: int, preposition: str) -> list[int]:
        """ "since the conflict began": the subject of the clause."""
        if preposition != "since":
            return []
        found = []
        for clause in children(self.reading, head, "advcl"):
            marks = children(self.reading, clause, "mark")
            if any(self.tokens[m].lemma == "since" for m in marks):
                found += children(self.reading, clause, *SUBJECTS)
        return found

    def _anti(self, noun: int, preposition: str) -> list[int]:
        """ "Anti-government protests" are protests against the government."""
        if preposition != "against" or is_verb(self.tokens[noun]):
            return []
        before = [i for i in children(self.reading, noun, *BEFORE) if i < noun]
        words = [(i, [token.text.lower() for token in self.tokens[i - 2 : i]]) for i in before]
        return [i for i, stem in words if stem == ANTI and self.acts(i)]

    def inside(self, heads: tuple[int, ...], words: tuple[int, ...]) -> tuple[int, ...]:
        """ "took 30 policemen hostage": the object the parser makes a part of a fixed word."""
        found = [
            i
            for head in heads
            for i in children(self.reading, head, "compound", "nmod")
            if i not in words and self.tokens[i].pos in ("NOUN", "PROPN")
        ]
        return with_conjuncts(self.reading, found)

    def attached(self, word: int, slot: str) -> tuple[int, ...]:
        """The objects of a preposition that hangs on a word of a longer trigger."""
        return with_conjuncts(self.reading, objects_of(self.reading, word, slot))

    def sides(self, head: int) -> tuple[list[int], list[int]]:
        """ "between A and B and C": A, and B with C; "among A": A on both sides."""
        between = with_conjuncts(self.reading, self.by_preposition(head, "between"))
        among = self.by_preposition(head, "among")
        if len(between) == 1:
            between = self._modifiers_apart(between[0]) or between
        return ([between[0]], list(between[1:])) if between else (among, among)

    def _modifiers_apart(self, noun: int) -> tuple[int, ...]:
        """ "Between regime and rebel forces": the two that stand before one noun."""
        before = children(self.reading, noun, "amod", "compound", "nmod", "poss")
        for at, first in enumerate(before):
            others = children(self.reading, first, "conj")
            if not others and children(self.reading, first, "cc"):
                others = before[at + 1 :]
            if others and self.acts(first):
                return (first, *others)
        return ()

    def supporters(self, head: int) -> list[int]:
        """ "with support from X", "with the help of X", "backed by X"."""
        found = []
        for token in self.reading.words(self.reading.sentences[self.tokens[head].sentence]):
            if token.lemma in SUPPORT and token.dep == "pobj":
                if self.tokens[token.head].lemma in ("with", "under"):
                    found += objects_of(self.reading, token.i, "from", "of", "by")
                    found += children(self.reading, token.i, "poss", "compound")
            elif token.lemma in SUPPORTED and token.tag == "VBN":
                found += objects_of(self.reading, token.i, "by")
        return found
