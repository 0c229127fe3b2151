"""Sentences against their passages: nothing in a brief that its sources do not say."""

from briefgen.claims.check import JUDGEMENT_RULES, RULES, check_claim
from briefgen.claims.findings import Finding

__all__ = ["JUDGEMENT_RULES", "RULES", "Finding", "check_claim"]
