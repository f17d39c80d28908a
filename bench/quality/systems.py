"""The systems that are measured: ours, and others that pip installs.

The cheap ones are given names in Latin letters by anyascii, in lower case and without marks,
as anybody would who builds one; logic-v2 does this for itself.
"""

from collections.abc import Callable, Mapping, Sequence

from anyascii import anyascii
from asked import Answer, Listed, Question, System
from engine import listed_index

TOP = 10
Make = Callable[[Sequence[Listed]], System]
Near = Callable[[Sequence[str]], list[list[int]]]


def best(scored: Sequence[tuple[int, float]]) -> Answer:
    """Each row once, with its best score, best first."""
    found: dict[int, float] = {}
    for row, score in scored:
        found[row] = max(score, found.get(row, 0.0))
    return sorted(found.items(), key=lambda each: -each[1])


def latin(text: str) -> str:
    """A name in Latin letters, lower case, without marks."""
    from rapidfuzz import utils

    return str(utils.default_process(anyascii(text)))


def near_by_letters(texts: Sequence[str]) -> Near:
    """The ten names nearest by their runs of three letters."""
    from sklearn.feature_extraction.text import TfidfVectorizer
    from sparse_dot_topn import sp_matmul_topn

    maker = TfidfVectorizer(analyzer="char_wb", ngram_range=(3, 3), lowercase=False)
    listed = maker.fit_transform(map(latin, texts)).T.tocsr()

    def near(asked: Sequence[str]) -> list[list[int]]:
        found = sp_matmul_topn(
            maker.transform(map(latin, asked)), listed, top_n=TOP, sort=True, n_threads=1
        )
        return [found.indices[found.indptr[n] : found.indptr[n + 1]].tolist()
                for n in range(len(asked))]  # fmt: skip

    return near


def rescored(names: Sequence[Listed], score: Callable[[Question, Listed], float]) -> System:
    """The ten nearest by letters, each with the score of another measure."""
    near = near_by_letters([text for _, text, _ in names])

    def find(questions: Sequence[Question]) -> list[Answer]:
        found = near([text for _, text, _ in questions])
        return [
            best([(names[at][0], score(asked, names[at])) for at in places])
            for asked, places in zip(questions, found, strict=True)
        ]

    return find


def tfidf_wratio(names: Sequence[Listed]) -> System:
    """Ten by letters, then RapidFuzz's weighted ratio."""
    from rapidfuzz import fuzz

    near = near_by_letters([text for _, text, _ in names])
    listed = [latin(text) for _, text, _ in names]

    def find(questions: Sequence[Question]) -> list[Answer]:
        texts = [text for _, text, _ in questions]
        return [
            best([(names[at][0], fuzz.WRatio(text, listed[at]) / 100) for at in places])
            for text, places in zip(map(latin, texts), near(texts), strict=True)
        ]

    return find


def brute_token_sort(names: Sequence[Listed]) -> System:
    """RapidFuzz's ratio of sorted words against every name."""
    import numpy as np
    from rapidfuzz import fuzz, process

    listed = [" ".join(sorted(latin(text).split())) for _, text, _ in names]
    top = min(TOP, len(listed))

    def find(questions: Sequence[Question]) -> list[Answer]:
        asked = [" ".join(sorted(latin(text).split())) for _, text, _ in questions]
        answers = []
        for start in range(0, len(asked), 100):
            table = process.cdist(
                asked[start : start + 100], listed, scorer=fuzz.ratio, workers=1
            )
            for line in table:
                places = np.argpartition(line, -top)[-top:]
                answers.append(best([(names[at][0], float(line[at]) / 100) for at in places]))
        return answers

    return find


def tfidf_logic(names: Sequence[Listed]) -> System:
    """Ten by letters, then logic-v2: its score behind a better blocker than its own."""
    from logic import Logic

    logic = Logic()
    made = {(text, kind): logic.entity(f"{kind} {text}", [text], kind)
            for _, text, kind in names}  # fmt: skip

    def score(asked: Question, listed: Listed) -> float:
        _, text, kind = asked
        return logic.score(logic.entity(f"q {kind} {text}", [text], kind), made[listed[1:]])

    return rescored(names, score)


def own_logic(names: Sequence[Listed]) -> System:
    """logic-v2 behind nomenklatura's own blocker, as it is shipped."""
    from logic import blocked

    return blocked(names)


SYSTEMS: Mapping[str, Make] = {
    "enduse": listed_index,
    "logic-v2, own blocker": own_logic,
    "TF-IDF + logic-v2": tfidf_logic,
    "TF-IDF + WRatio": tfidf_wratio,
    "brute token_sort": brute_token_sort,
}
