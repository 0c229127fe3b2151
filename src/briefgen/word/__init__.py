"""Word files that come from outside: opened, looked through, changed and packed again.

The writer of briefs (`writers/docx`) makes files; what is here reads them, our own and those
that Word or LibreOffice saved, for redlines and for the comments of reviewers.
"""

from __future__ import annotations

from briefgen.diagnostics import CODES, Diagnostic, Hint


def unusable(name: str, reason: str, hint: str = "") -> Diagnostic:
    """Why a Word file is not used."""
    code = "word-file-unusable"
    hints = (Hint(hint),) if hint else ()
    return Diagnostic(code, f"{CODES[code]}; {reason}", hints=hints, path=name)
