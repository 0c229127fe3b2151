"""The manual is complete: it names every command with every option, and nothing else."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import typer

from briefgen import cli
from briefgen.cli import application

MANUAL = (Path(__file__).resolve().parent.parent / "docs" / "manual.md").read_text("utf-8")


def commands(command: Any, name: str) -> Iterator[tuple[str, Any]]:
    """Every command with its full name."""
    children = getattr(command, "commands", None)
    if children is None:
        yield name, command
        return
    for child, subcommand in children.items():
        yield from commands(subcommand, f"{name} {child}")


ROOT = typer.main.get_command(application())
COMMANDS = dict(commands(ROOT, "briefgen"))


def section(heading: str) -> str:
    """The text under a heading, up to the next."""
    found = re.search(
        rf"^## {re.escape(heading)}\n(.*?)(?=^## |\Z)", MANUAL, re.DOTALL | re.MULTILINE
    )
    assert found, f"docs/manual.md has no section '{heading}'"
    return found[1]


def options(command: Any) -> set[str]:
    return {
        name
        for parameter in command.params
        for name in (*parameter.opts, *parameter.secondary_opts)
        if name.startswith("-") and name not in ("--help", "-h")
    }


@pytest.mark.parametrize("name", COMMANDS)
def test_each_option_is_in_the_manual(name: str) -> None:
    """A command's section names each of its options, and no other."""
    text = section(name)
    table = "\n".join(line for line in text.split("\n") if line.startswith("| `"))
    first_cells = "\n".join(line.split("|")[1] for line in table.split("\n") if line)
    documented = set(re.findall(r"(?<![\w-])--?[a-z][a-z-]*", first_cells))
    assert documented == options(COMMANDS[name])


def test_the_programs_own_options() -> None:
    """The options of `briefgen` itself are there too."""
    assert options(ROOT) <= set(re.findall(r"--[a-z-]+", section("briefgen itself")))


def test_no_section_for_a_command_that_is_gone() -> None:
    """Every section about a command is about one that exists."""
    headings = re.findall(r"^## (briefgen .*)$", MANUAL, re.MULTILINE)
    assert set(headings) == {*COMMANDS, "briefgen itself"}


@pytest.mark.parametrize("name", COMMANDS)
def test_each_command_and_option_has_help(name: str) -> None:
    """`--help` explains everything that it lists."""
    command = COMMANDS[name]
    assert command.help
    for parameter in command.params:
        assert parameter.help, f"{name} {parameter.name}"


def test_every_json_key_is_in_the_manual() -> None:
    """The keys of the JSON report are the documented ones."""
    import json

    from briefgen.report import Report
    from briefgen.report.exchange import as_json

    keys = set(json.loads(as_json(Report(Path.cwd()))))
    text = section("The report as JSON")
    cells = [line.split("|")[1] for line in text.split("\n") if line.startswith("| `")]
    assert {key for cell in cells for key in re.findall(r"`(\w+)`", cell)} == keys


def test_a_command_alone_is_the_command_of_the_whole() -> None:
    """What is made ready for one command is that command as `--help` knows it."""
    whole: Any = ROOT
    assert set(whole.commands) == {name for names in cli.COMMANDS.values() for name in names}
    for names in cli.COMMANDS.values():
        for name in names:
            alone: Any = typer.main.get_command(application(name))
            assert set(alone.commands) == set(names)
            assert dict(commands(alone, "briefgen")).keys() <= COMMANDS.keys()
