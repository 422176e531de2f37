"""Damage that files suffer on their way to us, done at random from a seed."""

import random
from collections.abc import Callable

from tests.read.files import HEADER, LINES

Mutation = Callable[[random.Random, bytes], bytes]


def sound_file(rng: random.Random) -> bytes:
    """A sound invented file of five to sixty lines."""
    lines = [rng.choice(LINES) for _ in range(rng.randint(5, 60))]
    return "".join(f"{line}\r\n" for line in (HEADER, *lines)).encode()


def flip_bytes(rng: random.Random, content: bytes) -> bytes:
    damaged = bytearray(content)
    for _ in range(rng.randint(1, 20)):
        if damaged:
            damaged[rng.randrange(len(damaged))] = rng.randrange(256)
    return bytes(damaged)


def cut_lines(rng: random.Random, content: bytes) -> bytes:
    lines = content.splitlines(keepends=True)
    return b"".join(
        line[: rng.randrange(len(line) + 1)] if rng.random() < 0.2 else line for line in lines
    )


def swap_columns(rng: random.Random, content: bytes) -> bytes:
    swapped = []
    for line in content.splitlines():
        cells = line.split(b",")
        rng.shuffle(cells)
        swapped.append(b",".join(cells))
    return b"\n".join(swapped)


def mix_encodings(rng: random.Random, content: bytes) -> bytes:
    marks = (b"\xa3", "£".encode(), b"\x9c", "£".encode("utf-16-le"), b"\xef\xbb\xbf", b"\x00")
    cuts = sorted(rng.randrange(len(content) + 1) for _ in range(6))
    for cut in reversed(cuts):
        content = content[:cut] + rng.choice(marks) + content[cut:]
    return content


def drop_header(rng: random.Random, content: bytes) -> bytes:
    return content.partition(b"\n")[2]


def blow_up_cell(rng: random.Random, content: bytes) -> bytes:
    cut = rng.randrange(len(content) + 1)
    filler = rng.choice((b"x", b'"', b",", b"9", b"\n"))
    return content[:cut] + filler * rng.choice((300, 70_000, 200_000)) + content[cut:]


def mix_line_ends(rng: random.Random, content: bytes) -> bytes:
    return b"".join(
        line + rng.choice((b"\n", b"\r", b"\r\n", b"\n\n")) for line in content.splitlines()
    )


def stray_quotes(rng: random.Random, content: bytes) -> bytes:
    damaged = bytearray(content)
    for _ in range(rng.randint(1, 8)):
        damaged.insert(rng.randrange(len(damaged) + 1), ord('"'))
    return bytes(damaged)


MUTATIONS: tuple[Mutation, ...] = (
    flip_bytes,
    cut_lines,
    swap_columns,
    mix_encodings,
    drop_header,
    blow_up_cell,
    mix_line_ends,
    stray_quotes,
)


def mutated_file(seed: int) -> bytes:
    """A file damaged in one to three ways; the same seed gives the same bytes."""
    rng = random.Random(seed)
    content = sound_file(rng)
    for mutation in rng.sample(MUTATIONS, rng.randint(1, 3)):
        content = mutation(rng, content)
    return content
