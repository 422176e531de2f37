"""Tables that many questions share and no commit holds: worked out once for a snapshot, by the
first question that names one."""

from collections.abc import Callable, Mapping

from ibis.expr.types import Table

from tallystick.engine.questions.meaning import meanings
from tallystick.engine.questions.pages import cells

DERIVED: Mapping[str, Callable[[], Table]] = {"meanings": meanings, "cells": cells}
"""Name -> the question whose answer is kept under it."""
