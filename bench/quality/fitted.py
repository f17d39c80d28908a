"""A fitted model as it is written to a file."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from enduse.index.model import FEATURES, Model
from enduse.index.ways import WAYS


@dataclass(frozen=True)
class Fitted:
    """Weights of one group of parties."""

    name: str
    start: float
    weights: Mapping[str, float]
    agrees: Mapping[str, float]

    def scaled(self, slope: float, start: float) -> "Fitted":
        """All log-odds times `slope`, plus `start`."""
        weights = {name: slope * each for name, each in self.weights.items()}
        return replace(self, start=slope * self.start + start, weights=weights)


def write(
    groups: Sequence[Fitted], floors: Mapping[str, float], model: Model, *, path: Path
) -> None:
    """Write the model; the worth of the ways stays as it is."""
    lines = [
        "# Fitted by bench/quality/fit.py; what it says stands in docs/reference/matching.md.",
        f'name = "{model.name}"',
        "",
        "# The score from which a name is a hit: for how many of a thousand innocents.",
        "[hit]",
        *(f"{name} = {floor:.3f}" for name, floor in floors.items()),
        "",
        "# How much of what a rare word tells is left, by how two words are alike.",
        "[worth]",
        *_ways({way: model.worth[at, 0] for at, way in enumerate(WAYS) if at}),
        "",
        "# The same where one side may lack its vowels.",
        "[worth_without_vowels]",
        *_ways({
            way: model.worth[at, 1]
            for at, way in enumerate(WAYS)
            if model.worth[at, 1] > model.worth[at, 0]
        }),
    ]  # fmt: skip
    for group in groups:
        lines += ["", f"[{group.name}]", f"start = {group.start:.3f}"]
        lines += [f"[{group.name}.weights]"]
        lines += [f"{name} = {group.weights[name]:.3f}" for name in FEATURES]
        lines += [f"[{group.name}.agrees]", *_ways(group.agrees)]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")


def _ways(values: Mapping[str, float]) -> list[str]:
    return [f'"{way}" = {value:.2f}' for way, value in values.items() if value > 0]
