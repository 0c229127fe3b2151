"""What stands on the pages of a site, where their links lead, and that they do no harm."""

from __future__ import annotations

import re
import shutil
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest

from briefgen.site.making import Site, make_site

ROOT = Path(__file__).resolve().parents[2]
OUTCOMES = "briefs/outcomes/2026-01-16-india-japan-strategic-dialogue.yaml"


class Read(HTMLParser):
    """The ids, links and words of a page."""

    def __init__(self, path: Path) -> None:
        super().__init__()
        self.ids: list[str] = []
        self.links: list[str] = []
        self.loaded: list[str] = []
        self.words: list[str] = []
        self.marked: list[str] = []
        self.handlers: list[str] = []
        self._silent = 0
        self._mark = 0
        self.source = path.read_text(encoding="utf-8")
        self.feed(self.source)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if given.get("id"):
            self.ids.append(given["id"] or "")
        if tag == "a":
            self.links.append(given.get("href") or "")
        elif given.get("src") or (tag == "link" and given.get("href")):
            self.loaded.append(tag)
        self.handlers += [name for name in given if name.startswith("on") or name == "style"]
        self._silent += tag in ("script", "style")
        self._mark += tag == "mark"

    def handle_endtag(self, tag: str) -> None:
        self._silent -= tag in ("script", "style")
        self._mark -= tag == "mark"

    def handle_data(self, data: str) -> None:
        if not self._silent:
            self.words.append(data)
            if self._mark:
                self.marked.append(data)

    @property
    def text(self) -> str:
        return " ".join("".join(self.words).split())


def pages(site: Path) -> dict[str, Read]:
    return {path.relative_to(site).as_posix(): Read(path) for path in site.rglob("*.html")}


def broken(site: Path) -> list[tuple[str, str]]:
    """Every link inside the site that leads to no file, or to no place of its page."""
    read = pages(site)
    wrong = []
    for name, page in read.items():
        for link in page.links:
            parts = urlsplit(link)
            if parts.scheme or parts.netloc:
                continue
            target = (site / name).parent / unquote(parts.path) if parts.path else site / name
            inside = target.resolve()
            if not inside.is_relative_to(site.resolve()) or not inside.is_file():
                wrong.append((name, link))
                continue
            place = unquote(parts.fragment)
            if place and place not in read[inside.relative_to(site.resolve()).as_posix()].ids:
                wrong.append((name, link))
    return wrong


def test_every_link_leads_somewhere(example: tuple[Path, Site]) -> None:
    """All links inside the site, with their places; every page can be reached from the first."""
    site, _ = example
    assert broken(site) == []
    read = pages(site)
    reached, waiting = set(), ["index.html"]
    while waiting:
        name = waiting.pop()
        if name in reached:
            continue
        reached.add(name)
        for link in read[name].links:
            parts = urlsplit(link)
            if not parts.scheme and parts.path.endswith(".html"):
                target = ((site / name).parent / parts.path).resolve()
                waiting.append(target.relative_to(site.resolve()).as_posix())
    assert reached == set(read)


def test_ids_are_unique(example: tuple[Path, Site]) -> None:
    """No page has two places of one name."""
    for name, page in pages(example[0]).items():
        assert len(page.ids) == len(set(page.ids)), name


def test_what_is_on_the_site(example: tuple[Path, Site]) -> None:
    """Seven briefs in three formats, 22 outcomes, one source; the manifest names every file."""
    site, made = example
    names = {path.relative_to(site).as_posix() for path in site.rglob("*") if path.is_file()}
    assert names == {*made.files, "briefgen-site.json"}
    assert (made.count("themes"), made.count("outcomes"), made.count("sources")) == (7, 22, 1)
    assert made.count("files") == 14


def test_the_first_page(example: tuple[Path, Site]) -> None:
    """Themes with their bottom lines, whose notes lead into the briefs, and the matrix."""
    page = Read(example[0] / "index.html")
    assert "India and Japan will convene the Joint Working Group on Critical Minerals" in page.text
    assert "2 decided, 1 explored" in page.text
    assert "themes/minerals.html#note-2" in page.links
    assert "15 of 17 passages cited" in page.text
    row = re.search(r'<tr><th scope="row"><a href="themes/minerals\.html">.*?</tr>', page.source)
    assert row
    assert re.findall(r"<td[^>]*>([^<]*)</td>", row[0]) == ["–", "2", "–", "–", "1", "–"]


def test_the_page_of_an_outcome(example: tuple[Path, Site]) -> None:
    """How firm, who, when, the quoted words in their passage, and every brief that has it."""
    page = Read(example[0] / "outcomes/minerals-working-group.html")
    assert "India and Japan will convene the Joint Working Group" in page.text
    assert "decided (agreed to, will, launched, established)" in page.text
    assert "early 2026 (the source says “early this year”" in page.text
    assert "".join(page.marked) == (
        "India and Japan agreed to convene the Joint Working Group on Critical Minerals early "
        "this year under their economic security framework"
    )
    assert "Recognising the geopolitical importance of resource security" in page.text
    assert "../sources/news-report.html#p13" in page.links
    themes = {link.partition("#")[0] for link in page.links if link.startswith("../themes/")}
    assert themes == {"../themes/minerals.html", "../themes/economic-security.html"}
    assert any(link.startswith("../themes/minerals.html#mark-") for link in page.links)


def test_where_sources_differ(tmp_path: Path) -> None:
    """The pages of the outcome and of its sources say what the brief says, and who alone."""
    shutil.copytree(ROOT / "tests/errors/sources-differ/briefs", tmp_path / "briefs")
    made = make_site(tmp_path, tmp_path / "site")
    assert made.report.ok
    told = [
        path
        for path, page in pages(tmp_path / "site").items()
        if "The sources differ on “" in page.text and path.split("/")[0] in ("outcomes", "sources")
    ]
    assert len(told) == 3, told
    [outcome] = [path for path in told if path.startswith("outcomes/")]
    assert "alone" in Read(tmp_path / "site" / outcome).text


def test_the_page_of_a_source(example: tuple[Path, Site], workspace: Path) -> None:
    """Every archived passage, whole, under its number; what cites it, and what nothing cites."""
    page = Read(example[0] / "sources/news-report.html")
    lines = (workspace / "briefs/sources/news-report/text.txt").read_text("utf-8").splitlines()
    assert [i for i in page.ids if re.fullmatch(r"p\d+", i)] == [
        f"p{number}" for number in range(1, len(lines) + 1)
    ]
    for line in lines:
        assert " ".join(line.split()) in page.text
    parts = re.split(r'id="p\d+"', page.source)
    assert "../outcomes/minerals-working-group.html" in parts[13]
    assert sum("not cited" in part for part in parts[1:]) == 2
    assert "15 of 17 passages of its text are cited on this site" in page.text


def test_the_page_of_a_brief(example: tuple[Path, Site]) -> None:
    """It is the page of `--format html`, with ways to the site and its files."""
    page = Read(example[0] / "themes/minerals.html")
    for link in (
        "../index.html",
        "../search.html",
        "../files/minerals-policy-brief-2026-01-16.docx",
        "../files/minerals-policy-brief-2026-01-16.pdf",
        "../outcomes/minerals-working-group.html",
        "../sources/news-report.html",
    ):
        assert link in page.links


def test_pages_ask_nobody(example: tuple[Path, Site]) -> None:
    """Nothing is loaded, no handler stands in an attribute, and only what the policy names by its
    digest may run or style the page."""
    import base64
    import hashlib

    for name, page in pages(example[0]).items():
        assert (page.loaded, page.handlers) == ([], []), name
        policy = re.search(r'http-equiv="Content-Security-Policy" content="([^"]*)"', page.source)
        assert policy, name
        rules = dict(rule.strip().split(" ", 1) for rule in policy[1].split(";"))
        assert rules["default-src"] == rules["base-uri"] == rules["form-action"] == "'none'"
        for kind, tag in (("style-src", "style"), ("script-src", "script")):
            held = re.findall(rf"<{tag}>(.*?)</{tag}>", page.source, re.DOTALL)
            digests = [base64.b64encode(hashlib.sha256(h.encode()).digest()).decode() for h in held]
            assert rules[kind] == (f"'sha256-{digests[0]}'" if digests else "'none'"), name


def test_the_same_bytes(example: tuple[Path, Site], workspace: Path, tmp_path: Path) -> None:
    """The same workspace gives the same site, in any folder."""
    site, made = example
    other = tmp_path / "elsewhere" / "deep"
    make_site(workspace, other)
    for name in (*made.files, "briefgen-site.json"):
        assert (other / name).read_bytes() == (site / name).read_bytes(), name


def test_addresses_and_text_fragments(straits: Path, tmp_path: Path) -> None:
    """Where a source has an address, its quotes lead to their words on the original page."""
    made = make_site(straits, tmp_path / "site")
    assert made.report.ok
    assert broken(tmp_path / "site") == []
    for folder in ("outcomes", "sources"):
        links = [
            link
            for page in pages(tmp_path / "site" / folder).values()
            for link in page.links
            if "#:~:text=" in link
        ]
        assert links
        assert all(link.startswith("https://") for link in links)


def test_markings(workspace: Path, tmp_path: Path) -> None:
    """Every page bears the highest marking of what stands on it; marked words open with theirs."""
    settings = workspace / "briefs/workspace.yaml"
    text = settings.read_text("utf-8").replace('marking: ""', "marking: OFFICIAL")
    text += "markings:\n  - {mark: OFFICIAL, portion: O}\n  - {mark: SECRET-ISH, portion: SI}\n"
    settings.write_text(text, encoding="utf-8")
    data = workspace / OUTCOMES
    held = data.read_text("utf-8")
    marked = held.replace(
        "  - id: unicorn-antenna\n", "  - id: unicorn-antenna\n    marking: SECRET-ISH\n"
    )
    assert marked != held
    data.write_text(marked, encoding="utf-8")
    made = make_site(workspace, tmp_path / "site")
    assert made.report.ok, str(made.report)
    high = {
        "index.html",
        "search.html",
        "outcomes/unicorn-antenna.html",
        "themes/defence.html",
        "themes/technology.html",
        "sources/news-report.html",
    }
    for name, page in pages(tmp_path / "site").items():
        shown = re.findall(r'class="marking">([^<]*)<', page.source)
        assert set(shown) == {"SECRET-ISH" if name in high else "OFFICIAL"}, name
        assert len(shown) >= 2, name
    for name in ("index.html", "outcomes/unicorn-antenna.html", "sources/news-report.html"):
        assert "(SI) Japan expressed interest" in Read(tmp_path / "site" / name).text
    index = (tmp_path / "site/search.html").read_text("utf-8")
    assert '["Outcome","(SI) Japan expressed interest' in index


def test_proposed_outcomes_are_not_published(workspace: Path, tmp_path: Path) -> None:
    """What nobody has accepted is on no page."""
    data = workspace / OUTCOMES
    held = data.read_text("utf-8")
    changed = held.replace(
        "  - id: health-cooperation\n", "  - id: health-cooperation\n    status: proposed\n"
    )
    assert changed != held
    data.write_text(changed, encoding="utf-8")
    make_site(workspace, tmp_path / "site")
    assert not (tmp_path / "site/outcomes/health-cooperation.html").exists()
    for name, page in pages(tmp_path / "site").items():
        if not name.startswith("sources/"):
            assert "Health cooperation was discussed" not in page.text, name


@pytest.mark.parametrize("words", ["<script>alert()</script>", '"><img src=x>', "</script><b>"])
def test_hostile_words(workspace: Path, tmp_path: Path, words: str) -> None:
    """Names and titles from the data are words on every page, never markup."""
    theme = workspace / "briefs/themes/minerals.yaml"
    text = theme.read_text("utf-8")
    quoted = "'" + f"Minerals {words}".replace("'", "''") + "'"
    theme.write_text(text.replace("title: Critical minerals", f"title: {quoted}"), "utf-8")
    settings = workspace / "briefs/workspace.yaml"
    held = settings.read_text("utf-8").replace("Policy Planning", f"'Planning {words}'")
    settings.write_text(held, encoding="utf-8")
    make_site(workspace, tmp_path / "site", "at-a-glance")
    read = pages(tmp_path / "site")
    assert "index.html" in read
    for name, page in read.items():
        assert words not in re.sub(r"<script>.*?</script>", "", page.source, flags=re.DOTALL), name
        assert page.loaded == []
    assert f"Minerals {words}" in read["search.html"].text
