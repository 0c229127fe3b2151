"""The first stage: the files of a workspace as records.

Every error of a run is found at once. A record with an error is left out, everything else
is loaded, and nothing is reported twice: what is missing only because its own record is
broken stays silent.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import field
from pathlib import Path

from briefgen.diagnostics import CODES, Diagnostic, Hint, did_you_mean
from briefgen.record import replace, sheet
from briefgen.text import SourceText
from briefgen.workspace import archived, files, links, markings, records, values
from briefgen.workspace.kinds import ID_FORM, ID_PATTERN, id_of, report
from briefgen.workspace.links import Links
from briefgen.workspace.model import Meeting, Source, Theme, Workspace
from briefgen.workspace.schema import GLOSSARY, OUTCOMES, SOURCE, THEME, WORKSPACE
from briefgen.workspace.shapes import Fields, Record


def load(root: Path) -> tuple[Workspace | None, dict[str, SourceText], list[Diagnostic]]:
    """The workspace in `root`, every text that was read (by path), and what is wrong.

    The workspace is None only when there is no `briefs/workspace.yaml`. Diagnostics come in
    the order of files and places.
    """
    disk = _Disk(root)
    if problem := _not_found(root):
        return None, {}, [problem]
    settings_fields = disk.fields("briefs/workspace.yaml", WORKSPACE)
    settings = records.settings(settings_fields)
    themes = {name: disk.fields(path, THEME) for name, path in disk.data_files("briefs/themes")}
    meetings = {
        name: disk.fields(path, OUTCOMES) for name, path in disk.data_files("briefs/outcomes")
    }
    sources = {name: disk.source(name) for name in disk.source_folders()}
    glossary = disk.glossary()
    disk.strays()

    markings.check(settings_fields, themes.values(), meetings.values(), disk.found)
    linked = Links(themes, meetings, sources, disk.texts, disk.found)
    linked.misnamed |= disk.misnamed
    linked.told |= disk.closed
    made_themes: dict[str, Theme] = linked.themes()
    made_meetings: dict[str, Meeting] = linked.meetings()
    linked.glossary(glossary)
    workspace = Workspace(
        root=root,
        settings=settings,
        themes=made_themes,
        meetings=made_meetings,
        sources={name: one for name, one in sources.items() if one is not None},
        glossary=records.glossary(glossary),
        texts=disk.texts,
        left_out=frozenset(linked.left_out | disk.closed),
    )
    found = proposals_only_warn(disk.found, meetings.values())
    return workspace, disk.texts, sorted(found, key=_place)


def proposals_only_warn(
    found: Iterable[Diagnostic], meetings: Iterable[Fields | None]
) -> Iterator[Diagnostic]:
    """The diagnostics, in which an error inside an outcome that is not accepted is a warning:
    nothing is made from it yet, so it stops nothing."""
    aside: dict[str, list[tuple[int, int]]] = {}
    for fields in meetings:
        for outcome in () if fields is None else fields.values.get("outcomes", ()):
            if links.status(outcome) != "accepted":
                span = outcome.span
                aside.setdefault(span.path, []).append((span.start, span.end))
    for one in found:
        place = one.span
        if place is not None and one.severity == "error" and place.path in aside:
            spans = aside[place.path]  # one after the other, as they stand in the file
            at = bisect_right(spans, place.start, key=lambda span: span[0]) - 1
            if at >= 0 and place.start < spans[at][1]:
                one = replace(one, severity="warning")
        yield one


def _place(diagnostic: Diagnostic) -> tuple[str, int]:
    if diagnostic.span is None:
        return diagnostic.path or "", -1
    return diagnostic.span.path, diagnostic.span.start


def _not_found(root: Path) -> Diagnostic | None:
    """`workspace-not-found` when `root` is no workspace."""
    try:
        (root / "briefs" / "workspace.yaml").lstat()
        return None
    except PermissionError:
        return files.names_in(root / "briefs", "briefs")[1][0]
    except (OSError, ValueError):
        pass
    here = "this folder"
    if root.is_absolute() and root != Path.cwd():
        here = f"`{files.shown(str(root))}`"
    message = f"a workspace is a folder that holds `briefs/workspace.yaml`; {here} does not"
    hints = [Hint("go to the workspace's folder, or make one with `briefgen init DIR`")]
    try:
        if (root / "briefs" / "workspace.yml").exists():
            hints = [Hint("rename `briefs/workspace.yml` to `briefs/workspace.yaml`")]
        if root.name == "workspace.yaml" and root.is_file():
            hints = [Hint("give the folder that holds `briefs`, not a file in it")]
        if root.resolve().name == "briefs" and (root / "workspace.yaml").is_file():
            hints = [Hint("this is the `briefs` folder of one: use the folder above it")]
    except (OSError, RuntimeError, ValueError):
        pass
    return Diagnostic("workspace-not-found", message, hints=tuple(hints))


def decoded(text: SourceText, record: Record, found: list[Diagnostic]) -> Fields | None:
    """A data file's text, decoded; None when that cannot be done at all."""
    value, problems = values.parse(text)
    found += problems
    if value is None:
        return None
    if isinstance(value, values.Scalar) and value.kind == "null":
        needed = ", ".join(f"`{key.name}`" for key in record.keys if key.required)
        message = f"{record.title} needs its keys; there is nothing in this file"
        report(found, "missing-key", message, value.span, f"needed: {needed}")
        return None
    return record.decode(value, f"{record.title} in `{text.path}`", found)


@sheet
class _Disk:
    """Reads the files of a workspace and keeps their texts and what is wrong with them."""

    root: Path
    texts: dict[str, SourceText] = field(default_factory=dict)
    found: list[Diagnostic] = field(default_factory=list)
    misnamed: set[str] = field(default_factory=set)
    closed: set[str] = field(default_factory=set)  # folders that cannot be read

    def text(self, path: str) -> SourceText | None:
        """A data file's text."""
        text, problems = files.read(self.root / path, path)
        self.found += problems
        if text is not None:
            self.texts[path] = text
        return text

    def fields(self, path: str, record: Record) -> Fields | None:
        """A data file, decoded; None when that cannot be done at all."""
        text = self.text(path)
        return None if text is None else decoded(text, record, self.found)

    def names(self, folder: str) -> list[str]:
        """The names in a folder; none when it cannot be read, which is reported."""
        names, problems = files.names_in(self.root / folder, folder)
        self.found += problems
        if problems:
            self.closed.add(folder)
        return names

    def strays(self) -> None:
        """Warns of data files in `briefs/` that nobody reads: `briefs/glossary.yml`."""
        known = {"workspace.yaml", "glossary.yaml", "themes", "outcomes", "sources"}
        for name in files.names_in(self.root / "briefs", "briefs")[0]:
            if name not in known:
                self.overlooked(f"briefs/{name}", "briefs/", known)

    def overlooked(self, path: str, right: str, known: Iterable[str] = ()) -> None:
        """Warns of a data file, or a folder with data files, that stands where none is read."""
        file = self.root / path
        if file.name.casefold().endswith((".yaml", ".yml")):
            what, near = f"`{files.shown(path)}` is not read", file.name
        elif file.is_dir() and any(file.glob("*.y*ml")):
            what, near = f"the files in `{files.shown(path)}/` are not read", file.name
        else:
            return
        hints = did_you_mean(near, known) or (Hint(f"move what should be read to `{right}`"),)
        message = f"{CODES['file-overlooked']}; {what}"
        shown = files.shown(path)
        one = Diagnostic("file-overlooked", message, severity="warning", path=shown, hints=hints)
        self.found.append(one)

    def data_files(self, folder: str) -> list[tuple[str, str]]:
        """The id and the path of every `<id>.yaml` in a folder."""
        made = []
        for name in self.names(folder):
            stem, dot, suffix = name.rpartition(".")
            if not dot or suffix.casefold() not in ("yaml", "yml"):
                self.overlooked(f"{folder}/{name}", f"{folder}/")
                continue
            if self.is_id(stem, f"{folder}/{files.shown(name)}", ".yaml", suffix == "yaml"):
                made.append((stem, f"{folder}/{name}"))
        return made

    def is_id(self, stem: str, path: str, suffix: str, right: bool = True) -> bool:
        """Whether a file or folder is named as it should be; reports `file-name`."""
        if re.fullmatch(ID_PATTERN, stem) and right:
            return True
        plain = id_of(stem) or stem
        self.misnamed |= {stem, plain}
        wanted = f"`<id>{suffix}`" if suffix else "an id"
        message = (
            f"a data file or source folder is named after its id ({ID_FORM}); "
            f"`{path.rpartition('/')[2]}` is not {wanted}"
        )
        usable = re.fullmatch(ID_PATTERN, plain)
        hints = (Hint(f"rename it to `{plain}{suffix}`"),) if usable else ()
        self.found.append(Diagnostic("file-name", message, path=path, hints=hints))
        return False

    def source_folders(self) -> list[str]:
        """The ids of all sources: the folders in `briefs/sources`."""
        folder = "briefs/sources"
        names = self.names(folder)
        # A link that leads nowhere is no folder, but was meant as one.
        paths = ((name, self.root / folder / name) for name in names)
        folders = [n for n, path in paths if path.is_dir() or not path.exists()]
        return [name for name in folders if self.is_id(name, f"{folder}/{files.shown(name)}", "")]

    def source(self, name: str) -> Source | None:
        """The source in a folder of `briefs/sources`."""
        folder = f"briefs/sources/{name}"
        names, problems = files.names_in(self.root / folder, folder)
        if problems:
            self.found += problems
            return None
        if "source.yaml" not in names:
            message = (
                "every file that the data names must be there; "
                f"the source `{name}` has no `source.yaml`"
            )
            hint = Hint("every folder in `briefs/sources/` is a source: describe it, or move it")
            if "source.yml" in names:
                hint = Hint("rename `source.yml` to `source.yaml`")
            path = f"{folder}/source.yaml"
            self.found.append(Diagnostic("file-missing", message, path=path, hints=(hint,)))
            return None
        fields = self.fields(f"{folder}/source.yaml", SOURCE)
        if fields is None:
            return None
        return archived.source(fields, name, self.root / folder, folder, self.archive, self.found)

    def archive(self, file: Path, path: str) -> SourceText | None:
        """An archived text; None when it cannot be used."""
        text, problems = files.read(file, path, archived=True)
        self.found += problems
        if text is not None:
            self.texts[path] = text
        return None if problems else text

    def glossary(self) -> Fields | None:
        """The glossary; a workspace may do without one."""
        path = "briefs/glossary.yaml"
        try:
            (self.root / path).lstat()
        except OSError:
            return None
        return self.fields(path, GLOSSARY)
