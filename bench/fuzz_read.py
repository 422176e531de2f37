"""Coverage-guided fuzzing of the reader: no crash, no hang, every line accounted for once.

Run as: PYTHON bench/fuzz_read.py [SECONDS], with an interpreter that has atheris (it is no
dependency of the project) beside what the project needs; says so loudly and does nothing where it
is not. Starts from the mutated files of tests/read/mutations.py; what reaches code that nothing
reached before is kept and changed further.
"""

import importlib.util
import sys
import tempfile
from pathlib import Path

_HOME = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(_HOME))


def main() -> None:
    """Fuzz for some seconds."""
    seconds = int(sys.argv[1]) if len(sys.argv) > 1 else 60
    if importlib.util.find_spec("atheris") is None:
        print("SKIPPED: atheris is not installed; nothing was fuzzed.")
        return
    import atheris  # noqa: PLC0415  (may not be installed)

    with atheris.instrument_imports(include=["tallystick.read"]):
        from tests.read.files import read_bytes  # noqa: PLC0415  (instrumented as it is imported)
        from tests.read.mutations import mutated_file  # noqa: PLC0415
        from tests.read.test_mutations import lost_and_invented, records_of  # noqa: PLC0415

        from tallystick.words.mistakes import UserMistake  # noqa: PLC0415
    with tempfile.TemporaryDirectory() as folder:
        seeds = Path(folder) / "seeds"
        seeds.mkdir()
        for seed in range(50):
            (seeds / str(seed)).write_bytes(mutated_file(seed)[:4096])

        def one(content: bytes) -> None:
            try:
                found = read_bytes(Path(folder), content)
            except UserMistake as mistake:
                assert "spend.csv" in str(mistake)  # anything else is a finding
            else:
                assert lost_and_invented(found, records_of(content)) == (0, 0)

        limits = [
            f"-max_total_time={seconds}",
            "-timeout=10",
            "-max_len=8192",
            "-rss_limit_mb=2048",
        ]
        atheris.Setup([sys.argv[0], str(seeds), *limits], one)
        atheris.Fuzz()


if __name__ == "__main__":
    main()
