"""Which published files are read by bench/lists.py, and how many rows and entries are in them.

The counts are those taken when the files were collected, from the files themselves and not
by the readers. Where a reader counts otherwise, the note says why.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Case:
    """One list from its files, below the folder `lists`.

    `rows` is what each part should give, by the part's name in the reading; `recode` the
    encoding in which some program saved the file anew.
    """

    list_id: str
    files: tuple[str, ...]
    entries: int | None = None
    rows: Mapping[str, int] = field(default_factory=dict)
    note: str = ""
    recode: str = ""
    refused: str = ""

    @property
    def name(self) -> str:
        """The folder and the first file, as short as they tell it apart.

        >>> Case("un_sc", ("un_sc/UN_2025-04-19.xml",)).name
        'un_sc/UN_2025-04-19.xml'
        """
        return "/".join(self.files[0].split("/")[-2:])


def _ofac(list_id: str, folder: str, rows: Mapping[str, int], *, note: str = "") -> Case:
    files = tuple(f"us_ofac/{folder}/{name}" for name in rows)
    return Case(list_id, files, next(iter(rows.values())), rows, note)


def _un(name: str, persons: int, entities: int) -> Case:
    rows = {"INDIVIDUALS": persons, "ENTITIES": entities}
    return Case("un_sc", (f"un_sc/{name}",), persons + entities, rows)


_XML_443 = {"sdnEntry": 443}
CASES = (
    _ofac("us_ofac_sdn", "2024-05-02", {"sdn.csv": 14973}, note="sdn.csv alone"),
    _ofac("us_ofac_sdn", "2022-01-31_set",
          {"sdn.csv": 9044, "add.csv": 13625, "alt.csv": 12409}),
    _ofac("us_ofac_sdn", "2021_watchman_bench",
          {"sdn.csv": 8976, "alt.csv": 11910, "add.csv": 13837, "sdn_comments.csv": 4},
          note="sdn_comments: cut short; the piece of its fifth row is read too"),
    _ofac("us_ofac_cons", "2025-12-19_cons",
          {"cons_prim.csv": 442, "cons_add.csv": 574, "cons_alt.csv": 1073,
           "cons_comments.csv": 10}),
    _ofac("us_ofac_cons", "2025-08", {"cons_prim.csv": 443}, note="cons_prim.csv alone"),
    Case("us_ofac_cons", ("us_ofac/2025-03-28_cons/consolidated.xml",), 443, _XML_443),
    Case("us_ofac_cons", ("us_ofac/2024-05-06_cons/consolidated.xml",), None, {}),
    Case("us_ofac_cons", ("us_ofac/2020-03-17_cons_advanced/cons_advanced.xml",), 375,
         {"DistinctParty": 375, "IDRegDocument": 573, "ProfileRelationship": 276,
          "SanctionsEntry": 759}),
    Case("us_ofac_sdn", ("format_samples/ofac_sdn_xml_2026-09.xml",), None, {}, "a sample"),
    Case("us_bis_dpl", ("us_ofac/2021_watchman_bench/dpl.txt",), None, {"dpl.txt": 581},
         "rows of one person and order become one entry"),
    Case("us_csl", ("us_csl/consolidated.csv.gz",), 14160, {"consolidated.csv": 14160}),
    Case("us_csl", ("us_csl/screening-list_2026-07-31_compact.json",), 25921,
         {"screening-list_2026-07-31_compact.json": 25921}),
    _un("consolidatedLegacyByPRN_2025-11-15.xml", 727, 273),
    _un("UN_2025-04-19.xml", 684, 193),
    _un("UN_2024-11-30.xml", 686, 193),
    _un("UN_2020-11-30.xml", 713, 305),
    Case("un_sc", ("malformed/UN_2025-08-16_bad_encoding.xml",), refused="is not UTF-8",
         note="declares UTF-8, holds Windows-1252"),
    Case("eu_833", ("eu/oj_consolidated_2026-08/consolidated/32014R0833.csv",), 1746,
         {"32014R0833.csv": 1746}),
    Case("eu_fsf", ("eu/fsf_2018_sample/EUSanctionsShort.csv",), None,
         {"EUSanctionsShort.csv": 999}, "saved anew in Windows-1252; its first 999 lines",
         recode="cp1252"),
    Case("eu_fsf", ("format_samples/eu_fsf_1_1_2026-09.xml",), 2, {"sanctionEntity": 2},
         "a sample"),
    Case("uk_sl", ("uk/fcdo_2025-08-11/FCDO_SL_Mon_Aug 11 2025.ods",), 5302, {"rows": 5302},
         "two rows have no name: so published"),
    Case("uk_sl", ("format_samples/uk_sanctions_list_2026-09.xml",), None, {}, "a sample"),
    Case("uk_ofsi", ("uk/ofsi_2025-04-10/ConList_2022format.xlsx",), 4686, {"rows": 18796}),
    Case("uk_ofsi", ("uk/ofsi_2018-04-13/sanctionsconlist.csv",), 2106, {"rows": 9487}),
    Case("ch_seco", ("format_samples/seco_2026-08-27.xml",), 1, {"target": 2},
         "a sample; one of the two is de-listed"),
    Case("ca_sema", ("ca_sema/sema-lmes_2025.xml",), 4759, {"record": 4759}),
    Case("au_dfat", ("au_dfat/regulation8_consolidated.xlsx",), None,
         {"regulation8_consolidated.xlsx": 9560},
         "9,560 is the note of whoever found it; the sheet has 9,553 rows under its header"),
    Case("jp_meti_eul", ("jp_meti/jp_meti_eul_xyna_2026-07.json",), 835,
         {"jp_meti_eul_xyna_2026-07.json": 835}),
    Case("own_list", ("opensanctions/ua_war_sanctions_targets.simple_2026-03-13.csv",), 5600,
         {"ua_war_sanctions_targets.simple_2026-03-13.csv": 5600}, "read as a user's own list"),
    Case("own_list", ("opensanctions/sa_wiki_peps_entities.ftm.json",), None, {},
         "FollowTheMoney, read as a user's own list"),
)  # fmt: skip
"""Every published list that is measured, whole or as a sample of its form."""
