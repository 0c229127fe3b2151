"""The verbs of sentences and the verbs of quotes stand on one scale."""

from __future__ import annotations

from briefgen.claims.lexicon.operators import COMMITMENT, LEVELS
from briefgen.evidence.checks.commitments import strength

#: `would` is a report of what somebody decided where a sentence says it, and no more than a
#: possibility where a quote has nothing else.
APART = {"would"}


def test_the_two_tables_agree() -> None:
    """`claims/lexicon/operators.py` weighs each word of a sentence, `evidence/checks/verbs.py` a
    quote as a whole: no verb that both know is more than a step of the scale higher in one."""
    known = 0
    for key, level in COMMITMENT.items():
        if len(key) > 1 or key[0] in APART:
            continue
        quote = strength(f"The ministers {key[0]} the plan")
        if quote.words:
            known += 1
            assert abs(LEVELS[level] - LEVELS[quote.commitment]) <= 1, key[0]
    assert known > 100
