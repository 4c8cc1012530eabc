"""The reader of each form of time phrase, by the form's name in codebook/data/times.yaml."""

from collections.abc import Mapping

from dateline.resolve import counted, dates
from dateline.resolve.clock import Reader

READERS: Mapping[str, Reader] = {
    "aged": counted.read_length,
    "days": dates.read_days,
    "years": dates.read_years,
    "decades": dates.read_decades,
    "weekdays": counted.read_weekdays,
    "since_then": counted.read_since_then,
    "ahead": counted.read_ahead,
    "past": counted.read_past,
    "ago": counted.read_ago,
    "relative": counted.read_relative,
    "ordinal": dates.read_ordinal,
    "iso": dates.read_iso,
    "numeric": dates.read_numeric,
    "date": dates.read_date,
    "month_part": dates.read_month_part,
    "month": dates.read_month,
    "year_part": dates.read_year_part,
    "decade": dates.read_decade,
    "century": dates.read_century,
    "season": dates.read_season,
    "weekend": counted.read_weekend,
    "period_part": counted.read_period_part,
    "period": counted.read_period,
    "recurrent": counted.read_recurrent,
    "named_day": counted.read_named_day,
    "weekday": counted.read_weekday,
    "this_part": counted.read_today,
    "since_part": counted.read_today,
    "night": counted.read_night,
    "named": counted.read_named,
    "feast": counted.read_feast,
    "lunar": counted.read_lunar,
    "length_back": counted.read_length_back,
    "unsaid_length": counted.read_unsaid_length,
    "running": counted.read_running,
    "length": counted.read_length,
    "now": counted.read_today,
    "recently": counted.read_recently,
    "year": dates.read_year,
}
