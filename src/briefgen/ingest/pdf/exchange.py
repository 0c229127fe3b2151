"""A reading on its way from the process that opened a file to the one that asked for it."""

from __future__ import annotations

from typing import Any

from briefgen.ingest.reading import Block, Proposal, Reading
from briefgen.record import names


def as_data(reading: Reading) -> dict[str, Any]:
    """A reading as JSON can hold it."""
    return {
        "blocks": [[getattr(b, name) for name in names(Block)] for b in reading.blocks],
        "proposals": [[p.field, p.value, p.found, p.sure] for p in reading.proposals],
        "remarks": list(reading.remarks),
    }


def from_data(data: dict[str, Any]) -> Reading:
    """A reading from what `as_data` made of it."""
    blocks = tuple(
        Block(text, kind, page, note, tuple((at, turned) for at, turned in turns))
        for text, kind, page, note, turns in data["blocks"]
    )
    proposals = tuple(Proposal(*values) for values in data["proposals"])
    return Reading(blocks, proposals, tuple(data["remarks"]))
