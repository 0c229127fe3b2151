"""What of a brief is checked, whatever template it came from, and what a ledger says of it."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path

import pytest

from briefgen import pipeline
from briefgen.plan import Options
from briefgen.report import Report
from briefgen.report.exchange import as_json, as_sarif

ROOT = Path(__file__).resolve().parent.parent
NONE = ROOT / "tests" / "errors" / "none"
THEME = "briefs/themes/trade.yaml"
OUTCOMES = "briefs/outcomes/2024-03-05-zubrowka-ruritania.yaml"
TITLE = "# {{ theme.title }}\n\n"
POINTS = "{% for o in outcomes %}- {{ o.summary }}{{ o | cite }}\n{% endfor %}\n"


@pytest.fixture
def workspace(tmp_path: Path) -> Path:
    shutil.copytree(NONE, tmp_path, dirs_exist_ok=True)
    return tmp_path


def theme(workspace: Path, text: str) -> None:
    (workspace / THEME).write_text(f"title: Trade\n{text}", encoding="utf-8")


def template(workspace: Path, text: str) -> None:
    folder = workspace / "templates" / "ours"
    folder.mkdir(parents=True)
    (folder / "template.md.j2").write_text(text, encoding="utf-8")


def source(workspace: Path, text: str, language: str = "en") -> None:
    """Another archived text in the place of the example's."""
    folder = workspace / "briefs/sources/communique"
    digest = sha256(text.encode()).hexdigest()
    for name in ("original.txt", "text.txt"):
        (folder / name).write_text(text, encoding="utf-8", newline="\n")
    described = (folder / "source.yaml").read_text(encoding="utf-8").splitlines()
    lines = [line.split("sha256:")[0] + f"sha256: {digest}}}" if "sha256" in line else line
             for line in described]  # fmt: skip
    text = "\n".join(lines).replace("language: en", f"language: {language}") + "\n"
    (folder / "source.yaml").write_text(text, encoding="utf-8")


def check(workspace: Path, name: str | None = None) -> Report:
    return pipeline.check(workspace, Options(template=name))


def codes(report: Report) -> list[str]:
    return [d.code for d in report.diagnostics if d.severity != "note"]


# ------------------------------------------------------------------ what a citation covers


def test_a_citation_covers_the_sentences_before_it(workspace: Path) -> None:
    """Back to the citation before it, in its own paragraph; what comes after it is uncited."""
    said = "The two countries will open a customs office. It will stand in Lutz"
    theme(workspace, f"background: ['{said} [@customs-office].']\n")
    assert codes(check(workspace)) == []
    theme(workspace, f"background: ['{said} [@customs-office]. The office will be joint.']\n")
    (found,) = check(workspace).diagnostics
    assert found.code == "claim-uncited"
    theme(workspace, f"background: ['{said}.', 'It will be joint [@customs-office].']\n")
    assert codes(check(workspace)) == ["claim-uncited", "claim-uncited"]


def test_two_citations_in_a_sentence_bear_it_together(workspace: Path) -> None:
    """A sentence may draw on the passages of several citations."""
    said = "The ministers met in Lutz {}and decided to open a joint customs office {}"
    both = said.format("[@2024-03-05-zubrowka-ruritania] ", "[@customs-office]")
    theme(workspace, f"background: ['{both}.']\n")
    assert codes(check(workspace)) == []
    theme(workspace, f"background: ['On 5 March 2024 {both[0].lower()}{both[1:]}.']\n")
    assert codes(check(workspace)) == []
    theme(workspace, f"background: ['On 5 March 2024 {said.format('', '[@customs-office]')}.']\n")
    assert "claim-date" in codes(check(workspace))


def test_a_line_with_a_colon_has_the_citations_of_its_list(workspace: Path) -> None:
    """What opens a list is borne out by what stands in it."""
    text = (
        "background:\n  - |\n    Zubrowka and Ruritania decided:\n\n    - to open a joint customs "
    )
    theme(workspace, text + "office in Lutz [@customs-office].\n")
    assert codes(check(workspace)) == []


@pytest.mark.parametrize(
    "name", ["policy-brief", "at-a-glance", "talking-points", "outcome-matrix"]
)
def test_tables_of_several_meetings_name_each(workspace: Path, name: str) -> None:
    """The meeting of an outcome and its days, in one line of a cell, are data and cite nothing
    of their own."""
    text = (workspace / OUTCOMES).read_text(encoding="utf-8")
    second = text.replace("id: customs-office", "id: second-office")
    (workspace / OUTCOMES.replace(".yaml", "-again.yaml")).write_text(second, encoding="utf-8")
    report = check(workspace, name)
    assert [d.message for d in report.diagnostics if d.severity != "note"] == []


def test_judgement_cites_nothing_but_brings_no_fact(workspace: Path) -> None:
    """Assessments may conclude; a number, date or name that no cited passage has is an error."""
    theme(workspace, "assessment:\n  implications: [The office may speed up trade.]\n")
    assert codes(check(workspace)) == []
    theme(workspace, "assessment:\n  implications: [The office may save 40 million guilders.]\n")
    assert codes(check(workspace)) == ["claim-number"]
    theme(workspace, "assessment:\n  implications: [The office may displease Florin.]\n")
    assert codes(check(workspace)) == ["claim-name"]


# ------------------------------------------------------------------------------ templates


def test_details_rest_on_their_own_record(workspace: Path) -> None:
    """An owner, amount or date that no passage of the outcome has is found where it is written."""
    path = workspace / OUTCOMES
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("commitment:", "amount: 3 million guilders\n    commitment:"),
                    encoding="utf-8")  # fmt: skip
    (found,) = check(workspace).diagnostics
    assert found.code == "claim-number"
    assert found.span is not None
    assert path.read_text(encoding="utf-8")[found.span.start : found.span.end] in (
        "3 million guilders"
    )


def test_wording_of_an_own_template_is_checked(workspace: Path) -> None:
    """A false sentence of the template's is an error at its line; without a citation too."""
    template(workspace, TITLE + POINTS + "Florin pays for the office.\n")
    (found,) = check(workspace, "ours").diagnostics
    assert (found.code, found.span and found.span.path) == (
        "claim-uncited",
        "templates/ours/template.md.j2",
    )
    cited = "{{ o.who }} will open {{ loop.length + 1 }} offices{{ o | cite }}."
    text = TITLE + "{% for o in outcomes %}\n" + cited + "\n{% endfor %}\n"
    (workspace / "templates/ours/template.md.j2").write_text(text, encoding="utf-8")
    report = check(workspace, "ours")
    assert codes(report) == ["claim-number"]
    assert report.diagnostics[0].span is not None
    assert report.diagnostics[0].span.path == "templates/ours/template.md.j2"


def test_data_printed_without_a_citation_is_uncited(workspace: Path) -> None:
    """A template that forgets `| cite` is told at the summary that it prints."""
    template(workspace, TITLE + "{% for o in outcomes %}- {{ o.summary }}\n{% endfor %}\n")
    (found,) = check(workspace, "ours").diagnostics
    assert (found.code, found.span and found.span.path) == ("claim-uncited", OUTCOMES)


def test_changed_data_is_checked_as_it_is_printed(workspace: Path) -> None:
    """A filter that turns a summary into another sentence does not slip through."""
    text = '{{ o.summary | replace("Lutz", "Strelsau") }}{{ o | cite }}'
    template(workspace, TITLE + "{% for o in outcomes %}- " + text + "\n{% endfor %}\n")
    assert codes(check(workspace, "ours")) == ["claim-name"]


@pytest.mark.parametrize("name", ["policy-brief", "at-a-glance", "talking-points"])
def test_a_copied_template_states_nothing(workspace: Path, name: str) -> None:
    """The wording of a shipped template is exempt in a copy of it, line by line."""
    shutil.copytree(ROOT / "templates", workspace / "templates")
    folder = workspace / "templates" / name
    folder.rename(workspace / "templates" / "ours")
    if name == "policy-brief":
        shutil.copytree(ROOT / "templates/policy-brief", workspace / "templates/policy-brief")
    assert codes(check(workspace, "ours")) == []


INVENTED = "Zubrowka paid 300 million crowns to Norland in 2019."


@pytest.mark.parametrize("block", ["header", "bottom_line", "agreed", "background", "annex"])
def test_a_sentence_of_ones_own_is_checked_next_to_a_tag(workspace: Path, block: str) -> None:
    """Where a sentence stands among the tags of a template makes no difference: a block that
    begins with it is checked like any other, and the place is the office's own file."""
    before = '{% extends "policy-brief/template.md.j2" %}\n'
    template(workspace, f"{before}{{% block {block} %}}\n{INVENTED}\n\n{{% endblock %}}\n")
    found = [d for d in check(workspace, "ours").diagnostics if d.severity == "error"]
    assert [d.code for d in found] == ["claim-uncited"]
    assert found[0].span is not None
    assert found[0].span.path == "templates/ours/template.md.j2"


def test_a_sentence_under_any_line_of_a_copy_is_checked(workspace: Path) -> None:
    """Also in a copy of a shipped template, under each of its tags that stands alone."""
    text = (ROOT / "templates/at-a-glance/template.md.j2").read_text("utf-8")
    lines = text.replace("5 < outcomes | length < 10", "true").splitlines()  # all of it is printed
    said = "Zubrowka and Ruritania will open a joint customs office in Lutz [@customs-office]."
    theme(workspace, f"left_open: ['{said}']\n")
    shutil.copytree(ROOT / "templates/policy-brief", workspace / "templates/policy-brief")
    unnoticed = []
    for number, line in enumerate(lines):
        if not line.startswith(("{% block", "{% endif", "{% endfor")):
            continue
        folder = workspace / "templates" / "ours"
        shutil.copytree(ROOT / "templates/at-a-glance", folder, dirs_exist_ok=True)
        text = "\n".join([*lines[: number + 1], INVENTED, "", *lines[number + 1 :]])
        (folder / "template.md.j2").write_text(text + "\n", encoding="utf-8")
        report = check(workspace, "ours")
        if not any(d.severity == "error" for d in report.diagnostics):
            unnoticed.append(line)
    assert unnoticed == []


def test_a_sentence_said_over_and_over_is_told_once(workspace: Path) -> None:
    """With how often; at up to three places each is shown, and another sentence is another."""
    wrong = "Zubrowka and Ruritania will open a joint customs office in Graz [@customs-office]."
    other = "Ruritania decided to open a joint customs office in Graz [@customs-office]."
    for times, told in ((3, 3), (4, 1), (500, 1)):
        lines = "".join(f"  - {one}\n" for one in (*([wrong] * times), other))
        theme(workspace, f"background:\n{lines}")
        report = check(workspace)
        assert codes(report).count("claim-name") == told + 1
        hints = [hint.message for hint in report.diagnostics[0].hints]
        assert any(f"says this {times} times" in hint for hint in hints) is (told == 1)
        assert report.ledger.tally("sentences").failed == 2
        first = (workspace / THEME).read_text("utf-8").index("Graz")
        assert report.diagnostics[0].span is not None
        assert report.diagnostics[0].span.start == first


def test_a_mistake_is_told_once(workspace: Path) -> None:
    """A false summary that two themes and several places print is one finding."""
    (workspace / "briefs/themes/roads.yaml").write_text("title: Roads\n", encoding="utf-8")
    path = workspace / OUTCOMES
    text = path.read_text(encoding="utf-8").replace("[trade]", "[trade, roads]")
    text = text.replace("office in Lutz.", "office in Strelsau.", 1)
    path.write_text(text, encoding="utf-8")
    theme(workspace, "")
    report = check(workspace)
    assert codes(report) == ["claim-name"]
    assert len(report.unbuilt) == 2


# ------------------------------------------------------------------------ skipped, waived


def test_other_languages_are_skipped_with_the_reason(workspace: Path) -> None:
    """The rules know English: a source in another language is not held against a sentence."""
    source(
        workspace,
        "Gemeinsames Kommuniqué\nmet in Lutz on Tuesday (March 5, 2024) for the Second Trade "
        "Dialogue, Zubrowka und Ruritanien.\nZubrowka and Ruritania decided to open a joint "
        "customs office in Lutz, ein gemeinsames Zollamt.\n",
        "de",
    )
    report = check(workspace)
    assert "claim" not in " ".join(codes(report))
    assert report.ledger.tally("sentences").checked == 0
    assert {why for _, why in report.ledger.skipped} == {
        "`communique` is in another language than English"
    }


def waived(workspace: Path, text: str) -> Report:
    path = workspace / OUTCOMES
    path.write_text(
        path.read_text(encoding="utf-8").replace("office in Lutz.", "office in Strelsau.", 1)
        + text,
        encoding="utf-8",
    )
    theme(workspace, "")
    return check(workspace)


WAIVER = (
    "waivers:\n  - {code: name, text: Zubrowka and Ruritania will open, "
    "reason: told by telephone, by: A. Perrault}\n"
)


def test_a_waiver_with_reason_and_name(workspace: Path) -> None:
    """The finding is in the ledger, in JSON and SARIF, and no longer among the errors."""
    report = waived(workspace, WAIVER)
    assert codes(report) == []
    (one,) = report.ledger.waived
    assert (one.code, one.by, one.reason) == ("claim-name", "A. Perrault", "told by telephone")
    data = json.loads(as_json(report))["ledger"]
    assert data["sentences"] == {"checked": 1, "failed": 0, "waived": 1, "skipped": 0}
    assert data["waived"][0]["by"] == "A. Perrault"
    results = json.loads(as_sarif(report))["runs"][0]["results"]
    (suppressed,) = [r for r in results if "suppressions" in r]
    assert suppressed["suppressions"][0]["justification"] == "told by telephone (A. Perrault)"


def test_a_waiver_of_another_rule_waives_nothing(workspace: Path) -> None:
    """A waiver is for one rule."""
    report = waived(workspace, WAIVER.replace("code: name", "code: date"))
    assert sorted(codes(report)) == ["claim-name", "waiver-unused"]


def test_a_waiver_of_a_sentence_that_is_gone(workspace: Path) -> None:
    """Told even where the sentence no longer stands in the file."""
    report = waived(workspace, WAIVER.replace("will open", "will build"))
    assert sorted(codes(report)) == ["claim-name", "waiver-unused"]


# --------------------------------------------------------------------------------- ledger


def test_the_ledger_travels_in_the_file(workspace: Path) -> None:
    """The provenance of a built brief counts what was checked in it."""
    import zipfile

    report = pipeline.build(workspace, Options(formats=("docx",)))
    (path,) = report.built[0].files
    with zipfile.ZipFile(path) as archive:
        parts = "".join(archive.read(n).decode() for n in archive.namelist() if "customXml" in n)
    assert '"claims":{"sentences":{"checked":1,"failed":0,"waived":0,"skipped":0}' in parts


def test_a_failed_build_leaves_the_old_files(workspace: Path) -> None:
    """An error in a sentence stops a build; what was built before stays, byte for byte."""
    built = pipeline.build(workspace).built[0].files
    before = [path.read_bytes() for path in built]
    assert codes(waived(workspace, "")) == ["claim-name"]
    report = pipeline.build(workspace)
    assert not report.built
    assert [path.read_bytes() for path in built] == before


def test_closing_line(briefgen: Callable[..., object], workspace: Path) -> None:
    """Every run ends with the ledger."""
    ran = briefgen("check", cwd=workspace)
    assert "sentences: 1 checked, 0 failed, 0 waived, 0 skipped; 1 citation" in (
        ran.stdout  # type: ignore[attr-defined]
    )


@pytest.mark.parametrize("template", ["policy-brief", "at-a-glance", "talking-points",
                                      "outcome-matrix"])  # fmt: skip
@pytest.mark.parametrize(
    "folder",
    [".", "tests/mutation/workspaces/amber-basin", "tests/mutation/workspaces/trade-and-ports"],
)
def test_shipped_workspaces_are_free_of_findings(folder: str, template: str) -> None:
    """No false alarm on the example and the workspaces of the mutation test."""
    report = check(ROOT / folder, template)
    assert codes(report) == [], str(report)
    assert report.ledger.tally("sentences").checked > 10
