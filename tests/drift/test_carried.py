"""What somebody found out about a passage is not forgotten with a new version."""

from __future__ import annotations

from briefgen.drift.carried import Entry, carried

OLD = ("The title", "They agreed on tariffs.", "They met. They agreed on tariffs.", "Share this")
NEW = ("Correction", "The title", OLD[1], "Share this", OLD[1])


def test_kinds_move_with_their_passages() -> None:
    """Title and button have moved; what the reader says of them is not asked."""
    old = (Entry(1, "title"), Entry(4, "boilerplate", note="a button of the site"))
    read = (Entry(1, "heading"), Entry(2, "heading"))
    made = carried(old, read, (OLD, NEW), {1: 2, 2: 3, 4: 4})
    assert made == (
        Entry(1, "heading"),
        Entry(2, "title"),
        Entry(4, "boilerplate", note="a button of the site"),
    )


def test_body_text_stays_body_text() -> None:
    """Somebody took the reader's kind away once; it does not come back."""
    made = carried((), (Entry(3, "caption"), Entry(5, "caption")), (OLD, NEW), {2: 3})
    assert made == (Entry(5, "caption"),)


def test_a_repeat_repeats_what_its_passage_became() -> None:
    old = (Entry(2, "repeat", of=3),)
    assert carried(old, (), (OLD, NEW), {2: 3, 3: 5}) == (Entry(3, "repeat", of=5),)


def test_a_repeat_whose_original_is_gone_is_body_text() -> None:
    """Else the only place of the words would count as a repeat of nothing."""
    new = (NEW[0], NEW[2])
    assert carried((Entry(2, "repeat", of=3),), (), (OLD, new), {2: 2}) == ()


def test_a_changed_passage_is_what_its_reader_says() -> None:
    old = (Entry(4, "boilerplate"),)
    new = ("Share this page",)
    assert carried(old, (Entry(1, "caption"),), (OLD, new), {4: 1}) == (Entry(1, "caption"),)


def test_sentences_are_carried_with_their_passages() -> None:
    old = (Entry(3, "repeat", of=2, text="They agreed on tariffs."),)
    new = (OLD[1], "More.", OLD[2])
    made = carried(old, (), (OLD, new), {2: 1, 3: 3})
    assert made == (Entry(3, "repeat", of=1, text="They agreed on tariffs."),)
