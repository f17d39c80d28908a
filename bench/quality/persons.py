"""Ordinary person names of many cultures, drawn by seed: innocents for the question sets.

    pip install faker arabic-name-romanizer onnxruntime pypinyin iuliia
    python bench/quality/persons.py --count 20000 [--credits AUTHORS ...] > persons.tsv

A line is a culture and a name. Faker's lists of given and family names of a country are
joined as that country joins them; names in Arabic, Persian, Chinese and Cyrillic letters are
given as written and in Latin letters, which is how they stand on orders. `--credits` takes
files in which a project thanks its authors, a line each: real people under the names they
chose. Lists of names that leaked from a service are not used. Nothing of this is committed.
"""

import argparse
import random
import re
import sys
from collections.abc import Callable, Iterator
from functools import lru_cache
from pathlib import Path

SEED = 11
FATHERS = frozenset("ar_SA ar_AA ar_DZ ar_PS fr_DZ en_PK ha_NG fa_IR".split())  # noqa: SIM905
"""Where a name often has the father's given name between the given and the family name."""

FAMILY_FIRST = frozenset("zh_CN zh_TW ko_KR ja_JP hu_HU".split())  # noqa: SIM905
LATIN = (  # noqa: SIM905
    "fr_DZ en_PK en_IN tr_TR az_AZ id_ID uz_UZ ha_NG yo_NG ig_NG zu_ZA tw_GH en_KE sw en_TH "
    "es_ES es_MX es_CO es_AR pt_BR it_IT fr_FR de_DE nl_NL pl_PL cs_CZ hu_HU ro_RO hr_HR sv_SE "
    "fi_FI lt_LT en_GB en_US"
).split()
OTHER = (  # noqa: SIM905
    "ar_SA ar_AA ar_PS fa_IR zh_CN ru_RU uk_UA bg_BG ko_KR he_IL ka_GE hy_AM el_GR"
).split()
_LATER = re.compile(r"\s*(<.*|\(.*|https?:.*)?$")
_NAME = re.compile(r"[^\W\d_][^\d_@:/<>\[\]]*( [^\W\d_][^\d_@:/<>\[\]]*){1,4}")


def drawn(locale: str, count: int, *, seed: int = SEED) -> list[str]:
    """`count` different names of one of Faker's locales, fewer where it has fewer."""
    from faker import Faker

    made = Faker(locale)
    made.seed_instance(f"{seed} {locale}")
    rng = random.Random(f"{seed} {locale}")  # noqa: S311
    names: dict[str, None] = {}
    for _ in range(20 * count):
        given, family, middle = made.first_name(), made.last_name(), []
        if locale in FATHERS and rng.random() < 0.5:
            middle = [made.first_name_male()]
        if locale == "ru_RU":  # a family name agrees with the given one, and a patronymic
            given, family = made.first_name_male(), made.last_name_male()
            middle = [made.middle_name_male()] if rng.random() < 0.5 else []
        parts = [family, given] if locale in FAMILY_FIRST else [given, *middle, family]
        names[("" if locale in {"zh_CN", "ko_KR"} else " ").join(parts)] = None
        if len(names) == count:
            break
    return list(names)


def latin(locale: str) -> Callable[[str], str] | None:
    """How a name of this locale is written in Latin letters; None where nobody here knows."""
    language = locale[:2]
    if language in {"ar", "fa"}:
        return _arabic()
    if language == "zh":
        return _chinese
    if language == "ru":
        return _cyrillic
    return None


@lru_cache(maxsize=1)
def _arabic() -> Callable[[str], str]:
    from arabic_name_romanizer import Transliterator

    known = Transliterator()

    def romanise(name: str) -> str:
        first = known.transliterate(name)
        return str(getattr(first, "text", first))

    return romanise


def _chinese(name: str) -> str:
    from pypinyin import lazy_pinyin

    family, *given = lazy_pinyin(name)
    return f"{''.join(given).title()} {family.title()}"


def _cyrillic(name: str) -> str:
    import iuliia

    return str(iuliia.ICAO_DOC_9303.translate(name))


def credited(path: Path) -> Iterator[str]:
    """The names in a file of thanks: two to five words before an address, no nickname."""
    for line in path.read_text(encoding="utf-8").splitlines():
        name = _LATER.sub("", line.strip().lstrip("*")).strip()
        if _NAME.fullmatch(name) and name.split()[0][0].isupper() and len(name) < 40:
            yield name


def main() -> int:
    """Print a culture and a name a line."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--count", type=int, default=20000)
    parser.add_argument("--credits", type=Path, nargs="*", default=[])
    given = parser.parse_args()
    each = given.count // (len(LATIN) + 4 * len(OTHER)) + 1
    for path in given.credits:
        for name in dict.fromkeys(credited(path)):
            print(f"credits\t{name}")
    for locale in LATIN:
        for name in drawn(locale, each):
            print(f"{locale}\t{name}")
    for locale in OTHER:  # the greater part in Latin letters: the lists are full of such names
        names, write = drawn(locale, 4 * each), latin(locale)
        for name in names[:each]:
            print(f"{locale}\t{name}")
        for name in map(write, names[each:]) if write else ():
            print(f"{locale}@latin\t{name}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
