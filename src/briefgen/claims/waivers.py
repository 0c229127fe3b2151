"""Findings that somebody answers for: waivers in the data."""

from __future__ import annotations

from collections.abc import Iterable

from briefgen.diagnostics import Diagnostic
from briefgen.ledger import Waived
from briefgen.text import Span
from briefgen.workspace.model import Theme, Workspace


class Waivers:
    """The waivers that apply to a brief, and which of them were used."""

    def __init__(self, workspace: Workspace, themes: Iterable[Theme]) -> None:
        self.used: list[Waived] = []

    def waive(self, found: Diagnostic, sentence: str, span: Span | None) -> bool:
        """Whether a finding about a sentence is waived."""
        return False

    def unused(self) -> list[Diagnostic]:
        """Waivers whose sentence stands in the brief and no longer has the finding."""
        return []
