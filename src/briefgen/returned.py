"""A brief that came back from reviewers, each of their remarks with the line to change."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from briefgen.diagnostics import CODES, Diagnostic, Hint
from briefgen.packages import PackageError
from briefgen.record import record
from briefgen.report import Report
from briefgen.text import SourceText
from briefgen.word import unusable

if TYPE_CHECKING:
    from briefgen.review import Remark, Review, Unit
    from briefgen.review.origins import Origin
    from briefgen.workspace.model import Workspace

_LARGEST = 32 * 1024 * 1024
#: Quoted words longer than this are cut in the middle of a message.
_LONGEST = 160


@record
class Returned:
    """What reviewers wrote. `report` holds a note for each remark, `found` the same remarks
    with their places; `problems` says why the file could not be read, or what was left out."""

    report: Report
    found: tuple[tuple[Remark, Origin | None], ...] = ()
    problems: Report = field(default_factory=lambda: Report(Path.cwd()))
    themes: tuple[str, ...] = ()
    template: str = ""
    title: str = ""


def review(path: Path, root: Path | None) -> Returned:
    """The remarks in a Word file, placed in the workspace at `root`, if there is one."""
    from briefgen.review.reading import read_review

    here = Path.cwd()
    name = path.as_posix()
    try:
        with path.open("rb") as file:
            read = read_review(file.read(_LARGEST + 1))
    except OSError as error:
        reason = f"it cannot be read: {(error.strerror or str(error)).lower()}"
        problem = unusable(name, reason, "give the path of a `.docx` file")
        return Returned(Report(here), problems=Report(here, (problem,)))
    except PackageError as error:
        return Returned(Report(here), problems=Report(here, (unusable(name, str(error)),)))

    from briefgen.review.origins import Origins

    problems: list[Diagnostic] = []
    if read.macros:
        code = "word-file-unusable"
        message = f"{CODES[code]}; it holds macros, which were not run"
        problems.append(Diagnostic(code, message, severity="warning", path=name))
    workspace, texts = _workspace(root)
    if workspace is None:
        hint = Hint("name the workspace with `--workspace`, to see which lines to change")
        code = "workspace-not-found"
        message = f"{CODES[code]}; the remarks are shown without their places"
        problems.append(Diagnostic(code, message, severity="warning", hints=(hint,)))
        placed: list[tuple[Remark, Origin | None]] = [(remark, None) for remark in read.remarks]
        return _returned(here, name, read, placed, {}, problems)
    templates = list(_templates(workspace, read))
    origins = Origins(workspace, read, templates)
    placed = [(remark, origins.find(remark)) for remark in read.remarks]
    texts |= {text.path: text for text in templates}
    return _returned(workspace.root, name, read, placed, texts, problems)


def _returned(
    root: Path,
    name: str,
    read: Review,
    placed: list[tuple[Remark, Origin | None]],
    texts: dict[str, SourceText],
    problems: list[Diagnostic],
) -> Returned:
    from briefgen.review.origins import statement

    # The path of the file is told from where the user is, those of the data from the workspace.
    away = Path(name).absolute().as_posix()
    shown = tuple(_told(remark, origin, away) for remark, origin in placed)
    said = statement(read)
    return Returned(
        Report(root, shown, texts=texts),
        tuple(placed),
        Report(Path.cwd(), tuple(problems)),
        said.themes,
        said.template,
        read.title,
    )


def _workspace(root: Path | None) -> tuple[Workspace | None, dict[str, SourceText]]:
    if root is None or not (root / "briefs" / "workspace.yaml").is_file():
        return None, {}
    from briefgen.pipeline import load

    reading = load(root)
    return reading.workspace, dict(reading.texts)


def _templates(workspace: Workspace, read: Review) -> Iterator[SourceText]:
    """The files of the template that the brief was made with."""
    from briefgen.plan import available_templates
    from briefgen.report import BUILTIN
    from briefgen.review.origins import statement

    name = statement(read).template or workspace.settings.template
    folder = available_templates(workspace.root).get(name)
    for path in sorted(folder.glob("*.j2")) if folder is not None else ():
        inside = path.is_relative_to(workspace.root)
        shown = path.relative_to(workspace.root) if inside else Path(BUILTIN, name, path.name)
        yield SourceText(shown.as_posix(), path.read_text(encoding="utf-8"))


# ------------------------------------------------------------------------------ telling


def _told(remark: Remark, origin: Origin | None, name: str) -> Diagnostic:
    """A remark as a note at its place."""
    kinds = {"comment": "review-comment", "formatting": "review-formatting"}
    code = kinds.get(remark.kind, "review-change")
    hints: tuple[Hint, ...] = ()
    if origin is None:
        if remark.kind != "formatting":
            hints = (Hint("no line of the workspace says this now"),)
        return Diagnostic(code, _message(remark, ""), None, "note", hints, name)
    if origin.archived:
        hints = (Hint("what was archived stays as it is: look at what quotes it"),)
    return Diagnostic(code, _message(remark, origin.label), origin.span, "note", hints)


def _message(remark: Remark, label: str) -> str:
    who = ", ".join(part for part in (remark.author or "someone", remark.date) if part)
    where = _where(remark.units, label)
    if remark.kind == "comment":
        first, *replies = remark.comments
        on = f" on {_quoted(remark.old)}" if remark.old.strip() else ""
        done = "resolved: " if remark.resolved else ""
        lines = [f"{done}{who}{on}{where}:", *_indented(first.text)]
        for reply in replies:
            answer = ", ".join(part for part in (reply.author or "someone", reply.date) if part)
            lines += [f"  {answer} answered:", *_indented(reply.text, "    ")]
        return "\n".join(lines)
    return f"{who}: {_change(remark)}{where}"


def _indented(text: str, indent: str = "  ") -> list[str]:
    return [indent + line for line in (text or "(nothing)").split("\n")]


def _where(units: tuple[Unit, ...], label: str) -> str:
    parts = [label] if label else []
    if units and units[0].place not in ("paragraph", "cell"):
        parts.append(units[0].place)
    section = units[0].section if units else ""
    if section and section.casefold() not in label.casefold():
        parts.append(f"under “{section}”")
    if len(units) > 1:
        parts.append(f"over {len(units)} paragraphs")
    return f" ({', '.join(parts)})" if parts else ""


def _change(remark: Remark) -> str:
    old, new = _quoted(remark.old), _quoted(remark.new)
    match remark.kind:
        case "inserted":
            before = remark.units[0].text[: remark.start].strip()[-40:] if remark.units else ""
            return f"put in {new}" + (f" after {_quoted(_last_words(before))}" if before else "")
        case "deleted":
            return f"took out {old}"
        case "replaced":
            return f"{old} becomes {new}"
        case "moved":
            return f"moved {old}" + (f" to stand after {new}" if remark.new else "")
        case "row inserted":
            return f"put in the row {new}"
        case "row deleted":
            return f"took out the row {old}"
        case "formatting":
            return "changed only how it looks" + (f": {old}" if remark.old.strip() else "")
        case kind:
            return f"{kind}: {old}"


def _last_words(text: str) -> str:
    return " ".join(text.split()[-4:])


def _quoted(text: str) -> str:
    text = " ".join(text.split())
    if len(text) > _LONGEST:
        half = _LONGEST // 2
        text = f"{text[:half].rstrip()} … {text[-half:].lstrip()}"
    return f"“{text}”"


def tally(found: Iterable[tuple[Remark, Origin | None]]) -> str:
    """How many remarks of each kind there are, and by whom."""
    remarks = [remark for remark, _ in found]
    comments = [r for r in remarks if r.kind == "comment"]
    looks = sum(r.kind == "formatting" for r in remarks)
    changes = len(remarks) - len(comments) - looks
    resolved = sum(r.resolved for r in comments)
    line = f"{_number(len(comments), 'comment')}"
    line += f" ({resolved} resolved)" if resolved else ""
    line += f", {_number(changes, 'change')}"
    line += f", {_number(looks, 'change')} of looks only" if looks else ""
    people = dict.fromkeys(r.author for r in remarks if r.author)
    people |= dict.fromkeys(c.author for r in comments for c in r.comments if c.author)
    return line + (f", by {', '.join(people)}" if people else "")


def _number(number: int, word: str) -> str:
    return f"{number} {word}" + ("" if number == 1 else "s")


def as_data(returned: Returned, name: str) -> dict[str, Any]:
    """The remarks for programs."""
    texts = returned.report.texts
    return {
        "file": name,
        "title": returned.title,
        "themes": list(returned.themes),
        "template": returned.template or None,
        "remarks": [_data(remark, origin, texts) for remark, origin in returned.found],
    }


def _data(remark: Remark, origin: Origin | None, texts: Any) -> dict[str, Any]:
    text = texts.get(origin.span.path) if origin is not None else None

    def point(offset: int) -> dict[str, int] | None:
        if text is None:
            return None
        line, column = text.position(offset)
        return {"line": line, "column": column, "offset": offset}

    return {
        "kind": remark.kind,
        "author": remark.author,
        "date": remark.date,
        "place": remark.units[0].place if remark.units else None,
        "section": (remark.units[0].section or None) if remark.units else None,
        "paragraphs": [unit.text for unit in remark.units],
        "old": remark.old,
        "new": remark.new,
        "resolved": remark.resolved,
        "comments": [{"author": c.author, "date": c.date, "text": c.text} for c in remark.comments],
        "path": origin.span.path if origin is not None else None,
        "start": point(origin.span.start) if origin is not None else None,
        "end": point(origin.span.end) if origin is not None else None,
        "label": origin.label if origin is not None else None,
        "archived": origin.archived if origin is not None else False,
    }
