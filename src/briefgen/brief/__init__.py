"""Stage 3: data and a template become a document.

Importing this package costs nothing; Jinja and Markdown are imported by the first brief.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from briefgen.brief.assembly import Composed
    from briefgen.brief.request import Request
    from briefgen.diagnostics import Diagnostic
    from briefgen.document import Document
    from briefgen.evidence.book import Book, Remark
    from briefgen.text import SourceText
    from briefgen.workspace.model import Workspace


def compose(
    workspace: Workspace,
    book: Book,
    remarks: Iterable[Remark],
    request: Request,
    texts: dict[str, SourceText] | None = None,
) -> tuple[Document | None, list[Diagnostic]]:
    """The document of one brief, and what is wrong with its theme or template.

    The document is None when there is nothing sensible to show. `texts`, if given, gets
    the template files that were read, by path: diagnostics point into them.
    """
    composed = compose_in_steps(workspace, book, remarks, request)
    if texts is not None:
        texts.update(composed.texts)
    return composed.document, composed.diagnostics


def compose_in_steps(
    workspace: Workspace, book: Book, remarks: Iterable[Remark], request: Request
) -> Composed:
    """As `compose`, with what was made on the way: the Markdown and the template files."""
    from briefgen.brief.assembly import compose_in_steps

    return compose_in_steps(workspace, book, remarks, request)


def takes_several(folder: Path, builtin: Path | None = None) -> bool:
    """Whether the template in `folder` makes one document of several themes.

    `builtin` is where the built-in templates are, which it may extend.
    """
    from briefgen.brief.style import takes_several

    return takes_several(folder, builtin)


__all__ = ["compose", "compose_in_steps", "takes_several"]
