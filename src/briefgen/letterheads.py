"""Looking at an office's letterhead before any brief is put on it."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from briefgen import bundle
from briefgen.diagnostics import Diagnostic
from briefgen.record import record
from briefgen.text import SourceText


@record
class Checked:
    """What was found: `found` as plain values, None when the file cannot be used; what is wrong;
    and the texts that diagnostics point into."""

    found: dict[str, Any] | None
    diagnostics: tuple[Diagnostic, ...]
    texts: Mapping[str, SourceText]


def check(path: Path, shown: str, template: Path | None, lang: str = "en-GB") -> Checked:
    """Look through the letterhead at `path`, which messages call `shown`, as a brief of the
    template in the folder `template` would use it; of any template for None."""
    from briefgen.brief.letterhead import FIELDS, read_letterhead
    from briefgen.brief.style import Look, look_of

    look, diagnostics, texts = Look(), list[Diagnostic](), dict[str, SourceText]()
    if template is not None:
        look, diagnostics, texts = look_of(template, bundle.templates())
    fields = {name: name for name in FIELDS}
    letterhead, problems = read_letterhead(path, shown, fields, look.letterhead)
    diagnostics += problems
    if letterhead is None:
        return Checked(None, tuple(diagnostics), texts)

    from briefgen.writers.docx.letterhead.survey import survey

    found, problems = survey(letterhead, look.style, lang)
    diagnostics += problems
    return Checked(found, tuple(diagnostics), texts)
