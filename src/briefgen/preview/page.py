"""The frame around a brief: what to choose from, and what is wrong."""

from __future__ import annotations

import json
import re
from functools import cache
from pathlib import Path
from urllib.parse import quote

from briefgen.elements import Html, content, element
from briefgen.preview.workshop import Problem, Shown
from briefgen.report.excerpt import counted

#: The formats in the order of the switch.
FORMATS = {"html": "Web page", "pdf": "PDF", "docx": "Word"}

#: What the frame itself may load and do: its own script and style, from this server.
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; "
    "frame-src 'self'; img-src data:; base-uri 'none'; form-action 'self'; "
    "frame-ancestors 'none'"
)
#: The most errors, and warnings, that are shown one by one.
_MOST = 100
_META = re.compile(rb'<meta http-equiv="Content-Security-Policy" content="([^"]*)">', re.IGNORECASE)


def policy_of(data: bytes) -> str:
    """The policy that a page gives itself, and that only the frame may hold it."""
    found = _META.search(data, 0, 16_384)
    own = (
        found[1].decode("ascii", "ignore").replace("&#39;", "'") if found else "default-src 'none'"
    )
    return f"{own.strip().rstrip(';')}; frame-ancestors 'self'"


@cache
def asset(name: str) -> bytes:
    """The frame's script or style."""
    return (Path(__file__).parent / name).read_bytes()


def page(shown: Shown, workspace: str) -> bytes:
    """The whole page, which also works without its script: then it is as of its loading."""
    state = _state(shown)
    body = element(
        "body",
        element(
            "header",
            element("h1", "Preview"),
            _switch(shown),
            element("p", state["status"], id="status", role="status"),
        ),
        element("div", Html(state["problems"]), id="problems"),
        element("main", Html(state["stage"])),
        data_turn=shown.turn,
        data_workspace=workspace,
    )
    head = element(
        "head",
        element("meta", charset="utf-8"),
        element("title", state["title"]),
        element("meta", name="viewport", content="width=device-width, initial-scale=1"),
        element("meta", name="color-scheme", content="light dark"),
        element("link", rel="icon", href="data:,"),
        element("link", rel="stylesheet", href="/preview.css"),
        element("script", src="/preview.js", defer=True),
    )
    return ("<!DOCTYPE html>\n" + element("html", head, body, lang="en")).encode()


def state(shown: Shown, workspace: str) -> str:
    """What changes in the page when files change, as JSON."""
    return json.dumps({**_state(shown), "workspace": workspace}, ensure_ascii=True)


def _state(shown: Shown) -> dict[str, str]:
    name = dict(shown.choices.themes).get(shown.selection.theme) or shown.selection.template
    errors = counted(shown.count("error"), "error")
    if shown.crash:
        status, title = "Something went wrong in briefgen", f"! {name}"
    elif not shown.current:
        status, title = errors or "Not built", f"✕ {errors}: {name}" if errors else f"✕ {name}"
    else:
        status, title = f"Up to date · made in {shown.seconds:.2f} s", name
        if shown.selection.draft and errors:
            status = f"Draft with {errors} · made in {shown.seconds:.2f} s"
    return {
        "title": f"{title} – preview",
        "status": status,
        "problems": _problems(shown),
        "stage": _stage(shown),
    }


# --------------------------------------------------------------------------- the switch


def _switch(shown: Shown) -> Html:
    chosen = shown.selection
    # Most templates make a brief of one theme: for these there is no choosing all of them.
    every = [("", "All themes")] if shown.choices.several else []
    themes = [*shown.choices.themes, *every] if chosen.theme else [*every, *shown.choices.themes]
    if chosen.theme not in dict(themes):
        themes.append((chosen.theme, chosen.theme))
    templates = [(name, name) for name in shown.choices.templates]
    if chosen.template not in dict(templates):
        templates.append((chosen.template, chosen.template))
    return element(
        "form",
        _select("theme", "Theme", themes, chosen.theme),
        _select("template", "Template", templates, chosen.template),
        _select("format", "Format", list(FORMATS.items()), chosen.format),
        element(
            "label",
            element("input", type="checkbox", name="draft", value="1", checked=chosen.draft),
            " Draft",
            title="Show the brief despite errors in sentences and quotes, with each as a comment",
        ),
        element("button", "Show"),
        method="get",
        action="/",
    )


def _select(name: str, label: str, options: list[tuple[str, str]], chosen: str) -> Html:
    return element(
        "label",
        f"{label} ",
        element(
            "select",
            [
                element("option", text, value=value, selected=value == chosen)
                for value, text in options
            ],
            name=name,
        ),
    )


# ------------------------------------------------------------------- what is wrong


def _problems(shown: Shown) -> Html:
    """Errors open, warnings and what was checked folded away."""
    parts: list[Html] = []
    if shown.crash:
        last = "What you see below is the last good brief." if shown.file is not None else None
        parts.append(_box("error", "Something went wrong", last, [shown.crash]))
    errors = [problem for problem in shown.problems if problem.severity == "error"]
    warnings = [problem for problem in shown.problems if problem.severity == "warning"]
    if errors:
        if shown.current:
            told = "The draft below shows each at its place."
        elif shown.file is not None:
            told = "What you see below is the last good brief."
        else:
            them = "it is" if len(errors) == 1 else "they are"
            told = f"There is no brief to show until {them} mended."
        texts = [problem.text for problem in errors[:_MOST]]
        parts.append(_box("error", counted(len(errors), "error"), told, [*texts, *_more(errors)]))
    if warnings:
        shorter = [*warnings[:_MOST], *(Problem("", more) for more in _more(warnings))]
        parts.append(_folded("warning", counted(len(warnings), "warning"), shorter))
    if shown.lines:
        parts.append(
            _folded("checked", shown.lines[0], [Problem("", line) for line in shown.lines[1:]])
        )
    return content(parts)


def _more(problems: list[Problem]) -> list[str]:
    rest = len(problems) - _MOST
    return [f"{rest} more; `briefgen check` shows all"] if rest > 0 else []


def _box(kind: str, heading: str, told: str | None, texts: list[str]) -> Html:
    return element(
        "section",
        element("h2", heading),
        element("p", told) if told else None,
        [element("pre", _marked(text), tabindex="0") for text in texts],
        class_=kind,
        aria_label=heading,
    )


def _folded(kind: str, heading: str, problems: list[Problem]) -> Html:
    return element(
        "details",
        element("summary", heading),
        [element("pre", _marked(problem.text), tabindex="0") for problem in problems],
        class_=kind,
    )


_LABEL = re.compile(r"\b(error|warning)\[[\w-]+\]")


def _marked(text: str) -> Html:
    """A diagnostic with its label set off, as a terminal colours it."""
    found = _LABEL.search(text.partition("\n")[0])
    if found is None:
        return content(text)
    return content([text[: found.start()], element("b", found[0]), text[found.end() :]])


# ------------------------------------------------------------------------- the brief


def _stage(shown: Shown) -> Html:
    file = shown.file
    if file is None:
        return element("p", "The brief will appear here.", class_="nothing")
    address = f"/brief/{file.key}/{quote(file.name)}"
    if shown.selection.format == "docx":
        size = max(1, round(len(file.data) / 1000))
        link = element("a", file.name, href=address, download=file.name)
        return element("p", "Word file: ", link, f" ({size:,} kB)", class_="nothing")
    return element("iframe", src=address, title=f"The brief: {file.name}")
