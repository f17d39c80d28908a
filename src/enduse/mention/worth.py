"""How well a word of a text stands for a listed one, from 0 to 1."""

from typing import Final

EXACT: Final = 1.0
"""The same word."""

MEANT: Final = 0.95
"""The same by its meaning: "zavod" and plant."""

HEARD: Final = 0.92
"""The same as it sounds: "Goworoon" and "Govorun"."""

CUT: Final = 0.88
"""The same without the ending of a case: "Lavrovu" and "Lavrov"."""

BONES: Final = 0.75
"""The same by its consonants: "Kassir" and "Qasir"."""
