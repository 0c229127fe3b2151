"""Titles that programs put into a file's properties where nobody wrote one."""

from __future__ import annotations

import re

from briefgen.regex import regex

_NO_TITLE = regex(
    r"\(?(?:anonymous|unspecified|untitled)\)?$|"
    r"(?:microsoft \w+\s*-|untitled|unbenannt|sans titre|sin título|document ?\d*$|"
    r"dokument ?\d*$|title$|layout \d+$|powerpoint|word$|word document$|slide \d+$|"
    r".*\.(?:docx?|docm|rtf|odt|pdf|indd|qxd|tex|html?|dvi)$)",
    re.IGNORECASE,
)


def is_title(text: str) -> bool:
    """Whether a title from the properties of a file was written by somebody."""
    return bool(text) and not _NO_TITLE.match(text)
