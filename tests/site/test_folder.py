"""The site's folder: nothing of anybody else's is touched, and there is always a whole site."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from briefgen.site import folder
from briefgen.site.making import make_site

from .test_pages import broken

THEME = "briefs/themes/minerals.yaml"


def everything(site: Path) -> dict[str, bytes]:
    return {
        path.relative_to(site).as_posix(): path.read_bytes()
        for path in sorted(site.rglob("*"))
        if path.is_file()
    }


def spoil(workspace: Path, theme: str = THEME) -> None:
    """Make the brief of a theme say what its sources do not."""
    path = workspace / theme
    path.write_text(path.read_text("utf-8").replace("early in 2026", "early in 2027"), "utf-8")


def test_a_theme_that_fails_keeps_its_page(
    workspace: Path, tmp_path: Path, briefgen: Callable[..., Any]
) -> None:
    """As `build --all` does: the others are made anew, exit code 1, and all links still lead
    somewhere, though an outcome was removed meanwhile."""
    site = tmp_path / "site"
    assert briefgen(f"site --out {site}", cwd=workspace).code == 0
    before = everything(site)
    spoil(workspace)
    quad = workspace / "briefs/themes/quad.yaml"
    quad.write_text(quad.read_text("utf-8").replace("title: The Quad", "title: Quad"), "utf-8")
    ran = briefgen(f"site --out {site}", cwd=workspace)
    assert ran.code == 1
    assert "error[claim-date]" in ran.stderr
    assert "not made: minerals; its former page stays" in ran.stderr
    after = everything(site)
    assert after["themes/minerals.html"] == before["themes/minerals.html"]
    name = "files/minerals-policy-brief-2026-01-16.pdf"
    assert after[name] == before[name]
    assert after["themes/quad.html"] != before["themes/quad.html"]
    index = after["index.html"].decode()
    assert "could not be made anew" in index
    # In its place among the others, with the files that stay.
    themes = re.findall(r'<article class="card"><h3[^>]*><a href="themes/([^"]*)\.html', index)
    assert themes == re.findall(
        r'<article class="card"><h3[^>]*><a href="themes/([^"]*)\.html',
        before["index.html"].decode(),
    )
    assert name in index.partition("could not be made anew")[2].partition("</article>")[0]
    assert broken(site) == []


def test_a_theme_that_never_was_good(workspace: Path, tmp_path: Path) -> None:
    """It is named on the first page, without a page."""
    spoil(workspace)
    made = make_site(workspace, tmp_path / "site")
    assert not made.report.ok
    assert not (tmp_path / "site/themes/minerals.html").exists()
    assert "This brief could not be made." in (tmp_path / "site/index.html").read_text("utf-8")
    assert broken(tmp_path / "site") == []


def test_nothing_could_be_made(
    workspace: Path, tmp_path: Path, briefgen: Callable[..., Any]
) -> None:
    """A workspace that cannot be read leaves the former site as it is."""
    site = tmp_path / "site"
    make_site(workspace, site)
    before = everything(site)
    (workspace / "briefs/workspace.yaml").write_text("organisation: [", "utf-8")
    assert briefgen(f"site --out {site}", cwd=workspace).code == 1
    assert everything(site) == before


def test_what_is_gone_is_removed_and_what_is_not_ours_stays(
    workspace: Path, tmp_path: Path
) -> None:
    """Only files that the site made are removed, and only as it made them."""
    site = tmp_path / "site"
    make_site(workspace, site)
    (site / ".htaccess").write_text("theirs")
    (site / "themes" / "menu.html").write_text("theirs")
    (site / "extra").mkdir()
    (site / "extra" / "logo.svg").write_text("theirs")
    changed = site / "themes" / "quad.html"
    changed.write_text("somebody wrote here")
    for theme in ("quad", "defence"):
        (workspace / f"briefs/themes/{theme}.yaml").unlink()
    data = next((workspace / "briefs/outcomes").iterdir())
    lines = data.read_text("utf-8").split("\n")
    kept = [
        "    themes: [regional]"
        if "  themes:" in line and re.search("quad|defence", line)
        else line
        for line in lines
    ]
    data.write_text("\n".join(kept), encoding="utf-8")
    made = make_site(workspace, site)
    assert made.files, str(made.report)
    assert not (site / "themes/defence.html").exists()
    assert changed.read_text() == "somebody wrote here"
    for theirs in (".htaccess", "themes/menu.html", "extra/logo.svg"):
        assert (site / theirs).read_text() == "theirs"


def test_a_page_that_somebody_changed(workspace: Path, tmp_path: Path) -> None:
    """Is not written over: it is named, and nothing is changed."""
    site = tmp_path / "site"
    make_site(workspace, site)
    (site / "themes/minerals.html").write_text("somebody wrote here")
    before = everything(site)
    spoilt = workspace / "briefs/themes/quad.yaml"
    spoilt.write_text(spoilt.read_text("utf-8").replace("title: The Quad", "title: Quad"), "utf-8")
    made = make_site(workspace, site)
    (problem,) = [d for d in made.report.diagnostics if d.code == "site-folder"]
    assert "`themes/minerals.html` in it was changed since" in problem.message
    assert everything(site) == before


@pytest.mark.parametrize("where", [".", "briefs", "briefs/site", "templates/x", ".."])
def test_never_into_the_workspace(
    workspace: Path, briefgen: Callable[..., Any], where: str
) -> None:
    """The workspace's own folders, and those that hold it, are no place for a site."""
    before = everything(workspace)
    ran = briefgen(f"site --out {where}", cwd=workspace)
    assert ran.code == 1
    assert "error[site-folder]" in ran.stderr
    assert everything(workspace) == before


def test_folders_that_hold_other_things(workspace: Path, tmp_path: Path) -> None:
    """A folder with anything in it that is no site, or a file, is refused; an empty one is not."""
    site = tmp_path / "site"
    site.write_text("a file")
    assert make_site(workspace, site).files == ()
    site.unlink()
    site.mkdir()
    (site / "thesis.doc").write_text("years of work")
    made = make_site(workspace, site)
    assert "`thesis.doc`" in made.report.diagnostics[0].message
    assert everything(site) == {"thesis.doc": b"years of work"}
    (site / "thesis.doc").unlink()
    assert make_site(workspace, site).files


def test_no_link_leads_writing_elsewhere(workspace: Path, tmp_path: Path) -> None:
    """A link in the place of a folder or a page of the site is not followed."""
    site, elsewhere = tmp_path / "site", tmp_path / "elsewhere"
    make_site(workspace, site)
    elsewhere.mkdir()
    (site / "themes").rename(tmp_path / "moved")
    (site / "themes").symlink_to(elsewhere, target_is_directory=True)
    made = make_site(workspace, site)
    assert [d.code for d in made.report.diagnostics if d.severity == "error"] == ["site-folder"]
    assert list(elsewhere.iterdir()) == []


@pytest.mark.parametrize(
    "path", ["../outside.txt", "/etc/passwd", "themes/../../outside.txt", "a\\..\\b", "", ".git/x"]
)
def test_a_manifest_that_lies(workspace: Path, tmp_path: Path, path: str) -> None:
    """A manifest that names a place outside of the folder is believed nothing."""
    site = tmp_path / "site"
    outside = tmp_path / "outside.txt"
    outside.write_text("years of work")
    site.mkdir()
    held = {path: folder.digest(b"years of work"), "a.html": "0"}
    (site / folder.MANIFEST).write_text(json.dumps({"files": held}))
    assert folder.former(site) == {}
    make_site(workspace, site)
    assert outside.read_text() == "years of work"


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"files": 3}', '{"files": {"a": 1}}', "\x00"])
def test_a_manifest_that_is_none(tmp_path: Path, text: str) -> None:
    """Whatever stands in it, it names no files."""
    (tmp_path / folder.MANIFEST).write_text(text)
    assert folder.former(tmp_path) == {}


def test_a_full_disk_leaves_the_former_site(
    workspace: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """When not all can be written, all stays as it was."""
    site = tmp_path / "site"
    make_site(workspace, site)
    before = everything(site)
    spoilt = workspace / "briefs/themes/quad.yaml"
    spoilt.write_text(spoilt.read_text("utf-8").replace("title: The Quad", "title: Quad"), "utf-8")
    write = folder._write
    count = 0

    def full(path: Path, data: bytes) -> None:
        nonlocal count
        count += 1
        if count > 3:
            raise OSError(28, "No space left on device")
        write(path, data)

    monkeypatch.setattr(folder, "_write", full)
    made = make_site(workspace, site)
    assert [d.code for d in made.report.diagnostics if d.severity == "error"] == [
        "output-disk-full"
    ]
    assert everything(site) == before


@pytest.mark.parametrize("at", [1, 2, 4])
def test_a_crash_while_pages_are_put_in_place(
    workspace: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, at: int
) -> None:
    """There are whole pages, old or new, and the next run mends the rest."""
    site = tmp_path / "site"
    make_site(workspace, site)
    before = everything(site)
    quad = workspace / "briefs/themes/quad.yaml"
    quad.write_text(quad.read_text("utf-8").replace("title: The Quad", "title: Quad"), "utf-8")
    replace = Path.replace
    done = 0

    def crash(self: Path, target: Path) -> Path:
        nonlocal done
        done += 1
        if done > at:
            raise KeyboardInterrupt
        return replace(self, target)

    with monkeypatch.context() as broken_off:
        broken_off.setattr(Path, "replace", crash)
        with pytest.raises(KeyboardInterrupt):
            make_site(workspace, site)
    half = everything(site)
    fresh = tmp_path / "fresh"
    make_site(workspace, fresh)
    new = everything(fresh)
    for name, data in half.items():
        if name != folder.MANIFEST:
            assert data in (before.get(name), new.get(name)), name
    assert make_site(workspace, site).files
    assert everything(site) == new


def test_only_what_changed_is_written(workspace: Path, tmp_path: Path) -> None:
    """Pages that say the same keep their file, so that copies and caches need not renew them."""
    site = tmp_path / "site"
    make_site(workspace, site)
    before = {path: path.stat().st_ino for path in site.rglob("*.*") if path.is_file()}
    again = make_site(workspace, site)
    assert again.report.ok
    assert again.files
    after = {path: path.stat().st_ino for path in site.rglob("*.*") if path.is_file()}
    manifest = site / folder.MANIFEST
    assert {p: i for p, i in after.items() if p != manifest} == {
        p: i for p, i in before.items() if p != manifest
    }


def test_the_command(workspace: Path, briefgen: Callable[..., Any]) -> None:
    """Says where the site is and what it holds; an unknown template is an error."""
    ran = briefgen("site", cwd=workspace)
    assert (ran.code, ran.stderr) == (0, "")
    assert ran.stdout == "output/site/index.html: 7 themes, 22 outcomes, 1 source\n"
    ran = briefgen("site --template nothing", cwd=workspace)
    assert ran.code == 1
    assert "error[unknown-template]" in ran.stderr


def test_one_brief_over_all_themes(workspace: Path, tmp_path: Path) -> None:
    """With a template that makes one document of several themes the site has one brief."""
    made = make_site(workspace, tmp_path / "site", "outcome-matrix")
    assert made.report.ok
    assert made.count("themes") == 1
    assert broken(tmp_path / "site") == []
