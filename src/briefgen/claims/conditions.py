"""Where a text sets conditions: `provided that its parliament approves the budget`."""

from __future__ import annotations

from briefgen.claims.governing import phrase_at
from briefgen.claims.lexicon import operators as o
from briefgen.claims.reading import Reading
from briefgen.record import record

#: What opens words that set a condition or a limit, beside the hedges of this kind.
SETTING = frozenset(
    """
    once when whenever until till pending after upon following where provided providing accordance
    extent insofar feasible appropriate possible permitting available consistent unless without
    """.split()
)
#: What says so of the whole sentence: `ratification is needed first`.
NEEDING = frozenset(
    """
    require requires required needs needed hinge hinges necessary prerequisite precondition
    precondition condition conditions conditional contingent prior awaits must
    """.split()
)
#: Before these may stand what the condition is: `on a reciprocal basis`, `by mutual consent`.
_MANNER = frozenset(("basis", "consent"))


@record
class Condition:
    """Where a text sets a condition or limit: its tokens `[start, end)`, and from where on they are
    more than `provided that`."""

    start: int
    inside: int
    end: int

    def words(self, reading: Reading) -> str:
        """The condition as the text has it."""
        first, last = reading.tokens[self.start], reading.tokens[self.end - 1]
        return reading.text[first.start : last.end].rstrip(" .;,")


def conditions(reading: Reading) -> tuple[Condition, ...]:
    """The conditions and limits that a text sets."""
    found = []
    tokens = reading.tokens
    for at, token in enumerate(tokens):
        phrase = phrase_at(tokens, at, o.HEDGES)
        low, high = reading.sentence_ranges[reading.sentence_of[at]]
        if token.fold in NEEDING:
            found.append(Condition(low, low, high))
        elif token.fold in _MANNER:
            start = max(low, at - 3)
            found.append(Condition(start, start, _end(reading, at, low, high)))
        elif phrase is not None and phrase[0] == "condition":
            found.append(Condition(at, at + phrase[1], _end(reading, at, low, high)))
        elif token.fold in SETTING or token.text == "Should":
            start = at - (at > low and tokens[at - 1].fold in ("in", "as"))
            found.append(Condition(start, at + 1, _end(reading, start, low, high)))
    return tuple(found)


def _end(reading: Reading, at: int, low: int, high: int) -> int:
    """Where a condition ends that begins at a token of the sentence `[low, high)`: one that opens
    the sentence ends where the main clause begins, after a comma."""
    tokens = reading.tokens
    if at > low + 1 and not (tokens[at - 1].text in ",(" and tokens[at - 2].fold == "that"):
        return high
    commas = [i for i in range(at, high) if tokens[i].text == ","]
    for comma in commas:
        following = reading.clause_of[comma + 1] if comma + 1 < high else -1
        if following >= 0 and reading.clauses[following].verb > comma:
            return comma
    return commas[-1] if commas else high
