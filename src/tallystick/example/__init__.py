"""An invented county whose councils publish payments, for which the correct answers are known
(example.make).

Its councils and products are known only to stores that hold its files, and to plans that name its
council codes. Only `tallystick example` makes its files.
"""

import re

from tallystick.example.world.councils import EXAMPLE_COUNCILS
from tallystick.example.world.products import EXAMPLE_PRODUCTS

__all__ = ["EXAMPLE_COUNCILS", "EXAMPLE_PRODUCTS", "is_invented", "names_invented"]

_CODE = re.compile(r"\bX\d{8}\b")


def is_invented(code: str) -> bool:
    """True of the code of an invented council; no code of a real one begins with an X."""
    return _CODE.fullmatch(code) is not None


def names_invented(text: str) -> bool:
    """True for a text, such as a plan, that contains the code of an invented council."""
    return _CODE.search(text) is not None
