"""What was checked in this process already: the same sentence stands in several briefs."""

from __future__ import annotations

from briefgen.claims.check import check_claim
from briefgen.claims.findings import Finding
from briefgen.workspace.model import GlossaryEntry

#: What was checked in this process already: the same sentence stands in several briefs.
_KNOWN: dict[tuple[object, ...], tuple[Finding, ...]] = {}


_GLOSSARIES: dict[tuple[GlossaryEntry, ...], int] = {}


_MOST_KNOWN = 2_000


def checked_once(
    text: str,
    passages: tuple[str, ...],
    glossary: tuple[GlossaryEntry, ...],
    judgement: bool,
    derived: tuple[tuple[str, str], ...],
) -> tuple[Finding, ...]:
    if len(_KNOWN) > _MOST_KNOWN or len(_GLOSSARIES) > 100:
        _KNOWN.clear()
        _GLOSSARIES.clear()
    number = _GLOSSARIES.setdefault(glossary, len(_GLOSSARIES))
    key = (text, passages, number, judgement, derived)
    found = _KNOWN.get(key)
    if found is None:
        found = _KNOWN[key] = check_claim(
            text, passages, glossary=glossary, judgement=judgement, derivations=derived
        )
    return found
