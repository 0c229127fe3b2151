"""One outcome as several sources tell it: where they give another amount, date, strength or actor.

Each source is read in the sentences that its quotes stand in. Two sources disagree where each has
something that the other says otherwise and nowhere says alike: `$15 billion` here, `$12 billion`
there. What only one of them says is no disagreement. Sources of a better grade come first; a later
one is compared with each before it, and told where it first differs.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from briefgen.claims.retellings.accounts import Account, Difference, accounts_of
from briefgen.claims.retellings.rules import RULES, Rule
from briefgen.diagnostics import CODES, Diagnostic, Hint
from briefgen.evidence.book import Book, Remark
from briefgen.evidence.grades import rank
from briefgen.workspace.model import Outcome, Source, Workspace

_CODE = "sources-differ"


def compare(workspace: Workspace, book: Book) -> tuple[tuple[Remark, ...], list[Diagnostic]]:
    """Where the sources of an outcome disagree: remarks for the reader, warnings for the author."""
    remarks: list[Remark] = []
    diagnostics: list[Diagnostic] = []
    for outcome in workspace.outcomes():
        meeting = workspace.meetings[outcome.meeting]
        accounts = accounts_of(outcome, meeting, book)
        for at, later in enumerate(accounts):
            first = (next(_each(rule, accounts[:at], later), None) for rule in RULES)
            found = [difference for difference in first if difference is not None]
            diagnostics += [_warning(outcome, difference) for difference in found]
            for one in accounts[:at]:
                if mine := [difference for difference in found if difference.one is one]:
                    remarks.append(_remark(outcome, mine, accounts))
    return tuple(remarks), diagnostics


def _each(rule: Rule, earlier: Iterable[Account], later: Account) -> Iterator[Difference]:
    for one in earlier:
        yield from rule(one, later)


# ------------------------------------------------------------------------------ in words


def _remark(outcome: Outcome, found: list[Difference], accounts: list[Account]) -> Remark:
    """One sentence for all in which two accounts of an outcome differ."""
    one, later = found[0].one, found[0].later
    by_verb: dict[str, list[Difference]] = {}
    for difference in found:
        by_verb.setdefault(difference.verb, []).append(difference)
    parts = []
    for verb, held in by_verb.items():
        mine = " and ".join(difference.says for difference in held)
        theirs = " and ".join(difference.other for difference in held)
        names = (_called(one, accounts), _called(later, accounts))
        parts.append(f"{names[0]} {verb} {mine}, {names[1]} {theirs}")
    cited = [
        (account.source.id, account.place(*place)[2])
        for difference in found
        for account, place in ((one, difference.here), (later, difference.there))
    ]
    (source, passage), *also = dict.fromkeys(cited)
    text = f"The sources differ on “{outcome.summary.rstrip('.')}”: {'; '.join(parts)}."
    return Remark(source, passage, _CODE, text, outcome.id, tuple(also))


def _called(account: Account, accounts: list[Account]) -> str:
    """A source as a sentence calls it: by its grade, with its title where that is not enough."""
    grade = account.source.grade
    word = f"the {_word(account.source)}"
    several = sum(one.source.grade == grade for one in accounts) > 1
    return f"{word} “{account.source.title}”" if several else word


def _warning(outcome: Outcome, found: Difference) -> Diagnostic:
    one, later = found.one.source, found.later.source
    here, there = found.one.place(*found.here), found.later.place(*found.there)
    return Diagnostic(
        _CODE,
        f"{CODES[_CODE]}; `{one.id}` {found.verb} {found.says}, `{later.id}` {found.other}",
        outcome.key_spans.get("evidence", outcome.span),
        "warning",
        (
            Hint(f"`{one.id}`, {one.grade}: {found.says}", one.archive.span(*here[:2])),
            Hint(f"`{later.id}`, {later.grade}: {found.other}", later.archive.span(*there[:2])),
            Hint(_advice(outcome, found)),
        ),
    )


def _advice(outcome: Outcome, found: Difference) -> str:
    """What to do: whom the outcome follows now, where that is the lesser of the two."""
    one, later = found.one.source, found.later.source
    said = " ".join(
        (outcome.summary, outcome.amount or "", outcome.due.text if outcome.due else "")
    )
    follows = found.other in said and found.says not in said
    if found.verb == "says":
        follows = outcome.commitment == found.later.strength.commitment
    if follows and rank(one.grade) < rank(later.grade):
        return (
            f"the outcome says what `{later.id}` says; write what `{one.id}` says, a {_word(one)}"
        )
    return "write what the source of the better grade bears out; the brief tells the reader"


def _word(source: Source) -> str:
    """The grade of a source, in words."""
    return source.grade.replace("joint-", "joint ").replace("news-", "news ")
