"""Names that are the same letters, however their words are parted, shortened or put in the
plural."""

from collections.abc import Sequence

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from tallystick.match.names.columns import Flags, Ints, runs

_FORMS = r"\b(?:ltd|limited|plc|llp|cic|inc|the)\b"
_ENDS = r"(?:\b(?:uk|co)\b[^a-z0-9]*)+$"
_FEWEST = 7  # letters that are no acronym and no common word


def written_alike(texts: Sequence[str], node_of: Ints, named: Flags) -> list[tuple[int, int]]:
    """Pairs of nodes with texts that are equal once blanks, marks, legal forms and a plural's s
    are taken away. texts: as normalise.plain() gives them, with the node of each; named: those
    that name a firm or a public body."""
    rows = np.flatnonzero(named) if len(texts) else np.empty(0, dtype=np.int64)
    column = pa.array([texts[row] for row in rows.tolist()], pa.string())
    column = pc.replace_substring_regex(column, _FORMS, "")
    column = pc.replace_substring_regex(column, _ENDS, "")
    column = pc.replace_substring_regex(column, "[^a-z0-9]+", "")
    column = pc.ascii_rtrim(column, "s")
    long = pc.greater_equal(pc.binary_length(column), _FEWEST).to_numpy(zero_copy_only=False)
    codes = column.dictionary_encode().indices.to_numpy().astype(np.int64)[long]
    nodes = node_of[rows[long]]
    order = np.lexsort((nodes, codes))
    codes, nodes = codes[order], nodes[order]
    ends = runs(codes)
    first = np.repeat(nodes[ends[:-1]], np.diff(ends)) if len(codes) else nodes
    other = np.flatnonzero(nodes != first)
    return sorted(set(zip(first[other].tolist(), nodes[other].tolist(), strict=True)))
