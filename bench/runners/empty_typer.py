"""The least that a typer application with briefgen's commands costs: `empty_typer.py --help`.

`empty_typer.py rich --help` is the same with typer's usual colours and boxes, which briefgen
does without.
"""

from __future__ import annotations

import sys

import typer

COMMANDS = (
    *("build", "check", "list", "show", "init", "template", "schema"),
    *("redline", "review", "verify", "letterhead", "coverage"),
    *("add", "draft", "review-drafts", "sources", "preview", "site"),
)


def application(rich: bool) -> typer.Typer:
    mode = "rich" if rich else None
    app = typer.Typer(help="An empty application.", rich_markup_mode=mode)
    for name in COMMANDS:

        @app.command(name, help=f"The command {name}.")
        def command(name: str, out: str = "output", template: str = "") -> None: ...

    return app


if __name__ == "__main__":
    rich = sys.argv[1:2] == ["rich"]
    if rich:
        del sys.argv[1]
    application(rich)()
