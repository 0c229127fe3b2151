"""`check_claim`: what its sources do not say is found, and what they say is left alone."""

from __future__ import annotations

import importlib.util
import itertools
import random
import sys
import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefgen.claims import check_claim
from briefgen.claims.sentences import sentences
from briefgen.diagnostics import CODES

HERE = Path(__file__).parent
ROOT = HERE.parent.parent


def _module(name: str, path: Path):  # type: ignore[no-untyped-def]
    spec = importlib.util.spec_from_file_location(name, path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[name] = module
    spec.loader.exec_module(module)
    return module


statements = _module("claim_statements", HERE / "statements.py")

#: File, at most so many false alarms, at least such a share of the false statements caught.
FLOORS = [
    ("tuned.txt", 1, 0.96),
    ("tuned-second.txt", 0, 0.95),
    ("tuned-third.txt", 0, 0.95),
    ("tuned-fourth.txt", 0, 0.95),
    ("tuned-fifth.txt", 1, 0.97),
    ("tuned-sixth.txt", 0, 0.9),
    ("tuned-seventh.txt", 0, 0.96),
    ("joint-statements.txt", 0, 0.955),
    ("wire-reports.txt", 0, 0.92),
    ("read-outs.txt", 0, 0.9),
    ("reports-and-law.txt", 0, 0.93),
    ("parliament-and-press.txt", 0, 0.89),
    ("communiques-and-columns.txt", 1, 0.9),
    ("minutes-and-briefings.txt", 0, 0.88),
    ("letters-and-fact-sheets.txt", 0, 0.85),
    ("conferences-and-committees.txt", 0, 0.77),
    ("told-freely.txt", 0, 0.82),
    ("independent.txt", 6, 0.9),
    ("dispatches.txt", 0, 0.79),
    ("readiness.txt", 0, 1.0),
    ("tables.txt", 0, 1.0),
    ("briefs.txt", 4, 0.8),
    ("analysts.txt", 4, 0.87),
    ("analysts-second.txt", 14, 0.83),
    ("analysts-unseen.txt", 8, 0.6),
    ("paraphrases.txt", 3, 0.0),
    ("paraphrases-second.txt", 5, 0.0),
    ("heldout.txt", 2, 0.88),
]


@pytest.mark.parametrize(("name", "alarms", "share"), FLOORS)
def test_statements(name: str, alarms: int, share: float) -> None:
    """Checks never get worse than they were on the statements written by hand."""
    counts = statements.counts(HERE / name)
    false_alarms, _ = counts.pop("", (0, 0))
    caught = sum(found for found, _ in counts.values())
    made = sum(total for _, total in counts.values())
    assert false_alarms <= alarms
    assert not made or caught / made >= share


AMOUNT = "The loan of {} was signed on Friday."


@pytest.mark.parametrize(
    ("said", "source"),
    [
        ("$15 billion", "US$15bn"),
        ("$15 billion", "15,000 million dollars"),
        ("US$1.5 billion", "$1,500 million"),
        ("€2.5 million", "2,5 million euros"),
        ("Rs 125 billion", "₹12,500 crore"),
        ("150,000 rupees", "1.5 lakh rupees"),
        ("15 000 euros", "€15,000"),
    ],
)
def test_one_amount_written_two_ways(said: str, source: str) -> None:
    """An amount may be written in any of its usual ways."""
    assert not check_claim(AMOUNT.format(said), [AMOUNT.format(source)])
    assert not check_claim(AMOUNT.format(source), [AMOUNT.format(said)])


@pytest.mark.parametrize(
    ("said", "source"),
    [
        ("$1.5 billion", "$15 billion"),
        ("$15 million", "$15 billion"),
        ("15 percent", "$15 billion"),
        ("€15 billion", "$15 billion"),
        ("A$15 billion", "US$15 billion"),
        ("₹12,500 lakh", "₹12,500 crore"),
        ("at least $15 billion", "$15 billion"),
        ("up to $15 billion", "more than $15 billion"),
    ],
)
def test_another_amount(said: str, source: str) -> None:
    """Value, magnitude, currency and exactness all count."""
    found = check_claim(AMOUNT.format(said), [AMOUNT.format(source)])
    assert [f.code for f in found] == ["claim-number"]


@pytest.mark.parametrize(
    "date", ["16 January 2026", "January 16, 2026", "16/01/2026", "2026-01-16", "16th January 2026"]
)
def test_one_date_written_several_ways(date: str) -> None:
    """A date may be written in any of its usual ways, and in part."""
    passage = ["The treaty was signed on Friday (January 16, 2026) in Lutz."]
    assert not check_claim(f"The treaty was signed on {date}.", passage)
    assert not check_claim("The treaty was signed in January 2026.", passage)
    for wrong in ("17 January 2026", "16 June 2026", "16 January 2025", "Monday"):
        assert check_claim(f"The treaty was signed on {wrong}.", passage)


def test_derived_date() -> None:
    """A relative date becomes an absolute one only through a declared derivation."""
    passage = ["Florin and Guilder agreed to meet early this year."]
    sentence = "Florin and Guilder will meet early in 2026."
    assert check_claim(sentence, passage)
    assert not check_claim(sentence, passage, derivations={"early this year": "early 2026"})


def test_glossary() -> None:
    """A name may be printed as the glossary has it, when the passage has another of its forms."""
    passage = ["Lutz confirmed that talks on the Joint Water Board (JWB) are under way."]
    sentence = "Zubrowka confirmed that talks on the Joint Water Board are under way."
    assert [f.code for f in check_claim(sentence, passage)] == ["claim-name"]
    assert not check_claim(sentence, passage, glossary={"Zubrowka": ["Zubrowka", "Lutz"]})


def test_judgement_brings_no_facts() -> None:
    """An assessment may conclude what it likes, but its numbers, dates and names are the
    sources'."""
    passage = ["Florin agreed to consider a fund of 20 million crowns."]
    assert not check_claim("The fund could fail for want of money.", passage, judgement=True)
    assert check_claim("The fund of 30 million crowns could fail.", passage, judgement=True)
    assert check_claim("Guilder could block the fund.", passage, judgement=True)


def test_finding_points_at_the_words() -> None:
    """A finding gives the words, their place, the nearest passage, and what would be true."""
    passages = ["Nothing here.", "Florin lent Guilder 20 million crowns in 2024."]
    sentence = "Florin lent Guilder 30 million crowns in 2024."
    (finding,) = check_claim(sentence, passages)
    assert finding.code == "claim-number"
    assert finding.rule == "number"
    assert sentence[finding.start : finding.end] == finding.words == "30 million crowns"
    assert finding.passage == 1
    assert "20 million crowns" in finding.suggestion
    assert finding.nearest in passages[1]


def test_codes_are_listed() -> None:
    """Every code that a statement brings out is in the list of codes."""
    for statement in statements.statements(HERE / "tuned.txt"):
        for finding in statement.check():
            assert finding.code in CODES
            assert statement.text[finding.start : finding.end] == finding.words


WORDS = (
    "Florin Guilder agreed to not no the of and 15 million billion $ € "
    "% “ ” \" ' - – ( ) , . ; : if unless "
    "may will 2026 March 3rd U.S. all most first half twice 1,50,000 16/01/2026 "
    "not only without JWG é ß 日本"
).split()


@settings(max_examples=150, deadline=None)
@given(st.lists(st.sampled_from(WORDS), max_size=60), st.lists(st.sampled_from(WORDS), max_size=60))
def test_any_words(sentence: list[str], passage: list[str]) -> None:
    """Whatever the words, the answer is the same twice, and its offsets lie in the sentence."""
    text = " ".join(sentence)
    found = check_claim(text, [" ".join(passage)])
    assert found == check_claim(text, [" ".join(passage)])
    for finding in found:
        assert text[finding.start : finding.end] == finding.words


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=300), st.text(max_size=300))
def test_any_text(sentence: str, passage: str) -> None:
    """No text makes it fail."""
    check_claim(sentence, [passage])


@pytest.mark.parametrize(
    "piece", ["((((", "“", "a,", "1,", "not ", "Florin ", "$", "U.S.A.", "\n", "- "]
)
def test_hostile_length(piece: str) -> None:
    """A long and strange passage is read in bounded time."""
    begin = time.perf_counter()
    check_claim("Florin agreed to pay $5 million.", [piece * (40_000 // len(piece))])
    assert time.perf_counter() - begin < 20


def test_its_own_words_are_always_true() -> None:
    """A passage bears itself out."""
    seen = {p for s in statements.statements(HERE / "tuned-second.txt") for p in s.passages}
    for passage in sorted(seen):
        assert not check_claim(passage, [passage]), passage


@pytest.mark.parametrize("name", ["independent.txt", "wire-reports.txt", "reports-and-law.txt"])
def test_two_sentences_joined(name: str) -> None:
    """Who says and does what stays with its clause, when two sentences are made one."""
    seen = {p for s in statements.statements(HERE / name) for p in s.passages if "“" not in p}
    joined = 0
    for passage in sorted(seen):
        parts = [passage[start:end] for start, end in sentences(passage)]
        for one, other in itertools.pairwise(parts):
            found = check_claim(f"{one.removesuffix('.')}; {other}", [passage])
            assert not [f for f in found if f.code == "claim-attribution"], (one, other)
            joined += 1
    assert joined > 20


def test_no_false_alarm_on_shipped_workspaces() -> None:
    """The mutation test finds every shipped sentence true and nearly every change false."""
    sys.path.insert(0, str(ROOT))
    try:
        mutate = _module("bench_mutate", ROOT / "bench" / "mutate.py")
    finally:
        sys.path.remove(str(ROOT))
    result = mutate.run()
    assert result.alarms == []
    made = sum(total for _, total in result.kinds.values())
    caught = sum(found for found, _ in result.kinds.values())
    assert made > 500
    assert caught / made >= 0.97
    for kind in ("digit", "magnitude", "unit", "month", "year", "weekday", "quotation"):
        found, total = result.kinds[kind]
        assert found == total, kind


def test_order_of_passages_does_not_matter() -> None:
    """The verdict does not hang on the order in which passages are cited."""
    group = [s for s in statements.statements(HERE / "tuned.txt") if len(s.passages) > 1]
    for statement in group:
        passages = list(statement.passages)
        random.Random(1).shuffle(passages)
        assert bool(check_claim(statement.text, passages)) == bool(statement.check())
