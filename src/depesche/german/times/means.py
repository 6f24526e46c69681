"""In: what `means` says in a rule. Out: the function that makes a meaning of its matches."""

from __future__ import annotations

from collections.abc import Callable

from depesche.german.times import means_clock, means_days, means_lengths, means_sets, means_years
from depesche.german.times.meaning import Meaning
from depesche.german.times.scan import Hit

MEANINGS: dict[str, Callable[[Hit], Meaning | None]] = {
    f.__name__: f
    for f in (
        means_days.full_date,
        means_days.calendar,
        means_days.calendar_mixed,
        means_days.month,
        means_days.month_turn,
        means_days.weekday,
        means_days.night,
        means_days.shift,
        means_days.tomorrow,
        means_days.anaphor,
        means_days.anaphor_day,
        means_days.anaphor_unit,
        means_days.feast,
        means_days.weekend,
        means_years.unit_turn,
        means_years.new_year,
        means_years.unit_now,
        means_years.phase_unit,
        means_years.before_unit,
        means_years.year,
        means_years.year_bare,
        means_years.year_end,
        means_years.year_slash,
        means_years.fiscal,
        means_years.fiscal_turn,
        means_years.decade,
        means_years.century,
        means_years.part_of_year,
        means_years.season,
        means_years.season_bare,
        means_clock.clock,
        means_clock.clock_half,
        means_clock.clock_quarter,
        means_clock.midnight,
        means_clock.part,
        means_clock.part_set,
        means_lengths.duration,
        means_lengths.duration_vague,
        means_lengths.duration_more,
        means_lengths.duration_sum,
        means_lengths.duration_start,
        means_lengths.duration_hyphen,
        means_lengths.long_time,
        means_lengths.spanning,
        means_sets.set_adverb,
        means_sets.set_unit,
        means_sets.set_part,
        means_sets.set_weekday,
        means_sets.set_month,
        means_sets.set_every,
        means_sets.set_by,
        means_sets.fixed,
        means_sets.present,
        means_sets.present_days,
        means_sets.past,
        means_sets.then,
        means_sets.future,
        means_sets.past_noun,
        means_sets.ex,
        means_days.christmas,
        means_sets.past_time,
        means_sets.future_time,
        means_years.week_of_month,
    )
}
