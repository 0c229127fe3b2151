"""What a block is by its words: the furniture of sites and news rooms, and text that only looks
like it."""

from __future__ import annotations

import time

import pytest

from briefgen.ingest.words import kind_of_words

FURNITURE = {
    "boilerplate": [
        "Exit mobile version",
        "Skip to main content",
        "Back to top",
        "Read more",
        "READ MORE: Ministers of Florin meet",
        "Also read: Guilder opens an office",
        "Related: What is a customs office?",
        "Related articles",
        "More from Zubrowka",
        "Share this article on Facebook",
        "Print this page",
        "Follow us on X",
        "Subscribe to our newsletter",
        "Sign up for the morning briefing",
        "Leave a comment",
        "12 comments",
        "3 min read",
        "Advertisement",
        "© 2024 Ministry of Trade, Zubrowka",
        "(c) 2024 Ministry of Trade, Zubrowka",
        "All rights reserved.",
        "We use cookies to make this site better.",
        "Accept all cookies",
        "Page 3 of 12",
        "Last updated: 5 March 2024",
        "* * *",
        "________",
        "Tags: trade, customs",
        "By Anna Lutz",
        "Written by Anna Lutz and Karl Florin",
    ],
    "caption": [
        "The ministers in Lutz. Image courtesy: ZNA",
        "The ministers in Lutz (Photo: Z. Ero)",
        "Photo by Anna Lutz",
        "The bridge at Florin | Photo: ZNA/Getty Images",
        "File photo: the ministers in 2023",
        "Photo credit: Ministry of Trade",
    ],
}
TEXT = [
    "Also: the ministers agreed on a customs office.",
    "Home affairs were discussed.",
    "Read more slowly, the text says that they agreed.",
    "Comments on the agreement are due in May.",
    "The ministers followed up on the talks of 2023 and shared their views.",
    "By May, the office will be open.",
    "By 2025 Zubrowka will have lowered its fees.",
    "Share of Zubrowka in the trade of Ruritania",
    "(c) will consider a common reserve of transformers.",
    "(C) Ministers will meet again.",
    "Search and rescue",
    "Print media and the trade talks",
    "Copyright will be protected by both sides.",
    "The two sides agreed on trade, customs, roads, minerals, energy and water.",
    "Mr Zero, Ms One, Mr Two, Ms Three, Mr Four, Ms Five, Mr Six",
    "Photographs were taken when the ministers signed.",
    "Top of the agenda",
    "The memorandum covers imaging: photos and pictures of the border by satellite.",
]


@pytest.mark.parametrize(
    ("kind", "text"), [(kind, text) for kind, texts in FURNITURE.items() for text in texts]
)
def test_furniture(kind: str, text: str) -> None:
    """What only a site or a news room says, with why it is thought so."""
    verdict = kind_of_words(text)
    assert verdict is not None
    assert verdict.kind == kind
    assert verdict.note


@pytest.mark.parametrize("text", TEXT)
def test_text(text: str) -> None:
    """A sentence that begins like a button is a sentence."""
    assert kind_of_words(text) is None


@pytest.mark.parametrize(
    "piece", ["A", "A ", "read more ", "share this ", "a, ", "photo ", "- ", "by A"]
)
@pytest.mark.parametrize("end", ["", "!", "\u00e9", " ?x"])
def test_no_rule_takes_long(piece: str, end: str) -> None:
    """Words that begin like a rule over and over are judged at once: a rule that tried every
    way to part them would not end."""
    started = time.process_time()
    for start in ("", "By ", "Read more", "Photo: ", "Share "):
        for size in (10, 60, 119, 239, 499, 2_999):
            kind_of_words((start + piece * size)[:size] + end)
    assert time.process_time() - started < 2
