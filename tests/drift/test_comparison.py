"""What became of each quote, compared with how the new version was made."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefgen.drift.comparison import Verdict, compare
from briefgen.evidence.passages import Match, find

LINES = (
    "Joint communiqué of Zubrowka and Ruritania",
    "The ministers of Zubrowka and Ruritania met in Lutz on 5 March 2024.",
    "They discussed tariffs. Zubrowka and Ruritania decided to open a joint customs office in "
    "Lutz by June 2025. Ruritania did not pledge any money for it.",
    "The fund of 1,500 guilders is paid by Zubrowka.",
    "Share this page",
)
OFFICE = "decided to open a joint customs office in Lutz by June 2025"
Made = Callable[..., Any]


def became(source: Made, quote: Made, new: tuple[str, ...], words: str = OFFICE) -> Verdict:
    drift = compare(source(LINES), source(new), [quote(words)])
    assert drift.skipped == ()
    (verdict,) = drift.verdicts
    return verdict


def edited(old: str, new: str) -> tuple[str, ...]:
    assert any(old in line for line in LINES)
    return tuple(line.replace(old, new) for line in LINES)


def test_the_same_text_keeps_every_anchor(source: Made, quote: Made) -> None:
    verdict = became(source, quote, LINES)
    assert (verdict.kind, verdict.was, verdict.needs_person) == ("same", verdict.now, False)


def test_a_passage_before_it_moves_the_quote(source: Made, quote: Made) -> None:
    """The passage number is another; the words are the same ones."""
    new = (LINES[0], "A list of those who took part is annexed.", *LINES[1:])
    verdict = became(source, quote, new)
    assert (verdict.kind, verdict.was.passages) == ("moved", (3,))
    assert verdict.now is not None
    assert verdict.now.passages == (4,)
    ((start, end),) = verdict.now.spans
    assert source(new).archive.text[start:end] == OFFICE


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("customs office in Lutz", "customs\u00a0office in\u00a0Lutz"),
        ("Zubrowka and Ruritania decided", "Zubrowka  and Ruritania decided"),
        ("joint customs", "joint cus\u00adtoms"),
    ],
)
def test_typography_alone_needs_nobody(source: Made, quote: Made, old: str, new: str) -> None:
    verdict = became(source, quote, edited(old, new))
    assert (verdict.kind, verdict.old, verdict.new) == ("same", "", "")


@pytest.mark.parametrize(
    ("old", "new", "what"),
    [
        ("June 2025", "June 2026", "a number"),
        ("June 2025", "July 2025", "a month"),
        ("decided to open", "agreed to open", "a verb"),
        ("decided to open", "decided to consider opening", "its complement"),
        ("decided to open", "decided not to open", "a denial in the quote"),
        ("Ruritania decided to", "Ruritania have not decided to", "a denial before the quote"),
        ("Zubrowka and Ruritania decided", "Zubrowka decided", "who decides, before the quote"),
        ("Zubrowka and Ruritania decided", "Zubrowka and Freedonia decided", "a name before it"),
        ("by June 2025.", "by June 2025, if parliament agrees.", "a condition after the quote"),
        ("joint customs office", "Joint customs office", "a capital"),
        ("office in Lutz", "office at Lutz", "a small word"),
    ],
)
def test_a_word_that_changed_needs_a_person(
    source: Made, quote: Made, old: str, new: str, what: str
) -> None:
    """Also where the quote's own words are untouched and only its sentence says otherwise."""
    verdict = became(source, quote, edited(old, new))
    assert (verdict.kind, verdict.needs_person) == ("changed", True), what
    assert verdict.now is not None
    assert verdict.now.passages == (3,)
    assert verdict.old != verdict.new


def test_the_wording_that_took_its_place_is_proposed(source: Made, quote: Made) -> None:
    verdict = became(source, quote, edited("by June 2025", "by March 2026"))
    assert verdict.proposal == "decided to open a joint customs office in Lutz by March 2026"


def test_a_wording_that_is_denied_is_not_proposed(source: Made, quote: Made) -> None:
    """What a person may take must be a quote that the build accepts."""
    new = edited("Ruritania decided to open", "Ruritania did not decide to open")
    verdict = became(source, quote, new)
    assert verdict.kind == "changed"
    if verdict.proposal is not None:
        found = find(source(new).archive.text, verdict.proposal, passages=True)
        assert isinstance(found, Match)
        assert "not" in verdict.proposal.split()


def test_another_sentence_of_the_passage_is_only_shown(source: Made, quote: Made) -> None:
    """The sentence of the quote is whole; that its passage changed around it is told."""
    verdict = became(source, quote, edited("did not pledge any", "pledged some"))
    assert (verdict.kind, verdict.needs_person) == ("same", False)
    assert "did not pledge any money" in verdict.old
    assert "pledged some money" in verdict.new


def test_words_that_were_taken_out_are_gone(source: Made, quote: Made) -> None:
    new = tuple(line for line in LINES if OFFICE not in line)
    verdict = became(source, quote, new)
    assert (verdict.kind, verdict.now, verdict.proposal) == ("gone", None, None)


def test_a_sentence_that_was_taken_out_of_its_passage_is_gone(source: Made, quote: Made) -> None:
    sentence = f"Zubrowka and Ruritania {OFFICE}. "
    verdict = became(source, quote, edited(sentence, ""))
    assert (verdict.kind, verdict.now) == ("gone", None)
    assert "passage 3" in verdict.why


def test_another_occurrence_is_not_taken_for_the_quoted_one(source: Made, quote: Made) -> None:
    """The line under the title still has the old words; the text itself was corrected."""
    sentence = f"Zubrowka and Ruritania {OFFICE}."
    old = source((LINES[0], sentence, *LINES[1:]), {2: "repeat"})
    new = source((LINES[0], sentence, *edited("2025", "2026")[1:]), {2: "repeat"})
    verdict = compare(old, new, [quote(OFFICE)]).verdicts[0]
    assert verdict.was.passages == (4,)
    assert verdict.kind == "changed"


def test_words_that_are_a_heading_now_need_a_person(source: Made, quote: Made) -> None:
    new = source(LINES, {4: "caption"})
    verdict = compare(source(LINES), new, [quote("1,500 guilders is paid")]).verdicts[0]
    assert verdict.kind == "changed"


def test_words_that_stand_twice_now_need_a_person(source: Made, quote: Made) -> None:
    verdict = became(source, quote, (*LINES, f"The two {OFFICE}, they say."))
    assert verdict.kind == "changed"
    assert "passages 3, 6" in verdict.why


def test_a_prefix_that_no_longer_stands_there_needs_a_person(source: Made, quote: Made) -> None:
    asked = quote("paid by Zubrowka", prefix="guilders is")
    new = source(edited("The fund of 1,500 guilders is paid", "The fund is paid"))
    verdict = compare(source(LINES), new, [asked]).verdicts[0]
    assert (verdict.kind, "prefix" in verdict.why) == ("changed", True)


def test_a_quote_that_was_refused_before_has_no_anchor(source: Made, quote: Made) -> None:
    drift = compare(source(LINES), source(LINES), [quote("decided to close the customs office")])
    assert drift.verdicts == ()
    assert [(e.key, code) for e, code in drift.skipped] == [("customs-office/1", "quote-changed")]


@pytest.mark.parametrize(
    ("before", "after", "sentence"),
    [
        ("Zubrowka spoke.", "Ruritania spoke.", "It pledged 40 million crowns for the bridge."),
        ("Both signed.", "None signed.", "In this they were guided by the treaty of Lutz."),
        ("The two ministers met.", "The two kings met.", "They will build a bridge at Strelsau."),
    ],
)
def test_a_sentence_that_refers_to_another_one_needs_it(
    source: Made, quote: Made, before: str, after: str, sentence: str
) -> None:
    """Who `it` is stands in the sentence before; who is only named there is not asked for when
    the sentence names its own."""
    old, new = source((f"{before} {sentence}",)), source((f"{after} {sentence}",))
    words = quote(" ".join(sentence.rstrip(".").split()[1:]))
    assert compare(old, old, [words]).verdicts[0].kind == "same"
    verdict = compare(old, new, [words]).verdicts[0]
    assert (verdict.kind, verdict.proposal) == ("changed", words.quote)
    assert (verdict.old, verdict.new) == (before, after)
    named = (
        sentence.replace("It", "Freedonia")
        .replace("In this they", "All")
        .replace("They", "Freedonia and Sylvania")
    )
    old, new = source((f"{before} {named}",)), source((f"{after} {named}",))
    assert compare(old, new, [quote(named.rstrip("."))]).verdicts[0].kind == "same"


def test_a_chain_of_references_is_followed(source: Made, quote: Made) -> None:
    old = source(("Zubrowka spoke. It pledged money. It will pay the crowns in March.",))
    new = source(("Ruritania spoke. It pledged money. It will pay the crowns in March.",))
    assert compare(old, new, [quote("will pay the crowns")]).verdicts[0].kind == "changed"


@pytest.mark.parametrize(
    "items",
    [
        ("\u2022 lower the tariffs on grain", "\u2022 open a customs office in Lutz"),
        ("(a) lower the tariffs on grain;", "(b) open a customs office in Lutz."),
        ("lower the tariffs on grain,", "open a customs office in Lutz."),
    ],
)
def test_an_item_needs_the_words_that_introduce_its_list(
    source: Made, quote: Made, items: tuple[str, ...]
) -> None:
    old = source(("The ministers decided to:", *items, "They met in Lutz."))
    new = source(("The ministers decided not to:", *items, "They met in Lutz."))
    for words in ("lower the tariffs on grain", "open a customs office in Lutz"):
        assert compare(old, old, [quote(words)]).verdicts[0].kind == "same"
        assert compare(old, new, [quote(words)]).verdicts[0].kind == "changed"
    longer = source(("The ministers decided to:", "\u2022 meet again", *items))
    assert compare(old, longer, [quote("lower the tariffs on grain")]).verdicts[0].kind == "moved"


ELIDED = "Zubrowka and Ruritania decided to open […] in Lutz by June 2025"


def test_an_elided_quote_stays_where_its_sentence_stays(source: Made, quote: Made) -> None:
    new = (LINES[0], "A list is annexed.", *LINES[1:])
    verdict = became(source, quote, new, ELIDED)
    assert verdict.kind == "moved"
    assert verdict.now is not None
    assert len(verdict.now.spans) == 2


def test_what_an_elision_leaves_out_may_not_change_unseen(source: Made, quote: Made) -> None:
    """The words that are quoted are all there; between them stands something else."""
    verdict = became(source, quote, edited("a joint customs office", "a liaison office"), ELIDED)
    assert verdict.kind == "changed"
    assert verdict.proposal == ELIDED  # it still holds, if a person says so


def test_for_a_changed_elided_quote_the_whole_words_are_proposed(source: Made, quote: Made) -> None:
    verdict = became(source, quote, edited("June 2025", "June 2026"), ELIDED)
    assert verdict.kind == "changed"
    assert verdict.proposal == (
        "Zubrowka and Ruritania decided to open a joint customs office in Lutz by June 2026"
    )


def test_a_passage_that_was_split_or_joined(source: Made, quote: Made) -> None:
    """Sentences that stand in another paragraph now have moved, or stayed; they are the same."""
    split = tuple(
        part for line in LINES for part in line.replace("tariffs. ", "tariffs.\n").split("\n")
    )
    verdict = became(source, quote, split)
    assert (verdict.kind, verdict.now.passages if verdict.now else ()) == ("moved", (4,))
    joined = (LINES[0], f"{LINES[1]} {LINES[2]}", *LINES[3:])
    verdict = became(source, quote, joined)
    assert (verdict.kind, verdict.now.passages if verdict.now else ()) == ("moved", (2,))


@pytest.mark.parametrize(
    "words", ["１,500", "1，500", "l,500", "1,5OO", "1.500", "1 500", "1,500.0"]
)
def test_a_number_that_only_looks_the_same_is_another(
    source: Made, quote: Made, words: str
) -> None:
    """Full-width digits, letters for digits, another mark between thousands."""
    verdict = became(source, quote, edited("1,500", words), "The fund of 1,500 guilders")
    assert verdict.kind == "changed"


def test_other_scripts(source: Made, quote: Made) -> None:
    """Japanese, which has no spaces: the same, moved, and changed in one character."""
    text = "両国は六月にルッツで共同税関事務所を設置することで合意した。"
    words = "六月にルッツで共同税関事務所を設置することで合意した"
    old = source(("共同声明", text))
    moved = compare(old, source(("共同声明", "訂正版", text)), [quote(words)]).verdicts[0]
    assert moved.kind == "moved"
    new = source(("共同声明", text.replace("六月", "七月")))
    changed = compare(old, new, [quote(words)]).verdicts[0]
    assert changed.kind == "changed"
    assert changed.proposal == words.replace("六月", "七月")


def test_what_the_new_version_adds_and_drops(source: Made) -> None:
    new = (*edited("1,500", "2,500")[1:], "Freedonia will join the talks next year.")
    drift = compare(source(LINES), source(new), [])
    assert (drift.added, drift.removed, drift.rewritten) == ((5,), (1,), (4,))


# ---------------------------------------------------------------- edits made at random

WORDS = "ministers agreed fund office Lutz railway report guilders tariff border treaty".split()
sentences = st.lists(st.sampled_from(WORDS), min_size=6, max_size=10).map(
    lambda words: " ".join(words).capitalize() + " 25."
)
texts = st.lists(sentences, min_size=3, max_size=12, unique=True)


@st.composite
def versions(draw: st.DrawFn) -> tuple[list[str], list[str], int, bool]:
    """Passages, what an editor made of them, the quoted passage, and whether it was touched."""
    old = draw(texts)
    at = draw(st.integers(0, len(old) - 1))
    new = list(old)
    touched = draw(st.booleans())
    if touched:
        words = new[at].rstrip(".").split()
        where = draw(st.integers(0, len(words) - 1))
        edit = draw(st.sampled_from(["number", "word", "denial", "cut"]))
        if edit == "number":
            words[-1] = draw(st.sampled_from(["26", "250", "2,5", "-25"]))
        elif edit == "word":
            words[where] = "Freedonia"
        elif edit == "denial":
            words.insert(where, draw(st.sampled_from(["not", "never", "no"])))
        else:
            del words[where]
        new[at] = " ".join(words) + "."
    others = [line for n, line in enumerate(new) if n != at and draw(st.booleans())]
    fresh = draw(st.lists(st.sampled_from(["A list is annexed.", "More will follow soon."])))
    mixed = draw(st.permutations([*others, *dict.fromkeys(fresh), new[at]]))
    return old, list(mixed), at, touched


@settings(max_examples=300, deadline=None)
@given(made=versions())
def test_no_touched_sentence_keeps_its_anchor(
    source: Made, quote: Made, made: tuple[list[str], list[str], int, bool]
) -> None:
    """Whatever else was moved, dropped or added: a touched sentence needs a person, and an
    untouched one is found where it went."""
    old, new, at, touched = made
    asked = quote(old[at].rstrip("."))
    drift = compare(source(tuple(old)), source(tuple(new)), [asked])
    for verdict in drift.verdicts:
        assert verdict.needs_person is touched
        if not touched:
            assert verdict.now is not None
            assert verdict.now.passages == (new.index(old[at]) + 1,)
            assert verdict.kind == ("same" if new.index(old[at]) == at else "moved")


def test_a_long_source_with_many_quotes_is_quick(source: Made, quote: Made) -> None:
    """2,000 passages, 500 quotes, every tenth passage rewritten: no more than linear work."""
    old = tuple(
        f"The ministers took note of item {n} and {n * 7 % 1000} guilders for the {WORDS[n % 11]}."
        for n in range(2_000)
    )
    new = tuple(
        line.replace("took note of", "welcomed") if n % 10 == 0 else line
        for n, line in enumerate(old)
    )
    quotes = [quote(old[n].rstrip("."), f"item/{n}") for n in range(0, 2_000, 4)]
    started = time.process_time()
    drift = compare(source(old), source(new[5:]), quotes)
    taken = time.process_time() - started
    assert len(drift.verdicts) == 500
    assert sum(v.kind == "moved" for v in drift.verdicts) == 399
    assert sum(v.needs_person for v in drift.verdicts) == 101
    assert taken < 10
