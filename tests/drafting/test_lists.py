"""Lists: an item is proposed with the line that opens it, and that line never alone."""

from __future__ import annotations

import pytest

import briefgen
from briefgen.drafting.proposed import PassedOver, Proposed, Statement
from briefgen.drafting.rules import Rules
from briefgen.evidence.leads import opens, together

THEMES = {"energy": ["grid", "engineers", "transformers", "port", "dam", "fund"]}


def drafted(text: str) -> list[tuple[str, str, str]]:
    """The sentence, commitment and quote of each proposal of a text."""
    found = briefgen.draft_sentences(text, themes=THEMES, parties=["Carpania", "Veldora"])
    return [(one.told or one.quote, one.commitment, one.quote) for one in found]


def test_items_go_with_their_lead() -> None:
    """Each item is an outcome of its own, as firm as the two are together; the lead is none."""
    text = (
        "6. Both sides agreed:\n- to exchange grid data every month;\n"
        "- to train forty engineers; and\n- to consider a common reserve of transformers."
    )
    assert drafted(text) == [
        (
            "Both sides agreed to exchange grid data every month",
            "decided",
            "to exchange grid data every month",
        ),
        ("Both sides agreed to train forty engineers", "decided", "to train forty engineers"),
        (
            "Both sides agreed to consider a common reserve of transformers",
            "explored",
            "to consider a common reserve of transformers",
        ),
    ]
    found = briefgen.draft_sentences(text, themes=THEMES)
    assert {one.lead for one in found} == {"Both sides agreed:"}
    assert {one.due for one in found} == {""}


@pytest.mark.parametrize(
    ("lead", "item", "said"),
    [
        ("The two sides:", "(a) will build a dam;", "The two sides will build a dam"),
        ("Both sides agreed to:", "Open the port;", "Both sides agreed to open the port"),
        (
            "They agreed that:",
            "(a) Veldora will open a port.",
            "They agreed that Veldora will open a port",
        ),
        (
            "The Ministers agreed to the following:",
            "to open the port;",
            "The Ministers agreed to open the port",
        ),
        (
            "Both sides agreed, subject to approval:",
            "to open the port;",
            "Both sides agreed, subject to approval, to open the port",
        ),
        (
            "They instructed their officials:",
            "to open the port;",
            "They instructed their officials to open the port",
        ),
        (
            "Subject to approval, both sides agreed that:",
            "(b) the port will be opened;",
            "Subject to approval, both sides agreed that the port will be opened",
        ),
    ],
)
def test_the_two_make_a_sentence(lead: str, item: str, said: str) -> None:
    """With the words that join them, and with the condition that the lead puts on all of it."""
    assert [one[0] for one in drafted(f"{lead}\n{item}")] == [said]


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("The two sides did not agree:\nto open the port;", "denied"),
        ("The two sides did not agree that:\n(a) Veldora will open the port.", "denied"),
        ("They did not:\n(a) agree to open the port.", "denied"),
        ("Analysts said that:\n(a) the port will be opened.", "outsider"),
        ("Subject to approval:\n(a) Veldora will open the port.", "lead"),
    ],
)
def test_what_a_lead_denies_no_item_says(text: str, reason: str) -> None:
    """However firm the item sounds by itself."""
    lead, item = text.split("\n")
    _, passed = Rules().draft([Statement(0, item, lead=lead)], parties=(), themes=THEMES)
    assert [one.reason for one in passed] == [reason]


def test_a_lead_alone_is_never_proposed() -> None:
    """Also when nothing below it can be proposed; one that says something itself may be."""
    given = [Statement(0, "Both sides agreed:"), Statement(1, "Both sides agreed to open a port:")]
    proposed, passed = Rules().draft(given, parties=(), themes=THEMES)
    assert passed == [PassedOver(0, "lead", "agreed")]
    assert [one.quote for one in proposed] == ["Both sides agreed to open a port"]
    assert opens("Both sides agreed:")
    assert not opens("Both sides agreed")


def test_the_paragraph_after_a_list_is_no_item() -> None:
    """A denial above the list does not reach it."""
    text = "They did not agree:\n- to open the port;\n- to build a dam.\nVeldora will build a dam."
    assert drafted(text) == [("Veldora will build a dam", "decided", "Veldora will build a dam")]


def test_a_long_item_does_not_end_its_list() -> None:
    """When it ends as items do."""
    text = f"Both sides agreed:\nto build a dam {'of stone ' * 25};\nto open the port."
    assert [one[2] for one in drafted(text)][-1] == "to open the port"


def test_what_makes_no_sentence_is_not_joined() -> None:
    """Bare words after `agreed`, or a lead that says all of it."""
    assert together("Both sides agreed:", "exchange grid data;") is None
    assert together("They agreed to set up three groups:", "on water;") is None
    assert together("Both sides agreed", "to open the port") is None


def test_an_undertaking_not_to_do_something_is_an_outcome() -> None:
    """Of all parties together; a report that nothing was agreed is none."""
    statement = Statement(0, "Neither side will tax the port before 31 December 2027.")
    (found,), _ = Rules().draft([statement], parties=["Carpania", "Veldora"], themes=THEMES)
    assert isinstance(found, Proposed)
    assert (found.commitment, found.actors) == ("decided", ("Carpania", "Veldora"))
    assert found.quote == "Neither side will tax the port before 31 December 2027"
    refused = Statement(0, "Neither side will agree on the port.")
    proposed, _ = Rules().draft([refused], parties=["Carpania", "Veldora"], themes=THEMES)
    assert proposed == []
