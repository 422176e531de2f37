# ruff: noqa: PLC0415 -- each peer is imported only where it is asked for
"""A peer of match/ on names that come in, run by bench/match.py with an interpreter of its own, so
that no peer is a dependency of this project.

    python match_peers.py METHOD answer.npz < asked.json

asked: names, the distinct plain words of each; pairs, of two places in names each. answer: left,
right and score, the pairs that may be one and how alike they are; whole, false for a method too
slow for more than the pairs asked for; with CPU-seconds and MB.

Made with scikit-learn 1.9, sparse_dot_topn 1.2, nomenklatura 4.17 and splink 5.0.
"""

import json
import resource
import sys
import time
from collections import Counter

import numpy as np


def sparse_dot_topn(names, _pairs):
    """Letter 3-gram TF-IDF, and its cosine."""
    from sklearn.feature_extraction.text import TfidfVectorizer
    from sparse_dot_topn import sp_matmul_topn

    grams = TfidfVectorizer(analyzer="char", ngram_range=(3, 3)).fit_transform(names)
    near = sp_matmul_topn(grams, grams.T.tocsr(), top_n=20, threshold=0.70).tocoo()
    return near.row, near.col, near.data


def nomenklatura(names, pairs):
    """LogicV2, of the pairs asked for alone."""
    from followthemoney import EntityProxy
    from nomenklatura.matching import LogicV2, ScoringConfig

    def body(place):
        held = {"id": str(place), "schema": "LegalEntity", "properties": {"name": [names[place]]}}
        return EntityProxy.from_dict(held)

    config = ScoringConfig.defaults()
    scores = [LogicV2.compare(body(a), body(b), config).score for a, b in pairs]
    return [a for a, _ in pairs], [b for _, b in pairs], scores


def splink(names, _pairs):
    """Fellegi and Sunter's weights by EM, on the letters of the name and on three of its words.

    u is counted on pairs drawn at random. No comparison asks whether the whole name is the same:
    of distinct names none are, so that nothing could be learnt of it. Jaro-Winkler of 0.94 is the
    closest level that random pairs reach often enough for its u to be told.
    """
    from splink import Linker, SettingsCreator, block_on
    from splink.backends.duckdb import DuckDBAPI

    near = [
        block_on("rarest"),
        block_on("substr(name, 1, 6)"),
        block_on("first", "substr(last, 1, 3)"),
    ]
    settings = SettingsCreator(
        link_type="dedupe_only",
        comparisons=_comparisons(),
        blocking_rules_to_generate_predictions=near,
        retain_matching_columns=False,
    )
    linker = Linker(DuckDBAPI().register(_in_words(names)), settings)
    training = linker.training
    same = block_on("rarest", "substr(name, 1, 8)")
    training.estimate_probability_two_random_records_match([same], recall=0.7)
    training.estimate_u_using_random_sampling(max_pairs=1e7, seed=1, min_count_per_level=500)
    training.estimate_parameters_using_expectation_maximisation(block_on("first"), max_pairs=1e6)
    training.estimate_parameters_using_expectation_maximisation(block_on("rarest"))
    found = linker.inference.predict(threshold_match_weight=-4).as_pyarrow_table()
    return tuple(
        found[column].to_numpy() for column in ("unique_id_l", "unique_id_r", "match_weight")
    )


def _in_words(names):
    """The names as a table: whole, their rarest word and the next, the first and the last."""
    import pyarrow

    words = [name.split() or [None] for name in names]
    held = Counter(word for row in words for word in set(row))
    rare = [sorted(set(row), key=lambda word: (held[word], word)) for row in words]
    columns = {
        "unique_id": list(range(len(names))),
        "name": names,
        "rarest": [row[0] for row in rare],
        "second": [row[1] if len(row) > 1 else None for row in rare],
        "first": [row[0] for row in words],
        "last": [row[-1] if len(row) > 1 else None for row in words],
    }
    return pyarrow.table(columns)


def _comparisons():
    """Levels of likeness of the name; of its words, equality, counted more of rare ones."""
    import splink.comparison_level_library as level
    from splink.comparison_library import CustomComparison

    def compared(column, *levels):
        levels = [level.NullLevel(column), *levels, level.ElseLevel()]
        return CustomComparison(output_column_name=column, comparison_levels=levels)

    def word(column):
        equal = level.ExactMatchLevel(column, term_frequency_adjustments=True)
        return compared(column, equal, level.JaroWinklerLevel(column, 0.9))

    likeness = [level.JaroWinklerLevel("name", least) for least in (0.94, 0.9, 0.85, 0.8)]
    return [compared("name", *likeness), word("rarest"), word("second"), word("last")]


def main():
    """Read, run, write."""
    asked = json.load(sys.stdin)
    methods = {"sparse_dot_topn": sparse_dot_topn, "nomenklatura": nomenklatura, "splink": splink}
    start = time.process_time()
    left, right, score = methods[sys.argv[1]](asked["names"], asked["pairs"])
    spent = time.process_time() - start
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    whole = sys.argv[1] != "nomenklatura"
    np.savez(sys.argv[2], left=left, right=right, score=score, whole=whole, cpu=spent, mb=peak)


if __name__ == "__main__":
    main()
