import marshal
from typing import Any

import pytest

from enduse.errors import RuleError
from enduse.goods.describe_pack import FORM, pack, unpack
from enduse.goods.describe_terms import Term, Terms
from enduse.goods.describe_texts import Texts

TERM = Term(("chip",), "854231", "en", "chip")
TERMS = Terms({"chip": (TERM,)}, {}, {}, {"chip": 1})
TEXTS = Texts({"chip": (("854231", 1.5),)}, {"chip": 2.0})
WHOLE: tuple[Any, ...] = marshal.loads(pack(TERMS, TEXTS))  # noqa: S302 - our own bytes
WRONG: tuple[Any, ...] = (
    None, [], "text", {"chip": None}, {"chip": 3j}, {"chip": "x"}, {3: ()},
    {"chip": ("854231",)}, {"chip": (("a",),)}, {"chip": ((1, 2, 3, 4),)},
    {"chip": (("854231", "1"),)}, {"chip": (((), "a", "b", "c"),)},
)  # fmt: skip


def test_what_was_packed_comes_back() -> None:
    assert unpack(pack(TERMS, TEXTS)) == (TERMS, TEXTS)


@pytest.mark.parametrize(
    "plain",
    [
        None,
        3,
        FORM,
        {},
        (),
        [*WHOLE],
        ("words-0", *WHOLE[1:]),
        WHOLE[:-1],
        (*WHOLE, {}),
        *((*WHOLE[:n], wrong, *WHOLE[n + 1 :]) for n in range(1, 7) for wrong in WRONG),
    ],
    ids=repr,
)  # fmt: skip
def test_bytes_of_another_shape_are_refused_and_never_break_later(plain: Any) -> None:
    with pytest.raises(RuleError):
        unpack(marshal.dumps(plain))


@pytest.mark.parametrize("data", [b"", b"x", b"\xff" * 40, marshal.dumps(WHOLE)[:-9]])
def test_bytes_that_are_none_of_ours_are_refused(data: bytes) -> None:
    with pytest.raises(RuleError):
        unpack(data)
