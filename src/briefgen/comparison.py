"""What changed between two briefs: two files, or one theme at two dates.

A theme at a date is the brief that `build --until DATE --date DATE` makes. Both are built in
full, with every check, and only then compared.
"""

from __future__ import annotations

import datetime
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

from briefgen.diagnostics import Diagnostic, has_errors
from briefgen.record import replace
from briefgen.report import Report, in_order
from briefgen.word import unusable

#: Larger files are not read (the guard of packages would refuse them anyway).
_LARGEST = 32 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class Comparison:
    """A redline that was written, or why there is none.

    `counts` says how many paragraphs and tables were `changed`, `inserted` and `deleted`;
    `path` is None when nothing was, or when `report` has errors.
    """

    report: Report
    path: Path | None = None
    counts: Counter[str] = field(default_factory=Counter)


def compare_files(old: Path, new: Path, out: Path | None = None) -> Comparison:
    """The changes from one Word file to another, as `NEW-redline.docx` beside the new one
    unless `out` names a file."""
    contents, problems = _read((old, new))
    here = Path.cwd()
    if problems:
        return Comparison(Report(here, tuple(problems)))
    target = out or new.with_name(f"{new.stem}-redline.docx")
    return _compare(contents, (old.as_posix(), new.as_posix()), target, Report(here))


def compare_dates(
    root: Path,
    theme: str,
    dates: tuple[datetime.date, datetime.date],
    template: str | None = None,
    out: Path | None = None,
) -> Comparison:
    """The changes in a theme's brief from one date to another, in the output folder unless
    `out` names a file."""
    from tempfile import TemporaryDirectory

    from briefgen import pipeline
    from briefgen.plan import Options

    built: list[Path] = []
    reports: list[Report] = []
    with TemporaryDirectory(prefix="briefgen-") as folder:
        for name, day in zip(("old", "new"), dates, strict=True):
            options = Options(
                themes=(theme,),
                template=template,
                formats=("docx",),
                until=day,
                date=day,
                out=Path(folder) / name,
            )
            report = pipeline.build(root, options)
            reports.append(report)
            built += [file for brief in report.built for file in brief.files]
            if not report.ok:
                break
        report = _together(root, reports)
        if len(built) != len(dates):
            return Comparison(report)
        contents = [path.read_bytes() for path in built]
    name = f"{built[1].stem}-since-{dates[0].isoformat()}-redline.docx"
    target = out or root / "output" / built[1].parent.name / name
    return _compare(contents, (f"{theme} on {dates[0]}", f"{theme} on {dates[1]}"), target, report)


def _together(root: Path, reports: Iterable[Report]) -> Report:
    """What the builds found, each thing once; notes are left to `briefgen check`."""
    found = [d for report in reports for d in report.diagnostics if d.severity != "note"]
    texts = {path: text for report in reports for path, text in report.texts.items()}
    return Report(root, in_order(found), texts=texts)


def _compare(
    contents: list[bytes], names: tuple[str, str], target: Path, report: Report
) -> Comparison:
    from briefgen.publish import publish
    from briefgen.redline import redline

    old, new = contents
    made, problems = redline(old, new, names)
    if made is None:
        return Comparison(_with(report, problems))
    report = _with(report, made.diagnostics)
    if not made.counts:
        return Comparison(report)
    paths, problems = publish(target.absolute().parent, {target.name: made.data})
    report = _with(report, problems)
    return Comparison(report, None if has_errors(problems) else paths[0], made.counts)


def _with(report: Report, more: Iterable[Diagnostic]) -> Report:
    return replace(report, diagnostics=(*report.diagnostics, *more))


def _read(paths: Iterable[Path]) -> tuple[list[bytes], list[Diagnostic]]:
    """The bytes of files that a user named."""
    contents: list[bytes] = []
    problems: list[Diagnostic] = []
    for path in paths:
        try:
            with path.open("rb") as file:
                contents.append(file.read(_LARGEST + 1))
        except OSError as error:
            reason = f"it cannot be read: {(error.strerror or str(error)).lower()}"
            problems.append(unusable(path.as_posix(), reason, "give the path of a `.docx` file"))
    return contents, problems
