"""Templates cannot reach Python, cannot run away, and say where they are wrong."""

from __future__ import annotations

import time
from pathlib import Path
from typing import Any

import pytest

from briefgen.brief import limits
from briefgen.diagnostics import Diagnostic
from briefgen.document import plain_text
from briefgen.writers import outline

HEAD = "# Title\n\n"


def only(kitchen: Any, template: str) -> Diagnostic:
    """The single error of a template."""
    composed = kitchen.compose(HEAD + template)
    assert composed.document is None
    [diagnostic] = composed.diagnostics
    assert diagnostic.severity == "error"
    return diagnostic


def excerpt(kitchen: Any, diagnostic: Diagnostic) -> str:
    """What the diagnostic points at, read from the file on disk."""
    assert diagnostic.span is not None
    text = (kitchen.root / diagnostic.span.path).read_text(encoding="utf-8")
    return text[diagnostic.span.start : diagnostic.span.end]


@pytest.mark.parametrize(
    "attack",
    [
        "{{ ''.__class__ }}",
        "{{ ''['__class__'] }}",
        "{{ ''['__cla' ~ 'ss__'] }}",
        "{{ ''.__class__.__mro__[1].__subclasses__() }}",
        "{{ ''.__class__.mro() }}",
        "{{ theme.title.upper() }}",
        "{{ '{0.__class__}'.format(theme) }}",
        "{{ '{0.__class__}'.format_map({'0': theme}) }}",
        "{{ theme.title.format }}",
        "{{ cycler.__init__.__globals__ }}",
        "{{ joiner.__init__.__globals__.os }}",
        "{{ lipsum.__globals__ }}",
        "{{ self.__init__.__globals__ }}",
        "{{ self._TemplateReference__context }}",
        "{{ range.__init__ }}",
        "{{ namespace.__init__.__globals__ }}",
        "{{ theme | attr('__class__') }}",
        "{{ theme.title | attr('upper') }}",
        "{{ outcomes | map(attribute='__class__') | list | first }}",
        "{{ outcomes | map('attr', '__class__') | list }}",
        "{{ outcomes | groupby('__class__') | list }}",
        "{{ outcomes | sort(attribute='__class__') | list }}",
        "{{ theme.title | safe }}",
        "{{ theme.title | escape }}",
        "{{ theme.title | e }}",
        "{{ theme.title | forceescape }}",
        "{{ {'a': 1} | xmlattr }}",
        "{{ theme.title | tojson }}",
        "{{ theme | pprint }}",
        "{{ 'x' | urlize }}",
        "{{ '%s' | format(theme.title) }}",
        "{{ outcomes | random }}",
        "{% filter upper %}x{% endfilter %}",
        "{% filter replace('x', theme.title) %}x{% endfilter %}",
        "{% autoescape true %}{{ theme.title }}{% endautoescape %}",
        "{{ 2 ** 9 }}",
        "{{ loop.__class__ }}",
        "{% for x in outcomes %}{{ loop._iterator }}{% endfor %}",
        "{% macro m() %}{% endmacro %}{{ m.__call__ }}",
        "{% macro m() %}{% endmacro %}{{ m._func }}",
        "{{ theme.bottom_line._blocks }}",
        "{{ theme is callable }}",
        "{{ theme is sameas theme }}",
        "{% macro m() %}{{ m(varargs, varargs) }}{% endmacro %}{{ m(1) }}",
        "{{ brief.date.today() }}",
        "{{ brief.date.strftime('%Y') }}",
        "{{ (1).to_bytes(9) }}",
        "{{ outcomes.index(1) }}",
        "{% set x = __import__ %}{{ x }}",
        "{% include '../secret.md' %}",
        "{% include 'own/../../secret.md' %}",
        "{% include '/etc/passwd' %}",
        "{% include 'own/./template.md.j2' %}",
        "{% include 'own\\\\template.md.j2' %}",
    ],
)
def test_a_template_cannot_reach_beyond_its_variables(kitchen: Any, attack: str) -> None:
    """Every way out ends in a diagnostic at its line, and shows nothing."""
    (kitchen.root / "secret.md").write_text("secret", encoding="utf-8")
    diagnostic = only(kitchen, attack)
    assert diagnostic.code == "template-forbidden"
    assert diagnostic.span is not None
    assert diagnostic.span.path == "templates/own/template.md.j2"
    assert "0x" not in diagnostic.message
    assert "<" not in diagnostic.message


@pytest.mark.parametrize("name", ["cycler", "joiner", "lipsum", "dict", "open", "self.x"])
def test_names_of_jinja_that_are_no_variables_do_not_exist(kitchen: Any, name: str) -> None:
    """Jinja's own globals are not there."""
    assert only(kitchen, "{{ " + name + " }}").code == "template-undefined"


def test_a_link_out_of_the_templates_folder_is_refused(kitchen: Any) -> None:
    """A symbolic link cannot bring a file of elsewhere into a brief."""
    secret = kitchen.root / "secret.md"
    secret.write_text("secret", encoding="utf-8")
    kitchen.write("own/template.md.j2", "")
    (kitchen.root / "templates" / "own" / "part.md").symlink_to(secret)
    assert only(kitchen, "{% include 'part.md' %}").code == "template-forbidden"


@pytest.mark.parametrize(
    "runaway",
    [
        "{% for a in range(10000) %}{% for b in range(10000) %}{% endfor %}{% endfor %}",
        "{% for a in range(10000) %}{% for b in range(10000) %}x{% endfor %}{% endfor %}",
        "{% for a in range(9999999999) %}{% endfor %}",
        "{% for a in range(10 * 10000000000000000000) %}{% endfor %}",
        "{{ range(99999) | list | length }}",
        "{% set n = namespace(t='xxxxxxxxxx') %}{% for a in range(99) %}"
        "{% set n.t = n.t ~ n.t %}{% endfor %}",
        "{% set n = namespace(t='xxxxxxxxxx') %}{% for a in range(99) %}"
        "{% set n.t = n.t + n.t %}{% endfor %}",
        "{% set n = namespace(t=[1]) %}"
        "{% for a in range(99) %}{% set n.t = n.t + n.t %}{% endfor %}",
        "{% set n = namespace(t=9) %}{% for a in range(99) %}{% set n.t = n.t * n.t %}{% endfor %}",
        "{% set x %}{% for a in range(10000) %}{% for b in range(100) %}"
        + "x" * 1000
        + "{% endfor %}{% endfor %}{% endset %}",
        "{{ range(10000) | join('" + "x" * 1000 + "') }}",
        "{% set x = ('x' ~ range(9000) | join('yyyyyyyyyy')) %}"
        "{% for a in range(10000) %}{{ x | replace('y', x) }}{% endfor %}",
        "{% set a = [1, 1] %}{% set b = [1, 1] %}"
        + "{% set a = [a, a] %}{% set b = [b, b] %}" * 40
        + "{% if a == b %}{% endif %}",
        "{% macro m() %}{{ m() }}{% endmacro %}{{ m() }}",
        "{% macro m(n) %}{% if n %}{{ m(n - 1) }}{{ m(n - 1) }}{% endif %}{% endmacro %}"
        "{{ m(99) }}",
        "{% macro m(n) %}{% if n %}{{ m(n - 1) }}{{ m(n - 1) }}{% endif %}{% endmacro %}"
        "{{ m(40) }}",
        "{% include 'own/template.md.j2' %}",
        "{% extends 'own/template.md.j2' %}",
        "{% for a in range(3000) recursive %}{{ loop(range(3000)) }}{% endfor %}",
        "{% for a in range(10000) %}{{ range(10000) | select('odd') | list | length }}{% endfor %}",
        "{% for a in range(10000) %}{% set x = range(10000) | sum %}{% endfor %}",
    ],
    ids=range(21),
)
def test_a_template_cannot_run_away(
    kitchen: Any, runaway: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Loops, recursion, texts and numbers are bounded, with or without output."""
    monkeypatch.setattr(limits, "MAX_STEPS", 100_000)  # the same bounds, reached sooner
    assert only(kitchen, runaway).code == "template-limits"


@pytest.mark.parametrize(
    "runaway",
    [
        "{% for a in range(10000) %}{% for b in range(10000) %}{% endfor %}{% endfor %}",
        "{% macro m(n) %}{% if n %}{{ m(n - 1) }}{{ m(n - 1) }}{% endif %}{% endmacro %}"
        "{{ m(40) }}",
    ],
    ids=range(2),
)
def test_the_real_bounds_are_reached_in_sensible_time(kitchen: Any, runaway: str) -> None:
    """With the bounds that users have, a runaway ends within a coffee sip."""
    started = time.monotonic()
    assert only(kitchen, runaway).code == "template-limits"
    assert time.monotonic() - started < limits.MAX_SECONDS + 5


def test_the_clock_is_the_last_bound(kitchen: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    """Steps that are slow by themselves, such as a search in a long list, end by the clock."""
    monkeypatch.setattr(limits, "MAX_SECONDS", 0.5)
    slow = "{% set x = range(10000) | list %}{% for a in x %}{% for b in x %}"
    diagnostic = only(kitchen, slow + "{% if -1 in x %}{% endif %}{% endfor %}{% endfor %}")
    assert diagnostic.code == "template-limits"
    assert "seconds" in diagnostic.message


@pytest.mark.parametrize(
    ("template", "code", "pointed", "says"),
    [
        ("{{ them.title }}", "template-undefined", "them", "`theme`"),
        ("{{ theme.titel }}", "template-undefined", "titel", "`title`"),
        ("text\n{% for o in outcomes %}\n{{ o.sumary }}\n{% endfor %}", "template-undefined",
         "sumary", "`summary`"),
        ("{{ theme.title | uper }}", "template-undefined", "uper", "`upper`"),
        ("{% if theme is definde %}{% endif %}", "template-undefined", "definde", "`defined`"),
        ("{% fro x in y %}", "template-syntax", "fro", "`from`"),
        ("{{ theme.title", "template-syntax", "{{ theme.title", ""),
        ("{% for x in outcomes %}", "template-syntax", "", ""),
        ("{{ theme }}", "template-failed", "{{ theme }}", ""),
        ("{{ outcomes }}", "template-failed", "{{ outcomes }}", ""),
        ("{{ none }}", "template-failed", "{{ none }}", ""),
        ("{% for x in theme %}{% endfor %}", "template-failed", "", ""),
        ("{% for x in 'abc' %}{% endfor %}", "template-failed", "", ""),
        ("{% for x in them %}{% endfor %}", "template-undefined", "them", "`theme`"),
        ("{{ 1 / 0 }}", "template-failed", "{{ 1 / 0 }}", ""),
        ("{{ outcomes | sort | list }}", "template-failed", "{{ outcomes | sort | list }}", ""),
        ("{{ 'x' + 1 }}", "template-failed", "{{ 'x' + 1 }}", ""),
        ("{{ [[1], [2]] | sum }}", "template-failed", "{{ [[1], [2]] | sum }}", ""),
        ("{{ 'x' * 3 }}", "template-failed", "{{ 'x' * 3 }}", ""),
        ("{{ '%99999999d' % 1 }}", "template-failed", "{{ '%99999999d' % 1 }}", ""),
        ("{% include 'parts.md' %}", "file-missing", "parts.md", ""),
        ("{% extends 'policy-breif/template.md.j2' %}", "file-missing", "", "policy-brief"),
        ("a \ufdd0 b", "template-forbidden", "a \ufdd0 b", ""),
    ],
)  # fmt: skip
def test_errors_have_place_and_hint(
    kitchen: Any, template: str, code: str, pointed: str, says: str
) -> None:
    """A template's author is shown the word, and what it may have been."""
    diagnostic = only(kitchen, template)
    assert diagnostic.code == code
    if pointed:
        assert excerpt(kitchen, diagnostic) == pointed
    if says:
        assert any(says in hint.message for hint in diagnostic.hints)
    assert diagnostic.message[0] in "`" or not diagnostic.message[0].isupper()


@pytest.mark.parametrize(
    "template",
    [
        "{% for x in outcomes %}" * 25 + "{% endfor %}" * 25,
        "{{ " + "(" * 5000 + "1" + ")" * 5000 + " }}",
        "{{ " + "[" * 3000 + "]" * 3000 + " }}",
        "{{ " + "not " * 5000 + "1 }}",
        "{{ " + "1" * 9000 + " }}",
        "{% if true %}" * 3000 + "{% endif %}" * 3000,
        "{{ 'a' " + "~ 'a' " * 4000 + "}}",
        "{{ 1 " + "+ 1 " * 5000 + "}}",
    ],
    ids=range(8),
)
def test_monstrous_templates_are_told_not_thrown(kitchen: Any, template: str) -> None:
    """What Python cannot compile is a diagnostic with the file."""
    composed = kitchen.compose(HEAD + template)
    assert composed.diagnostics or composed.document is not None
    for diagnostic in composed.diagnostics:
        assert diagnostic.code in ("template-limits", "template-failed", "template-syntax")
        assert "own/template.md.j2" in (diagnostic.path or diagnostic.span.path)


def test_a_brief_has_a_title_before_its_sections(kitchen: Any) -> None:
    """A template without a title, or with one in its middle, is told."""
    for template in ("text\n", "## Section\n\n# Title\n"):
        [diagnostic] = kitchen.compose(template).diagnostics
        assert diagnostic.code == "markdown-unsupported"
        assert "title" in diagnostic.message


@pytest.mark.parametrize(
    ("content", "code"),
    [(b"\xff\xfe", "file-encoding"), (b"# T\n" + b"x" * 300_000, "template-limits")],
)
def test_files_that_are_no_templates(kitchen: Any, content: bytes, code: str) -> None:
    """Bytes that are no text, and files without measure."""
    kitchen.write("own/template.md.j2", "").write_bytes(content)
    [diagnostic] = kitchen.compose().diagnostics
    assert diagnostic.code == code
    assert diagnostic.path == "templates/own/template.md.j2"


def test_an_error_in_an_included_file_points_there(kitchen: Any) -> None:
    """The excerpt is the line of the included file, and a hint names the line that includes it."""
    kitchen.write("own/part.md", "first\n\n{{ theme.oops }}\n")
    diagnostic = only(kitchen, "{% include 'part.md' %}")
    assert diagnostic.span is not None
    assert diagnostic.span.path == "templates/own/part.md"
    assert excerpt(kitchen, diagnostic) == "oops"
    [hint] = [hint for hint in diagnostic.hints if hint.span is not None]
    assert hint.span is not None
    assert hint.span.path == "templates/own/template.md.j2"


def test_an_error_in_a_parent_or_a_macro_points_there(kitchen: Any) -> None:
    """Also from a parent template's block and from an imported macro."""
    kitchen.write("own/macros.md", "{% macro m(x) %}\n{{ x.nope }}\n{% endmacro %}\n")
    diagnostic = only(kitchen, "{% from 'macros.md' import m %}{{ m(theme) }}")
    assert diagnostic.span is not None
    assert diagnostic.span.path == "templates/own/macros.md"
    kitchen.write("base/template.md.j2", "# T\n\n{% block a %}{{ nothing }}{% endblock %}\n")
    composed = kitchen.compose("{% extends 'base/template.md.j2' %}", name="child")
    [diagnostic] = composed.diagnostics
    assert diagnostic.span is not None
    assert diagnostic.span.path == "templates/base/template.md.j2"


def test_a_template_of_the_workspace_shadows_and_extends_the_built_in_one(kitchen: Any) -> None:
    """`builtin/` names the built-in template even where a file of that name hides it."""
    kitchen.write(
        "policy-brief/template.md.j2",
        "{% extends 'builtin/policy-brief/template.md.j2' %}\n"
        "{% block background %}\n## Context\n\nOurs.\n{% endblock %}\n",
    )
    kitchen.write("policy-brief/style.yaml", 'colours: {accent: "#006644"}\n')
    document = kitchen.document(None, name="policy-brief")
    text = outline.write(document)
    assert "Context" in text
    assert "What was agreed" in text
    assert "Background" not in text
    assert document.style.colours.accent == "#006644"
    assert document.style.page.left == pytest.approx(26 * 72 / 25.4, abs=0.01)


def test_captured_text_keeps_its_markup_and_data_in_it_stays_data(make_kitchen: Any) -> None:
    """`{% set %}`, macros, `super()` and `trim` keep what the template wrote."""
    kitchen = make_kitchen(summary="*not* emphasis")
    document = kitchen.document(
        HEAD + "{% set x %}\n\n  **bold** {{ (outcomes | first).summary }}\n\n{% endset %}"
        "{{ x | trim }} {{ x | trim | trim }}\n"
    )
    line = outline.write(document).splitlines()[-1]
    assert line.count('strong("bold")') == 2
    assert line.count("*not* emphasis") == 2


def test_an_imported_file_keeps_nothing_between_briefs(make_kitchen: Any) -> None:
    """A value captured while one brief was made never shows up in another."""
    kitchen = make_kitchen()
    kitchen.write("own/m.md", "{% set kept %}{{ 'kept' }}{% endset %}\n")
    template = HEAD + "{{ theme.title }}\n\n{% from 'm.md' import kept %}{{ kept }}\n"
    for _ in range(2):
        document = kitchen.document(template)
        assert plain_text(document.blocks[-1].children) == "kept"
        template = HEAD + "{{ theme.id }} {{ theme.title }}\n\n" + template.split("\n\n", 2)[2]


def test_a_changed_template_is_read_again(kitchen: Any) -> None:
    """Templates are compiled once, but a changed file counts at once."""
    assert kitchen.document("# One\n").title == "One"
    path: Path = kitchen.write("own/template.md.j2", "# Two, longer\n")
    stat = path.stat()
    import os

    os.utime(path, ns=(stat.st_atime_ns, stat.st_mtime_ns + 10_000_000))
    assert kitchen.document().title == "Two, longer"


def test_unknown_template_and_theme(kitchen: Any) -> None:
    """Names that are not there are told with what was meant."""
    [diagnostic] = kitchen.compose(None, name="policy-breif").diagnostics
    assert diagnostic.code == "unknown-template"
    assert "`policy-brief`" in diagnostic.hints[0].message
    [diagnostic] = kitchen.compose(HEAD, themes=("fery",)).diagnostics
    assert diagnostic.code == "unknown-theme"


@pytest.mark.parametrize(
    ("template", "text"),
    [
        ("{{ outcomes | map(attribute='level') | sum }} {{ outcomes | sum('level') }}", "7 7"),
        ("{{ [3, 1, 2] | sort | join(', ') }} {{ [3, 1] | max }}", "1, 2, 3 3"),
        ("{% for a, b in [('x', 1), ('y', 2)] %}{{ a }}{{ b }} {% endfor %}.", "x1 y2 ."),
        ("{{ {'a': 'b'}.a }}{{ {'a': 'c'}['a'] }}", "bc"),
        ("{% for who, items in outcomes | groupby('who') %}{{ who }} {{ items | length }}; "
         "{% endfor %}.", "Florin and Guilder 2; Guilder 1; ."),
        ("{{ outcomes[0].id }} {{ (outcomes | last).id }} {{ outcomes[:2] | length }}",
         "ferry-line salt 2"),
        ("{{ 7 // 2 }} {{ 7 % 2 }} {{ 6 / 4 }} {{ -3 }} {{ 2 * 3 - 1 }}", "3 1 1.5 -3 5"),
        ("{{ nothing | default('d') }} {% if nothing is defined %}x{% endif %}.", "d ."),
        ("{% if 'a' in ['a'] and 'b' not in 'abc'[:1] and not none %}yes{% endif %}", "yes"),
        ("{% set n = namespace(i=0) %}{% for o in outcomes %}{% set n.i = n.i + o.level %}"
         "{% endfor %}{{ n.i }}", "7"),
        ("{% macro m(a, b='B') %}{{ a }}{{ b }}{% endmacro %}{{ m('x') }} {{ m(a='y', b='z') }}",
         "xB yz"),
        ("{{ theme.title | upper }} {{ theme.title | truncate(5) }}", "FERRIES Ferr…"),
        ("{% for x in [[1, 2], 3] recursive %}{% if x is number %}{{ x }}{% else %}({{ loop(x) }})"
         "{% endif %}{% endfor %}", "(12)3"),
        ("{% for o in outcomes if o.due %}{{ loop.index }}/{{ loop.length }}{% else %}none"
         "{% endfor %}", "1/1"),
        ("{{ brief.date.year }} {% if meetings[0].date <= brief.date %}y{% endif %}", "2026 y"),
    ],
)  # fmt: skip
def test_what_templates_can_do(kitchen: Any, template: str, text: str) -> None:
    """The ordinary constructs of Jinja work as its manual says."""
    document = kitchen.document(HEAD + template + "\n")
    assert plain_text(document.blocks[1].children) == text
