"""The house style of each body: its ledger in, its published files out."""

import random
from collections.abc import Callable, Iterator, Sequence

from tallystick.example.publish.houses import (
    ashcombe_vale,
    brindleford,
    eastwold,
    kingsholt,
    marlcombe,
    pellgrave,
    saltersby,
    thornmarsh,
    wendlemere,
    wendlemere_fire,
)
from tallystick.example.publish.pages import PublishedFile
from tallystick.example.world.county_nouns import Line

House = Callable[[Sequence[Line], random.Random], Iterator[PublishedFile]]

HOUSES: dict[str, House] = {
    "wendlemere": wendlemere.publish,
    "saltersby": saltersby.publish,
    "kingsholt": kingsholt.publish,
    "ashcombe-vale": ashcombe_vale.publish,
    "brindleford": brindleford.publish,
    "thornmarsh": thornmarsh.publish,
    "eastwold": eastwold.publish,
    "pellgrave": pellgrave.publish,
    "marlcombe": marlcombe.publish,
    "wendlemere-fire": wendlemere_fire.publish,
}
"""Each body's house style, by its slug."""
