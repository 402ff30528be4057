"""What a verb says while it works: words to stderr, results to stdout."""

from __future__ import annotations

import sys

import click


class Screen:
    """The two outputs of a command.

    Args:
        as_json: whether stdout is for machines, so that summaries are words too.
    """

    def __init__(self, *, as_json: bool = False) -> None:
        self.as_json = as_json

    def tell(self, words: str) -> None:
        """Say what is going on."""
        click.echo(words, err=True)

    def show(self, text: str) -> None:
        """Show a result to a person."""
        click.echo(text, err=self.as_json)

    def emit(self, line: bytes) -> None:
        """Hand one line of JSON to a machine, where that is asked for."""
        if self.as_json:
            click.echo(line)

    def step(self, done: int, total: int, *, unchanged: int = 0) -> None:
        """Say how far a run is: one rewritten line on a terminal, else one line every 10 %."""
        words = f"graded {done} of {total}"
        if unchanged and done == total:
            words += f" ({unchanged} unchanged)"
        if sys.stderr.isatty():
            click.echo(f"\r{words}", err=True, nl=done == total)
        elif done == total or done * 10 // total != (done - 1) * 10 // total:
            click.echo(words, err=True)
