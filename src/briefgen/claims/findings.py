"""What a rule found in a sentence."""

from __future__ import annotations

from briefgen.diagnostics import Severity
from briefgen.record import record


@record
class Finding:
    """One difference between a sentence and the passages that it cites.

    `code` is a key of `diagnostics.CODES`. `start` and `end` are offsets of `words` in the
    sentence. `message` says what differs. `passage` is the 0-based index of the passage that
    comes nearest (None when there is none) and `nearest` its words. `suggestion` is the
    smallest change that would make the sentence true, empty when there is none to offer.
    """

    code: str
    severity: Severity
    words: str
    start: int
    end: int
    message: str
    passage: int | None = None
    nearest: str = ""
    suggestion: str = ""

    @property
    def rule(self) -> str:
        """The rule's short name: `number` for `claim-number`."""
        return self.code.removeprefix("claim-")
