"""The parts of the verifier that stand alone: signatures, trees, and the file that it is."""

import ast
import sys
from pathlib import Path

import pytest
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import (
    Ed25519PrivateKey,
    Ed25519PublicKey,
)
from hypothesis import given
from hypothesis import strategies as st

from enduse.record import merkle, verifier

ORDER = 2**252 + 27742317777372353535851937790883648493
PRIME = 2**255 - 19

# RFC 8032, section 7.1: tests 1 to 3 and "SHA(abc)", as public key, message, signature.
VECTORS = (
    (
        "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a",
        "",
        "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e3970"
        "1cf9b46bd25bf5f0595bbe24655141438e7a100b",
    ),
    (
        "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c",
        "72",
        "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da085ac1e43e15996e458f3613"
        "d0f11d8c387b2eaeb4302aeeb00d291612bb0c00",
    ),
    (
        "fc51cd8e6218a1a38da47ed00230f0580816ed13ba3303ac5deb911548908025",
        "af82",
        "6291d657deec24024827e69c3abe01a30ce548a284743a445e3680d7db5ac3ac18ff9b538d16f290ae67f760"
        "984dc6594a7c15e9716ed28dc027beceea1ec40a",
    ),
    (
        "ec172b93ad5e563bf4932c70e1245034c35467ef2efd4d64ebf819683467e2bf",
        "ddaf35a193617abacc417349ae20413112e6fa4e89a97ea20a9eeee64b55d39a2192992a274fc1a836ba3c23"
        "a3feebbd454d4423643ce80e2a9ac94fa54ca49f",
        "dc2a4459e7369633a52b1bf277839a00201009a3efbf3ecb69bea2186c26b58909351fc9ac90b3ecfdfbc7c6"
        "6431e0303dca179c138ac17ad9bef1177331a704",
    ),
)

# The eight points of small order, each in its one canonical form.
SMALL = (
    "0100000000000000000000000000000000000000000000000000000000000000",
    "0000000000000000000000000000000000000000000000000000000000000000",
    "0000000000000000000000000000000000000000000000000000000000000080",
    "ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
    "26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05",
    "26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc85",
    "c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a",
    "c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac03fa",
)


def library(public: bytes, signature: bytes, data: bytes) -> bool:
    try:
        Ed25519PublicKey.from_public_bytes(public).verify(signature, data)
    except (InvalidSignature, ValueError):
        return False
    return True


@pytest.mark.parametrize(("public", "message", "signature"), VECTORS)
def test_the_signatures_of_rfc_8032_are_good_and_their_messages_count(
    public: str, message: str, signature: str
) -> None:
    key, data, made = (bytes.fromhex(each) for each in (public, message, signature))
    assert verifier.signed(key, made, data)
    assert not verifier.signed(key, made, data + b"\0")


@given(
    seed=st.binary(min_size=32, max_size=32),
    data=st.binary(max_size=80),
    change=st.integers(-1, 511),
    in_key=st.booleans(),
)
def test_a_signature_counts_exactly_where_it_does_for_the_library(
    seed: bytes, data: bytes, change: int, *, in_key: bool
) -> None:
    private = Ed25519PrivateKey.from_private_bytes(seed)
    public, made = private.public_key().public_bytes_raw(), private.sign(data)
    if change >= 0 and in_key:
        public = (int.from_bytes(public, "little") ^ 1 << change % 256).to_bytes(32, "little")
    elif change >= 0:
        made = (int.from_bytes(made, "little") ^ 1 << change).to_bytes(64, "little")
    assert verifier.signed(public, made, data) == library(public, made, data) == (change < 0)


@given(seed=st.binary(min_size=32, max_size=32), times=st.integers(1, 15))
def test_s_beyond_the_order_of_the_group_is_refused(seed: bytes, times: int) -> None:
    private = Ed25519PrivateKey.from_private_bytes(seed)
    public, made = private.public_key().public_bytes_raw(), private.sign(b"x")
    s = int.from_bytes(made[32:], "little") + times * ORDER
    other = made[:32] + (s % 2**256).to_bytes(32, "little")
    assert not verifier.signed(public, other, b"x")
    assert not library(public, other, b"x")


@pytest.mark.parametrize("public", SMALL)
def test_a_key_of_small_order_signs_nothing(public: str) -> None:
    # R is the neutral point and S is 0: good for every message under the neutral key.
    forged = bytes.fromhex(SMALL[0]) + bytes(32)
    assert not any(
        verifier.signed(bytes.fromhex(public), forged, bytes([n])) for n in range(16)
    )


@pytest.mark.parametrize("seed", [208, 278])
def test_a_key_whose_eightfold_begins_like_the_neutral_point_is_a_key(seed: int) -> None:
    # One key in 256 is so; these were found by trying the seeds from 0.
    private = Ed25519PrivateKey.from_private_bytes(seed.to_bytes(32, "little"))
    public = private.public_key().public_bytes_raw()
    point = verifier._point(public)
    assert point is not None
    assert verifier._written(verifier._times(8, point))[0] == 1
    assert verifier.signed(public, private.sign(b"x"), b"x")


@pytest.mark.parametrize("y", [PRIME, PRIME + 1, PRIME + 18])
def test_a_key_or_a_point_that_is_not_in_its_one_form_is_refused(y: int) -> None:
    odd = y.to_bytes(32, "little")
    assert not verifier.signed(odd, odd + bytes(32), b"x")
    assert not verifier.signed(bytes.fromhex(VECTORS[0][0]), odd + bytes(32), b"x")


@given(
    public=st.binary(max_size=40), signature=st.binary(max_size=80), data=st.binary(max_size=9)
)
def test_what_is_no_signature_is_none(public: bytes, signature: bytes, data: bytes) -> None:
    assert not verifier.signed(public, signature, data)


def leaves(count: int) -> list[bytes]:
    return [merkle.leaf(bytes([n])) for n in range(count)]


@pytest.mark.parametrize("size", range(1, 34))
def test_a_kept_tree_gives_roots_proofs_and_growth_that_the_verifier_accepts(size: int) -> None:
    some = leaves(size)
    tree = merkle.Tree(some)
    top = size, merkle.root(some)
    assert (len(tree), tree.root()) == top
    for index in range(size):
        path = tree.proof(index)
        assert path == merkle.proof(some, index)
        assert verifier.proves(path, some[index], index=index, tree=top)
        other = (index + 1) % size
        assert size == 1 or not verifier.proves(path, some[index], index=other, tree=top)
        assert not verifier.proves([*path, bytes(32)], some[index], index=index, tree=top)
        assert not verifier.proves(path, bytes(32), index=index, tree=top)
    for before in range(1, size + 1):
        path, then = tree.growth(before), (before, merkle.root(some[:before]))
        assert tree.root(before) == then[1]
        assert verifier.grew(path, then, top)
        assert not verifier.grew(path, (before, bytes(32)), top)
        assert not verifier.grew([*path, bytes(32)], then, top)


@given(size=st.integers(1, 200), index=st.integers(-1, 200), flip=st.integers(0, 10_000))
def test_a_proof_with_a_bit_changed_proves_nothing(size: int, index: int, flip: int) -> None:
    some = leaves(size) if size < 200 else leaves(199)
    tree, at = merkle.Tree(some), index % len(some)
    path = tree.proof(at)
    if path:
        place, bit = divmod(flip % (len(path) * 256), 256)
        changed = int.from_bytes(path[place], "big") ^ 1 << bit
        path[place] = changed.to_bytes(32, "big")
        top = len(some), tree.root()
        assert not verifier.proves(path, some[at], index=at, tree=top)


def test_the_verifier_takes_nothing_but_the_standard_library() -> None:
    tree = ast.parse(Path(verifier.__file__).read_text(encoding="utf-8"))
    names = {
        name.partition(".")[0]
        for node in ast.walk(tree)
        for name in (
            [each.name for each in node.names]
            if isinstance(node, ast.Import)
            else [node.module or ""]
            if isinstance(node, ast.ImportFrom)
            else []
        )
    }
    assert names <= sys.stdlib_module_names
    assert names.isdisjoint({"socket", "http", "urllib", "subprocess", "os", "pickle"})


def test_the_verifier_is_of_python_3_8() -> None:
    text = Path(verifier.__file__).read_text(encoding="utf-8")
    with pytest.raises(SyntaxError):
        ast.parse("match x:\n  case 1: pass", feature_version=(3, 8))
    assert ast.parse(text, feature_version=(3, 8)).body
