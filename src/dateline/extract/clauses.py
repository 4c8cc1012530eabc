"""Who does and who undergoes what a verb says, in whatever clause it stands.

Subjects and objects are traced through passives, participles, relative clauses, control
and coordination; words are token indices.
"""

from collections.abc import Callable, Mapping

from dateline.extract.causing import driving_verb, hands_of, ordering_verb
from dateline.model import Reading
from dateline.syntax import (
    PASSIVE_SUBJECTS,
    RELATIVE,
    SUBJECTS,
    before_infinitive,
    children,
    governing_verb,
    is_verb,
    objects_of,
)

TOGETHER = frozenset(("together", "along", "jointly"))  # ... with


class Clauses:
    """Finds the doers and undergoers of verbs; every method gives token indices."""

    def __init__(
        self,
        reading: Reading,
        light: Mapping[str, str],
        acts: Callable[[int], bool] = lambda _: True,
        undergone: frozenset[str] = frozenset(),
        ordered: frozenset[str] = frozenset(),
        facing: frozenset[str] = frozenset(),
    ) -> None:
        """`light` maps a light verb's lemma to "active" or "passive" (light_verbs.yaml).

        `acts` tells whether a noun can do anything: an attempt cannot. `undergone` are the
        verbs that a headline tells in the past of who undergoes them, `ordered` those that
        somebody has done ("had three officers arrested"), `facing` those whose subject meets
        the attempts and plans of others ("foiled a plot to kill him").
        """
        self.reading = reading
        self.acts = acts
        self.undergone = undergone
        self.ordered = ordered
        self.facing = facing
        self.tokens = reading.tokens
        self.light = light

    def is_passive(self, verb: int) -> bool:
        """Whether a verb's subject undergoes it; a bare participle after a noun does too."""
        deps = {self.tokens[i].dep for i in self.reading.children[verb]}
        if deps & {"auxpass", "agent", *PASSIVE_SUBJECTS}:
            return True
        token = self.tokens[verb]
        if self._lost_its_auxiliary(verb, deps) or self._counts_who_undergo(verb, deps):
            return True
        goes_on = token.dep == "conj" and token.tag == "VBD" and token.lemma in self.undergone
        if (token.tag != "VBN" and not goes_on) or deps & {"aux", "dobj"}:
            return False
        if token.dep == "conj" and is_verb(self.tokens[token.head]):
            return self.is_passive(token.head)  # "ten were killed and 30 wounded"
        if deps & set(SUBJECTS):
            return False
        return token.dep in ("acl", "relcl", "ROOT", "advcl", "amod")

    def _lost_its_auxiliary(self, verb: int, deps: set[str]) -> bool:
        """ "Two officers killed in blast", as headlines have it."""
        token = self.tokens[verb]
        headline = self.reading.sentences[token.sentence].headline
        past = headline and token.tag in ("VBD", "VBN") and token.lemma in self.undergone
        return past and not deps & {"aux", "dobj", "ccomp"}

    def _counts_who_undergo(self, verb: int, deps: set[str]) -> bool:
        """ "18 people killed in a blast", "one was killed and ten displaced"."""
        token = self.tokens[verb]
        bare = token.tag in ("VBD", "VBN") and not deps & {"aux", "dobj", "ccomp", "relcl"}
        if not bare or token.lemma not in self.undergone or token.dep == "relcl":
            return False
        if self._object_shared(verb) or objects_of(self.reading, verb, "at", "into"):
            return False
        subjects = children(self.reading, verb, "nsubj")
        numbers = (i for i in subjects if self.tokens[i].pos == "NUM")
        counted = (i for i in subjects if children(self.reading, i, "nummod"))
        return any(numbers) or any(counted)

    def subject(self, verb: int) -> list[int]:
        """Who does what the verb says."""
        if self.is_passive(verb):
            own = self._by(verb) + hands_of(self.reading, verb)
            ordering = ordering_verb(self.reading, verb, self.ordered)
            return own if own or ordering is None else self.subject(ordering)
        if (ordering := ordering_verb(self.reading, verb, self.ordered)) is not None:
            return self.subject(ordering)
        own = children(self.reading, verb, *SUBJECTS)
        if not own and self.tokens[verb].tag == "VBG":  # "shelling by the army"
            own = self._by_of_last(verb)
        own = own or self._taken_as_object(verb) or self._subject_from_above(verb)
        return own + [i for i in self._at_the_side_of(verb, own) if i not in own]

    def _at_the_side_of(self, verb: int, subjects: list[int]) -> list[int]:
        """ "The army alongside a militia attacked", "fighters, together with tribesmen, attacked".

        After the verb it is told of whom the deed is done to ("killed the mayor along with his
        sons") as often as of who does it.
        """
        found = []
        for head in (verb, *subjects):
            found += objects_of(self.reading, head, "alongside")
            for word in children(self.reading, head, "prep", "advmod"):
                if self.tokens[word].lemma in TOGETHER:
                    found += objects_of(self.reading, word, "with")
                elif self.tokens[word].lemma == "with" and self.tokens[word - 1].lemma in TOGETHER:
                    found += children(self.reading, word, "pobj")
        return [i for i in found if i < verb]

    def _taken_as_object(self, verb: int) -> list[int]:
        """ "killed in rebel shelling": the noun before a noun that the parser takes for a verb."""
        before = [i for i in children(self.reading, verb, "prep") if i < verb]
        objects = [i for prep in before for i in children(self.reading, prep, "pobj")]
        return [i for i in objects if i == verb - 1]

    def clause_subject(self, verb: int) -> list[int]:
        """The grammatical subject of a clause, active or passive, traced up through control."""
        own = children(self.reading, verb, *SUBJECTS, *PASSIVE_SUBJECTS)
        return own or self._subject_from_above(verb)

    def _by(self, verb: int) -> list[int]:
        """Who a passive verb is done by; "tortured and executed by men" has one "by" for both."""
        own = objects_of(self.reading, verb, "by")
        others = [i for i in children(self.reading, verb, "conj") if self.is_passive(i)]
        return own or [i for other in others[:1] for i in self._by(other)]

    def _by_of_last(self, verb: int) -> list[int]:
        """ "Shelling and shooting by the army"."""
        own = objects_of(self.reading, verb, "by")
        others = children(self.reading, verb, "conj")
        return own or [i for other in others[:1] for i in self._by_of_last(other)]

    def _subject_from_above(self, verb: int) -> list[int]:
        """The subject a clause without one takes from the word it hangs on."""
        token, above = self.tokens[verb], self.tokens[self.tokens[verb].head]
        if token.dep == "ROOT" or above.i == verb:
            return []
        if token.dep in ("relcl", "acl") and not self._is_purpose(above.i):
            if token.tag == "VBN":
                return []
            if token.dep == "relcl" or self.acts(above.i):
                return [above.i]
            return self._owner(above.i)
        if token.dep in ("pcomp", "pobj"):
            return self._doer_after(above.i)
        if not is_verb(above):
            return self._owner(above.i)
        if token.dep == "xcomp":
            return children(self.reading, above.i, "dobj") or self.clause_subject(above.i)
        if token.dep == "advcl" and (noun := self._planned(verb)) is not None:
            return self._owner(noun)
        if self._comes_of_passive(verb):
            return self._by(above.i)
        return self.clause_subject(above.i) if token.dep in ("conj", "advcl") else []

    def _comes_of_passive(self, verb: int) -> bool:
        """ "The bus was hit by a mine, killing ten": the bus killed nobody."""
        token = self.tokens[verb]
        loose = token.dep == "advcl" and token.tag == "VBG" and self.tokens[verb - 1].text == ","
        return loose and self.is_passive(token.head)

    def _planned(self, verb: int) -> int | None:
        """The noun right before "to": "arrested over a plot to kill", hung on the arrest."""
        i = before_infinitive(self.reading, verb)
        planned = i is not None and self.tokens[i].pos == "NOUN" and not self.acts(i)
        return None if i is None or not planned or self._is_purpose(i) else i

    def _owner(self, noun: int) -> list[int]:
        """Whose attempt or plan it is: "their attempt to seize", "tried in an attempt to seize"."""
        own = [
            i
            for i in (
                *children(self.reading, noun, "poss"),
                *objects_of(self.reading, noun, "by"),
                *children(self.reading, noun, "compound", "amod", "nmod"),
            )
            if self.acts(i)
        ]
        governor = governing_verb(self.reading, noun)
        if own or governor is None or self.tokens[governor].lemma in self.facing:
            return own[:1]
        return self.clause_subject(governor)

    def _doer_after(self, preposition: int) -> list[int]:
        """ "accused the army of shelling", "fled after shelling": who does what follows.

        "Protested against the leaders for promoting him": the leaders did.
        """
        token = self.tokens[preposition]
        above = self.tokens[token.head]
        accused = children(self.reading, above.i, "dobj")
        accused = accused or objects_of(self.reading, above.i, "against")
        if token.lemma in ("of", "from", "for"):
            if accused and is_verb(above):
                return accused
            if is_verb(above) and self.is_passive(above.i):  # "men suspected of killing"
                return self.object(above.i)
            first = self.first_of_list(above.i)  # "accused A, B and C of shelling"
            governor = self.tokens[self.tokens[first].head]
            against = self.tokens[first].dep == "pobj" and governor.lemma == "against"
            if (against or self.tokens[first].dep == "dobj") and self.acts(first):
                return [first]
        return self._owner(preposition)

    def first_of_list(self, noun: int) -> int:
        """The noun that a coordinated one hangs on, or itself."""
        token = self.tokens[noun]
        listed = token.dep == "conj" and not is_verb(self.tokens[token.head])
        return self.first_of_list(token.head) if listed else noun

    def _is_purpose(self, noun: int) -> bool:
        """ "in order to join": "order" is no noun that joins anything."""
        token = self.tokens[noun]
        return token.lemma == "order" and self.tokens[token.head].lemma == "in"

    def object(self, verb: int) -> list[int]:
        """Who or what the verb is done to."""
        if self.is_passive(verb):
            own = children(self.reading, verb, *PASSIVE_SUBJECTS, "nsubj")
            return own or self._undergoer_from_above(verb)
        if ordering_verb(self.reading, verb, self.ordered) is not None:
            return children(self.reading, verb, "nsubj")
        own = children(self.reading, verb, "dobj", "oprd")[:1]
        own += [
            i
            for i in children(self.reading, verb, "conj")
            if own and i > own[0] and not is_verb(self.tokens[i])
        ]  # "killing him and two of his escorts"
        return own or self._object_gap(verb) or self._object_shared(verb)

    def _undergoer_from_above(self, verb: int) -> list[int]:
        token = self.tokens[verb]
        if token.dep in ("acl", "relcl", "amod"):
            return [token.head]
        if token.dep in ("conj", "xcomp", "advcl") and is_verb(self.tokens[token.head]):
            return self.clause_subject(token.head)
        return []

    def driver(self, verb: int) -> list[int]:
        """ "X forced thousands to flee": who makes those who do it do it."""
        driving = driving_verb(self.reading, verb)
        return [] if driving is None else self.subject(driving)

    def _object_gap(self, verb: int) -> list[int]:
        """ "the town the rebels took": the noun a relative clause without an object modifies."""
        token = self.tokens[verb]
        subjects = children(self.reading, verb, *SUBJECTS)
        own = [i for i in subjects if self.tokens[i].text.lower() not in RELATIVE]
        return [token.head] if token.dep == "relcl" and own else []

    def _object_shared(self, verb: int) -> list[int]:
        """ "shot and killed two men": the object of the next of two verbs."""
        others = [i for i in children(self.reading, verb, "conj") if is_verb(self.tokens[i])]
        return [i for other in others[:1] for i in children(self.reading, other, "dobj")]
