"""`briefgen review-drafts`: proposed outcomes, decided one by one."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import typer

from briefgen.cli import completion
from briefgen.cli.terminal import (
    JSON,
    WORKSPACE,
    Progress,
    columns,
    refuse,
    unknown_name,
    usage,
    workspace_root,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from briefgen.diagnostics import Diagnostic
    from briefgen.pipeline import Reading
    from briefgen.proposals.desk import Desk, Proposal, Refusal, Undo


def register(app: typer.Typer) -> None:
    """Add the command to the application."""
    app.command("review-drafts")(review_drafts)


def review_drafts(
    meeting: str | None = typer.Option(
        None,
        "--meeting",
        metavar="ID",
        help="Only the proposals of this meeting.",
        autocompletion=completion.meetings,
    ),
    theme: str | None = typer.Option(
        None,
        "--theme",
        "-t",
        metavar="THEME",
        help="Only the proposals of this theme.",
        autocompletion=completion.themes,
    ),
    accept: list[str] | None = typer.Option(
        None, "--accept", metavar="ID", help="Accept this one and ask nothing; may be repeated."
    ),
    reject: list[str] | None = typer.Option(
        None, "--reject", metavar="ID", help="Reject this one and ask nothing; may be repeated."
    ),
    reason: str | None = typer.Option(
        None, "--reason", metavar="TEXT", help="Why, for --reject; it is kept in the file."
    ),
    merge: str | None = typer.Option(
        None, "--merge", metavar="ID", help="Give this one's quotes to the outcome of --into."
    ),
    into: str | None = typer.Option(
        None, "--into", metavar="ID", help="The outcome that tells the same, for --merge."
    ),
    listed: bool = typer.Option(False, "--list", help="List what is proposed and ask nothing."),
    json: bool = JSON,
    workspace: Path | None = WORKSPACE,
) -> None:
    """Accept, edit, reject or split proposed outcomes, one after the other.

    Each is shown with its quotes in their passages and with what the checks say of it.
    Every decision is saved at once; nothing else in the file changes.
    """
    if reason is not None and not reject:
        usage("--reason needs --reject")
    if reject and not (reason or "").strip():
        usage("--reject needs --reason: it is kept, so that the same is not proposed again")
    if (merge is None) != (into is None):
        usage("--merge and --into need each other")
    if (listed or json) and (accept or reject or merge):
        usage("give --list or --json, or what to decide, not both")

    from briefgen import pipeline
    from briefgen.proposals.desk import Desk

    root = workspace_root(workspace)
    progress = Progress()
    reading = pipeline.load(root)
    progress.close()
    if reading.workspace is None:
        refuse(root, *reading.diagnostics)
        raise typer.Exit(1)
    desk = Desk(reading.workspace, meeting, _theme(reading, theme))
    _known_meeting(reading, meeting)
    if accept or reject or merge:
        decided = [_accept(desk, root, name) for name in accept or ()]
        decided += [_reject(desk, root, name, reason or "") for name in reject or ()]
        if merge is not None and into is not None:
            decided.append(_merge(desk, root, merge, into))
        raise typer.Exit(0 if all(decided) else 1)
    if listed or json:
        _list(desk, json)
        return
    _unread(reading)
    from briefgen.cli.dialogue import Dialogue

    Dialogue(desk).run()


# ------------------------------------------------------------------------- what is asked for


def _theme(reading: Reading, name: str | None) -> frozenset[str]:
    from briefgen import entries

    assert reading.workspace is not None
    theme, unknown = entries.theme_named(reading.workspace, name)
    if unknown is not None:
        unknown_name(reading, name or "", unknown)
    return frozenset((theme.id, *theme.aliases) if theme is not None else ())


def _known_meeting(reading: Reading, name: str | None) -> None:
    from briefgen import plan

    assert reading.workspace is not None
    if name is not None and name not in reading.workspace.meetings:
        unknown_name(reading, name, plan.unknown("meeting", name, reading.workspace.meetings))


def _unread(reading: Reading) -> None:
    """Say which files of outcomes could not be read: proposals in them are not shown."""
    from briefgen.cli.terminal import show_diagnostics
    from briefgen.report import Report

    known = reading.workspace.meetings if reading.workspace is not None else {}
    told = []
    for one in reading.diagnostics:
        path = one.span.path if one.span is not None else one.path or ""
        name = path.removeprefix("briefs/outcomes/").removesuffix(".yaml")
        if one.severity == "error" and name != path and name not in known:
            told.append(one)
    show_diagnostics(Report(reading.root, tuple(told), texts=reading.texts))


# ------------------------------------------------------------------------- without questions


def _accept(desk: Desk, root: Path, name: str) -> bool:
    """Accept one by its id, unless it would stop a build."""

    proposal = _named(desk, root, name)
    if proposal is None:
        return False
    judgement = desk.judged(proposal)
    _show(root, judgement.diagnostics, desk)
    if judgement.stops:
        typer.echo(f"{name}: not accepted, since a build would stop at it")
        return False
    return _done(desk, root, desk.accept(proposal), f"accepted {name}", proposal)


def _reject(desk: Desk, root: Path, name: str, reason: str) -> bool:
    proposal = _named(desk, root, name)
    if proposal is None:
        return False
    return _done(desk, root, desk.reject(proposal, reason), f"rejected {name}", proposal)


def _merge(desk: Desk, root: Path, name: str, into: str) -> bool:
    """Give the quotes of one to another outcome."""
    from briefgen.diagnostics import CODES, Diagnostic, did_you_mean

    proposal, other = _named(desk, root, name), desk.named(into, accepted=True)
    if proposal is None:
        return False
    if other is None or other.outcome is None or other.id == proposal.id:
        known = [one.id for one in desk.workspace.outcomes() if one.id != name]
        message = f"{CODES['unknown-id']}; no other outcome is called `{into}`"
        hints = did_you_mean(into, known)
        _show(root, (Diagnostic("unknown-id", message, hints=hints),), desk)
        return False
    if proposal.outcome is None:
        _show(root, desk.judged(proposal).diagnostics, desk)
        return False
    done = _done(desk, root, desk.merge(proposal, other), f"merged {name} into {into}", other)
    told = desk.named(into, accepted=True)
    if done and told is not None:
        _show(root, desk.judged(told).diagnostics, desk)
    return done


def _named(desk: Desk, root: Path, name: str) -> Proposal | None:
    """The proposed or rejected outcome of an id; says so when there is none."""
    found = desk.named(name)
    if found is not None:
        return found
    from briefgen.diagnostics import CODES, Diagnostic, Hint, did_you_mean

    workspace = desk.workspace
    if any(outcome.id == name for outcome in workspace.outcomes()):
        message = f"`{name}` is accepted already"
        hints: tuple[Hint, ...] = (Hint("to leave it out, write `status: rejected` into it"),)
    else:
        message = f"{CODES['unknown-id']}; no proposed outcome is called `{name}`"
        hints = did_you_mean(name, [one.id for one in desk.proposals()])
    _show(root, (Diagnostic("unknown-id", message, hints=hints),), desk)
    return None


def _done(desk: Desk, root: Path, result: Undo | Refusal, said: str, proposal: Proposal) -> bool:
    from briefgen.proposals.desk import Refusal
    from briefgen.report import shown_path

    if isinstance(result, Refusal):
        _show(root, result.diagnostics, desk, {result.text.path: result.text})
        return False
    typer.echo(f"{said} in {shown_path(root, proposal.path)}")
    return True


def _show(
    root: Path,
    diagnostics: Iterable[Diagnostic],
    desk: Desk,
    texts: dict[str, Any] | None = None,
) -> None:
    from briefgen.cli.terminal import show_diagnostics
    from briefgen.report import Report

    known = {**desk.workspace.texts, **(texts or {})}
    show_diagnostics(Report(root, tuple(diagnostics), texts=known))


def _list(desk: Desk, json: bool) -> None:
    """What is proposed, as a table or for programs."""
    from briefgen.report import Report
    from briefgen.report.exchange import as_objects, dumps
    from briefgen.report.tables import table

    entries = []
    rows: list[Sequence[str]] = []
    for one in desk.proposals():
        judgement = desk.judged(one)
        errors = sum(d.severity == "error" for d in judgement.diagnostics)
        warnings = sum(d.severity == "warning" for d in judgement.diagnostics)
        outcome = one.outcome
        text = desk.workspace.texts[one.path]
        commitment = outcome.commitment if outcome else ""
        summary = outcome.summary if outcome else "(has errors)"
        rows.append((one.id, commitment, one.meeting.id, str(errors), str(warnings), summary))
        entries.append(
            {
                "id": one.id or None,
                "meeting": one.meeting.id,
                "path": one.path,
                "line": text.position(one.span.start)[0],
                "summary": outcome.summary if outcome else None,
                "commitment": outcome.commitment if outcome else None,
                "themes": list(outcome.themes) if outcome else [],
                "why": outcome.why if outcome else None,
                "errors": errors,
                "warnings": warnings,
                "diagnostics": as_objects(
                    Report(desk.workspace.root, judgement.diagnostics, texts=desk.workspace.texts)
                ),
            }
        )
    if json:
        typer.echo(dumps(entries))
    elif not rows:
        typer.echo("nothing is proposed")
    else:
        header = ("id", "commitment", "meeting", "errors", "warnings", "summary")
        typer.echo(table(header, rows, right=(3, 4), columns=columns()))
