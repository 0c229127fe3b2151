"""`briefgen build` and `briefgen check`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import typer

from briefgen.cli import completion
from briefgen.cli.terminal import (
    JSON,
    WORKSPACE,
    Progress,
    day,
    is_workspace,
    say,
    show_diagnostics,
    usage,
    workspace_root,
)

if TYPE_CHECKING:
    from briefgen.plan import Options
    from briefgen.report import Report
    from briefgen.sign import Certificate


def register(app: typer.Typer) -> None:
    """Add the commands to the application."""
    app.command("build")(build)
    app.command("check")(check)


THEMES = typer.Argument(
    None,
    metavar="THEME",
    help="The themes, by id or alias.",
    show_default=False,
    autocompletion=completion.themes,
)
THEME = typer.Option(
    None,
    "--theme",
    "-t",
    metavar="THEME",
    help="A theme; may be repeated.",
    autocompletion=completion.themes,
)
TEMPLATE = typer.Option(
    None,
    "--template",
    metavar="NAME",
    help="The template; the workspace's default without this.",
    autocompletion=completion.templates,
)


def build(
    themes: list[str] | None = THEMES,
    theme: list[str] | None = THEME,
    every: bool = typer.Option(False, "--all", help="Every theme of the workspace."),
    templates: list[str] | None = TEMPLATE,
    formats: list[str] | None = typer.Option(
        None,
        "--format",
        "-f",
        metavar="LIST",
        help="docx, pdf, html, or several: docx,pdf; the workspace's formats without this.",
        autocompletion=completion.formats,
    ),
    meeting: list[str] | None = typer.Option(
        None,
        "--meeting",
        metavar="ID",
        help="Only the outcomes of this meeting; may be repeated.",
        autocompletion=completion.meetings,
    ),
    since: Any = typer.Option(
        None, parser=day, metavar="DATE", help="Only meetings on or after this date."
    ),
    until: Any = typer.Option(
        None, parser=day, metavar="DATE", help="Only meetings on or before this date."
    ),
    out: Path | None = typer.Option(
        None, "--out", "-o", metavar="DIR", help="The output folder; `output` without this."
    ),
    on: Any = typer.Option(
        None, "--date", parser=day, metavar="DATE", help="The date that the briefs carry."
    ),
    bundle_sources: bool = typer.Option(
        False, "--bundle-sources", help="Put the archived texts that are cited into the files."
    ),
    draft: bool = typer.Option(
        False,
        "--draft",
        help="Build despite errors in sentences and quotes, marked DRAFT, with each as a comment.",
    ),
    sign: Path | None = typer.Option(
        None, "--sign", metavar="FILE", help="Sign the PDFs with this certificate (PKCS#12)."
    ),
    sign_pass_env: str | None = typer.Option(
        None, metavar="NAME", help="The environment variable that holds its password."
    ),
    letterhead: Path | None = typer.Option(
        None,
        "--letterhead",
        metavar="FILE",
        help="A Word letterhead; the one in the template's folder without this.",
    ),
    launch: bool = typer.Option(False, "--open", help="Open what was built."),
    emit: str | None = typer.Option(
        None,
        metavar="STAGE",
        help="Print what a stage made instead of writing files: markdown or outline.",
    ),
    json: bool = JSON,
    workspace: Path | None = WORKSPACE,
) -> None:
    """Build the briefs of some themes or of all.

    Briefs that have errors are not built and keep the files they have.
    """
    root = workspace_root(workspace)
    template = _one(templates)
    wanted = (*(themes or ()), *(theme or ()))
    if every and wanted:
        usage("give themes or --all, not both")
    if not every and not wanted and is_workspace(root):
        known = ", ".join(completion.theme_ids(root)) or "none yet"
        usage(f"name a theme, or build every theme with --all; the themes here are: {known}")
    if emit not in (None, "markdown", "outline"):
        usage(f"--emit shows markdown or outline, not {emit!r}")
    if since and until and since > until:
        usage(f"--since {since} is after --until {until}")
    if letterhead is not None and not letterhead.is_file():
        usage(f"--letterhead needs a Word file; there is no file {letterhead}")
    names = _split(formats)
    if formats and not names:
        usage("--format needs a format: docx, pdf, html, or several: docx,pdf")
    certificate = _certificate(sign, sign_pass_env) if emit is None else None

    from briefgen import plan

    options = plan.Options(
        themes=wanted,
        template=template,
        formats=names or None,
        meetings=tuple(meeting or ()),
        since=since,
        until=until,
        date=on,
        out=out.absolute() if out is not None else None,
        letterhead=letterhead.resolve() if letterhead is not None else None,
        emit=emit,  # type: ignore[arg-type]
        bundle_sources=bundle_sources,
        sign=certificate,
        draft=draft,
    )
    report = _run(root, options, write=emit is None)
    if emit is not None:
        show_diagnostics(report, notes=False)
        typer.echo(report.emitted, nl=False)
    elif json:
        from briefgen.report.exchange import as_json

        typer.echo(as_json(report))
    else:
        show_diagnostics(report, notes=False)
        _closing_table(report)
    if launch:
        _open(report)
    # The errors of a draft are in the draft: it was built as it was asked for.
    raise typer.Exit(0 if report.ok or (draft and report.built and not report.unbuilt) else 1)


def _certificate(path: Path | None, variable: str | None) -> Certificate | None:
    """What to sign with. The password is asked for on a terminal; it never is an argument,
    which other users of the machine could see."""
    import os
    import sys

    if path is None:
        if variable is not None:
            usage("--sign-pass-env needs --sign")
        return None
    password: str | None = None
    if variable is not None:
        password = os.environ.get(variable)
        if password is None:
            usage(f"--sign-pass-env: there is no variable {variable} in the environment")
    elif sys.stdin.isatty():
        question = f"Password of {path.name}"
        password = typer.prompt(question, default="", hide_input=True, show_default=False, err=True)
    from briefgen.sign import Certificate

    return Certificate(path, password)


def check(
    themes: list[str] | None = THEMES,
    theme: list[str] | None = THEME,
    templates: list[str] | None = TEMPLATE,
    json: bool = JSON,
    sarif: bool = typer.Option(False, "--sarif", help="Print a SARIF 2.1.0 log for programs."),
    out: Path | None = typer.Option(
        None, "--out", "-o", metavar="FILE", help="Write the JSON or SARIF to a file."
    ),
    workspace: Path | None = WORKSPACE,
) -> None:
    """Check as a build does, and write no brief."""
    if json and sarif:
        usage("give --json or --sarif, not both")
    if out is not None and not (json or sarif):
        usage("--out needs --json or --sarif")
    root = workspace_root(workspace)

    from briefgen import plan

    wanted = (*(themes or ()), *(theme or ()))
    options = plan.Options(themes=wanted, template=_one(templates))
    report = _run(root, options, write=False)
    if json or sarif:
        from briefgen.report.exchange import as_json, as_sarif

        _deliver(root, (as_sarif if sarif else as_json)(report), out)
    else:
        show_diagnostics(report)
        if report.evidence.checked or report.evidence.skipped or report.ok:
            if report.diagnostics:
                say("")
            typer.echo(_evidence(report))
    raise typer.Exit(0 if report.ok else 1)


def _one(templates: list[str] | None) -> str | None:
    """The template that was asked for. The last of several would win, and nobody be told."""
    if templates and len(templates) > 1:
        usage("--template stands once: each template is a run of its own")
    return templates[0] if templates else None


def _split(formats: list[str] | None) -> tuple[str, ...]:
    return tuple(n for part in formats or () for name in part.split(",") if (n := name.strip()))


def _run(root: Path, options: Options, *, write: bool) -> Report:
    from briefgen import pipeline

    progress = Progress()
    try:
        if write:
            return pipeline.build(root, options, progress)
        return pipeline.check(root, options, progress)
    finally:
        progress.close()


def _closing_table(report: Report) -> None:
    """What was built and what was not, with the counts of each brief's evidence."""
    from briefgen.report import shown_path
    from briefgen.report.closing import ledger_lines, proposed_line
    from briefgen.report.tables import table

    rows: list[tuple[str, ...]] = []
    for brief in report.built:
        files = [shown_path(report.root, str(path)) for path in brief.files]
        counts = brief.evidence
        numbers = (brief.notes, counts.checked, counts.failed, counts.skipped)
        rows.append((brief.theme, *map(str, numbers), files[0]))
        rows += [("", "", "", "", "", path) for path in files[1:]]
    for missing in report.unbuilt:
        counts = missing.evidence
        reason = f"not built: {missing.errors} error{'s' if missing.errors > 1 else ''}"
        spread = (counts.checked, counts.failed, counts.skipped)
        rows.append((missing.theme, "-", *map(str, spread), reason))
    if not rows:
        return
    header = ("theme", "notes", "quotes", "failed", "skipped", "files")
    if report.errors or report.warnings or report.elsewhere:
        say("")
    typer.echo(table(header, rows, right=(1, 2, 3, 4)))
    for key, reason in report.skipped:
        typer.echo(f"skipped {key}: {reason}")
    for line in (*ledger_lines(report.ledger), *proposed_line(report.proposed)):
        typer.echo(line)
    if any(brief.draft for brief in report.built):
        count = sum(brief.comments for brief in report.built)
        said = f"{count} finding{'' if count == 1 else 's'}, shown as comments"
        typer.echo(f"DRAFT: {said if count else 'nothing was found; build it without `--draft`'}")


def _evidence(report: Report) -> str:
    from briefgen.report.closing import ledger_lines, proposed_line

    counts = report.evidence
    line = f"evidence: {counts.checked} checked, {counts.failed} failed, {counts.skipped} skipped"
    skipped = (f"skipped {key}: {reason}" for key, reason in report.skipped)
    closing = (*ledger_lines(report.ledger), *proposed_line(report.proposed))
    return "\n".join([line, *skipped, *closing])


def _deliver(root: Path, text: str, out: Path | None) -> None:
    if out is None:
        typer.echo(text)
        return
    from briefgen.cli.terminal import refuse
    from briefgen.publish import publish

    target = out.absolute()
    _, diagnostics = publish(target.parent, {target.name: (text + "\n").encode()})
    if diagnostics:
        refuse(root, *diagnostics)


def _open(report: Report) -> None:
    """Open one file of each brief, the PDF where there is one."""
    from briefgen.cli.opening import NO_OPENER, opened

    wanted = []
    for brief in report.built:
        pdfs = [path for path in brief.files if path.suffix == ".pdf"]
        wanted.append((pdfs or list(brief.files))[0])
    closed = [path.name for path in wanted if not opened(str(path))]
    if closed:
        say(f"could not be opened: {', '.join(closed)}; {NO_OPENER}")
