"""The whole trip on a folder of published files: first run, second run, memory.

    .venv/bin/python bench/trip.py [FOLDER]        default ../shared/data/published

Each run is a process of its own; wall and CPU seconds and peak memory are the operating system's.
"""

import os
import sys
import tempfile
import time
from pathlib import Path

TALLYSTICK = Path(sys.executable).with_name("tallystick")
PUBLISHED = Path(__file__).resolve().parents[2] / "shared" / "data" / "published"


def measure(*arguments: str) -> tuple[float, float, float]:
    """Wall seconds, CPU seconds and peak GB of one run of the command."""
    start = time.monotonic()
    process = os.posix_spawn(
        str(TALLYSTICK),
        [str(TALLYSTICK), *arguments],
        os.environ,
        file_actions=[(os.POSIX_SPAWN_OPEN, 1, os.devnull, os.O_WRONLY, 0)],
    )
    _, status, usage = os.wait4(process, 0)
    wall = time.monotonic() - start
    if status:
        sys.exit(f"tallystick {' '.join(arguments)} ended with status {status}")
    return wall, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024**2


def main() -> None:
    """Measure and print the table."""
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else PUBLISHED
    if not folder.is_dir():
        sys.exit(f"SKIPPED: {folder} is not there.")
    megabytes = sum(file.stat().st_size for file in folder.rglob("*") if file.is_file()) / 1e6
    print(f"{folder.name}: {megabytes:.0f} MB")
    print("| run | wall s | CPU s | peak GB |")
    print("|---|---|---|---|")
    with tempfile.TemporaryDirectory() as work:
        command = ("find", str(folder), "--store", f"{work}/store", "--html", f"{work}/out.html")
        for name in ("first: files to report", "second: nothing new"):
            wall, cpu, memory = measure(*command)
            print(f"| {name} | {wall:.1f} | {cpu:.1f} | {memory:.2f} |")


if __name__ == "__main__":
    main()
