"""`briefgen init`, `briefgen template` and `briefgen schema`."""

from __future__ import annotations

from pathlib import Path

import typer

from briefgen.cli import completion
from briefgen.cli.terminal import WORKSPACE, refuse, workspace_root

KINDS = ("workspace", "theme", "outcomes", "source", "glossary")

template_app = typer.Typer(
    help="Start a template, or list what templates may use.",
    no_args_is_help=True,
    rich_markup_mode=None,
)


def register(app: typer.Typer) -> None:
    """Add the commands to the application."""
    app.command("init")(init)
    template_app.command("copy")(copy)
    template_app.command("vars")(variables)
    app.add_typer(template_app, name="template")
    app.command("schema")(schema)


def init(
    folder: Path = typer.Argument(
        metavar="DIR", help="The folder; it is made when it is not there.", show_default=False
    ),
    empty: bool = typer.Option(False, "--empty", help="Only the shape, without the example."),
) -> None:
    """Start a workspace.

    It holds an example that builds, or with --empty the bare shape.

    Nothing that exists is overwritten.
    """
    from briefgen import scaffold

    root = folder.absolute()
    refuse(root, *scaffold.write_new(root, scaffold.workspace_files(empty=empty)))
    shown = folder.as_posix()
    then = "" if folder.absolute() == Path.cwd() else f"  cd {shown}\n"
    then += "  briefgen add FILE\n" if empty else "  briefgen build --all\n"
    typer.echo(f"Started a workspace in {shown}. Next:\n{then}", nl=False)


def copy(
    name: str = typer.Argument(
        metavar="NAME",
        help="The template to start from.",
        show_default=False,
        autocompletion=completion.templates,
    ),
    new: str = typer.Argument(
        metavar="NEW", help="The name of the new template.", show_default=False
    ),
    workspace: Path | None = WORKSPACE,
) -> None:
    """Copy a template into the workspace, to be changed there."""
    from briefgen import scaffold
    from briefgen.report import shown_path

    root = workspace_root(workspace)
    files, diagnostics = scaffold.template_files(root, name, new)
    refuse(root, *(diagnostics or scaffold.write_new(root, files)))
    for path in files:
        typer.echo(shown_path(root, path))
    typer.echo(f"Build with it: briefgen build --all --template {new}", err=True)


def variables() -> None:
    """List every variable, filter and test that a template may use."""
    from briefgen.scaffold import template_reference

    typer.echo(template_reference().rstrip("\n"))


def _kinds(incomplete: str) -> list[str]:
    return [kind for kind in KINDS if kind.startswith(incomplete)]


def schema(
    kind: str | None = typer.Argument(
        None,
        metavar="|".join(KINDS),
        help="One kind of file; an object of all of them without this.",
        show_default=False,
        autocompletion=_kinds,
    ),
    out: Path | None = typer.Option(
        None, "--out", "-o", metavar="DIR", help="Write KIND.json files into a folder instead."
    ),
) -> None:
    """Print the JSON Schemas of the YAML files.

    Editors complete and check the files with them.
    """
    from briefgen import scaffold

    known = scaffold.kinds()
    if kind is not None and kind not in known:
        from briefgen.diagnostics import did_you_mean

        hint = "".join(f"; {h.message}" for h in did_you_mean(kind, known))
        raise typer.BadParameter(f"there is no schema {kind!r}{hint}", param_hint="KIND")
    wanted = known if kind is None else (kind,)
    if out is not None:
        from briefgen.publish import publish

        files = {f"{name}.json": scaffold.schema_text(name).encode() for name in wanted}
        paths, diagnostics = publish(out.absolute(), files)
        refuse(Path.cwd(), *diagnostics)
        for path in paths:
            typer.echo((out / path.name).as_posix())
    elif kind is not None:
        typer.echo(scaffold.schema_text(kind), nl=False)
    else:
        parts = (f'"{name}": {scaffold.schema_text(name).rstrip()}' for name in wanted)
        typer.echo("{\n" + ",\n".join(parts) + "\n}")
