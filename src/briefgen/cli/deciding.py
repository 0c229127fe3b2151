"""The questions that `briefgen sources update` asks a person, quote by quote."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from typing import TYPE_CHECKING

import typer

from briefgen.cli.preview import FORMS, value_of
from briefgen.cli.terminal import columns, say
from briefgen.ingest.candidate import changed
from briefgen.record import replace

if TYPE_CHECKING:
    from briefgen.drift.comparison import Verdict
    from briefgen.ingest.candidate import Key
    from briefgen.renewal import Decision, Renewal

_DATES: dict[str, Key] = {"date": "date", "retrieved": "retrieved"}
_WORDS: dict[Decision, str] = {
    "take": "take the new wording",
    "keep": "keep the quote to the former version",
    "leave": "leave it as it is, as an error",
}


def decide(
    found: Renewal, given: Mapping[str, Decision]
) -> tuple[Renewal, dict[str, Decision]] | None:
    """A decision for each quote that needs one and has none yet, and the last word on all of
    it, the version's dates too; None when the person leaves."""
    from briefgen.cli import drift
    from briefgen.report.display import wants_colour

    decided = dict(given)
    colour, width = wants_colour(sys.stderr), columns()
    asked = [v for v in found.drift.verdicts if v.needs_person and v.evidence.key not in decided]
    for number, verdict in enumerate(asked, 1):
        for line in drift.quote(found, verdict, colour=colour):
            say(drift.broken(line, width))
        answer = _asked(found, verdict, number, len(asked))
        if answer is None:
            return None
        decision, rest = answer
        decided[verdict.evidence.key] = decision
        if rest:
            decided |= {v.evidence.key: decision for v in asked[number:]}
            say("")
            break
        if decision == "take":
            for line in _about(found, verdict):
                say(drift.broken(line, width))
        say("")
    agreed = _dated(found)
    return (agreed, decided) if agreed is not None else None


def _dated(found: Renewal) -> Renewal | None:
    """The version with the dates that the person gives it; None when they leave."""
    say(_dates(found))
    while True:
        reply = _reply("Archive this version? (Enter: yes, q: quit) > ")
        if reply in ("", "y", "yes"):
            return found
        if reply in (None, "q", "quit", "n", "no"):
            return None
        name, _, value = (reply or "").partition(" ")
        key = _DATES.get(name.rstrip(":"))
        if key is None:
            say("Answer with Enter or q, or give a date: `date 2026-01-16`, `retrieved 2026-01-16`")
            continue
        value = value.strip()
        understood = value_of(key, value) if value not in ("", "-") else ""
        if not understood and value not in ("", "-"):
            say(f"`{key}` cannot be that: {FORMS[key]}.")
            continue
        found = replace(found, candidate=changed(found.candidate, key, understood))
        say(_dates(found))


def _dates(found: Renewal) -> str:
    """The dates that the new version will have, and how to change them."""
    before = found.source.date.isoformat() if found.source.date else ""
    date = found.candidate.given.get("date", before) or "not stated"
    kept = ", as before" if "date" not in found.candidate.given and before else ""
    retrieved = found.candidate.given.get("retrieved", "") or "not stated"
    return (
        f"Its date: {date}{kept}; retrieved: {retrieved} (`date DATE` or `retrieved DATE` "
        "changes that)."
    )


def _asked(found: Renewal, verdict: Verdict, number: int, of: int) -> tuple[Decision, bool] | None:
    """The decision about one quote, and whether it holds for all that are left; None when the
    person leaves. A new wording is only ever taken for one."""
    choices = found.choices(verdict)
    told = {**_WORDS}
    if verdict.proposal == verdict.evidence.quote:
        told["take"] = "it still holds: keep its words, in the new version"
    say("")
    for choice in choices:
        say(f"  {choice[0]}  {told[choice]}")
    say("  q  quit, and write nothing")
    if number < of:
        say("  keep all, leave all: this one and those after it")
    while True:
        reply = _reply(f"{number} of {of} > ")
        if reply is None or reply in ("q", "quit"):
            return None
        for choice in choices:
            if reply in (choice[0], choice):
                return choice, False
            if choice != "take" and reply == f"{choice} all" and number < of:
                return choice, True
        say("Answer with one of the letters or words above.")


def _reply(prompt: str) -> str | None:
    """What a person types, without outer spaces; None at the end of the input."""
    typer.echo(prompt, nl=False, err=True)
    line = sys.stdin.readline(1_000)
    return line.strip().lower() if line else None


def _about(found: Renewal, verdict: Verdict) -> tuple[str, ...]:
    """What rests on the quote and may have to change with it."""
    from briefgen.report.display import visible

    key = verdict.evidence.key
    for outcome in (*found.workspace.outcomes(), *found.workspace.proposed()):
        if any(evidence.key == key for evidence in outcome.evidence):
            span = outcome.key_spans["summary"]
            line = found.workspace.texts[span.path].position(span.start)[0]
            look = f"Look at the outcome, too: {span.path}:{line}"
            return look, f"  {visible(outcome.summary)}"
    return (f"Look at what cites {key}, too.",)
