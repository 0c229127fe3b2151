"""The commands as a user types them: `tests/commands/*.md`.

Each page is a session in a folder of its own. A fence marked `console` holds commands
after `$ ` and what they print (standard error, then standard output), and `[exit N]`
when the exit code is not 0. The session's folder is called `/here`. A fence marked
`file NAME` makes a file. `<!-- workspace: none -->` starts with a copy of
`tests/errors/none`, `<!-- workspace: example -->` with `briefgen init .`.

`pytest --update` rewrites what the commands print: read the diff.
"""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
PAGES = sorted((ROOT / "tests" / "commands").glob("*.md"))
BASE = ROOT / "tests" / "errors" / "none"

_FENCE = re.compile(r"^```(console|file)( [^\n]*)?\n(.*?)^```$", re.DOTALL | re.MULTILINE)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_page(page: Path, briefgen: Callable[..., object], tmp_path: Path, update: bool) -> None:
    """The commands of the page print what the page says."""
    text = page.read_text(encoding="utf-8")
    if "<!-- workspace: none -->" in text:
        shutil.copytree(BASE, tmp_path, dirs_exist_ok=True)
    if "<!-- workspace: example -->" in text:
        assert briefgen("init .", cwd=tmp_path).code == 0

    def replay(fence: re.Match[str]) -> str:
        kind, argument, body = fence[1], (fence[2] or "").strip(), fence[3]
        if kind == "file":
            target = tmp_path / argument
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_text(body, encoding="utf-8", newline="\n")
            return fence[0]
        commands = re.findall(r"^\$ (.*)\n", body, re.MULTILINE)
        printed = "".join(f"$ {c}\n{_output(c, briefgen, tmp_path)}" for c in commands)
        return f"```console{fence[2] or ''}\n{printed}```"

    actual = _FENCE.sub(replay, text)
    if update:
        page.write_text(actual, encoding="utf-8", newline="\n")
    assert actual == page.read_text(encoding="utf-8")


def _output(command: str, briefgen: Callable[..., object], folder: Path) -> str:
    name, _, rest = command.partition(" ")
    if name == "ls":
        paths = sorted(p for p in (folder / rest).rglob("*") if p.is_file())
        return "".join(f"{path.relative_to(folder).as_posix()}\n" for path in paths)
    if name == "cat":
        return (folder / rest).read_text(encoding="utf-8")
    assert name == "briefgen", f"a page may run briefgen, ls and cat, not {name}"
    ran = briefgen(rest, cwd=folder)
    said = (ran.stderr + ran.stdout).replace(folder.as_posix(), "/here")
    return said + (f"[exit {ran.code}]\n" if ran.code else "")
