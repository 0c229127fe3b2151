"""The site of a workspace: its briefs as `build --all` makes them, and the pages around them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path
from posixpath import dirname, join, normpath

from briefgen import pipeline
from briefgen.diagnostics import Diagnostic
from briefgen.document import Beside, Document, Way
from briefgen.plan import Brief, Options, stem
from briefgen.record import record, replace
from briefgen.report import Report
from briefgen.site import folder
from briefgen.site.catalogue import Catalogue, Page, portion
from briefgen.site.index import Missing, index_page
from briefgen.site.outcome import outcome_page
from briefgen.site.search import search_page
from briefgen.site.source import source_page
from briefgen.workspace.model import Workspace

_FILES = {"docx": "Word", "pdf": "PDF"}


@record
class Site:
    """A site that was made, or was not. `files` are its paths; `kept` those of a former site that
    stay because they could not be made anew. None of either when the folder was left alone."""

    report: Report
    files: tuple[str, ...] = ()
    kept: tuple[str, ...] = ()

    def count(self, kind: str) -> int:
        """How many pages there are in a folder of the site."""
        return sum(path.startswith(f"{kind}/") for path in self.files)


def make_site(
    root: Path,
    out: Path,
    template: str | None = None,
    progress: pipeline.Progress = pipeline.silent,
) -> Site:
    """Make the site of the workspace in `root` in the folder `out`.

    A brief with errors is not made and its former page stays; the others are made. When none
    can be made, the former site stays as it is.
    """
    if problem := folder.problem(out, root):
        return Site(Report(root, (problem,)))
    reading = pipeline.read(root, progress)
    made: dict[str, tuple[Brief, Document]] = {}
    files: dict[str, bytes] = {}

    def surround(brief: Brief, document: Document) -> Document:
        assert reading.workspace is not None
        ways = _ways(brief, document, reading.workspace)
        held = replace(document.beside or Beside(), ways=ways)
        made[brief.name] = (brief, replace(document, beside=held))
        return made[brief.name][1]

    def deliver(
        name: str, contents: Mapping[str, bytes]
    ) -> tuple[tuple[Path, ...], list[Diagnostic]]:
        paths = []
        for file, data in contents.items():
            path = f"themes/{name}.html" if file.endswith(".html") else f"files/{file}"
            files[path] = data
            paths.append(out / path)
        return tuple(paths), []

    options = Options(template=template, formats=("html", *_FILES))
    report = pipeline.make(reading, options, deliver, progress, surround)
    if not report.built or reading.workspace is None or reading.book is None:
        return Site(report)
    pages = [
        _page(*made[brief.theme]) for brief in report.built if f"themes/{brief.theme}.html" in files
    ]
    old = folder.former(out)
    missing = [brief.theme for brief in report.unbuilt]
    kept = _kept(out, old, missing, files)
    catalogue = Catalogue(
        reading.workspace, reading.book, tuple(pages), frozenset(kept), reading.remarks
    )
    for number, outcome in enumerate(catalogue.outcomes.values()):
        progress(number, len(catalogue.outcomes), f"the page of {outcome.id}")
        files[f"outcomes/{outcome.id}.html"] = outcome_page(catalogue, outcome)
    for source in catalogue.sources.values():
        files[f"sources/{source.id}.html"] = source_page(catalogue, source)
    lacking = [_missing(name, reading.workspace, kept) for name in missing]
    files["index.html"] = index_page(catalogue, lacking)
    files["search.html"] = search_page(catalogue)
    stay = {path: data for path, data in kept.items() if path not in files}
    problems = folder.replace(out, {**files, **stay})
    if problems:
        return Site(replace(report, diagnostics=(*report.diagnostics, *problems), built=()))
    return Site(report, tuple(sorted({**files, **stay})), tuple(sorted(stay)))


def _page(brief: Brief, document: Document) -> Page:
    name = stem(brief, document)
    downloads = tuple((label, f"files/{name}.{kind}") for kind, label in _FILES.items())
    themes = brief.request.themes
    return Page(brief.name, themes, document, f"themes/{brief.name}.html", downloads)


def _missing(name: str, workspace: Workspace, kept: Mapping[str, bytes]) -> Missing:
    """A theme without a new brief, with the page and the files of the former one that stay."""
    title = workspace.themes[name].title if name in workspace.themes else name
    address = f"themes/{name}.html"
    if address not in kept:
        return Missing(name, title)
    links = [_target(address, link) for link in _LINK.findall(kept[address])]
    downloads = tuple(
        (label, path)
        for kind, label in _FILES.items()
        for path in dict.fromkeys(links)
        if path in kept and path.startswith("files/") and path.endswith(f".{kind}")
    )
    return Missing(name, title, address, downloads)


def _ways(brief: Brief, document: Document, workspace: Workspace) -> tuple[Way, ...]:
    """From the page of a brief: to all briefs, the search and its files; then to the pages of its
    outcomes and sources."""
    beside = document.beside or Beside()
    home = f"{document.author}: briefs" if document.author else "Briefs"
    name = stem(brief, document)
    ways = [Way(home, "../index.html"), Way("Search", "../search.html")]
    ways += [Way(label, f"../files/{name}.{kind}") for kind, label in _FILES.items()]
    known = {outcome.id: outcome for outcome in workspace.outcomes()}
    covered = [known[outcome.id] for outcome in beside.outcomes]
    ways += [
        Way(
            portion(workspace, outcome.marking) + outcome.summary,
            f"../outcomes/{outcome.id}.html",
            "The outcomes, each on its own page",
        )
        for outcome in covered
    ]
    ways += [
        Way(f"{source.label}: {source.title}", f"../sources/{source.id}.html", "The sources")
        for source in beside.sources
    ]
    return tuple(ways)


#: Where a page of the site leads to.
_LINK = re.compile(rb'href="([^"#:?]+)["#]')


def _kept(
    out: Path,
    old: Mapping[str, frozenset[str]],
    missing: list[str],
    files: Mapping[str, bytes],
) -> dict[str, bytes]:
    """The former pages of briefs that could not be made, and whatever they lead to."""
    waiting = [f"themes/{name}.html" for name in missing]
    kept: dict[str, bytes] = {}
    while waiting:
        path = waiting.pop()
        if path in kept or path not in old or path in ("index.html", "search.html"):
            continue
        data = folder.kept(out, path, old)
        if data is None:
            continue
        kept[path] = data
        if path.endswith(".html") and path not in files:
            for link in _LINK.findall(data):
                waiting.append(_target(path, link))
    return kept


def _target(path: str, link: bytes) -> str:
    """Where a link of a page leads, as a path from the site's folder."""
    return normpath(join(dirname(path), link.decode("utf-8", "replace")))
