"""Times counted from the publication day, or from another time in the text."""

from datetime import date

from dateline.resolve.calendar import (
    Days,
    nearest_date,
    nearest_weekday,
    one_day,
    part_of,
    spanning,
    walk,
    week_of,
    weekday_of_month,
    weekend_of,
)
from dateline.resolve.clock import (
    NO_ANCHOR,
    NO_CLOCK,
    Clock,
    Parts,
    amount_of,
    around,
    day_of,
    days_back,
    number_in,
    place_of,
    reach_of,
    steps_of,
    told,
    unit_of,
)
from dateline.resolve.hijri import hijri_days, hijri_year_of

FULL_DAY = 24  # hours
HALVES = {"year": (12, "month"), "decade": (10, "year"), "month": (30, "day"), "week": (7, "day")}


def read_weekday(parts: Parts, clock: Clock) -> Days | str:
    """The last such day, publication day included; the next for a verb in the future."""
    if clock.published is None:
        return NO_CLOCK
    weekday, which = clock.words.weekdays[parts["weekday"]], parts.get("which", "")
    week = parts.get("week")
    if week is not None:
        steps = {"last": -7, "this": 0, "next": 7}[week]
        monday = week_of(walk(clock.published, steps, "day")).earliest or clock.published
        return one_day(walk(monday, weekday, "day"))
    if which in ("next", "coming", "this coming", "following", "the coming"):
        return one_day(nearest_weekday(walk(clock.published, 1, "day"), weekday, ahead=True))
    if which in ("last", "past", "previous", "the previous"):
        return one_day(nearest_weekday(walk(clock.published, -1, "day"), weekday))
    return one_day(nearest_weekday(clock.published, weekday, ahead=clock.ahead))


def read_weekdays(parts: Parts, clock: Clock) -> Days | str:
    """ "Friday and Saturday": the second is read first, the first before it."""
    last = read_weekday({"weekday": parts["weekday2"]}, clock)
    if isinstance(last, str) or last.latest is None:
        return last
    first = nearest_weekday(last.latest, clock.words.weekdays[parts["weekday"]])
    return spanning(first, last.latest)


def read_named_day(parts: Parts, clock: Clock) -> Days | str:
    """ "yesterday", "overnight"."""
    if clock.published is None:
        return NO_CLOCK
    match parts["name"]:
        case "overnight":
            return Days(walk(clock.published, -1, "day"), clock.published, "day")
        case "the day before yesterday":
            steps = -2
        case "yesterday" | "last night" | "last evening":
            steps = -1
        case "tomorrow":
            steps = 1
        case "the day after tomorrow":
            steps = 2
        case _:
            steps = 0
    return one_day(walk(clock.published, steps, "day"))


def read_today(_: Parts, clock: Clock) -> Days | str:
    """The publication day: "today", "this morning", "currently"."""
    return NO_CLOCK if clock.published is None else one_day(clock.published)


def read_night(_: Parts, clock: Clock) -> Days | str:
    """The night that ends on the publication day."""
    return read_named_day({"name": "overnight"}, clock)


def read_weekend(parts: Parts, clock: Clock) -> Days | str:
    """The last weekend that has begun, or the one named."""
    if clock.published is None:
        return NO_CLOCK
    which = parts.get("which", "")
    if which in ("last", "past", "previous", "the previous"):
        return weekend_of(walk(clock.published, -7, "day"))
    if which in ("next", "coming", "the coming", "following"):
        return weekend_of(walk(clock.published, 7, "day"))
    here = weekend_of(clock.published)
    begun = here.earliest is not None and here.earliest <= clock.published
    ahead = begun or clock.ahead or which in ("this", "this coming")
    return here if ahead else weekend_of(walk(clock.published, -7, "day"))


def read_period(parts: Parts, clock: Clock) -> Days | str:
    """ "last week", "this month", "earlier this year"."""
    steps = steps_of(parts.get("which", "this"))
    if parts.get("which", "").startswith(("the ", "previous", "following")):
        return read_relative(
            {"same": parts["which"].removeprefix("the "), "unit": parts["period"]}, clock
        )
    found = _period(parts["period"], steps, clock)
    if isinstance(found, str) or steps or clock.published is None:
        return found
    if parts.get("when") == "later" or clock.ahead:
        return found if clock.whole else Days(clock.published, found.latest, found.precision)
    return told(found, clock)


def read_period_part(parts: Parts, clock: Clock) -> Days | str:
    """ "the end of last year", "early this week"."""
    steps = steps_of(parts.get("which", "this"))
    found = _period(parts["period"], steps, clock)
    if isinstance(found, str) or clock.whole:
        return found
    part = part_of(found, parts["part"])
    if steps == 0 and clock.published and part.earliest and part.earliest > clock.published:
        return found
    return told(part, clock) if steps == 0 else part


def _period(period: str, steps: int, clock: Clock) -> Days | str:
    if clock.published is None:
        return NO_CLOCK
    return around(walk(clock.published, steps, period), period)


def read_past(parts: Parts, clock: Clock) -> Days | str:
    """Counted back from publication: "over the past two months", "recent weeks"."""
    if clock.published is None:
        return NO_CLOCK
    unit = unit_of(parts.get("unit") or parts["units"])
    amount = reach_of(parts, unit, clock)
    return spanning(days_back(clock.published, amount, unit), clock.published)


def read_ahead(parts: Parts, clock: Clock) -> Days | str:
    """Counted on from publication: "in the next few days"."""
    if clock.published is None:
        return NO_CLOCK
    unit = unit_of(parts.get("unit") or parts["units"])
    amount = reach_of(parts, unit, clock)
    return spanning(clock.published, days_back(clock.published, -amount, unit))


def read_length_back(parts: Parts, clock: Clock) -> Days | str:
    """ "for more than two years", "in four days": a length that ends at publication."""
    if unit_of(parts["unit"]) == "hour" and (amount_of(parts.get("n"), clock) or 0) < FULL_DAY:
        return "a length of hours is no date"
    return read_ahead(parts, clock) if clock.ahead else read_past(parts, clock)


def read_ago_half(parts: Parts, clock: Clock) -> Days | str:
    """ "Half a year ago", "a year and a half ago", "two and a half years ago"."""
    if clock.published is None:
        return NO_CLOCK
    unit = unit_of(parts.get("unit") or parts["period"])
    amount = amount_of(parts["n"], clock) if "n" in parts else 0
    if amount is None or unit not in HALVES:
        return f"how many {unit}s ago is not said"
    size, smaller = HALVES[unit]
    there = walk(clock.published, -(amount * size + size // 2), smaller)
    return around(there, unit if amount else smaller)


def read_ago(parts: Parts, clock: Clock) -> Days | str:
    """ "two days ago", and the calendar unit that lies so far back: "three weeks ago"."""
    if clock.published is None:
        return NO_CLOCK
    unit = unit_of(parts.get("unit") or parts["units"])
    amount = amount_of(parts.get("n"), clock)
    if unit == "hour":
        return one_day(clock.published) if (amount or 1) < 12 else read_past(parts, clock)
    if amount is None:
        if unit not in clock.words.ago or parts.get("n") == "many":
            return f"how many {unit}s ago is not said"
        near, far = clock.words.ago[unit]
        return spanning(walk(clock.published, -far, unit), walk(clock.published, -near, unit))
    there = walk(clock.published, -amount, unit)
    return around(there, "year" if unit in ("decade", "century") else unit)


# --- counted from another time in the text -----------------------------------------


def read_relative(parts: Parts, clock: Clock) -> Days | str:
    """ "two days later", "the next day", "a year earlier", "that month"."""
    anchor = clock.anchor
    if anchor is None or anchor.earliest is None or anchor.latest is None:
        return NO_ANCHOR
    unit = unit_of(parts.get("unit") or parts.get("units") or "day")
    back = parts.get("direction", parts.get("side", parts.get("same", ""))) in _BACKWARD
    if "side" in parts and parts["unit"].endswith("s"):
        return _weeks_around(anchor.earliest if back else anchor.latest, unit, back, clock)
    if "n" not in parts and "units" not in parts:
        same = parts.get("same", "next" if "side" in parts else "same")
        steps = 0 if same in ("same", "very", "very same") else 1
    else:
        amount = amount_of(parts.get("n"), clock)
        if amount is None:
            return _some_later(anchor, unit, back, clock)
        steps = amount
    if unit == "hour":
        return anchor
    start = anchor.earliest if back else anchor.latest
    return around(walk(start, -steps if back else steps, unit), unit)


def _weeks_around(day: date, unit: str, back: bool, clock: Clock) -> Days:
    """ "The weeks before": as many as the codebook gives "recent weeks"."""
    reach = clock.words.recent.get(unit, 1)
    there = days_back(day, reach if back else -reach, unit)
    return spanning(there, day) if back else spanning(day, there)


def _some_later(anchor: Days, unit: str, back: bool, clock: Clock) -> Days | str:
    """ "days later": as many as the codebook gives "a few ... ago"."""
    if unit not in clock.words.ago or anchor.earliest is None or anchor.latest is None:
        return f"how many {unit}s is not said"
    near, far = clock.words.ago[unit]
    if back:
        return spanning(walk(anchor.earliest, -far, unit), walk(anchor.earliest, -near, unit))
    return spanning(walk(anchor.latest, near, unit), walk(anchor.latest, far, unit))


_BACKWARD = ("earlier", "before", "beforehand", "previously", "previous", "preceding")


def read_since_then(_: Parts, clock: Clock) -> Days | str:
    """From the time told before, to publication."""
    if clock.published is None:
        return NO_CLOCK
    anchor = clock.anchor
    if anchor is None or anchor.earliest is None or anchor.earliest > clock.published:
        return NO_ANCHOR
    return spanning(anchor.earliest, clock.published)


# --- names, and what stays open ----------------------------------------------------


def read_named(parts: Parts, clock: Clock) -> Days | str:
    """A day the codebook knows by name."""
    return one_day(clock.words.named_days[parts["named_day"]])


def read_feast(parts: Parts, clock: Clock) -> Days | str:
    """A feast of a fixed day or of a weekday of a month, the nearest if no year is said."""
    feast = parts["feast"].replace("’", "'")
    if feast in clock.words.weekday_feasts:
        return _weekday_feast(clock.words.weekday_feasts[feast], parts, clock)
    month, day = clock.words.feasts[feast]
    if "year" in parts:
        return day_of(int(parts["year"]), month, day)
    if clock.published is None:
        return NO_CLOCK
    found = nearest_date(clock.published, month, day, ahead=clock.ahead)
    return one_day(found) if found else "no such day"


def _weekday_feast(feast: tuple[int, int, int], parts: Parts, clock: Clock) -> Days | str:
    if "year" in parts:
        return one_day(weekday_of_month(int(parts["year"]), *feast))
    if clock.published is None:
        return NO_CLOCK
    here = weekday_of_month(clock.published.year, *feast)
    if clock.ahead and here < clock.published:
        return one_day(weekday_of_month(clock.published.year + 1, *feast))
    if not clock.ahead and here > clock.published:
        return one_day(weekday_of_month(clock.published.year - 1, *feast))
    return one_day(here)


def read_hijri(parts: Parts, clock: Clock) -> Days | str:
    """ "12 Ramadan 1436", "during Eid al-Adha": the last that has begun if no year is said."""
    month, first, last = clock.words.hijri[parts["hijri"]]
    if "hday" in parts:
        first = last = number_in(parts["hday"])
    if "hyear" in parts:
        return hijri_days(int(parts["hyear"]), month, first, last)
    if clock.published is None:
        return NO_CLOCK
    year = hijri_year_of(clock.published)
    found = hijri_days(year, month, first, last)
    begun = found.earliest is not None and found.earliest <= clock.published
    if clock.ahead:
        return hijri_days(year + 1, month, first, last) if begun else found
    return told(found if begun else hijri_days(year - 1, month, first, last), clock)


def read_lunar(parts: Parts, _: Clock) -> Days | str:
    """Feasts and months that follow the moon are not placed."""
    return f"{parts['lunar']} moves with the moon"


def read_recently(_: Parts, __: Clock) -> Days | str:
    """ "recently" has no bounds."""
    return "how recently is not said"


def read_unsaid_length(parts: Parts, clock: Clock) -> Days | str:
    """ "for days" reaches as far as "recent days"; for months and longer, only its end is told."""
    if clock.published is None:
        return NO_CLOCK
    unit = unit_of(parts["units"])
    if unit in ("day", "night", "week"):
        return read_past(parts, clock)
    return (
        "a length of hours is no date" if unit == "hour" else Days(None, clock.published, "longer")
    )


def read_running(parts: Parts, clock: Clock) -> Days | str:
    """ "for the second day running": the days up to publication."""
    if clock.published is None:
        return NO_CLOCK
    return spanning(walk(clock.published, -place_of(parts["place"]), "day"), clock.published)


def read_length(_: Parts, __: Clock) -> Days | str:
    """ "three months" alone is not placed."""
    return "a length is no date"


def read_recurrent(_: Parts, __: Clock) -> Days | str:
    """ "every Friday" is no single time."""
    return "it recurs"
