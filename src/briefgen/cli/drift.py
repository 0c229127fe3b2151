"""What `briefgen sources update` says: what the new version changes, for people and programs."""

from __future__ import annotations

from collections import Counter
from collections.abc import Container, Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Any

from briefgen.drift.wording import Piece, changes
from briefgen.regex import regex
from briefgen.report import shown_path
from briefgen.report.display import visible, width

if TYPE_CHECKING:
    from briefgen.drift.comparison import Anchor, Kind, Verdict
    from briefgen.renewal import Decision, Done, Renewal
    from briefgen.workspace.model import Source

_SHOWN = 12  # passages without quotes that are shown
_AROUND = 12  # words that both have which are shown before and after a change


def text(
    found: Renewal, *, colour: bool, columns: int | None, left_out: Container[str] = ()
) -> str:
    """The account, without a final line end. Lines are broken at `columns`, if given. Quotes that
    are `left_out`, by their keys, are told elsewhere."""
    if found.same == "file":
        return f"{found.candidate.name} is the file that is archived as {found.source.id}."
    if found.same == "text":
        same = f"the same as {found.source.id}, in every character: only the file differs"
        return f"{found.candidate.name} says {same}."
    parts = [_summary(found), [visible(remark) for remark in found.remarks]]
    order = {"changed": 0, "gone": 1, "moved": 2, "same": 3}
    for verdict in sorted(found.drift.verdicts, key=lambda v: order[v.kind]):
        if (verdict.needs_person or verdict.old) and verdict.evidence.key not in left_out:
            parts.append(list(quote(found, verdict, colour=colour)))
    parts.append(list(_moved(found)))
    if found.drift.skipped:
        told = [f"{e.key} ({code})" for e, code in found.drift.skipped]
        parts.append(["Refused before, and not compared: " + ", ".join(told)])
    parts.append(list(_uncited(found, colour=colour)))
    parts.append(list(_affected(found)))
    return _joined(parts, columns)


def decided(found: Renewal, *, colour: bool, columns: int | None) -> str:
    """The short account, for somebody who knows the whole: what was decided about."""
    needing = [v for v in found.drift.verdicts if v.needs_person]
    parts = [_summary(found), [visible(remark) for remark in found.remarks]]
    return _joined([*parts, *(quote(found, v, colour=colour) for v in needing)], columns)


def _joined(parts: Iterable[Iterable[str]], columns: int | None) -> str:
    """Parts with an empty line between them, their lines broken where they are too long."""
    drawn = ("\n".join(broken(line, columns) for line in part) for part in parts)
    return "\n\n".join(part for part in drawn if part)


_SGR = regex("\x1b\\[[0-9;]*m")


def broken(line: str, columns: int | None) -> str:
    """A line broken at spaces so that it is no wider than a terminal; what follows stands as far
    in as the line does. Words are coloured one by one, so that no colour runs over a break."""
    if columns is None or width(_SGR.sub("", line)) < columns:
        return line
    indent = " " * (len(line) - len(line.lstrip(" ")))
    lines, at = [indent], len(indent)
    for word in line.lstrip(" ").split(" "):
        size = width(_SGR.sub("", word))
        if at > len(indent) and at + size >= columns:
            lines.append(indent)
            at = len(indent)
        lines[-1] += word + " "
        at += size + 1
    return "\n".join(one.rstrip(" ") for one in lines)


def _summary(found: Renewal) -> list[str]:
    counts = Counter(verdict.kind for verdict in found.drift.verdicts)
    told = ", ".join(f"{counts[kind]} {kind}" for kind in ("same", "moved", "changed", "gone"))
    passages = (len(found.source.passages), len(found.new.passages))
    return [
        f"{found.source.id}: version {len(found.source.previous) + 2}, "
        f"{passages[0]:,} passages before, {passages[1]:,} now",
        f"quotes: {told}",
    ]


def quote(found: Renewal, verdict: Verdict, *, colour: bool) -> Iterator[str]:
    """What became of one quote."""
    evidence = verdict.evidence
    line = found.workspace.texts[evidence.span.path].position(evidence.span.start)[0]
    where = f"passage {_passages(verdict.was, found.source)}"
    if verdict.now is not None and verdict.now.passages != verdict.was.passages:
        where += f" -> {_passages(verdict.now, found.new)}"
    kind = f"{verdict.kind:<7}"
    if colour and verdict.needs_person:
        kind = f"\x1b[1;33m{kind.rstrip()}\x1b[0m{' ' * (7 - len(verdict.kind))}"
    yield f"{kind}  {evidence.key}, {where}"
    path = shown_path(found.workspace.root, evidence.span.path)
    yield f"         {path}:{line}"
    if verdict.why:
        yield f"         {visible(verdict.why)}"
    else:
        yield "         its sentence is the same; the passage around it has changed"
    if verdict.old and verdict.new:
        yield f"         {drawn(changes(verdict.old, verdict.new), colour=colour)}"
    elif verdict.old:
        yield f"         {drawn((Piece('-', verdict.old),), colour=colour)}"
    if verdict.proposal == evidence.quote:
        yield "         take: the quote stays as it is"
    elif verdict.proposal is not None:
        yield f"         take: {visible(verdict.proposal)}"


def _moved(found: Renewal) -> Iterator[str]:
    """The quotes that only moved, by where to."""
    moves: dict[str, list[str]] = {}
    for verdict in sorted(found.drift.verdicts, key=lambda v: v.was.passages):
        if verdict.kind == "moved" and not verdict.old and verdict.now is not None:
            was, now = _passages(verdict.was, found.source), _passages(verdict.now, found.new)
            moves.setdefault(f"{was} -> {now}", []).append(verdict.evidence.key)
    for move, keys in moves.items():
        yield f"moved    passage {move}: {', '.join(keys)}"


def _passages(anchor: Anchor, source: Source) -> str:
    numbers = anchor.passages
    told = str(numbers[0]) if len(numbers) == 1 else f"{numbers[0]}-{numbers[-1]}"
    page = source.passages[numbers[0] - 1].page
    return told if page is None else f"{told} (page {page})"


def drawn(pieces: Iterable[Piece], *, colour: bool) -> str:
    """Two wordings as one, on one line: `[-taken out-]{+put in+}`, in colour where there is
    any. Long stretches that both have are cut."""
    pieces = list(pieces)
    made = []
    for at, piece in enumerate(pieces):
        words = visible(piece.text.replace("\n", " / "))
        inner = words.strip(" ")
        if piece.change == "=":
            made.append(_cut(words, first=at == 0, last=at == len(pieces) - 1))
            continue
        if not inner:
            made.append(words)
            continue
        opens, closes = ("[-", "-]") if piece.change == "-" else ("{+", "+}")
        if colour:
            opens, closes = ("\x1b[31;9m" if piece.change == "-" else "\x1b[32m"), "\x1b[0m"
            inner = f"{closes} {opens}".join(inner.split(" "))
        # Between brackets what took the place of words stands right after them.
        beside = not colour and piece.change == "+" and at > 0 and pieces[at - 1].change == "-"
        before = "" if beside else words[: len(words) - len(words.lstrip(" "))]
        made.append(f"{before}{opens}{inner}{closes}")
    return "".join(made).strip()


def _cut(words: str, *, first: bool, last: bool) -> str:
    """Words that both have, shortened in the middle or at the outer end."""
    split = words.split(" ")
    if len(split) <= 2 * _AROUND + 4 and not (first and last):
        return words
    before = [] if first else split[:_AROUND]
    after = [] if last else split[-_AROUND:]
    return " ".join([*before, "…", *after])


def _short(words: str, length: int = 160) -> str:
    return words if len(words) <= length else f"{words[: length - 1].rstrip()}…"


def _uncited(found: Renewal, *, colour: bool) -> Iterator[str]:
    """Passages that no quote tells of: new ones, changed ones, and those that are gone."""
    drift, old, new = found.drift, found.source.passages, found.new.passages
    added = [new[n - 1] for n in drift.added if new[n - 1].kind == "body"]
    if added:
        yield "New passages, which nothing cites yet (`briefgen draft` may find outcomes there):"
        yield from (f"  [{p.number}] {_short(visible(p.text))}" for p in added[:_SHOWN])
        yield from _more(len(added))
    cited = {n for verdict in drift.verdicts for n in verdict.was.passages}
    told = ("body", "title", "heading")  # what stands over a passage may change its sense
    rewritten = [n for n in drift.rewritten if n not in cited and old[n - 1].kind in told]
    if rewritten:
        yield "Passages that changed and that nothing cites:"
        for number in rewritten[:_SHOWN]:
            became = drift.pairs[number]
            label = f"[{number}]" if number == became else f"[{number} -> {became}]"
            words = changes(old[number - 1].text, new[became - 1].text)
            yield f"  {label} {drawn(words, colour=colour)}"
        yield from _more(len(rewritten))
    removed = [old[n - 1] for n in drift.removed if n not in cited and old[n - 1].kind == "body"]
    if removed:
        yield "Passages that are gone and that nothing cited:"
        yield from (f"  [{p.number}] {_short(visible(p.text))}" for p in removed[:_SHOWN])
        yield from _more(len(removed))


def _more(count: int) -> Iterator[str]:
    if count > _SHOWN:
        yield f"  and {count - _SHOWN:,} more"


def _affected(found: Renewal) -> Iterator[str]:
    """The briefs that cite the source, and the built files that rest on the former version."""
    for theme, counts in sorted(found.themes.items()):
        told = [f"{counts[kind]} {kind}" for kind in _KINDS if counts.get(kind)]
        yield f"brief {theme}: {', '.join(told)}"
    for one in found.resting:
        name = shown_path(found.workspace.root, str(one.path))
        changed = f"; changed or gone: {', '.join(one.changed)}" if one.changed else ""
        yield f"built from the version before: {name}{changed}"


_KINDS: tuple[Kind, ...] = ("changed", "gone", "moved", "same")


def data(found: Renewal, decided: Mapping[str, Decision], done: Done | None) -> dict[str, Any]:
    """The account for programs."""
    texts, root = found.workspace.texts, found.workspace.root
    return {
        "source": found.source.id,
        "file": found.candidate.name,
        "same": found.same or None,
        "needs_person": found.drift.needs_person,
        "remarks": list(found.remarks),
        "sha256": {
            "before": found.source.sha256_text,
            "now": found.new_sum(),
        },
        "quotes": [
            {
                "evidence": v.evidence.key,
                "verdict": v.kind,
                "path": v.evidence.span.path,
                "line": texts[v.evidence.span.path].position(v.evidence.span.start)[0],
                "quote": v.evidence.quote,
                "was": _anchor(v.was),
                "now": _anchor(v.now) if v.now is not None else None,
                "why": v.why or None,
                "changes": [[p.change, p.text] for p in changes(v.old, v.new)] if v.old else [],
                "proposal": v.proposal,
                "choices": list(found.choices(v)),
                "decided": decided.get(v.evidence.key),
            }
            for v in found.drift.verdicts
        ],
        "skipped": [{"evidence": e.key, "code": code} for e, code in found.drift.skipped],
        "passages": {
            "added": list(found.drift.added),
            "removed": list(found.drift.removed),
            "changed": [[n, found.drift.pairs[n]] for n in found.drift.rewritten],
        },
        "briefs": [{"theme": t, **dict(c)} for t, c in sorted(found.themes.items())],
        "files": [
            {"path": shown_path(root, str(one.path)), "changed": list(one.changed)}
            for one in found.resting
        ],
        "archived": done is not None,
        "former": done.former if done else None,
        "kept_as": done.kept_as if done else None,
        "rewritten": list(done.rewritten) if done else [],
    }


def _anchor(anchor: Anchor) -> dict[str, Any]:
    return {"passages": list(anchor.passages), "spans": [list(span) for span in anchor.spans]}
