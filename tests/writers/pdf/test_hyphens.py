"""Hyphenation against pyphen itself, which parses everything."""

from __future__ import annotations

import re

import pyphen
import pytest

from briefgen.writers.pdf.hyphens import _dictionary, hyphen_positions

_ARTICLE = """
    administration cooperation ministers supply-chain interoperability semiconductor technologies
    reaffirmed Indo-Pacific undersea-cable critical minerals rare-earth memorandum Łódź naïveté
    straightforwardness unconditional a of to extraordinary Guilder's electrification x
"""


@pytest.mark.parametrize("lang", ["en-GB", "en-US"])
def test_patterns_are_pyphens(lang: str) -> None:
    """Each of pyphen's patterns is found by its letters and read as pyphen reads it."""
    theirs = pyphen.HyphDict(pyphen.LANGUAGES[lang.replace("-", "_")])
    ours = _dictionary(lang)
    assert len(theirs.patterns) > 10_000
    assert {k: ours.patterns.get(k) for k in theirs.patterns} == theirs.patterns
    assert ours.maxlen >= theirs.maxlen
    # What stands in the file beside them moves no hyphen.
    lines = "".join(ours.patterns._groups.values()).split("\n")
    others = {line.partition(" ")[0] for line in lines if line} - theirs.patterns.keys()
    assert {max(ours.patterns.get(k)[1]) for k in others} <= {0}


@pytest.mark.parametrize("lang", ["en-GB", "en-US", "en-IN", "en", "de-DE", "hu-HU", "fr"])
def test_words_are_divided_as_pyphen_divides_them(lang: str) -> None:
    """Words have the hyphens that pyphen gives them, in plain languages and intricate ones."""
    theirs = pyphen.Pyphen(lang=lang.replace("-", "_"), left=2, right=3)
    for word in re.findall(r"\w+", _ARTICLE):
        assert hyphen_positions(word, lang) == [int(at) for at in theirs.positions(word)], word
