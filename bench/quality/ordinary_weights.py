"""Weights of destinations and of goods, from trade statistics: made once, kept as a table.

    bench/quality/ordinary_weights.py SHARED     (writes ordinary_weights.csv; needs pyarrow)

Destinations: exports of the EU-27 by partner in 2023, in euro, partners inside the Union
included (Eurostat, as republished by mary-lev/eu-export-sanctions, CC BY 4.0). Goods: exports
of the EU-27 in 2021 to Russia and its six neighbours by CN8 code, summed to six digits
(Eurostat DS-045409, as republished by vzemlys/ruimpeks). Only shares are kept.

What they cannot show: the goods are the 2,219 CN8 codes that were under sanctions in January
2023, so food, medicine and most consumer goods are missing and industrial goods weigh more
than in all trade; for destinations without a mix of their own the mix of exports to Russia in
2021, before the war, stands in. Of the codes of the Common High Priority List the table of
Eurostat holds a part; each of the others is given the median weight of those that are there.
"""

import argparse
import csv
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from pathlib import Path
from statistics import median

from enduse.goods.priority import Priority
from enduse.places import Places

TABLE = Path(__file__).parent / "ordinary_weights.csv"
YEAR = "2021"
MIXES = {
    "Armenia": "AM", "Belarus (Belorussia)": "BY", "Georgia": "GE", "Kazakhstan": "KZ",
    "Kyrgyzstan": "KG", "Uzbekistan": "UZ", "Russian Federation (Russia)": "RU",
}  # fmt: skip
_LEAST = 0.0001


def destinations(shared: Path, places: Places) -> tuple[dict[str, float], list[str]]:
    """Share of each destination (ISO 3166-1 alpha-2), and the partners that are no country."""
    totals: dict[str, float] = defaultdict(float)
    unknown: list[str] = []
    path = shared / "trade" / "eurostat_eu27_annual_total_by_partner.csv"
    with path.open(encoding="utf-8") as file:
        for row in csv.DictReader(file):
            if "2023" not in row["PERIOD"]:
                continue
            name = row["PARTNER"].partition(" (")[0].strip()
            code = places.code_of(row["PARTNER"]) or places.code_of(name)
            if code is None:
                unknown.append(row["PARTNER"])
            else:
                totals[code] += float(row["VALUE_IN_EUR"])
    whole = sum(totals.values())
    return {code: value / whole for code, value in totals.items()}, unknown


def mixes(shared: Path) -> dict[str, dict[str, float]]:
    """Share of each HS-6 code among the exports to each of the seven."""
    from pyarrow import parquet

    name = "eurostat_cn8_monthly_eu27_to_ru_neighbours_2020_2022.parquet"
    found: dict[str, Counter[str]] = defaultdict(Counter)
    for row in parquet.read_table(shared / "trade" / name).to_pylist():
        if len(row["code"]) == len("12345678") and row["month"].startswith(YEAR):
            found[MIXES[row["partner"]]][row["code"][:6]] += row["value_eur"]
    return {country: _shares(with_priority(codes)) for country, codes in found.items()}


def with_priority(codes: Counter[str]) -> Counter[str]:
    """The mix with the priority codes that the statistics do not hold, at the median."""
    wanted = set(Priority.load().items)
    there = [codes[hs6] for hs6 in wanted if codes[hs6]]
    middle = median(there) if there else 0.0
    return codes + Counter({hs6: middle for hs6 in wanted if not codes[hs6]})


def _shares(codes: Mapping[str, float]) -> dict[str, float]:
    whole = sum(codes.values())
    kept = {code: value / whole for code, value in codes.items() if value / whole > _LEAST}
    return {code: share / sum(kept.values()) for code, share in kept.items()}


def rows(shared: Path) -> Iterator[tuple[str, str, str, str]]:
    """The rows of the table: kind, country, HS-6 code, share."""
    where, _ = destinations(shared, Places.load())
    for country, share in sorted(where.items()):
        yield "destination", country, "", f"{share:.3g}"
    for country, goods in sorted(mixes(shared).items()):
        for code, share in sorted(goods.items()):
            yield "goods", country, code, f"{share:.3g}"


def main() -> None:
    """Write the table anew."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("shared", type=Path)
    shared: Path = parser.parse_args().shared
    with TABLE.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(("kind", "country", "hs6", "share"))
        writer.writerows(rows(shared))
    print(f"wrote {TABLE}; no country: {', '.join(destinations(shared, Places.load())[1])}")


if __name__ == "__main__":
    main()
