"""Templates that cannot be read: the engine's complaint in words for their author."""

from __future__ import annotations

import pytest
from jinja2 import Environment, TemplateSyntaxError

from briefgen.brief.templates.syntax import told


@pytest.mark.parametrize(
    ("template", "what", "line"),
    [
        ("{% for a in b %}\n{% if a %}x{% endif %}\n", "`{% for %}` is never closed", 1),
        ("{% if a %}\n{% if b %}\n{% endif %}\n", "`{% if %}` is never closed", 1),
        ("\n{% if a %}\n{% else %}\n{% for x in y %}\n", "`{% for %}` is never closed", 4),
        ("{% set a = 1 %}\n{% set b %}\nx", "`{% set %}` is never closed", 2),
        ("{% if a %}\n{% endfor %}", "`{% endfor %}` stands where the `{% if %}` of line 1", None),
        ("x\n{% endif %}", "`{% endif %}` closes nothing", None),
        ("{% else %}", "`{% else %}` stands outside an `{% if %}`", None),
        ("{% fro a in b %}", "there is no tag `{% fro %}`", None),
        ("{{ a", "the template ends where `}}` is missing", None),
        ("{{ a b }}", "`}}` is missing before `b`", None),
        ("{% if a = b %}{% endif %}", "`%}` is missing before `=`", None),
        ("{% for a on b %}{% endfor %}", "`in` is expected where `on` stands", None),
        ("{% if %}{% endif %}", "a value is missing before `%}`", None),
        ("{{ (a] }}", "`]` stands where `)` is expected", None),
        ("{{ a $ b }}", "`$` means nothing inside", None),
        ("{{ 'abc }}", "the text that begins with ' is never closed", None),
        ("{# x", "the comment that begins here is never closed", None),
        ("{% raw %}x", "`{% raw %}` is never closed", None),
        ("{% block a %}{% endblock %}{% block a %}{% endblock %}", "a second time", None),
        ("{% block a-b %}{% endblock %}", "the name of a block has no hyphens", None),
    ],
)
def test_told(template: str, what: str, line: int | None) -> None:
    """It says what is wrong and what to do, without the engine's name, and where it began."""
    with pytest.raises(TemplateSyntaxError) as caught:
        Environment(autoescape=True).compile(template)
    said = told(caught.value.message or "", template, caught.value.lineno)
    assert what in said.what
    assert "Jinja" not in said.what
    assert said.hint or "no tag" in said.what
    assert said.line == line
