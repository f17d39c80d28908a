"""The encoding of a text, as its bytes show it."""

_NULS = 0.3
_PAIR = 2


def decoded(data: bytes) -> tuple[str, str]:
    """Text in the encoding that its bytes show, and the name of that encoding.

    >>> decoded("Größe".encode("cp1252")), decoded("ab".encode("utf-16-le"))
    (('Größe', 'Windows-1252'), ('ab', 'UTF-16'))
    """
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data.decode("utf-16", errors="replace"), "UTF-16"
    head = data[:4000]
    for at, codec in ((1, "utf-16-le"), (0, "utf-16-be")):
        part = head[at::2]
        if len(head) >= _PAIR and part.count(0) > _NULS * max(1, len(part)):
            return data.decode(codec, errors="replace"), "UTF-16"
    try:
        return data.decode("utf-8-sig"), "UTF-8"
    except UnicodeDecodeError:
        return data.decode("cp1252", errors="replace"), "Windows-1252"
