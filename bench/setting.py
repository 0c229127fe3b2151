"""Where the benchmark works and with what: folders, interpreters, environment, content."""

from __future__ import annotations

import importlib.util
import os
import shutil
import subprocess
import sys
import venv
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from clock import Command
from content import make, write_workspace
from printed import write_printed
from rows import Row

HERE = Path(__file__).parent
RUNNERS = HERE / "runners"
FONTS = HERE.parent / "src" / "briefgen" / "fonts"
FONT_FILES = "Source*.ttf"


@dataclass(frozen=True, slots=True)
class Setting:
    """`work` is a folder of the benchmark's own; `peers` the Python that has the others."""

    work: Path
    peers: Path
    quick: bool = False

    @property
    def environment(self) -> dict[str, str]:
        """What every process sees. Nobody looks through the system's fonts, and everybody's
        modules are compiled beforehand, as those of an installed program are."""
        inherited = {k: v for k, v in os.environ.items() if not k.startswith("PYTHON")}
        if path := os.environ.get("PYTHONPATH"):
            inherited["PYTHONPATH"] = path
        return inherited | {
            "BENCH_FONTS": str(self.work / "fonts"),
            "BENCH_WORD_TEMPLATE": str(self.work / "template.docx"),
            "FONTCONFIG_FILE": str(self.work / "fonts.conf"),
            "PYTHONHASHSEED": "0",
            "PYTHONPYCACHEPREFIX": str(self.work / "pycache"),
        }

    def prepare(self) -> None:
        """Write what the programs find ready-made: fonts and the Word template."""
        fonts = self.work / "fonts"
        fonts.mkdir(parents=True, exist_ok=True)
        for file in FONTS.glob(FONT_FILES):
            shutil.copy(file, fonts)
        (self.work / "fonts.conf").write_text(
            '<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig>'
            f"<dir>{fonts}</dir><cachedir>{self.work / 'fontconfig'}</cachedir></fontconfig>"
        )
        if self.available("docx"):
            script, template = RUNNERS / "docx_template.py", self.work / "template.docx"
            subprocess.run([self.peers, script, template], check=True)

    def available(self, module: str) -> bool:
        """Whether the others' Python has a module."""
        code = f"import importlib.util as u, sys; sys.exit(u.find_spec({module!r}) is None)"
        return subprocess.run([self.peers, "-c", code], check=False).returncode == 0

    def missing(self, row: Row) -> str:
        """What a row needs and is not there; empty when all is."""
        if row.ours:
            return "" if importlib.util.find_spec("briefgen") else "briefgen"
        modules = [name for name in row.modules if not self.available(name)]
        return ", ".join([*modules, *(name for name in row.programs if not shutil.which(name))])

    def content(
        self, name: str, briefs: int = 1, *, scale: int = 1, outcomes: int = 0
    ) -> list[Path]:
        """Write briefs for everyone; returns their content files without suffix. The
        workspace is the folder `workspace` beside them."""
        folder = self.work / "content" / name
        shutil.rmtree(folder, ignore_errors=True)
        made = [make(seed, scale=scale, outcomes=outcomes) for seed in range(briefs)]
        write_workspace(folder / "workspace", made)
        return write_printed(folder, made)

    def out(self, name: str) -> Path:
        """A folder for files made, empty at first."""
        folder = self.work / "out" / name
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(parents=True)
        return folder

    def runner(self, row: Row, bases: Sequence[Path], out: Path) -> Command:
        """The command that makes a row's files from these contents."""
        python = sys.executable if row.ours else str(self.peers)
        script = str(RUNNERS / row.runner)
        arguments = [python, script, row.argument, str(out), *map(str, bases)]
        return Command(arguments, reports=len(bases) > 1)

    def build(self, row: Row, base: Path, out: Path) -> Command:
        """briefgen as its users call it, for one brief."""
        formats = "docx,pdf" if row.format == "both" else row.format
        arguments = [*briefgen_command(), "build", "--theme", base.name, "--format", formats]
        return Command([*arguments, "--out", str(out)], folder=base.with_name("workspace"))


def briefgen_command() -> list[str]:
    """The installed console script, or the package itself where there is none."""
    script = shutil.which("briefgen", path=str(Path(sys.executable).parent))
    return [script] if script else [sys.executable, "-m", "briefgen"]


def install_peers(folder: Path) -> Path:
    """An environment with the programs of `requirements.txt`; returns its Python. What
    cannot be installed is missing afterwards and reported as not measured."""
    python = folder / ("Scripts" if os.name == "nt" else "bin") / "python"
    requirements, installed = HERE / "requirements.txt", folder / "installed.txt"
    wanted = requirements.read_text(encoding="utf-8")
    if installed.is_file() and installed.read_text(encoding="utf-8") == wanted:
        return python
    print("installing the programs to compare with ...", file=sys.stderr)
    venv.create(folder, with_pip=True)
    pip = [python, "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
    programs = [line for line in wanted.splitlines() if line and not line.startswith("#")]
    done = [subprocess.run([*pip, program], check=False).returncode == 0 for program in programs]
    if all(done):
        installed.write_text(wanted, encoding="utf-8")
    return python
