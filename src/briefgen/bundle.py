"""Where the built-in templates and the example workspace are.

There is one copy of each: the repository's own `templates/` and `briefs/`. The wheel
carries them inside the package (see `pyproject.toml`); in a checkout or an editable
install they are found where they stand.
"""

from __future__ import annotations

import os
from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent


def _folder(name: str) -> Path:
    bundled = _PACKAGE / "bundled" / name
    return bundled if bundled.is_dir() else _PACKAGE.parent.parent / name


def templates() -> Path:
    """The folder of the built-in templates, one folder each."""
    return _folder("templates")


def example() -> Path:
    """The example workspace's `briefs` folder."""
    return _folder("briefs")


def template_names(folder: Path) -> tuple[str, ...]:
    """The names of the templates in a folder, sorted; none when there is no such folder."""
    try:
        entries = sorted(folder.iterdir())
    except OSError:
        return ()
    # Path raises where it may not look.
    return tuple(e.name for e in entries if os.path.isfile(e / "template.md.j2"))  # noqa: PTH113
