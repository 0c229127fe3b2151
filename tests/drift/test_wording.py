"""What changed between two wordings: nothing is lost, and what is equal is said to be."""

from __future__ import annotations

import time

from hypothesis import given
from hypothesis import strategies as st

from briefgen.drift.wording import changes, mapped

OLD = "They decided to open an office in Lutz by June 2025."
words = st.lists(st.sampled_from("to open an office in Lutz 25 26 not".split()), max_size=12)


def told(old: str, new: str) -> str:
    marks = {"=": "{}", "-": "[-{}-]", "+": "{{+{}+}}"}
    return "".join(marks[p.change].format(p.text) for p in changes(old, new))


def test_only_what_changed_is_marked() -> None:
    assert (
        told(OLD, "They decided to open an office in Lutz by March 2026.")
        == "They decided to open an office in Lutz by[- June 2025-]{+ March 2026+}."
    )
    assert told("in Lutz.", "in Lutz by 2025.") == "in Lutz{+ by 2025+}."
    assert told("They did not agree.", "They agree.") == "They[- did not-] agree."


def test_numbers_and_compounds_are_words() -> None:
    """`1,500` did not change into `1,600` by one digit of it."""
    assert told("1,500 guilders", "1,600 guilders") == "[-1,500-]{+1,600+} guilders"
    assert told("co-operation", "operation") == "[-co-operation-]{+operation+}"


def test_scripts_without_spaces_are_compared_by_character() -> None:
    assert (
        told("両国は六月に合意した。", "両国は七月に合意した。")
        == "両国は[-六-]{+七+}月に合意した。"
    )


def test_marks_stay_with_their_letters() -> None:
    """`कि` and `की` are two words, not one with two endings."""
    assert told("भारत कि जापान", "भारत की जापान") == "भारत[- कि-]{+ की+} जापान"


@given(words, words)
def test_both_wordings_can_be_read_off(old: list[str], new: list[str]) -> None:
    pieces = changes(" ".join(old), " ".join(new))
    assert "".join(p.text for p in pieces if p.change != "-").split() == new
    kept = "".join(p.text for p in pieces if p.change != "+")
    assert kept.replace(" ", "") == "".join(old)


@given(words, words, words, st.sampled_from(["Freedonia", "Sylvania signed"]))
def test_a_range_goes_where_its_words_went(
    before: list[str], after: list[str], inside: list[str], anchor: str
) -> None:
    """Whatever was put before or after it."""
    quote = " ".join([anchor, *inside, "treaty"])
    old = f"{' '.join(before)} {quote} {' '.join(after)}".strip()
    new = f"Correction: {quote} Ruritania said"
    start = old.index(anchor)
    place = mapped(old, new, start, start + len(quote))
    assert place is not None
    assert new[slice(*place)].startswith(anchor)
    assert new[slice(*place)].endswith("treaty")


def test_words_that_are_gone_went_nowhere() -> None:
    start = OLD.index("Lutz")
    assert mapped(OLD, "They parted.", start, start + 4) is None


def test_long_texts_are_quick() -> None:
    """Two passages of 20,000 words that share nothing but their ends."""
    old = " ".join(["begin", *(f"a{n}" for n in range(20_000)), "end"])
    new = " ".join(["begin", *(f"b{n}" for n in range(20_000)), "end"])
    started = time.process_time()
    assert [p.change for p in changes(old, new)] == ["=", "-", "+", "="]
    assert time.process_time() - started < 3
