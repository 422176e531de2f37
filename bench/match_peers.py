# ruff: noqa: PLC0415 -- each peer is imported only where it is asked for
"""A peer of match/ on names that come in, run by bench/match.py with an interpreter of its own, so
that no peer is a dependency of this project.

    python match_peers.py METHOD < asked.json > answer.json

asked: names, the plain words of each; pairs, of two places in names each. answer: joined, for each
pair whether the method makes it one; homes, a number for each name, equal for names that are one,
or null for a method that compares pairs and puts nothing together; with CPU-seconds and MB.

Made with scikit-learn 1.9, sparse_dot_topn 1.2, nomenklatura 4.17 and splink 5.0.
"""

import json
import resource
import sys
import time


def sparse_dot_topn(names, _pairs):
    """Letter 3-gram TF-IDF, cosine of 0.80, and whatever that connects."""
    from scipy.sparse.csgraph import connected_components
    from sklearn.feature_extraction.text import TfidfVectorizer
    from sparse_dot_topn import sp_matmul_topn

    grams = TfidfVectorizer(analyzer="char", ngram_range=(3, 3)).fit_transform(names)
    near = sp_matmul_topn(grams, grams.T.tocsr(), top_n=20, threshold=0.80)
    return connected_components(near, directed=False)[1].tolist(), None


def nomenklatura(names, pairs):
    """LogicV2 on the pairs asked for alone, joined from 0.70, its own line."""
    from followthemoney import EntityProxy
    from nomenklatura.matching import LogicV2, ScoringConfig

    def body(place):
        held = {"id": str(place), "schema": "LegalEntity", "properties": {"name": [names[place]]}}
        return EntityProxy.from_dict(held)

    config = ScoringConfig.defaults()
    return None, [LogicV2.compare(body(a), body(b), config).score >= 0.70 for a, b in pairs]


def splink(names, _pairs):
    """Jaro-Winkler levels on the name, weights by EM, blocked on words and beginnings."""
    import pyarrow
    import splink.comparison_library as compare
    from splink import Linker, SettingsCreator, block_on
    from splink.backends.duckdb import DuckDBAPI

    begins = [name[:6] for name in names]
    firsts = [name.partition(" ")[0] for name in names]
    columns = {"unique_id": range(len(names)), "name": names, "begin": begins, "first": firsts}
    table = pyarrow.table({column: list(values) for column, values in columns.items()})
    rules = [block_on("begin"), block_on("first", "substr(name, -4)")]
    settings = SettingsCreator(
        link_type="dedupe_only",
        comparisons=[compare.JaroWinklerAtThresholds("name", [0.95, 0.9, 0.85])],
        blocking_rules_to_generate_predictions=rules,
    )
    linker = Linker(DuckDBAPI().register(table), settings)
    linker.training.estimate_u_using_random_sampling(max_pairs=1e6, seed=1)
    linker.training.estimate_parameters_using_expectation_maximisation(block_on("begin"))
    found = linker.inference.predict(threshold_match_probability=0.9)
    groups = linker.clustering.cluster_pairwise_predictions_at_threshold(found, 0.9)
    home = {row["unique_id"]: row["cluster_id"] for row in groups.as_record_list()}
    return [int(home[place]) for place in range(len(names))], None


def main():
    """Read, run, write."""
    asked = json.load(sys.stdin)
    methods = {"sparse_dot_topn": sparse_dot_topn, "nomenklatura": nomenklatura, "splink": splink}
    start = time.process_time()
    homes, joined = methods[sys.argv[1]](asked["names"], asked["pairs"])
    spent = time.process_time() - start
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    if joined is None:
        joined = [homes[a] == homes[b] for a, b in asked["pairs"]]
    answer = {"homes": homes, "joined": joined, "cpu": spent, "mb": peak}
    print("\n" + json.dumps(answer), file=sys.__stdout__)


if __name__ == "__main__":
    main()
