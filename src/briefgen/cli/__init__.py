"""The command line: `briefgen COMMAND ...`.

Exit codes: 0 done, 1 the input has errors, 2 wrong usage, 3 a bug in briefgen, 130
interrupted. What a program reads goes to standard output, what people are told to
standard error.

Only typer and small parts of the standard library are imported here and in the modules of
the commands; everything else is imported inside the commands, so that `--help` and
completion are quick.
"""

from __future__ import annotations

import contextlib
import errno
import os
import sys
from collections.abc import Sequence
from importlib import import_module

import typer

from briefgen.version import __version__

#: The modules of the commands and what each adds, in the order in which `--help` lists them.
COMMANDS: dict[str, tuple[str, ...]] = {
    "author": ("init", "template", "schema"),
    "add": ("add",),
    "drafting": ("draft",),
    "drafts": ("review-drafts",),
    "make": ("build", "check"),
    "web": ("preview", "site"),
    "look": ("list", "show"),
    "coverage": ("coverage",),
    "sources": ("sources",),
    "office": ("letterhead",),
    "revise": ("redline", "review"),
    "receive": ("verify",),
}


def application(command: str = "") -> typer.Typer:
    """The application with all its commands. If `command` is one of them, only its module is
    imported: to make the others ready takes longer than many a command."""
    app = typer.Typer(
        name="briefgen",
        help="Policy briefs in DOCX and PDF in which every fact leads to the words of its source.",
        epilog="A workspace is a folder with briefs/workspace.yaml; `briefgen init DIR` makes one.",
        no_args_is_help=True,
        rich_markup_mode=None,
        pretty_exceptions_enable=False,
        context_settings={"help_option_names": ["-h", "--help"]},
    )
    app.callback()(_options)
    wanted = [module for module, names in COMMANDS.items() if command in names]
    for module in wanted or COMMANDS:
        import_module(f"briefgen.cli.{module}").register(app)
    return app


def _version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"briefgen {__version__}")
        raise typer.Exit


def _options(
    version: bool = typer.Option(
        False, "--version", callback=_version, is_eager=True, help="Show the version and exit."
    ),
) -> None:
    pass


def run(arguments: Sequence[str] | None = None) -> int:
    """Run one command line and return its exit code."""
    try:
        os.getcwd()  # noqa: PTH109 - only whether there is one
    except FileNotFoundError:
        typer.echo("Error: the current folder was removed; go to another one", err=True)
        return 2
    words = list(sys.argv[1:] if arguments is None else arguments)
    try:
        code = application(words[0] if words else "")(
            words,
            prog_name="briefgen",
            standalone_mode=False,
        )
        sys.stdout.flush()
    except typer.Abort:
        return 130
    except BrokenPipeError:
        # Whoever read our output has stopped reading, for example `head`.
        _silence_stdout()
        return 1
    except OSError as error:
        if error.errno not in (errno.ENOSPC, errno.EIO):
            return _bug(error)
        _silence_stdout()
        with contextlib.suppress(OSError):
            reason = (error.strerror or "").lower()
            typer.echo(f"Error: what was to be printed could not be written: {reason}", err=True)
        return 1
    except Exception as error:
        show = getattr(error, "show", None)
        if show is not None:  # one of typer's own: wrong usage
            show()
            return int(getattr(error, "exit_code", 2))
        return _bug(error)
    return code if isinstance(code, int) else 0


def main() -> int:
    """The `briefgen` command: run this process's command line and return its exit code."""
    # A stream that was closed before we began (`>&-`) is None.
    for name in ("stdout", "stderr"):
        if getattr(sys, name) is None:
            setattr(sys, name, open(os.devnull, "w", encoding="utf-8"))  # noqa: PTH123, SIM115
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            # Programs that read us get UTF-8 on every system; an old terminal that cannot
            # show a character gets its number instead of an exception.
            encoding = None if stream.isatty() else "utf-8"
            reconfigure(encoding=encoding, errors="backslashreplace")
    return run()


def _silence_stdout() -> None:
    """Keep the interpreter from complaining when it flushes what nobody reads."""
    with open(os.devnull, "w") as nowhere:  # noqa: PTH123 - a device, not a path
        os.dup2(nowhere.fileno(), sys.stdout.fileno())


def _bug(error: Exception) -> int:
    """Say that this is our mistake; the traceback only for those who ask."""
    import traceback

    where = traceback.extract_tb(error.__traceback__)[-1]
    place = f"{os.path.basename(where.filename)}:{where.lineno}"  # noqa: PTH119
    summary = "".join(traceback.format_exception_only(error)).strip()
    if os.environ.get("BRIEFGEN_DEBUG"):
        typer.echo("".join(traceback.format_exception(error)), err=True)
    typer.echo(
        f"This is a bug in briefgen {__version__}, not a mistake of yours.\n"
        f"  {summary} ({place})\n"
        "Please report these lines and the command that you ran; with BRIEFGEN_DEBUG=1 in the\n"
        "environment the same command shows the details.",
        err=True,
    )
    return 3
