"""From an error inside a template to a diagnostic with its place, excerpt and hint."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from jinja2 import Template, TemplateSyntaxError
from jinja2.exceptions import (
    SecurityError,
    TemplateNotFound,
    TemplateRuntimeError,
    UndefinedError,
)
from jinja2.utils import missing

from briefgen.brief.context import field_names
from briefgen.brief.filters import (
    FILTERS,
    JINJA_FILTERS,
    JINJA_TESTS,
    TESTS,
    NotPrintable,
    kind_of,
)
from briefgen.brief.library import TEMPLATE_FILE, Library, LibraryError, span_of
from briefgen.brief.limits import LimitReached
from briefgen.brief.templates.environment import UnknownName
from briefgen.brief.templates.guard import Refused
from briefgen.diagnostics import CODES, Diagnostic, Hint, did_you_mean
from briefgen.record import record
from briefgen.text import SourceText

_TAGS = (
    *("for", "endfor", "if", "elif", "else", "endif", "block", "endblock", "set", "endset"),
    *("macro", "endmacro", "include", "import", "from", "extends", "with", "endwith"),
    *("call", "endcall", "raw"),
)

_SEE = "`briefgen template vars` lists what a template may use"
_NAME_A_FILE = "name a file as `TEMPLATE/FILE`, such as `policy-brief/template.md.j2`"
_SMALLER = "loop over the outcomes, parties and other lists of the brief; they are never so long"
_CIRCLE = "see what it includes, extends and calls: one of these leads back to itself"
_WORKS_WITH = "see the values on this line; `briefgen template vars` says what each one is"


@record
class Place:
    """A line of a template."""

    text: SourceText
    line: int


@record
class Trouble:
    """What went wrong. `needle` is the word to point at on the line, if there is one;
    `known` are the words that could have been meant by it, or by `word`; `line` is a
    better line than the one where it was noticed."""

    code: str
    message: str
    needle: str = ""
    known: frozenset[str] = frozenset()
    hint: str = ""
    path: str | None = None
    word: str = ""
    line: int | None = None


def diagnose(
    error: Exception,
    texts: Mapping[str, SourceText],
    library: Library,
    variables: frozenset[str],
    name: str,
) -> Diagnostic:
    """The diagnostic for an error in template `name`; `texts` are the files read, by name.

    It points at the innermost template; where that is another file than the one that was
    asked for, a hint names the line that led there.
    """
    trouble = _trouble(error, library, variables)
    message = f"{CODES[trouble.code]}; {trouble.message}"
    places = _places(error, texts)
    hints = [Hint(trouble.hint)] if trouble.hint else []
    if trouble.known:
        hints.extend(did_you_mean(trouble.word or trouble.needle, trouble.known))
    if not places:
        path = trouble.path or (texts[name].path if name in texts else None)
        return Diagnostic(trouble.code, message, path=path, hints=tuple(hints))
    inner = places[0]
    for outer in places[1:]:
        if outer.text.path != inner.text.path:
            hints.append(Hint("used from here", span_of(outer.text, outer.line)))
            break
    line = trouble.line or inner.line
    span = span_of(inner.text, line, trouble.word, trouble.needle)
    return Diagnostic(trouble.code, message, span, hints=tuple(hints))


def _places(error: Exception, texts: Mapping[str, SourceText]) -> tuple[Place, ...]:
    """The lines of templates on the way to the error, innermost first."""
    places: list[Place] = []
    traceback = error.__traceback__
    while traceback is not None:
        template = traceback.tb_frame.f_globals.get("__jinja_template__")
        if isinstance(template, Template) and (text := texts.get(template.name or "")):
            line = template.get_corresponding_lineno(traceback.tb_lineno)
            places.append(Place(text, line))
        traceback = traceback.tb_next
    if isinstance(error, TemplateSyntaxError):
        # What is never closed is found by the lexer, which gives the file's path for its name.
        for name, text in texts.items():
            if error.name in (name, text.path):
                places.append(Place(text, error.lineno))
                break
    return tuple(reversed(places))


def _trouble(error: Exception, library: Library, variables: frozenset[str]) -> Trouble:
    """What an error means to the template's author."""
    message = str(error)
    match error:
        case Refused():
            return Trouble("template-forbidden", message, _first_word(message), hint=_SEE)
        case UnknownName(owner=owner, name=name):
            if owner is missing:
                return Trouble("template-undefined", f"`{name}` is not defined", name, variables)
            names = frozenset(field_names(owner))
            what = f"{kind_of(owner)} has no field `{name}`"
            return Trouble("template-undefined", what, name, names)
        case SecurityError():
            return Trouble(
                "template-forbidden",
                message,
                _first_word(message),
                hint=_SEE,
            )
        case UndefinedError() | TemplateRuntimeError():
            return Trouble("template-undefined", in_backticks(message))
        case TemplateNotFound(name=name):
            known = frozenset(f"{folder}/{TEMPLATE_FILE}" for folder in library.names())
            what = f"there is no template file `{name}`"
            last = str(name).rpartition("/")[2]
            return Trouble("file-missing", what, last, known, word=str(name))
        case TemplateSyntaxError():
            return _syntax(error)
        case LibraryError(code=code, path=path):
            hint = _NAME_A_FILE if code == "template-forbidden" else ""
            return Trouble(code, message, path.rpartition("/")[2], hint=hint, path=path)
        case LimitReached():
            return Trouble("template-limits", message, hint=_SMALLER)
        case RecursionError():
            what = "this one goes around in a circle, or is nested too deeply"
            return Trouble("template-limits", what, hint=_CIRCLE)
        case MemoryError():
            return Trouble("template-limits", "this one needs too much memory", hint=_SMALLER)
        case NotPrintable():
            return Trouble("template-failed", message, hint=_SEE)
    message = re.sub(r"\b(\w+)View\b", lambda match: match[1].lower(), message)
    return Trouble("template-failed", f"here: {in_backticks(message)}", hint=_WORKS_WITH)


def _syntax(error: TemplateSyntaxError) -> Trouble:
    message = error.message or ""
    if not message.startswith("No "):
        from briefgen.brief.templates.syntax import told

        found = told(message, error.source or "", error.lineno)
        known = frozenset(_TAGS) if "unknown tag" in message and not found.hint else frozenset()
        needle = next(iter(quoted_words(message)), "") if known else ""
        return Trouble(
            "template-syntax", found.what, needle, known, hint=found.hint, line=found.line
        )
    line = (error.source or "").split("\n")[error.lineno - 1 : error.lineno]
    needle = next((w for w in quoted_words(message) if line and w in line[0]), "")
    kind, names = "filter", (*FILTERS, *JINJA_FILTERS)
    if "No test named" in message:
        kind, names = "test", (*TESTS, *JINJA_TESTS)
    what = f"there is no {kind} `{needle}`"
    return Trouble("template-undefined", what, needle, frozenset(names))


def _first_word(message: str) -> str:
    found = re.search("`([^`]+)`", message)
    return found[1] if found else ""


def in_backticks(message: str) -> str:
    """A message of the template engine's in our form: `'word'` in backticks, small first."""
    message = re.sub(r"'([^']*)'", r"`\1`", message).rstrip(".")
    if message[:2] != message[:2].upper():
        message = message[:1].lower() + message[1:]
    return message


def quoted_words(message: str) -> Iterable[str]:
    """The words that a message quotes, last first."""
    return [match[1] for match in re.finditer(r"'([^']+)'", message)][::-1]
