"""How much of a sentence is quoted: its operative clauses, and nothing that would change them."""

from __future__ import annotations

from collections.abc import Sequence

from briefgen.evidence.checks.commitments import Operative, operatives, strength
from briefgen.evidence.polarity import denial, qualifier
from briefgen.regex import regex

# What a writer adds to a deed: it is no part of it.
_COMMENT = regex(
    r", (?:a (?:move|step|decision|project|development)\b|(?:thus |thereby |further "
    r")?(?:reflecting|signalling|signaling|underlining|marking|highlighting|underscoring|viewing|"
    r"making it|paving the way|reinforcing|demonstrating)\b)[^;]*$"
)
#: What a sentence may begin with that says on whose word, or against what, the rest holds.
_NEEDED_HEAD = regex(
    r"\b(?:according|while|whereas|although|though|despite|if|unless|once|should|reports?|claims?|"
    r"rumou?rs?|allegations?|sources|subject|provided)\b"
)
_CLOSE = " .;:,\"'"
_SHORTEST = 24  # characters


def excerpt(lower: str, cased: str, acts: Sequence[tuple[int, Operative]]) -> tuple[int, int]:
    """The range of a sentence to quote. `acts` are its verbs that count, each with the place where
    its subject begins."""
    start = min(min(at, verb.start) for at, verb in acts)
    end = len(cased.rstrip(" ."))
    if cased.rstrip().endswith(("etc.", "U.S.", "a.m.", "p.m.")):
        end = len(cased.rstrip())
    if comment := _COMMENT.search(lower, max(verb.end for _, verb in acts)):
        end = comment.start()
    while end > start and cased[end - 1] in _CLOSE:
        end -= 1
    start = _whole_brackets(cased, start, end)
    headless = start > 0 and any(verb.start == start for _, verb in acts)
    if headless or _NEEDED_HEAD.search(lower, 0, start):
        return _whole(cased)
    if _changes(cased, start, end) or end - start < _SHORTEST:
        return _whole(cased)
    return start, end


def _whole(cased: str) -> tuple[int, int]:
    end = len(cased)
    while end and cased[end - 1] in " .":
        end -= 1
    start = 0
    while start < end and cased[start] in " \"'":
        start += 1
    return start, end


def _whole_brackets(cased: str, start: int, end: int) -> int:
    """A start that leaves no bracket or quotation open."""
    inside = cased[start:end]
    if inside.count("(") != inside.count(")") or inside.count('"') % 2:
        return 0
    return start


def _changes(cased: str, start: int, end: int) -> bool:
    """Whether something outside governs the excerpt, or the excerpt says something stronger."""
    if denial(cased, 0, start, end, len(cased)) or qualifier(cased, 0, start, end, len(cased)):
        return True
    if not operatives(cased[start:end]):
        return True
    order = ("noted", "explored", "reaffirmed", "committed", "decided", "signed")
    inside, whole = strength(cased[start:end]).commitment, strength(cased).commitment
    return order.index(inside) > order.index(whole)
