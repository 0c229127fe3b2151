"""A date is told to be another only where the passages give another for the same thing."""

from __future__ import annotations

import pytest

from briefgen.claims import check_claim

TRADE = (
    "7. Trade in electricity between the two countries grew by 14 per cent in 2024 to 310 million "
    "florins. Carpania reaffirmed its commitment to the Energy Charter of Asel of 1997. Neither "
    "side will impose new tariffs on electricity before 31 December 2027, unless the other does so "
    "first."
)
RIVER = (
    "1. The Ministers signed the Agreement on the River Ore. Carpania will release no less than "
    "120 cubic metres per second at the Halm weir between 1 May and 30 September of each year. "
    "Veldora undertook to submit the Agreement to its parliament by 15 December 2025."
)
COMMISSION = (
    "2. The Ministers met in Port Asel on 17 and 18 September 2025. The two sides agreed to "
    "establish a Joint River Commission, which shall meet for the first time in Brenn in February "
    "2026."
)
UNDATED = (
    "Trade in electricity between the two countries grew by 14 per cent to 310 million florins. "
    "Carpania reaffirmed its commitment to the Energy Charter of Asel of 1997."
)


def _dates(sentence: str, *passages: str) -> list[str]:
    """What is to be written instead, for each finding about a date."""
    found = check_claim(sentence, passages)
    return [finding.suggestion for finding in found if finding.code == "claim-date"]


@pytest.mark.parametrize("year", [2023, 2025, 2026, 1997, 2027])
@pytest.mark.parametrize(
    "sentence",
    [
        "Trade in electricity reached 310 million florins in {}.",
        "Trade in electricity grew by 14 per cent in {} to 310 million florins.",
        "In {}, electricity trade grew by 14 per cent.",
        "Electricity trade grew to 310 million florins by {}.",
    ],
)
def test_the_year_of_the_same_clause(sentence: str, year: int) -> None:
    """A wrong year, be it another sentence's, is told to be the one of the clause."""
    assert _dates(sentence.format(year), TRADE) == ["write `2024`"]
    if " by {}" not in sentence:
        assert check_claim(sentence.format(2024), [TRADE]) == ()


@pytest.mark.parametrize("year", [2024, 2027, 1998])
def test_the_year_of_a_name(year: int) -> None:
    """The year of a charter is that charter's."""
    sentence = f"Carpania reaffirmed its commitment to the Energy Charter of {year}."
    assert _dates(sentence, TRADE) == ["write `1997`"]


def test_no_year_to_write() -> None:
    """Where the sentence of the passage has no date, none of another sentence is to be written."""
    assert _dates("Trade in electricity grew to 310 million florins in 2025.", UNDATED) == [""]
    assert _dates("Trade in electricity grew by 14 per cent in 1997.", UNDATED + TRADE)


def test_nothing_to_write_from_another_sentence() -> None:
    """A date that is given for something else is not told to be one of a third thing."""
    pays = "Carpania will contribute 85 million florins to the interconnector over three years."
    carries = "The interconnector will carry 400 megawatts from 2029."
    said = "Carpania may contribute 85 million florins to the interconnector only in 2029."
    found = check_claim(said, [pays + " " + carries, TRADE], judgement=True)
    assert not any("2024" in finding.message + finding.suggestion for finding in found)


@pytest.mark.parametrize(
    "date", ["November 2025", "17 September 2025", "September 2025", "February 2025"]
)
def test_a_month_is_no_day(date: str) -> None:
    """For a month, a month is to be written, and never the first day of a range by itself."""
    sentence = f"The Commission will first meet in Brenn in {date}."
    assert _dates(sentence, COMMISSION) == ["write `February 2026`"]


def test_a_range_of_days_is_told_whole() -> None:
    """`17 and 18 September 2025` is not told as `17`."""
    (said,) = _dates("The Ministers met in Port Asel on 19 September 2025.", COMMISSION)
    assert said in ("write `17 and 18 September 2025`", "write `18 September 2025`")


@pytest.mark.parametrize("date", ["30 September 2025", "1 May 2025", "15 December 2026"])
def test_a_date_of_each_year_is_no_deadline(date: str) -> None:
    """`30 September of each year` does not bear out `by 30 September 2025`."""
    sentence = f"Veldora undertook to submit the Agreement to its parliament by {date}."
    (said,) = _dates(sentence, RIVER)
    assert said.replace("by ", "") == "write `15 December 2025`"


def test_what_stands_before_a_date() -> None:
    """Only the words that say how a date is meant are told with it."""
    sentence = "Neither side will impose new tariffs on electricity before the end of 1997."
    assert _dates(sentence, TRADE) == ["write `before 31 December 2027`"]


@pytest.mark.parametrize(
    "sentence",
    [
        "The population fell from 4.1 million in 2020 to 3.8 million in 2020.",
        "The population fell from 4.1 million in 2015 to 3.8 million in 2015.",
        "Between 2015 and 2015 the population fell to 3.8 million.",
        "The population was 3.8 million in 2020, down from 4.1 million in 2020.",
    ],
)
def test_a_date_set_against_itself(sentence: str) -> None:
    """The two ends of a change are two dates."""
    passage = "From 2015 to 2020 the population of Orlune fell from 4.1 million to 3.8 million."
    assert _dates(sentence, passage)
    true = "The population of Orlune fell from 4.1 million in 2015 to 3.8 million in 2020."
    assert _dates(true, passage) == []
