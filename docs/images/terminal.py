"""The pictures of a terminal in the README: real sessions, drawn as SVG.

    python docs/images/terminal.py

runs the sessions below in a terminal of its own and a folder that is removed, with the files of
the tutorial, and writes what they showed, colours and all. Nothing is typed in here but
commands and answers; `tests/test_pictures.py` runs it again and compares. Linux and macOS.
"""

from __future__ import annotations

import os
import re
import select
import shutil
import signal
import struct
import sys
import tempfile
import time
from pathlib import Path
from typing import NamedTuple
from xml.sax.saxutils import escape

HERE = Path(__file__).resolve().parent
TUTORIAL = HERE.parent / "tutorial"
COLUMNS = 100
_PROMPT = "$ "
_LONGEST = 60  # seconds that a command may take

THEMES = {"trade.yaml": "title: Trade and customs\nmatch: [customs, tariffs, trade]\n"}
ADD = "add joint-statement.html --id joint-statement --grade joint-statement --yes"
ACCEPT = (
    "review-drafts --accept second-twelve-officers-office --accept commitment-customs-convention"
)
REJECT = "review-drafts --reject common-market-electricity --reason energy"


class Scene(NamedTuple):
    """A picture: its commands, each with the answers that are typed, one for each question. One
    with None for its answers is run and not shown."""

    title: str
    commands: tuple[tuple[str, tuple[str, ...] | None], ...]


SCENES = {
    "drafting.svg": Scene(
        "briefgen draft proposes outcomes from a source; briefgen review-drafts shows one in its "
        "passage, with the quoted words marked, and it is accepted",
        (
            (ADD, None),
            ("draft joint-statement", ()),
            (ACCEPT, None),
            (REJECT, None),
            ("review-drafts", ("a",)),
        ),
    ),
    "drift.svg": Scene(
        "briefgen sources update shows word by word what a newer version of a source changes in "
        "a quote, and asks what to do",
        (
            (ADD, None),
            ("draft joint-statement", None),
            (ACCEPT, None),
            ("review-drafts --accept open-joint-customs-office", None),
            (REJECT, None),
            ("sources update joint-statement joint-statement-corrected.html", ("t", "")),
        ),
    ),
}

# ----------------------------------------------------------------------- the session


def session(scene: Scene) -> str:
    """What the terminal shows of a scene, with its control sequences."""
    with tempfile.TemporaryDirectory(prefix="briefgen-") as folder:
        root = Path(folder) / "mine"
        _run(Path(folder), "init --empty mine", ())
        for page in TUTORIAL.glob("*.html"):
            shutil.copy(page, root)
        for name, text in THEMES.items():
            (root / "briefs" / "themes" / name).write_text(text, encoding="utf-8")
        shown = []
        for command, answers in scene.commands:
            said = _run(root, command, answers or ())
            if answers is not None:
                shown.append(f"{_PROMPT}\x1b[1mbriefgen {command}\x1b[0m\n{said}")
        return "".join(shown)


def _run(folder: Path, command: str, answers: tuple[str, ...]) -> str:
    import fcntl
    import pty
    import termios

    child, terminal = pty.fork()
    if child == 0:
        os.chdir(folder)
        environment = {k: v for k, v in os.environ.items() if k not in ("NO_COLOR", "COLUMNS")}
        environment |= {"TERM": "xterm-256color", "PYTHONPATH": os.pathsep.join(sys.path)}
        fcntl.ioctl(0, termios.TIOCSWINSZ, struct.pack("HHHH", 50, COLUMNS, 0, 0))
        arguments = [sys.executable, "-m", "briefgen", *command.split(" ")]
        os.execve(sys.executable, arguments, environment)
    shown, asked, end = b"", list(answers), time.monotonic() + _LONGEST
    while select.select([terminal], [], [], max(0, end - time.monotonic()))[0]:
        try:
            piece = os.read(terminal, 1 << 16)
        except OSError:  # the program has ended (Linux)
            break
        if not piece:
            break
        shown += piece
        if _waits(shown):  # a question without an answer ends the session
            os.write(terminal, f"{asked.pop(0)}\n".encode() if asked else b"\x04")
    else:
        os.kill(child, signal.SIGKILL)
    os.close(terminal)
    os.waitpid(child, 0)
    return shown.decode().replace("\r\n", "\n")


def _waits(shown: bytes) -> bool:
    """Whether the last thing shown is a question."""
    time.sleep(0.05)  # a question is written in one piece, but may arrive in two
    return bool(re.search(rb"> $", shown))


# ----------------------------------------------------------------------- the picture

WIDTH, HEIGHT = 8.4, 19  # of a character, at 14 px
_GROUND, _INK = "#17202b", "#dfe6ee"
_COLOURS = {31: "#ff8278", 32: "#7fdc8c", 33: "#f0c75e", 36: "#7cc7f5"}
_SGR = re.compile("\x1b\\[([0-9;]*)m")
_FONTS = "ui-monospace, SFMono-Regular, Menlo, Consolas, 'DejaVu Sans Mono', monospace"


class Run(NamedTuple):
    """Characters of one look on one line."""

    column: int
    text: str
    codes: frozenset[int]


def rows(shown: str) -> list[list[Run]]:
    """What a terminal of `COLUMNS` columns would show, line by line."""
    lines: list[list[Run]] = [[]]
    codes: frozenset[int] = frozenset()
    column = 0
    for part in re.split("(\x1b\\[[0-9;]*m|\n)", shown.rstrip("\n")):
        if part == "\n":
            lines.append([])
            column = 0
        elif match := _SGR.fullmatch(part):
            given = {int(code or 0) for code in match[1].split(";")}
            codes = frozenset() if 0 in given else codes | given
        else:
            assert "\x1b" not in part, f"not drawn: {part!r}"
            while part:
                if column == COLUMNS:
                    lines.append([])
                    column = 0
                taken, part = part[: COLUMNS - column], part[COLUMNS - column :]
                lines[-1].append(Run(column, taken, codes))
                column += len(taken)
    return lines


def picture(title: str, shown: str) -> str:
    """The SVG of a session. Every run of characters is set to its exact width, so that columns
    stand whatever monospaced font there is."""
    drawn = rows(shown)
    width, height = COLUMNS * WIDTH + 40, len(drawn) * HEIGHT + 36
    made = [
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width:g}" height="{height:g}" '
        f'viewBox="0 0 {width:g} {height:g}" role="img" aria-labelledby="title">',
        f'<title id="title">{escape(title)}</title>',
        f'<rect width="{width:g}" height="{height:g}" rx="8" fill="{_GROUND}"/>',
        f'<g font-family="{_FONTS}" font-size="14" fill="{_INK}">',
    ]
    for number, line in enumerate(drawn):
        for run in line:
            made += _drawn(run, 18 + number * HEIGHT)
    return "\n".join([*made, "</g>", "</svg>", ""])


def _drawn(run: Run, top: float) -> list[str]:
    colour = next((_COLOURS[code] for code in run.codes if code in _COLOURS), _INK)
    made, looks = [], ""
    if 7 in run.codes:
        x, size = 20 + run.column * WIDTH, len(run.text) * WIDTH
        place = f'x="{x:g}" y="{top:g}" width="{size:g}" height="{HEIGHT}"'
        made.append(f'<rect {place} fill="{colour}"/>')
        colour = _GROUND
    if colour != _INK:
        looks += f' fill="{colour}"'
    if 1 in run.codes:
        looks += ' font-weight="bold"'
    if 9 in run.codes:
        looks += ' text-decoration="line-through"'
    for words in re.finditer(r"\S+(?: \S+)*", run.text):  # SVG makes one space of several
        x, size = 20 + (run.column + words.start()) * WIDTH, len(words[0]) * WIDTH
        place = f'x="{x:g}" y="{top + 14:g}" textLength="{size:g}" lengthAdjust="spacingAndGlyphs"'
        made.append(f"<text {place}{looks}>{escape(words[0])}</text>")
    return made


def main() -> None:
    """Write every picture beside this file."""
    for name, scene in SCENES.items():
        svg = picture(scene.title, session(scene))
        (HERE / name).write_text(svg, encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
