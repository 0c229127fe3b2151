"""On whose word a brief rests, and what its readers are told about that."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from briefgen.brief.context import SourceView
from briefgen.brief.wording import series
from briefgen.evidence.book import Book, Remark
from briefgen.evidence.grades import on_one_account, rank
from briefgen.evidence.versions import newer_versions
from briefgen.workspace.model import Evidence, Outcome, Workspace

#: More outcomes than this are counted, not named.
_MOST_NAMED = 4


def told_by(outcome: Outcome, sources: Mapping[str, SourceView], grades: Workspace) -> str:
    """On whose word an outcome rests, where a brief has several tellers to rest on: versions of
    one source are one."""
    newer = newer_versions(grades.sources.values())

    def teller(source: str) -> str:
        return newer[source].id if source in newer else source

    if len({teller(source) for source in sources}) < 2:
        return ""
    ids = dict.fromkeys(evidence.source for evidence in outcome.evidence)
    # Of one teller the version that is quoted first; the others say nothing more.
    told = {teller(source): source for source in reversed(ids)}
    ids = dict.fromkeys(source for source in ids if told[teller(source)] == source)
    best, *others = sorted(ids, key=lambda one: rank(grades.sources[one].grade))
    label = sources[best].label
    also = [_within(sources[one].label) for one in others]
    return f"{label}, also {series(also)}" if also else label


def _within(label: str) -> str:
    """A label inside a sentence: `a news report`, `news report B`."""
    words = label[:1].lower() + label[1:]
    return words if label[-1:].isupper() else f"a {words}"


def remarks_of(
    workspace: Workspace,
    book: Book,
    remarks: Iterable[Remark],
    outcomes: Sequence[Outcome],
    evidence: Iterable[Evidence],
) -> tuple[Remark, ...]:
    """What the readers of a brief that cites this evidence are told about its sources: what the
    checks found that concerns it, and whose word its outcomes rest on where that is less than
    they claim."""
    keys = {one.key: one.source for one in evidence}
    cited = set(keys.values())
    mine = {outcome.id for outcome in outcomes}
    found = (
        remark
        for remark in remarks
        if remark.source in cited
        and (not remark.outcome or remark.outcome in mine)
        and (not remark.evidence or remark.evidence in keys)
    )
    return (*found, *_on_one_account(workspace, book, outcomes))


def _on_one_account(
    workspace: Workspace, book: Book, outcomes: Sequence[Outcome]
) -> Iterator[Remark]:
    for name, held in on_one_account(workspace, outcomes).items():
        quotes = (e for outcome in held for e in outcome.evidence if e.source == name)
        passages = [book.found[e.key].passages[0] for e in quotes if e.key in book.found]
        if not passages:
            continue
        parties = {len(workspace.meetings[outcome.meeting].parties) for outcome in held}
        who = "both sides" if parties == {2} else "all sides"
        summary = workspace.sources[name].grade == "summary"
        whose = "a summary" if summary else "one side’s own account"
        if len(held) > _MOST_NAMED:
            which = f"{len(held)} of the {len(outcomes)} outcomes"
            which = f"all {len(held)} outcomes" if len(held) == len(outcomes) else which
        else:
            which = series([f"“{outcome.summary.rstrip('.')}”" for outcome in held])
        text = f"That {who} agreed rests on {whose} alone for {which}."
        yield Remark(name, passages[0], "one-account", text)
