"""The questions that `briefgen sources update` asks a person, quote by quote."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from typing import TYPE_CHECKING

import typer

from briefgen.cli.terminal import columns, say

if TYPE_CHECKING:
    from briefgen.drift.comparison import Verdict
    from briefgen.renewal import Decision, Renewal

_WORDS: dict[Decision, str] = {
    "take": "take the new wording",
    "keep": "keep the quote to the former version",
    "leave": "leave it as it is, as an error",
}


def decide(found: Renewal, given: Mapping[str, Decision]) -> dict[str, Decision] | None:
    """A decision for each quote that needs one and has none yet, and the last word on all of
    it; None when the person leaves."""
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
    reply = _reply("Archive this version? (Enter: yes, q: quit) > ")
    return decided if reply in ("", "y", "yes") else None


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
            fits = f"Does the outcome still fit? {span.path}:{line}"
            return fits, f"  {visible(outcome.summary)}"
    return (f"Does what cites {key} still fit?",)
