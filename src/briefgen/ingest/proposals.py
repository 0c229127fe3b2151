"""What a file says of itself, as far as `source.yaml` can say it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable

from briefgen.ingest.characters import one_line, printable
from briefgen.ingest.dates import stated_date
from briefgen.ingest.reading import Field, Proposal
from briefgen.workspace.schema import LANGUAGE, WEB_ADDRESS


def usable(proposals: Iterable[Proposal]) -> tuple[Proposal, ...]:
    """The proposals that can be archived, in their form, each value once for a field."""
    made: dict[tuple[Field, str], Proposal] = {}
    for proposal in proposals:
        value = value_for(proposal.field, proposal.value)
        if value:
            found = one_line(printable(proposal.found)[0])[:200]
            key = proposal.field, value.casefold()
            made.setdefault(key, Proposal(proposal.field, value, found, proposal.sure))
    return tuple(made.values())


def value_for(field: Field, value: str) -> str:
    """A value as a field holds it; empty when it cannot."""
    return _FORMS[field](" ".join(printable(value[:10_000])[0].split()))


def _title(value: str) -> str:
    return value if len(value) <= 1_000 else ""


def _publisher(value: str) -> str:
    return value if len(value) <= 300 else ""


def _url(value: str) -> str:
    fits = len(value) <= WEB_ADDRESS.limit and re.fullmatch(WEB_ADDRESS.pattern, value)
    return value if fits else ""


def _language(value: str) -> str:
    value = value.replace("_", "-")
    fits = len(value) <= LANGUAGE.limit and re.fullmatch(LANGUAGE.pattern, value)
    return value if fits and value.casefold() not in ("und", "mul", "zxx", "mis") else ""


_FORMS: dict[Field, Callable[[str], str]] = {
    "title": _title,
    "publisher": _publisher,
    "date": stated_date,
    "url": _url,
    "language": _language,
    "retrieved": stated_date,
}
