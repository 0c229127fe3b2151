"""Months, weekdays, parts of periods, and the small words before a date."""

from __future__ import annotations

MONTHS: dict[str, int] = {}
for _number, _names in enumerate(
    "january jan|february feb|march mar|april apr|may|june jun|july jul|august aug|"
    "september sep sept|october oct|november nov|december dec".split("|"),
    start=1,
):
    for _name in _names.split():
        MONTHS[_name] = _number
WEEKDAYS: dict[str, int] = {}
for _number, _names in enumerate(
    "monday mon|tuesday tue tues|wednesday wed|thursday thu thur thurs|friday fri|"
    "saturday sat|sunday sun".split("|")
):
    for _name in _names.split():
        WEEKDAYS[_name] = _number
SEASONS: dict[str, str] = {
    "spring": "spring", "summer": "summer", "autumn": "autumn", "winter": "winter",
}  # fmt: skip
PARTS: dict[str, str] = {
    "early": "early", "mid": "mid", "middle": "mid", "late": "late", "end": "end",
    "beginning": "early", "start": "early", "close": "end", "later": "later", "earlier": "earlier",
}  # fmt: skip
#: Words before a date, by what they say of time: `by`, `until`, `from`, `after`, or nothing.
DIRECTIONS: dict[tuple[str, ...], str] = {}
for _line in """
by: by before no_later_than not_later_than ahead_of prior_to within due_by latest_by
by: on_or_before
until: until till through up_to to
from: from since starting starting_from beginning as_from effective effective_from
from: with_effect_from on_and_after on_or_after
at: as_of as_at
after: after following no_earlier_than not_before
""".strip().splitlines():
    _head, _, _forms = _line.partition(":")
    for _form in _forms.split():
        DIRECTIONS[tuple(_form.split("_"))] = _head
RELATIVE: frozenset[str] = frozenset(
    "next last this previous following coming past current same preceding".split()
)
PERIODS: frozenset[str] = frozenset(
    "year month week quarter decade century day weekend summer spring autumn winter fiscal "
    "financial night morning evening afternoon".split()
)
DAYS: frozenset[str] = frozenset("today yesterday tomorrow tonight".split())
