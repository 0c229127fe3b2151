"""The dialogue of `briefgen review-drafts`: a proposal, a question, an answer, line by line.

Answers are lines, not single keys, so that it works over slow connections, with screen readers
and with answers from a file. The end of the input is `quit`.
"""

from __future__ import annotations

import os
import shutil
import sys
from collections import Counter
from collections.abc import Iterable
from typing import TYPE_CHECKING

import typer

from briefgen.proposals import forms, shown
from briefgen.proposals.desk import Desk, Proposal, Refusal, Undo
from briefgen.proposals.likeness import beside, like
from briefgen.report.display import visible, wants_colour

if TYPE_CHECKING:
    from briefgen.diagnostics import Diagnostic
    from briefgen.proposals.judging import Judgement
    from briefgen.text import SourceText

#: What can be answered: the letter, the word, and what it does.
ANSWERS = {
    "a": ("accept", "take it into the data"),
    "e": ("edit", "change it, in $VISUAL or $EDITOR, else key by key"),
    "r": ("reject", "leave it out for good, with your reason"),
    "s": ("split", "make two proposals of it, each with its own quote"),
    "m": ("merge", "give its quotes to an outcome that is there and tells the same"),
    "k": ("skip", "decide later"),
    "b": ("back", "to the one before, and take back what was decided of it"),
    "q": ("quit", "stop here; what was decided is saved"),
}


class _Quit(Exception):  # noqa: N818 - it ends the dialogue, nothing more
    """No further answer comes."""


class _Leave(Exception):  # noqa: N818 - it ends a row of questions, nothing more
    """The row of questions is left, with nothing changed."""


class Dialogue:
    """One sitting. `history` holds each place that was left, with what was done there."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        self.history: list[tuple[Proposal, str, Undo | None]] = []
        self.colour = wants_colour(sys.stdout)

    def run(self) -> None:
        """Go through the proposals until the last one or `quit`."""
        if not self.desk.proposals():
            typer.echo("nothing is proposed")
            return
        try:
            self._through()
        except (_Quit, EOFError):
            typer.echo("")
        except KeyboardInterrupt:
            typer.echo("")
            self._close()
            raise typer.Abort from None
        self._close()

    def _through(self) -> None:
        cursor = None
        while True:
            waiting = self.desk.proposals()
            ahead = [one for one in waiting if cursor is None or one.place >= cursor]
            if ahead:
                cursor = self._decide(ahead[0], len(ahead))
                continue
            before = self._last()
            if before is None:
                return
            cursor = before

    def _decide(self, proposal: Proposal, left: int) -> tuple[object, ...]:
        """Show a proposal, ask until something is decided, and give the place to go on at."""
        judgement = self.desk.judged(proposal)
        self._show(proposal, judgement, left)
        here, following = proposal.place, (*proposal.place[:2], proposal.place[2] + 1)
        while True:
            done: Undo | Refusal | None
            match self._answer():
                case "accept" if not self._accepts(judgement):
                    continue
                case "accept":
                    done = self.desk.accept(proposal)
                    if self._kept(done, proposal, "accepted"):
                        return following
                case "reject":
                    reason = self._ask("Why not? (kept in the file; may be empty) ")
                    done = self.desk.reject(proposal, reason)
                    if self._kept(done, proposal, "rejected"):
                        return following
                case "edit":
                    done = self._edited(proposal)
                    if self._kept(done, proposal, "edited"):
                        return here
                case "split":
                    done = self._split(proposal)
                    if self._kept(done, proposal, "split"):
                        return here
                case "merge":
                    done = self._merged(proposal)
                    if self._kept(done, proposal, "merged"):
                        return following
                case "skip":
                    self.history.append((proposal, "skipped", None))
                    return following
                case "back":
                    before = self._back()
                    if before is not None:
                        return before
                    continue
            if isinstance(done, Refusal) and any(
                one.code == "file-changed" for one in done.diagnostics
            ):
                self._tell(self.desk.refresh(proposal.path))
                again = self.desk.named(proposal.id)
                return again.place if again is not None else here

    def _last(self) -> tuple[object, ...] | None:
        """The place to go back to after the last proposal; None to stop."""
        if not self.history:
            return None
        while True:
            said = self._ask("That was the last one: end Enter, back b, quit q > ").casefold()
            if said in ("", "q", "quit"):
                return None
            if said in ("b", "back") and (before := self._back()) is not None:
                return before

    # -- what happens

    def _kept(self, done: Undo | Refusal | None, proposal: Proposal, word: str) -> bool:
        """Whether something was written; says so, or why not."""
        if isinstance(done, Undo):
            self.history.append((proposal, word, done))
            typer.echo(f"{word}: {visible(proposal.id)}")
            return True
        if isinstance(done, Refusal):
            self._tell(done.diagnostics, done.text)
        return False

    def _accepts(self, judgement: Judgement) -> bool:
        """Whether it is accepted; who accepts what a build will stop at is asked once more."""
        errors = sum(one.severity == "error" for one in judgement.diagnostics)
        if not errors:
            return True
        what = "an error" if errors == 1 else f"{errors} errors"
        question = f"It has {what}: a build will stop at it. Accept all the same? [y/N] "
        return self._ask(question).casefold() in ("y", "yes")

    def _back(self) -> tuple[object, ...] | None:
        if not self.history:
            typer.echo("This is the first one.")
            return None
        proposal, word, undo = self.history[-1]
        if undo is not None:
            failed = self.desk.undo(undo)
            if failed:
                self._tell(failed)
                return None
            typer.echo(f"taken back: {visible(proposal.id)} is no longer {word}")
        self.history.pop()
        return proposal.place

    def _edited(self, proposal: Proposal) -> Undo | Refusal | None:
        """The proposal changed by the person; None when it stays as it was."""
        before = new = self.desk.snippet(proposal)
        problems: list[tuple[int, str]] = []
        while True:
            try:
                changed = self._in_editor(new, problems) if _editor() else self._by_key(new)
            except _Leave:
                changed = None
            if changed is None or changed == before:
                typer.echo("nothing changed")
                return None
            new = changed
            done = self.desk.edit(proposal, new)
            if isinstance(done, Undo) or done.diagnostics[0].code == "file-changed":
                return done
            self._tell(done.diagnostics, done.text)
            if not self._yes("Edit again? [Y/n] "):
                return None
            problems = forms.problem_lines(done.diagnostics, done.text, proposal.span)

    def _split(self, proposal: Proposal) -> Undo | Refusal | None:
        """Two proposals of one; None when it stays one."""
        whole = self.desk.snippet(proposal)
        typer.echo("The second one begins inside the quote: type its first words there.")
        words = self._ask("First words of the second quote: ")
        cut = forms.halves(whole, words, self.desk.free_id(proposal.id))
        if cut is None:
            typer.echo("No quote has these words after its beginning; nothing changed.")
            return None
        first, second = cut
        if _editor():
            told = self._in_editor(forms.both(first, second), [])
            parts = forms.parted(told) if told is not None else None
            if parts is None:
                typer.echo("nothing changed: two outcomes in a list are needed")
                return None
            first, second = parts
        else:
            typer.echo("Enter keeps a line as it is; `q` leaves, with nothing changed.")
            try:
                for name in ("summary", "commitment"):
                    first = self._one_key(first, name, f"first {name}")
                for name in ("id", "summary", "commitment"):
                    second = self._one_key(second, name, f"second {name}")
            except _Leave:
                typer.echo("nothing changed")
                return None
        return self.desk.split(proposal, first, second)

    def _merged(self, proposal: Proposal) -> Undo | Refusal | None:
        """The quotes of the proposal given to another outcome; None when that cannot be."""
        if proposal.outcome is None:
            typer.echo("It has errors: edit it first.")
            return None
        alike = like(self.desk.workspace, proposal.outcome)
        first = alike[0].id if alike else ""
        if not alike:
            typer.echo("None is much like it. Accepted outcomes of the same event:")
            for other in beside(self.desk.workspace, proposal.outcome):
                typer.echo(visible(f"  {other.id}: {other.summary}"))
        name = self._ask(f"Into which outcome? [{first or 'none'}] ") or first
        if name in ("", "q"):
            typer.echo("nothing changed")
            return None
        into = self.desk.named(name, accepted=True)
        if into is None or into.outcome is None or into.id == proposal.id:
            typer.echo(f"No other outcome is called `{visible(name)}`; nothing changed.")
            return None
        done = self.desk.merge(proposal, into)
        if isinstance(done, Undo):
            told = self.desk.named(name, accepted=True)
            assert told is not None
            for line in shown.findings(
                self.desk.workspace, self.desk.judged(told).diagnostics, _columns(), told.id
            ):
                typer.echo(line)
        return done

    # -- asking

    def _answer(self) -> str:
        words = ", ".join(f"{word} {letter}" for letter, (word, _) in ANSWERS.items())
        while True:
            said = self._ask(f"{words}, help ? > ").casefold()
            for letter, (word, _) in ANSWERS.items():
                if said in (letter, word):
                    if word == "quit":
                        raise _Quit
                    return word
            if said in ("?", "h", "help"):
                for letter, (word, meaning) in ANSWERS.items():
                    typer.echo(f"  {letter}, {word}: {meaning}")
            elif said:
                typer.echo("Answer with one of these letters or words.")

    def _ask(self, question: str) -> str:
        typer.echo(question, nl=False)
        sys.stdout.flush()
        line = sys.stdin.readline()
        if not line:
            raise _Quit
        return line.strip()

    def _yes(self, question: str) -> bool:
        return self._ask(question).casefold() in ("", "y", "yes")

    def _by_key(self, snippet: str) -> str:
        """A snippet whose keys were asked one by one."""
        typer.echo(
            "Enter keeps a line as it is; `-` takes it out where it may be left out; `q` leaves, "
            "with nothing changed."
        )
        for field in forms.fields(snippet):
            snippet = self._one_key(snippet, field.name, field.name)
        return snippet

    def _one_key(self, snippet: str, name: str, label: str) -> str:
        says = next((one.says for one in forms.fields(snippet) if one.name == name), "")
        answer = self._ask(f"{label} [{visible(says)}]: ")
        if answer == "q":
            raise _Leave
        if answer == "-" and name in forms.OPTIONAL:
            return forms.with_field(snippet, name, "")
        if not answer or answer in (says, "-"):
            return snippet
        return forms.with_field(snippet, name, answer)

    def _in_editor(self, snippet: str, problems: list[tuple[int, str]]) -> str | None:
        """A snippet as an editor gave it back; None when it failed or gave nothing."""
        import shlex
        import signal
        import subprocess
        import tempfile
        from pathlib import Path

        with tempfile.TemporaryDirectory(prefix="briefgen-") as folder:
            file = Path(folder) / "outcome.yaml"
            file.write_text(forms.for_editor(snippet, problems), encoding="utf-8", newline="\n")
            command = [*shlex.split(_editor()), str(file)]
            # Ctrl-C in an editor is the editor's; a handler, unlike ignoring it, is not inherited.
            before = signal.signal(signal.SIGINT, lambda *_: None)
            try:
                code = subprocess.run(command, check=False).returncode
                text = file.read_text(encoding="utf-8") if code == 0 else ""
            except (OSError, ValueError) as error:
                typer.echo(f"`{command[0]}` could not be used as an editor: {error}")
                return None
            finally:
                signal.signal(signal.SIGINT, before)
        if code:
            typer.echo(f"`{command[0]}` ended with exit code {code}")
            return None
        return forms.from_editor(text) or None

    # -- telling

    def _show(self, proposal: Proposal, judgement: Judgement, left: int) -> None:
        columns = _columns()
        more = f", {left - 1} more after it" if left > 1 else ", the last one"
        typer.echo("")
        typer.echo(f"Proposed: {visible(proposal.id or '(without an id)')}{more}")
        for line in shown.lines(
            self.desk.workspace, proposal, judgement, columns, colour=self.colour
        ):
            typer.echo(line)
        typer.echo("")

    def _tell(self, diagnostics: Iterable[Diagnostic], text: SourceText | None = None) -> None:
        from briefgen.report.excerpt import draw

        texts = dict(self.desk.workspace.texts)
        if text is not None:
            texts[text.path] = text
        for one in diagnostics:
            typer.echo(draw(one, texts, colour=self.colour))

    def _close(self) -> None:
        """What was decided, and what is left."""
        counts = Counter(word for _, word, undo in self.history if undo is not None)
        done = ", ".join(f"{count} {word}" for word, count in counts.items())
        left = len(self.desk.proposals())
        typer.echo(f"{done or 'nothing decided'}; {left} still proposed")


def _columns() -> int:
    """How wide the terminal is."""
    return shutil.get_terminal_size().columns


def _editor() -> str:
    """The person's editor, as a command line; empty when none is named."""
    return os.environ.get("VISUAL") or os.environ.get("EDITOR") or ""
