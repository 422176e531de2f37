"""Public bodies that are also known by an acronym of their names."""

import numpy as np

from tallystick.match.names.forms import Forms
from tallystick.match.names.lists import name_words

_FEWEST = 4  # least letters, and words, of an acronym that is distinctive


def stand_for(forms: Forms) -> list[tuple[int, int]]:
    """Pairs (row of a body's name, row of a name that is only its acronym), in the order of the
    rows. Only for public bodies: many firms can share the same acronym."""
    counts = forms.counts()
    alone = np.flatnonzero(counts == 1)
    row_of = {forms.text[word]: row for word, row in zip(
        forms.words[forms.start[alone]].tolist(), alone.tolist(), strict=True
    )}  # fmt: skip
    bodies = np.asarray([word in name_words().bodies for word in forms.text], dtype=np.bool_)
    row_of_word = np.repeat(np.arange(len(forms)), counts)
    named = np.zeros(len(forms), dtype=np.bool_)
    named[row_of_word[bodies[forms.words]]] = True
    rows = np.flatnonzero(named & (counts >= _FEWEST))
    return [
        (row, row_of[letters])
        for row, letters in zip(rows.tolist(), forms.take(rows).initials(), strict=True)
        if len(letters) >= _FEWEST and letters in row_of
    ]
