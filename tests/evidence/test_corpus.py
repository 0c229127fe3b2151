"""The trap corpus: plain files of texts, quotes, and what must become of them."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from briefgen.evidence.normalize import normal_form
from briefgen.evidence.passages import Match, Refusal, find, find_quote

CORPUS = Path(__file__).resolve().parent.parent / "passages"
KEYS = {
    "text",
    "quote",
    "prefix",
    "suffix",
    "expect",
    "match",
    "parts",
    "qualified",
    "layout",
    "why",
}


def _cases() -> list[Any]:
    cases = []
    for path in sorted(CORPUS.glob("*.yaml")):
        for number, case in enumerate(yaml.safe_load(path.read_text(encoding="utf-8")), 1):
            cases.append(pytest.param(case, id=f"{path.stem}-{number}"))
    return cases


@pytest.mark.parametrize("case", _cases())
def test_case(case: dict[str, Any]) -> None:
    """A quote is found where it stands, or refused for the reason that is given."""
    assert set(case) <= KEYS
    text, quote = case["text"], case["quote"]
    result = find(
        text,
        quote,
        prefix=case.get("prefix"),
        suffix=case.get("suffix"),
        passages=case.get("layout") == "passages",
    )
    if case["expect"] != "found":
        assert isinstance(result, Refusal), result
        assert result.reason == case["expect"], result
        return
    assert isinstance(result, Match), result
    spans = result.spans
    assert text[spans[0][0] : spans[-1][1]] == case.get("match", quote)
    if len(spans) > 1 or "parts" in case:
        assert [text[start:end] for start, end in spans] == case["parts"]
    weak = result.qualified and normal_form(text[slice(*result.qualified)])
    assert weak == case.get("qualified")


@pytest.mark.parametrize("case", [c for c in _cases() if "layout" not in c.values[0]])
def test_public_function(case: dict[str, Any]) -> None:
    """`find_quote` says the same in its own words."""
    result = find_quote(
        case["text"], case["quote"], prefix=case.get("prefix"), suffix=case.get("suffix")
    )
    if case["expect"] == "found":
        assert (result.status, result.reason) == ("found", None)
        assert case["text"][result.start : result.end] == case.get("match", case["quote"])
        assert result.warnings == (("qualified",) if "qualified" in case else ())
    else:
        status = "ambiguous" if case["expect"] == "ambiguous" else "refused"
        assert (result.status, result.reason) == (status, case["expect"])
        assert (result.start, result.end) == (None, None)


def test_the_corpus_is_large_enough() -> None:
    """Every reason has cases, and there are at least 150 in all."""
    expected = [case.values[0]["expect"] for case in _cases()]
    assert len(expected) >= 150
    assert set(expected) == {
        "found",
        "not-found",
        "changed",
        "negated",
        "cut",
        "elision",
        "too-short",
        "elsewhere",
        "ambiguous",
    }
