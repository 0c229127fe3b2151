"""What a table gives is told of its row and its column, and the message says which these are."""

from __future__ import annotations

import pytest

from briefgen.claims import check_claim

HEAD = "Instrument | Carpania | Veldora"
GRANTS = "Grants | 12 million florins | 8 million florins"
LOANS = "Loans | 40 million florins | 25 million florins"


def test_the_message_names_row_and_column() -> None:
    """Who exchanged two sides reads whose the amount is."""
    (found,) = check_claim("Veldora gives 12 million florins in grants.", [HEAD, GRANTS, LOANS])
    assert found.code == "claim-number"
    assert found.words == "12 million florins"
    assert found.message.startswith(
        "the table gives `12 million florins` for `Carpania` and `Grants`, not for `Veldora`"
    )


def test_the_order_of_the_passages_does_not_matter() -> None:
    """A head that is cited behind its row is its head."""
    said = "Veldora gives 12 million florins in grants."
    assert check_claim(said, [GRANTS, HEAD])
    assert check_claim(said.replace("Veldora", "Carpania"), [GRANTS, HEAD]) == ()


def test_two_heads_bind_no_column() -> None:
    """With the heads of two tables nobody can say which of them a row stands under."""
    other = "Item | Norvania | Ostrand"
    found = check_claim("Carpania gives 12 million florins in grants.", [HEAD, other, GRANTS])
    assert found == ()


@pytest.mark.parametrize("said", ["12 million florins", "40 million florins"])
def test_an_amount_that_stands_outside_as_well(said: str) -> None:
    """An amount that a sentence of the source gives, too, is not held to the table."""
    prose = f"Veldora pays {said} for the bridge."
    found = check_claim(f"Veldora pays {said} for the bridge.", [HEAD, GRANTS, LOANS, prose])
    assert found == ()
