# ruff: noqa: PLC0415 -- each peer is imported only where it is asked for
"""A peer of match/ on names that come in, run by bench/match.py with an interpreter of its own, so
that no peer is a dependency of this project.

    python match_peers.py METHOD < names.json > homes.json

names: a list of plain words of each name, by parse(); homes: a number for each, equal for names
that the method joins, with CPU-seconds and peak memory in MB.
"""

import json
import resource
import sys
import time


def sparse_dot_topn(names):
    """Letter 3-gram TF-IDF, cosine of 0.80, and whatever that connects."""
    from scipy.sparse.csgraph import connected_components
    from sklearn.feature_extraction.text import TfidfVectorizer
    from sparse_dot_topn import sp_matmul_topn

    grams = TfidfVectorizer(analyzer="char", ngram_range=(3, 3)).fit_transform(names)
    near = sp_matmul_topn(grams, grams.T.tocsr(), top_n=20, threshold=0.80)
    return connected_components(near, directed=False)[1].tolist()


def splink(names):
    """Jaro-Winkler levels on the name, weights by EM, blocked on words and beginnings."""
    import pandas
    import splink.comparison_library as compare
    from splink import DuckDBAPI, Linker, SettingsCreator, block_on

    rows = pandas.DataFrame({"unique_id": range(len(names)), "name": names})
    rows["first"] = rows["name"].str.split().str[0]
    rows["begin"] = rows["name"].str[:6]
    rules = [block_on("begin"), block_on("first", "substr(name, -4)")]
    settings = SettingsCreator(
        link_type="dedupe_only",
        comparisons=[compare.JaroWinklerAtThresholds("name", [0.95, 0.9, 0.85])],
        blocking_rules_to_generate_predictions=rules,
    )
    linker = Linker(rows, settings, db_api=DuckDBAPI())
    linker.training.estimate_u_using_random_sampling(max_pairs=1e6, seed=1)
    linker.training.estimate_parameters_using_expectation_maximisation(block_on("begin"))
    pairs = linker.inference.predict(threshold_match_probability=0.9)
    found = linker.clustering.cluster_pairwise_predictions_at_threshold(pairs, 0.9)
    homes = found.as_pandas_dataframe().sort_values("unique_id")["cluster_id"]
    return homes.astype(int).tolist()


def main():
    """Read, run, write."""
    names = json.load(sys.stdin)
    start = time.process_time()
    homes = {"sparse_dot_topn": sparse_dot_topn, "splink": splink}[sys.argv[1]](names)
    spent = time.process_time() - start
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    json.dump({"homes": homes, "cpu": spent, "mb": peak}, sys.__stdout__)


if __name__ == "__main__":
    main()
