"""What a brief tells its reader to do begins with a verb, and that is no part of a name."""

from __future__ import annotations

import pytest

from briefgen.claims import check_claim

PASSAGES = [
    "Carpania and Veldora will settle the agenda of the Working Group in March.",
    "Carpania will contribute 85 million florins. Grant Vale, its minister, told Parliament so.",
]


def _codes(sentence: str) -> list[str]:
    return [finding.code for finding in check_claim(sentence, PASSAGES, judgement=True)]


@pytest.mark.parametrize(
    "verb",
    """
    Ask Urge Invite Remind Tell Offer Support Press Thank Help Encourage Persuade Warn Advise Lobby
    Brief Involve Engage Propose Request Give Send Let Keep Make Push Consult Join Meet Show Write
    Use Reassure Approach Allow Oppose Challenge Await Call Congratulate Welcome Back Pay Follow
    Nudge Alert Convince Sound Email Sue Bill Trust Seek Leave Hold Grant Inform Notify Assure
    """.split(),
)
@pytest.mark.parametrize(
    "rest",
    [
        "Carpania to settle the agenda.",
        "Carpania and Veldora to settle the agenda in March.",
        "Carpania on the agenda that was agreed.",
    ],
)
def test_a_command_is_no_name(verb: str, rest: str) -> None:
    """`Ask Carpania to …` asks for a passage that names Carpania, and for none that names Ask."""
    assert _codes(f"{verb} {rest}") == []


@pytest.mark.parametrize(
    "sentence",
    [
        "Ask Parliament to settle the agenda.",
        "Now Carpania can settle the agenda.",
        "Meanwhile Veldora should settle the agenda.",
        "Grant Carpania the 85 million florins.",
        "Grant Carpania more time.",
        "Support Carpania's contribution.",
    ],
)
def test_other_words_before_a_name(sentence: str) -> None:
    """What opens a sentence, or a command whose object is a thing, is no name either."""
    assert _codes(sentence) == []


@pytest.mark.parametrize(
    "sentence",
    [
        "Ask Norvania to settle the agenda.",
        "Urge Carpania and Norvania to settle the agenda.",
        "Mark Vale told Parliament so.",
        "Mark Vale, its minister, told Parliament so.",
        "Frank Vale has said so.",
        "Bill Vale of Carpania will contribute 85 million florins.",
        "Sue Vale",
        "Ask Mark Vale to settle the agenda.",
        "Study Group will settle the agenda.",
        "Contact Group meeting in March.",
    ],
)
def test_names_are_found_still(sentence: str) -> None:
    """Who is asked must stand in a passage, and a first name that is a verb, too, is a name."""
    assert _codes(sentence) == ["claim-name"]
