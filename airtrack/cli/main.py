"""The command line. Imports stand inside the verbs, so that --help is instant.

Exit status: 0 done, 1 problems in the data, 2 wrong use, 3 store busy, 4 no such thing.
"""

from __future__ import annotations

import io
import logging
import sys
from typing import Annotated, Any

import typer

from airtrack.cli import (
    figure_verbs,
    place_verbs,
    plan_verbs,
    record_verbs,
    scheme_verbs,
    source_verbs,
    store_verbs,
)
from airtrack.cli.globals import Globals, hoisted
from airtrack.cli.options import Format, Lang
from airtrack.cli.session import Session
from airtrack.errors import AirtrackError

LOG = logging.getLogger(__name__)

app = typer.Typer(
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    help="空气质量目标跟踪 · Air-quality targets beside monitored values",
)
app.add_typer(plan_verbs.plans, name="plans")
app.add_typer(scheme_verbs.schemes, name="schemes")
_VERBS = (
    *(*store_verbs.VERBS, *place_verbs.VERBS),
    *(*figure_verbs.VERBS, *record_verbs.VERBS),
    *source_verbs.VERBS,
)
for verb in _VERBS:
    app.command()(verb)


@app.callback()
def _globals(
    context: typer.Context,
    store: Annotated[str | None, typer.Option(help="数据库目录 · folder of the store")] = None,
    data: Annotated[
        str | None, typer.Option(help="标准与地名目录 · folder of standards and places")
    ] = None,
    format: Annotated[Format, typer.Option(help="输出格式 · output")] = Format.TABLE,
    lang: Annotated[Lang | None, typer.Option(help="语言 · language")] = None,
) -> None:
    session = Session(Globals(store, data, format.value, lang.value if lang else None))
    context.obj = session
    # what runs a verb keeps its context, and with it the session, until the verb runs again
    context.call_on_close(session.close)


def run() -> None:
    """The program: UTF-8 streams, global options anywhere, errors as sentences."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8")
    sys.exit(main(sys.argv[1:]))


def main(arguments: list[str]) -> int:
    """Runs one command line and returns its exit status."""
    arguments = hoisted(arguments)
    try:
        status: Any = app(args=arguments, standalone_mode=False, prog_name="airtrack")
        return int(status or 0)
    except AirtrackError as error:
        return _tell(error, arguments)
    except typer.Abort:
        return 2
    except typer.Exit as stop:
        return stop.exit_code
    except Exception as error:  # noqa: BLE001 one of the two doors: the trace goes to the log
        return _tell_usage(error)


def _tell_usage(error: Exception) -> int:
    """Wrong options are shown as click shows them; anything else is logged with its trace."""
    show = getattr(error, "show", None)
    if callable(show):
        show()
        return int(getattr(error, "exit_code", 2))
    LOG.error("unexpected error", exc_info=error)
    sys.stderr.write(f"{type(error).__name__}: {error}\n")
    return 1


def _tell(error: AirtrackError, arguments: list[str]) -> int:
    from airtrack.cli import trouble

    trouble.tell(error, arguments)
    return error.exit_status
