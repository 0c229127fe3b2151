"""What someone asked for: which brief, from which template, over which meetings."""

from __future__ import annotations

import datetime
from pathlib import Path

from briefgen.record import record


@record
class Request:
    """One brief to compose.

    `themes` are theme ids (one; the outcome matrix takes several). `meeting`, `since`
    and `until` narrow the outcomes to some meetings, both dates included. `date` is the
    brief's date; without it the theme's own date is used, then the latest meeting's.
    `letterhead` is an office's Word file, used instead of the one in the template's folder.
    """

    themes: tuple[str, ...]
    template: str
    builtin_templates: Path
    workspace_templates: Path | None = None
    meeting: tuple[str, ...] = ()
    since: datetime.date | None = None
    until: datetime.date | None = None
    date: datetime.date | None = None
    letterhead: Path | None = None
