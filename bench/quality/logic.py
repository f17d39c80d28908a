"""logic-v2 of nomenklatura, and the blocker it comes with."""

import tempfile
from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from asked import Answer, Listed, Question, System

SCHEMAS = {
    "person": "Person", "vessel": "Vessel", "aircraft": "Airplane", "unknown": "LegalEntity",
}  # fmt: skip
BATCH = 1000


class Logic:
    """The algorithm with its own settings, and entities as it takes them."""

    def __init__(self) -> None:
        from followthemoney import Dataset, StatementEntity
        from nomenklatura.matching import get_algorithm

        self.algorithm: Any = get_algorithm("logic-v2")
        self.config = self.algorithm.default_config()
        self.dataset = Dataset.make({"name": "bench", "title": "bench"})
        self._make = StatementEntity.from_data

    def entity(self, key: str, names: list[str], kind: str) -> Any:  # noqa: ANN401
        """A party. logic-v2 remembers names by the id of their entity: one id, one party."""
        schema = SCHEMAS.get(kind, "Organization")
        data = {"id": key, "schema": schema, "properties": {"name": names},
                "datasets": [self.dataset.name]}  # fmt: skip
        return self._make(self.dataset, data)

    def score(self, asked: Any, listed: Any) -> float:  # noqa: ANN401
        """Its score of two parties."""
        return float(self.algorithm.compare(asked, listed, self.config).score)


def blocked(names: Sequence[Listed]) -> System:
    """Its blocker over whole entries, each with all its names; logic-v2 of what that finds."""
    from nomenklatura.blocker import Index
    from nomenklatura.resolver import Linker
    from nomenklatura.store import MemoryStore

    logic = Logic()
    entries: dict[tuple[int, str], list[str]] = defaultdict(list)
    for row, text, kind in names:
        entries[row, kind].append(text)
    made = {f"l-{row}": logic.entity(f"l-{row}", texts, kind)
            for (row, kind), texts in entries.items()}  # fmt: skip
    store: Any = MemoryStore(logic.dataset, Linker({}))
    with store.writer() as writer:
        for entity in made.values():
            writer.add_entity(entity)
    folder = tempfile.TemporaryDirectory()
    index = Index(store.default_view(), Path(folder.name))
    index.build()

    def find(questions: Sequence[Question]) -> list[Answer]:
        # The folder is held here, or it would go before the index does.
        assert Path(folder.name).exists()
        answers: list[Answer] = []
        for start in range(0, len(questions), BATCH):
            some = questions[start : start + BATCH]
            keys = [f"q-{start + n}-{text}" for n, (_, text, _) in enumerate(some)]
            asked = {key: logic.entity(key, [text], kind)
                     for key, (_, text, kind) in zip(keys, some, strict=True)}  # fmt: skip
            found: dict[str, list[str]] = {key: [] for key in keys}
            for one, near in index.match_entities(asked.values()):
                found[one.id] = [each.id for each, _ in near]
            for key, near in found.items():
                scored = [(int(each[2:]), logic.score(asked[key], made[each])) for each in near]
                answers.append(sorted(scored, key=lambda pair: -pair[1]))
        return answers

    return find
