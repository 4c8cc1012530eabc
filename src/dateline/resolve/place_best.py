"""Which of the ranked places a name means, if it means one at all."""

from dateline.gazetteer import light_key
from dateline.resolve.place_rank import Ranked

FAMOUS = 50_000  # people in a town that needs no introduction
WELL_KNOWN = 100_000  # people in a town that goes by its usual English name
TELLING = 5  # letters in a name that one place alone may have
CLEAR = 5  # times as many people as its next namesake, for a town that nothing else points to
TIE = 0.005  # of a score


def choose(toponym: str, ranked: tuple[Ranked, ...]) -> Ranked | None:
    """The first, if the report points to it or its name needs no introduction."""
    if not ranked:
        return None
    best = ranked[0]
    entry = best.entry
    if best.score <= 0.2:
        return None
    if best.supported:
        return None if _is_tied(best, ranked) else best
    if entry.match == "loose":
        return None
    if entry.feature in ("country", "adm1"):
        return best
    return best if _goes_without_saying(toponym, best, ranked) else None


def _is_tied(best: Ranked, ranked: tuple[Ranked, ...]) -> bool:
    """Whether a like place of another province fits as well: "Madison County"."""
    return any(
        best.score - other.score < TIE
        and other.entry.feature == best.entry.feature
        and other.entry.adm1 != best.entry.adm1
        and best.entry.population < FAMOUS
        for other in ranked[1:2]
    )


def _goes_without_saying(toponym: str, best: Ranked, ranked: tuple[Ranked, ...]) -> bool:
    """Whether a name alone means this place: far the largest of its name, or the only one.

    "Licking County" has no rival in a town called Licking.
    """
    entry = best.entry
    rivals = [each for each in ranked[1:] if each.called or not best.called]
    others = [each.entry for each in rivals if each.entry.match != "loose"]
    alone = not others and entry.match == "exact" and len(toponym) >= TELLING
    if alone and not best.doubted:
        return True
    if entry.population >= (WELL_KNOWN if best.doubted else FAMOUS):
        # A place that only once went by the name, or does in another tongue, is no rival.
        like = [other for other in others if light_key(other.name) == light_key(toponym)]
        return entry.population >= CLEAR * max((e.population for e in like), default=0)
    at_home = all(other.country == entry.country for other in others)
    return at_home and entry.population >= 5_000
