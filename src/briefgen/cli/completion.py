"""What the shell completes: names, read from the folders alone, so that it is quick. A
completion never fails loudly: without a workspace there is nothing to complete."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path


def themes(incomplete: str) -> list[str]:
    """The ids of the workspace's themes."""
    return _starting(_stems("themes"), incomplete)


def meetings(incomplete: str) -> list[str]:
    """The ids of the workspace's meetings."""
    return _starting(_stems("outcomes"), incomplete)


def sources(incomplete: str) -> list[str]:
    """The ids of the workspace's sources."""
    from briefgen.cli.terminal import workspace_root

    try:
        folders = [p.name for p in (workspace_root(None) / "briefs" / "sources").iterdir()]
    except OSError:
        folders = []
    return _starting(folders, incomplete)


def templates(incomplete: str) -> list[str]:
    """The names of the built-in templates and the workspace's own."""
    from briefgen import bundle
    from briefgen.cli.terminal import workspace_root

    folders = (bundle.templates(), workspace_root(None) / "templates")
    return _starting((n for folder in folders for n in bundle.template_names(folder)), incomplete)


def formats(incomplete: str) -> list[str]:
    """The formats, also after a comma: `docx,p` completes to `docx,pdf`."""
    before, comma, last = incomplete.rpartition(",")
    return [before + comma + name for name in ("docx", "pdf", "html") if name.startswith(last)]


def theme_ids(root: Path) -> list[str]:
    """The ids of the themes in the workspace at `root`, without reading their files."""
    return sorted(path.stem for path in _files(root, "themes"))


def _stems(folder: str) -> list[str]:
    from briefgen.cli.terminal import workspace_root

    return [path.stem for path in _files(workspace_root(None), folder)]


def _files(root: Path, folder: str) -> list[Path]:
    try:
        return list((root / "briefs" / folder).glob("*.yaml"))
    except OSError:
        return []


def _starting(names: Iterable[str], incomplete: str) -> list[str]:
    return sorted({name for name in names if name.startswith(incomplete)})
