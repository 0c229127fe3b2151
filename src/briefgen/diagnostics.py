"""What briefgen tells its users: diagnostics, their hints, and the list of codes.

A stage returns `(value, diagnostics)`. A diagnostic says three things: the rule,
what broke it, and (in hints) what to do. Messages start in lower case, put names in
backticks and need no knowledge of this code.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal

from briefgen.record import record
from briefgen.text import Span

Severity = Literal["error", "warning", "note"]


@record
class Hint:
    """What to do about it; `span` may point somewhere else than the problem does."""

    message: str
    span: Span | None = None


@record
class Diagnostic:
    """One problem of the user's.

    `code` is a key of `CODES`. `span` is where it is; a problem that has a file but
    no place in it (a missing file, bytes that are no text) has `path` alone.
    """

    code: str
    message: str
    span: Span | None = None
    severity: Severity = "error"
    hints: tuple[Hint, ...] = ()
    path: str | None = None

    def __post_init__(self) -> None:
        if self.code not in CODES:
            raise KeyError(f"{self.code} is not in diagnostics.CODES")


def has_errors(diagnostics: Iterable[Diagnostic]) -> bool:
    """Whether any of them is an error (warnings and notes do not stop a build)."""
    return any(d.severity == "error" for d in diagnostics)


#: Among more names than this only those are close that begin or end as the word does.
_MANY_NAMES = 500


def did_you_mean(word: str, known: Iterable[str]) -> tuple[Hint, ...]:
    """A hint naming the closest known word, or what there is to choose from."""
    from difflib import get_close_matches

    names = sorted(set(known))
    word = word.casefold()
    folded = {name.casefold(): name for name in reversed(names)}
    if len(folded) > _MANY_NAMES:  # to compare them all would take longer than the command
        alike = [name for name in folded if name[:2] == word[:2] or name[-2:] == word[-2:]]
        folded = {name: folded[name] for name in alike[:_MANY_NAMES]}
    close = get_close_matches(word, folded, n=1, cutoff=0.6)
    if close:
        return (Hint(f"did you mean `{folded[close[0]]}`?"),)
    if names and len(names) <= 12:
        return (Hint("known: " + ", ".join(f"`{name}`" for name in names)),)
    return ()


#: Every code, with its rule in one line. `docs/errors.md` shows each with its smallest case.
CODES: dict[str, str] = {
    # workspace: files and values
    "workspace-not-found": "a workspace is a folder that holds `briefs/workspace.yaml`",
    "file-missing": "every file that the data names must be there",
    "file-unreadable": "a file must be readable and of a sensible size",
    "file-encoding": "text files are UTF-8",
    "file-name": "a data file or source folder is named after its id",
    "file-overlooked": "a data file must stand where briefgen looks for it",
    "yaml-syntax": "a data file must be well-formed YAML 1.2",
    "yaml-tab": "YAML is indented with spaces, never with tabs",
    "yaml-comment-in-text": "a `#` after a space begins a comment, which is no part of the text",
    "yaml-duplicate-key": "a key may stand only once in a mapping",
    "yaml-too-large": "a data file has bounded size, depth and aliases",
    "unknown-key": "a file has only the keys that are known for it",
    "missing-key": "a required key must be there",
    "wrong-type": "a value must be of the kind its key asks for",
    "bad-value": "a value must be one of those its key allows",
    "duplicate-id": "an id names one thing only",
    "unknown-theme": "a theme must have a file in `briefs/themes/`",
    "unknown-source": "a source that is named must be in `briefs/sources/`",
    "unknown-meeting": "a meeting must have a file in `briefs/outcomes/`",
    "unknown-template": "a template must be a folder in `templates/` or built in",
    "unknown-format": "a format must be one that briefgen writes",
    "unknown-marking": "a marking must be one of the workspace's `markings`",
    "unknown-id": "an id must name an outcome, a theme, a meeting, a source or a passage",
    # evidence
    "quote-not-found": "a quote must appear word for word in its archived source",
    "quote-elsewhere": "a quote must stand in the source that it names",
    "quote-changed": "a quote must not differ from its passage in any word, number or case",
    "quote-ambiguous": "a quote that occurs more than once needs a prefix or suffix to tell which",
    "quote-negated": "a quote must not leave out a negation that governs it",
    "quote-cut": "a quote must not begin or end inside a word or number",
    "quote-elision": "an elision stays in one sentence, in order, and leaves out no negation, "
    "modal or verb of consideration",
    "quote-too-short": "a quote must be long enough to say something",
    "quote-qualified": "a quote should not leave out a modal, a condition or a hedge that "
    "governs it",
    "quote-boilerplate": "a quote should come from body text, not from boilerplate",
    "commitment-too-strong": "a commitment must not be stronger than the operative verb in "
    "its quote",
    "commitment-too-weak": "a commitment should not be weaker than the operative verb in its quote",
    "derivation-wrong": "a date that is derived from a source's words must follow from them",
    "derivation-unfounded": "what a date is derived from must stand in the outcome's quotes",
    "source-changed": "an archived source must be exactly what was archived",
    "update-refused": "a new version of a source is archived whole or not at all",
    "source-replaced": "a quote from a former version of a source is said to be one",
    "source-layout": "an archived text has one passage a line and no blank lines",
    "source-classification": "a classified passage or sentence must stand in the archived text",
    "weekday-mismatch": "a weekday in a source should fit its date",
    "source-disagrees": "sources should date and number an event alike, and agree with themselves",
    "sources-differ": "the sources of an outcome should tell it alike",
    "one-account": "what both sides agreed should be told by more than one of them",
    "date-after-source": "a source should not report what happened after its own date",
    "source-repeats": "a passage that repeats another should be classified as a repeat",
    "source-truncated": "an archived passage should not break off",
    "source-kind": "a source comes from a text, Markdown, web page, mail, PDF or Word file",
    "source-unusable": "a file to archive must be whole, unlocked, of sensible size and without "
    "macros",
    "source-without-text": "a file to archive must have text that can be read",
    "source-known": "a file is archived once",
    "source-version": "another version of an archived source is an update of it, no new source",
    "place-untold": "a meeting took place where its quotes say, or its place is left out",
    "date-misread": "a meeting has the days that its own quotes give",
    "date-outside-meeting": "a source should not date a meeting before or after it took place",
    "nothing-checked": "a run that checked no evidence proves nothing",
    # proposed outcomes
    "file-changed": "a file is not written over what somebody else wrote into it meanwhile",
    "file-unwritable": "a data file must be writable to be changed",
    "edit-refused": "an edit of one outcome changes nothing else in its file",
    # briefs
    "theme-without-outcomes": "a brief needs at least one outcome of its theme",
    "unknown-citation": "a citation must name an outcome, a meeting or a piece of evidence",
    "proposed-citation": "only accepted outcomes can be cited",
    "bottom-line-long": "a bottom line has at most four lines",
    "too-many-pages": "a template that promises a number of pages keeps to it",
    "template-syntax": "a template must be well-formed",
    "template-unprinted": "a template that extends another prints only what its blocks hold",
    "template-block": "a block that replaces one is called as that one is",
    "bare-citation": "a citation stands in brackets: `[@id]`",
    "template-undefined": "a template may use only the documented variables, filters and tests",
    "template-forbidden": "a template reaches only its variables and the templates folders",
    "template-limits": "a template must finish in bounded time and size",
    "template-failed": "a template must render without an error",
    "markdown-unsupported": "templates and prose use only the Markdown that every format can show",
    "style-value": "`style.yaml` holds only known keys with values that can be drawn",
    # letterheads
    "letterhead-refused": "a letterhead is a Word file without macros, open to editing",
    "letterhead-field": "a letterhead may ask only for what a brief has",
    "letterhead-style": "a letterhead should have a style for each kind of paragraph in a brief",
    "letterhead-place": "a letterhead should say where the brief goes",
    "letterhead-marking": "a letterhead should say where the marking stands",
    "letterhead-notes": "the notes of a brief count from 1, whatever notes its letterhead has",
    "letterhead-leftovers": "a letterhead should have no comments and tracked changes, which would "
    "go out with each brief",
    "letterhead-outside": "a brief should fetch nothing from elsewhere when it is opened",
    # writing
    "glyph-missing": "every character must be in an embedded font",
    "font-unusable": "a font named in `style.yaml` must be a TrueType file that may be embedded",
    "layout-overflow": "everything must fit on its page",
    "writer-unsupported": "a format must be able to show every part of a brief",
    "output-unwritable": "the output folder must be writable",
    "output-disk-full": "there must be room for the output",
    "site-folder": "a site needs a folder of its own",
    "port-unavailable": "the preview needs a port of this machine that nobody else uses",
    "nothing-to-sign": "only PDFs are signed",
    "signing-not-installed": "signing needs pyHanko: `pip install 'briefgen[sign]'`",
    "certificate-unreadable": "a certificate to sign with is a PKCS#12 file with its key",
    "certificate-password": "the password must open the certificate's file",
    "certificate-unusable": "a certificate must be valid today and made for signing documents",
    "word-file-unusable": "a Word file from outside must be whole, unlocked, of sensible size and "
    "without macros",
    "redline-incomplete": "a redline says what it does not show",
    "reviewed-file-kept": "a Word file that someone worked on is never overwritten",
    "review-comment": "a reviewer commented on what this line says",
    "review-change": "a reviewer changed what this line says",
    "review-formatting": "a reviewer changed how something looks, and no words",
    "init-exists": "`init` and `template copy` never overwrite what is there",
    # claims: sentences against their passages
    "claim-uncited": "a sentence of fact outside the assessment cites its source",
    "claim-number": "a number stands in a cited passage, in value, magnitude and unit, for the "
    "same thing",
    "claim-date": "a date stands in a cited passage or is derived from it in the data",
    "claim-name": "a name, title or acronym stands in a cited passage or in the glossary",
    "claim-quotation": "what stands in quotation marks is verbatim, with the passage's speaker",
    "claim-strength": "a sentence promises no more than its passage does",
    "claim-attribution": "who does or says something is whom the passage names",
    "claim-polarity": "a denial is neither dropped nor added, and nothing is turned into its "
    "opposite",
    "claim-hedge": "what is claimed, expected or conditional in the passage stays so",
    "claim-scope": "`all`, `only`, `first` and `because` need their like in the passage",
    "claim-content": "no word of the passage is exchanged for another of another meaning",
    "waiver-unused": "a waiver that no longer waives anything should be taken out",
}
