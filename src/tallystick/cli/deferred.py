"""A command's declaration here, its work in `work/`, imported when the command is run.

`--help` reads the declarations alone, so it need not wait for the engines that the work imports.
"""

from collections.abc import Callable
from functools import update_wrapper
from importlib import import_module

import click


class Deferred:
    """Stands for a function of `work/` until it is called.

    place: the work's module and function. Has the name and the docstring of the declaration, which
    click shows as help.
    """

    def __init__(self, declared: Callable[[], None]) -> None:
        room, _, module = declared.__module__.rpartition(".")
        self.place = (f"{room}.work.{module}", declared.__name__)
        update_wrapper(self, declared)

    def __call__(self, *handed: object, **given: object) -> None:
        """Do the work with what click hands over.

        Nothing where a group is asked for one of its commands: that one does the work.
        """
        if click.get_current_context().invoked_subcommand is None:
            self.work()(*handed, **given)

    def work(self) -> Callable[..., None]:
        """The function that does the work; its module is imported now."""
        module, function = self.place
        found: Callable[..., None] = getattr(import_module(module), function)
        return found


def deferred(declared: Callable[[], None]) -> Deferred:
    """Declare a command whose work is the function of the same name in the module of the same name
    in `work/`; click's options and arguments are that function's parameters."""
    return Deferred(declared)
