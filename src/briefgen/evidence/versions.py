"""Versions of one source that are archived as sources of their own."""

from __future__ import annotations

from collections.abc import Collection

from briefgen.workspace.model import Source


def newer_versions(sources: Collection[Source]) -> dict[str, Source]:
    """By its id, the source that has replaced each source that is a former version of another.

    Former versions are known by the digests of their texts, whatever their sources are called.
    """
    newer = {former.sha256.lower(): source for source in sources for former in source.previous}
    if not newer:
        return {}
    found = ((source, newer.get(source.sha256_text.lower())) for source in sources)
    return {
        source.id: latest
        for source, latest in found
        if latest is not None and latest.sha256_text != source.sha256_text
    }
