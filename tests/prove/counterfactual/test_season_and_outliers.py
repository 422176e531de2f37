"""Season and lumps go, the saving stays."""

import numpy as np
import pytest

from tallystick.prove.counterfactual.season_and_outliers import tidy


def noisy(seed: int = 1) -> np.ndarray:
    return np.random.default_rng(seed).normal(0, 0.1, (20, 48))


def test_a_lump_is_clipped_and_told() -> None:
    paths = noisy()
    paths[4, 10] += 3.0
    tidied = tidy(paths, 36)
    assert tidied.lumps[4, 10] == pytest.approx(paths[4, 10] - tidied.paths[4, 10])
    assert tidied.lumps[4, 10] > 2.5


def test_a_saving_is_not_taken_for_lumps() -> None:
    paths = noisy()
    saved = paths.copy()
    saved[0, 36:] -= 1.0
    change = tidy(saved, 36).paths[0] - tidy(paths, 36).paths[0]
    assert change[:36] == pytest.approx(np.zeros(36), abs=1e-9)
    assert change[36:] == pytest.approx(np.full(12, -1.0), abs=0.05)


def test_a_season_unlike_the_others_is_taken_off() -> None:
    year = np.sin(np.arange(48) * 2 * np.pi / 12)
    paths = noisy()
    paths[:10] += year
    left = tidy(paths, 36, period=12).paths
    assert np.corrcoef(paths[0] - paths[15], year)[0, 1] > 0.9
    assert abs(np.corrcoef(left[0] - left[15], year)[0, 1]) < 0.3


def test_pure_noise_is_hardly_called_a_season() -> None:
    paths = noisy()
    season = (paths - tidy(paths, 36, period=12).paths - tidy(paths, 36, period=12).lumps)[:, :12]
    assert season.std() < 0.5 * paths[:, :12].std()


def test_flat_paths_stay_as_they_are() -> None:
    paths = np.full((6, 8), 3.0)
    tidied = tidy(paths, 5)
    assert (tidied.paths == paths).all()
    assert not tidied.lumps.any()
