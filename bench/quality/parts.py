"""How well part numbers are read: beside hand-checked rows, other tables, and ordinary texts.

    bench/quality/parts.py --shared FOLDER [--peer]

`FOLDER` has the tables that are not ours to ship: `goods/weapon_components_gur_dedup.csv`
(components recovered from weapons), `goods/kicad_symbols_6.0.10.csv` (symbols of a drawing
program, by kind and maker) and descriptions of ordinary goods. `--peer` asks chipnum too,
where it is installed. Rows checked by hand stand in `parts_checked.csv`.
"""

import argparse
import csv
import importlib
import json
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from enduse.goods.parts import Part, Parts
from enduse.goods.recovered import Recovered, RecoveredRecord, read_recovered
from enduse.goods.recovered import part_of as read_record

CHECKED = Path(__file__).with_name("parts_checked.csv")
WEAPONS = "goods/weapon_components_gur_dedup.csv"
SYMBOLS = "goods/kicad_symbols_6.0.10.csv"
TEXTS = ("goods/uk/extra_references.csv", "goods/uk/vague_terms.csv")
Rows = Sequence[Mapping[str, str]]

# Libraries of symbols whose name says the kind, and the kinds of ours that fit it.
LIBRARIES = {
    "FPGA_": "FPGA|SoC FPGA",
    "CPLD_": "CPLD",
    "MCU_": "MCU|MPU|DSP|radio module|RF transceiver",
    "Analog_ADC": "ADC|RF front end|interface|current sensor",
    "Analog_DAC": "DAC",
    "Amplifier_Operational": "op-amp|amplifier",
    "Regulator_Linear": "regulator",
    "Regulator_Switching": "DC/DC converter|DC/DC module|AC/DC module|regulator",
    "Converter_DCDC": "DC/DC module|DC/DC converter",
    "Memory_Flash": "flash memory",
    "Memory_RAM": "SRAM|DRAM",
    "Memory_EEPROM": "EEPROM",
    "Sensor_Motion": "IMU|accelerometer|gyroscope|compass",
    "Sensor_Pressure": "pressure sensor",
    "Comparator": "comparator",
    "Isolator": "isolator|optocoupler|gate driver",
    "Transistor_FET": "MOSFET|transistor",
    "Transistor_BJT": "transistor",
    "Reference_Voltage": "voltage reference",
    "RF_GPS": "GNSS module",
    "RF_Filter": "RF filter",
    "RF_Amplifier": "RF amplifier|amplifier",
}
# The site of a datasheet names the maker.
SITES = {
    "ti.com": "Texas Instruments",
    "analog.com": "Analog Devices",
    "linear.com": "Analog Devices",
    "maximintegrated": "Analog Devices",
    "microchip.com": "Microchip",
    "st.com": "STMicroelectronics",
    "nxp.com": "NXP",
    "onsemi": "onsemi",
    "fairchild": "onsemi",
    "infineon": "Infineon",
    "vishay": "Vishay",
    "diodes.com": "Diodes Incorporated",
    "minicircuits": "Mini-Circuits",
    "renesas": "Renesas",
    "intersil": "Renesas",
    "xilinx": "AMD",
    "altera": "Intel",
    "u-blox": "u-blox",
    "atmel": "Microchip",
    "toshiba": "Toshiba",
    "tracopower": "Traco Power",
}


def rows_of(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8") as lines:
        return list(csv.DictReader(line for line in lines if not line.startswith("#")))


def share(part: int, whole: int) -> str:
    return f"{part:,} of {whole:,} ({part / whole:.1%})" if whole else "none"


def checked(parts: Parts, records: Mapping[str, RecoveredRecord]) -> None:
    """Precision and recall of maker and family on the rows that were checked by hand."""
    right: Counter[str] = Counter()
    answered: Counter[str] = Counter()
    labelled: Counter[str] = Counter()
    for label in rows_of(CHECKED):
        record = records.get(label["component_id"])
        if record is None:
            print("no longer in the table:", label["component_id"])
            continue
        part = read_record(record, parts)
        if label["maker"]:
            labelled[label["kind"]] += 1
        if part is not None:
            answered[part.kind] += 1
            same = part.family == label["family"] and parts.makers.agree(
                part.maker, label["maker"]
            )
            right[part.kind] += same
            if not same:
                print("  wrong:", record.component_id, record.part_number, "->", part.family)
    total = sum(right.values())
    print("hand-checked precision", share(total, sum(answered.values())))
    print("hand-checked recall   ", share(total, sum(labelled.values())))
    for kind in sorted(labelled, key=lambda one: -labelled[one]):
        print(
            f"  {kind:26} right {right[kind]:3} answered {answered[kind]:3} of {labelled[kind]}"
        )


def weapons(parts: Parts, table: Sequence[RecoveredRecord]) -> None:
    """What of the whole table is read, and how often a maker contradicts the number."""
    numbered = [record for record in table if record.part_number]
    read = [part for record in numbered if (part := read_record(record, parts))]
    print("numbers read with their maker", share(len(read), len(numbered)))
    blind = [parts.read(record.part_number or "") for record in numbered]
    print("numbers read alone           ", share(sum(p is not None for p in blind), len(blind)))
    print("makers contradicted          ", sum(part.maker_disagrees for part in read))
    start = time.perf_counter()
    held = Recovered.of(table, parts)
    print(f"index of {held.records:,} records in {time.perf_counter() - start:.2f} s")


def symbols(parts: Parts, rows: Rows) -> None:
    """Coverage of another table of parts, and contradictions with its kinds and makers."""
    kinds: Counter[bool] = Counter()
    makers: Counter[bool] = Counter()
    asked = read = 0
    for row in rows:
        wanted = next((k for lib, k in LIBRARIES.items() if row["library"].startswith(lib)), "")
        if not wanted or not any(char.isdigit() for char in row["part"]):
            continue
        asked += 1
        part = parts.read(row["part"])
        if part is None:
            continue
        read += 1
        kinds[part.kind in wanted.split("|") or part.broad] += 1
        maker = next((m for site, m in SITES.items() if site in row["datasheet"]), None)
        if maker:
            makers[parts.makers.agree(part.maker, maker) or part.shared] += 1
    print("symbols read          ", share(read, asked))
    print("  kind contradicted   ", share(kinds[False], kinds.total()))
    print("  maker contradicted  ", share(makers[False], makers.total()))


def ordinary(folder: Path) -> dict[str, list[str]]:
    """Descriptions of ordinary goods, in which no part number stands."""
    texts = {}
    for name in TEXTS:
        with (folder / name).open(encoding="utf-8") as lines:
            texts[name] = [row[0] for row in csv.reader(lines) if row][1:]
    path = "goods/uk/search_references.json"
    texts[path] = list(json.loads((folder / path).read_text("utf-8")))
    path = "goods/hs/harmonized-system.csv"
    texts[path] = [row["description"] for row in rows_of(folder / path)]
    return texts


def false_finds(find: Callable[[str], Iterable[Any]], texts: Mapping[str, list[str]]) -> None:
    """Finds in ordinary descriptions, a thousand, and how fast they were read."""
    count = total = 0
    start = time.perf_counter()
    for described in texts.values():
        for text in described:
            total += 1
            found = list(find(text))
            count += bool(found)
            if found and isinstance(found[0], Part):
                print("  false:", repr(text[:70]), found[0].written)
    seconds = time.perf_counter() - start
    print(
        f"  {1000 * count / total:.2f} false finds a thousand of {total:,} descriptions", end=""
    )
    print(f", {total / seconds:,.0f} a second")


def speed(parts: Parts, numbers: Sequence[str]) -> None:
    """Fields a second, and the start."""
    start = time.perf_counter()
    Parts.load()
    loaded = time.perf_counter() - start
    for number in numbers:
        parts.read(number)
    start = time.perf_counter()
    for number in numbers:
        parts.read(number)
    rate = len(numbers) / (time.perf_counter() - start)
    print(f"load {loaded:.2f} s, {rate:,.0f} fields a second")
    text = ("STM32F405RGT6 chip, OP27 amplifier, box 12 x 20, AD 9361BBCZ; " * 2000)[:100_000]
    start = time.perf_counter()
    parts.find(text)
    print(f"100,000 characters in {time.perf_counter() - start:.2f} s")


def peer(table: Sequence[RecoveredRecord], texts: Mapping[str, list[str]]) -> None:
    """The same questions to chipnum, which says a maker or a class for a number."""
    chipnum = importlib.import_module("chipnum")
    numbers = [record.part_number for record in table if record.part_number]
    named: defaultdict[bool, int] = defaultdict(int)
    for number in numbers:
        named[chipnum.lookup(number).vendor is not None] += 1
    print("chipnum names a maker ", share(named[True], len(numbers)))
    false_finds(chipnum.extract, texts)


def main() -> None:
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--shared", type=Path, required=True)
    asked.add_argument("--peer", action="store_true")
    options = asked.parse_args()
    parts = Parts.load()
    table = read_recovered((options.shared / WEAPONS).read_bytes()).records
    checked(parts, {record.component_id: record for record in table})
    weapons(parts, table)
    found = rows_of(options.shared / SYMBOLS)
    symbols(parts, found)
    texts = ordinary(options.shared)
    false_finds(parts.find, texts)
    speed(parts, [row["part"] for row in found])
    if options.peer:
        peer(table, texts)


if __name__ == "__main__":
    main()
