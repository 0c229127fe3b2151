"""The terms of an outcome (who carries it out, by when, on what condition) beside its quotes."""

from __future__ import annotations

import pytest

from briefgen.claims import terms

PARTIES = ("Zubrowka", "Ruritania")
PAYING = (
    "Zubrowka intends to lend 85 million guilders for the bridge, "
    "provided that its parliament approves the 2026 budget"
)
GIVING = "Ruritania will give 60 million guilders over three years"
FUND = (
    "The two sides agreed to set up a joint fund, to be led by the trade secretaries of the two "
    "countries, which shall meet in February 2026"
)


@pytest.mark.parametrize(
    ("text", "quote", "right"),
    [
        ("its parliament approves the 2026 budget", PAYING, True),
        ("Zubrowka's parliament approves the 2026 budget", PAYING, True),
        ("approval of the budget by parliament", PAYING, True),
        ("Ruritania's parliament approves the 2026 budget", PAYING, False),
        ("its parliament rejects the 2026 budget", PAYING, False),
        ("its parliament does not approve the budget", PAYING, False),
        ("its parliament approves the 2027 budget", PAYING, False),
        ("its government approves the 2026 budget", PAYING, False),
        ("Zubrowka lends money for the bridge", PAYING, False),  # what is promised
        ("85 million guilders", PAYING, False),
        ("its parliament approves the 2026 budget", GIVING, False),  # another outcome's
        ("a vote in parliament", GIVING, False),
        ("Zubrowka pays first", GIVING, False),
        ("the vote fails", "Should the vote fail, Guilder will withdraw the offer", True),
        ("withdrawal of the offer", "Should the vote fail, Guilder will withdraw it", False),
        ("domestic law", "Florin will share data in accordance with its domestic laws", True),
        ("ratification by both", "Ratification by both is required before it is paid", True),
        ("unless the other does so first", "None will do it, unless the other does so first", True),
        ("if Ruritania’s parliament agrees", "subject to consent by Ruritania's parliament", True),
        ("if Zubrowka's parliament agrees", "subject to consent by Ruritania's parliament", False),
        ("mutual consent", "They may, by mutual consent, extend it to services", True),
        ("reciprocity", "Visas will be waived on the basis of reciprocity", True),
        ("approval by the two parliaments", "once ratified by both countries' parliaments", True),
        ("only if the ceasefire holds", "They return as long as the ceasefire holds", True),
        ("within the budget", "Florin will build it within the budget", True),
    ],
)  # fmt: skip
def test_condition(text: str, quote: str, right: bool) -> None:
    """A condition is one that the outcome's own quotes set, and nothing that they promise."""
    assert (terms.condition(text, (quote,), ("Zubrowka",), ()) is None) == right


@pytest.mark.parametrize(
    ("text", "quote", "actors", "right"),
    [
        ("Ruritania", GIVING, ("Ruritania",), True),
        ("the Ruritanian government", GIVING, ("Ruritania",), True),
        ("Zubrowka", GIVING, ("Ruritania",), False),
        ("the ministry of finance", GIVING, ("Ruritania",), False),
        ("the trade secretaries", FUND, ("Zubrowka", "Ruritania"), True),
        ("both governments", FUND, ("Zubrowka", "Ruritania"), True),
        ("Zubrowka", FUND, ("Zubrowka", "Ruritania"), True),
        ("the labour secretaries", FUND, ("Zubrowka", "Ruritania"), False),
        ("Guilder", FUND, ("Zubrowka", "Ruritania"), False),
        ("Florin", "It will host the talks", (), True),  # whom a sentence before names
        ("Zubrowka", "It will host the talks", ("Ruritania",), False),
        ("Joint River Commission", "The Commission will meet", (), True),
    ],
)
def test_owner(text: str, quote: str, actors: tuple[str, ...], right: bool) -> None:
    """Who carries an outcome out is somebody whom its quotes name, or who acts in them."""
    passage = f"Florin hosts Guilder and Zubrowka. The Joint River Commission sits there. {quote}."
    assert (terms.owner(text, (quote,), (passage,), actors, PARTIES, ()) is None) == right


@pytest.mark.parametrize(
    ("text", "quote", "right"),
    [
        ("February 2026", FUND, True),
        ("by February 2026", FUND, False),
        ("from 2029", GIVING, False),  # another sentence's
        ("February 2026", "The fund will have no say over grants", False),
        ("three years", GIVING, True),
        ("within four years", GIVING, False),
        ("at the next meeting", GIVING, False),
        ("within 30 days", "They will pay within thirty days", True),
        ("end of 2026", "They will pay by the end of 2026", True),
    ],
)
def test_due(text: str, quote: str, right: bool) -> None:
    """By when is what the outcome's quotes give, not what a sentence beside them does."""
    assert (terms.due(text, (quote,), ()) is None) == right
