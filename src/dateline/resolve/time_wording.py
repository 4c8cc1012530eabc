"""The words that date an event itself, and the time that words like "later" count from."""

from collections.abc import Callable, Sequence

from dateline.codebook.times import TimeWords
from dateline.model import Mention, Proposal, Reading, TimeInterval, Token
from dateline.syntax import clause_when, governing_verb, is_verb, path_into, path_up, tense_of

REACH = 8  # words from "two days after" to the event it counts from
BACK = 3  # sentences from "two days later" to the event it counts from
TURNED = {"after": "before", "before": "after"}
BEGINNING = ("begin", "start", "erupt")

Told = Sequence[tuple[int, TimeInterval]]  # trigger head -> the time of its event, in text order


def saying_of(mention: Mention, proposal: Proposal, reading: Reading, words: TimeWords) -> str:
    """The words that date the event itself.

    "Since the attack on Tuesday" and "since the Tuesday attack" date the attack by Tuesday,
    "since 2011, when police fired" the shots by 2011, "began in 2011 with protests" the
    protests by 2011, and a truce "in force since Monday" is of Monday.
    """
    phrase, trigger = reading.quote(mention.span), proposal.trigger
    if mention.by == "time.aged":
        return _back(phrase, ago=proposal.type in words.of_a_day)
    if mention.span.contains(trigger):
        return reading.report.text[trigger.end : mention.span.end].strip() or phrase
    up = path_into(reading, proposal.head, mention.span)
    if up and reading.tokens[up[-1]].dep in ("relcl", "advcl", "acl"):
        return without_since(phrase)
    if clause_when(reading, mention.span) in path_up(reading, proposal.head):
        return without_since(phrase)
    if proposal.type in words.of_a_day or _opened(proposal, reading):
        return start_of(phrase, words)
    last = reading.tokens_in(mention.span)[-1]
    before = last.head == proposal.head and mention.span.end <= trigger.start
    if before and phrase.lower().startswith("since the "):
        return phrase[len("since the ") :]
    return f"since {phrase}" if _began(mention, reading) else phrase


def _back(phrase: str, *, ago: bool) -> str:
    """ "The five-year war" reaches five years back, a "week-old truce" is a week old."""
    length = " ".join(phrase.lower().replace("-", " ").split()).removesuffix(" old")
    if not ago:
        return f"over the past {length}"
    return f"{length} ago" if " " in length else f"a {length} ago"


def without_since(phrase: str) -> str:
    """The day from which a stretch runs."""
    return phrase[len("since ") :] if phrase.lower().startswith("since ") else phrase


def start_of(phrase: str, words: TimeWords) -> str:
    """The date in "since the war began in 2011"; the phrase itself if it is no such stretch."""
    if not phrase.lower().startswith(("since ", "ever since ")):
        return phrase
    dates = [match[0] for match in words.finder.finditer(phrase.lower())]
    return dates[-1] if dates else phrase


def _opened(proposal: Proposal, reading: Reading) -> bool:
    """ "The war began with protests", "started as a protest movement"."""
    for i in path_up(reading, proposal.head):
        token = reading.tokens[i]
        if token.pos in ("ADP", "SCONJ") and token.lemma in ("with", "as"):
            return reading.tokens[token.head].lemma in BEGINNING
        if is_verb(token):
            return False
    return False


def _began(mention: Mention, reading: Reading) -> bool:
    """ "Have been killed in the conflict, which began in 2011": killed since."""
    verb = governing_verb(reading, mention.head)
    if verb is None or reading.tokens[verb].lemma not in BEGINNING:
        return False
    token = reading.tokens[verb]
    return token.dep == "relcl" and tense_of(reading, token.head) == "perfect"


def anchor_of(mention: Mention, reading: Reading, told: Told) -> TimeInterval | None:
    """The time that "after" and "later" count from; None if the text gives none."""
    here = reading.tokens[mention.head]
    if _link(mention, reading) is not None:
        last = reading.tokens_in(mention.span)[-1].i
        return next((time for head, time in told if last < head <= last + REACH), None)
    before = [
        time
        for head, time in told
        if head < here.i and here.sentence - reading.tokens[head].sentence <= BACK
    ]
    return before[-1] if before else None


# --- "the attack comes two days after rebels seized the town": when they seized it ---------


def _link(mention: Mention, reading: Reading) -> Token | None:
    """The "after" or "before" that ends a time phrase, for what it counts from."""
    inside = reading.tokens_in(mention.span)
    return inside[-1] if len(inside) > 1 and inside[-1].lemma in TURNED else None


def is_linked(mention: Mention, reading: Reading) -> bool:
    """Whether a time counts from what its own clause names: "two days after"."""
    return _link(mention, reading) is not None


def told_after(
    mention: Mention, reading: Reading, read: Callable[[Mention], TimeInterval | None]
) -> TimeInterval | None:
    """The date in "the weeks before the vote on 7 May", told right after; `read` gives its days."""
    last = reading.tokens_in(mention.span)[-1].i
    after = {token.sentence for token in reading.tokens[last + 1 : last + 1 + REACH]}
    told = (m for m in reading.mentions_of(*after) if m.kind == "time" and m.label == "date")
    dates = (m for m in told if 0 < m.head - last <= REACH)
    times = map(read, dates)
    return next((time for time in times if time and time.earliest and time.latest), None)


def is_counted_from(mention: Mention, proposal: Proposal, reading: Reading) -> bool:
    """Whether an event is what a phrase that ends in "after" or "before" counts from."""
    link = _link(mention, reading)
    if link is None or proposal.head <= link.i:
        return False
    top = link.head if link.dep == "mark" else link.i
    up = path_up(reading, proposal.head)
    # "a day after rebels seized men trained abroad": not when they were trained
    below = up[: up.index(top)] if top in up else ()
    return top in up and not any(reading.tokens[i].dep in ("relcl", "acl") for i in below)


def turned(phrase: str) -> str:
    """ "Two days after", seen from the other end: "two days before"."""
    words = phrase.split()
    return " ".join([*words[:-1], TURNED[words[-1].lower()]])


def anchor_above(mention: Mention, reading: Reading, told: Told) -> TimeInterval | None:
    """The time of what came after: of the clause above, or the report's day for "comes"."""
    link = _link(mention, reading)
    sentence = reading.tokens[mention.head].sentence
    above = [
        time
        for head, time in told
        if link is not None and head < link.i and reading.tokens[head].sentence == sentence
    ]
    if above:
        return above[-1]
    day = reading.report.day
    if day is None or link is None:
        return None
    below = reading.tokens[link.head if link.dep == "mark" else link.i]
    verb = governing_verb(reading, below.head)
    if verb is None or tense_of(reading, verb) != "present":
        return None
    return TimeInterval(day, day, "day", basis="inferred")
