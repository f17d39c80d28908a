"""What the pack says of itself, for whoever opens it and knows nothing of us."""

from collections.abc import Iterator

from enduse.model.evidence import CaseFile
from enduse.record.chain import moment_text

_WHAT = """\
This is the evidence of one decision on one export order, as it was recorded when it was made.

  report.html, report.pdf  the case, for people
  order.json               the order as it was given
  decision.json            the decision, with every finding and the law that it rests on
  lists/                   each list that was searched: its edition by hash, the entries that
                           a finding names, and for each the proof that it is of that edition
  record/                  the entry of the record with its signature, the checkpoint that
                           closes the record, and the proof that leads from one to the other
  manifest.json, .sig      every file with its SHA-256, signed

HOW TO VERIFY IT, without us and without a connection

  1. Get the public key, and a checkpoint of before if you hold one, from the exporter some
     other way than with this file.
  2. Get verify.py from a release of enduse. It is one file and needs Python alone. A pack
     brings none: whoever changed a pack would change its verifier too.
  3. python3 -I verify.py THIS.zip --key KEYFILE --checkpoint CHECKPOINTFILE

It recomputes every hash, signature and proof, and names the byte that is not as it was signed.

WHAT IT DOES NOT SHOW

  - That what was recorded is true, or that everything was recorded.
  - That no more was recorded of this order than lies here.
  - That the reports say what was recorded. They are drawn from it; where they differ from
    decision.json, that one counts.
  - More of a list's entry than enduse read of it. Each line in entries.jsonl holds every
    published field that is kept; the file of the publisher is named by its hash in
    edition.json, and lies in lists/ where it was asked for.
"""


def read_me(case: CaseFile) -> bytes:
    """The text that lies beside the files of a pack."""
    return "\n".join([*_head(case), _what(case), *_left_out(case)]).encode()


def _what(case: CaseFile) -> str:
    """What lies in the pack, but for the files whose part was taken out."""
    gone = [f"  {name}.json " for name in ("order", "decision") if name in case.taken_out]
    lines = _WHAT.split("\n")
    return "\n".join(each for each in lines if not each.startswith(tuple(gone)))


def _head(case: CaseFile) -> Iterator[str]:
    yield f"Order       {_line(case.order)}"
    if case.decision is not None:
        yield f"Decision    {case.decision['verdict']}, as of {case.decision['as_of']}"
    yield f"Recorded    {moment_text(case.moment)}, as entry {case.number}"
    if case.person is not None:
        yield f"Answers     {_line(case.person)}"
    at = case.checkpoint
    yield f"Checkpoint  {moment_text(at.moment)}, at entry {at.number}"
    yield f"Key         {at.key}"
    yield ""


def _left_out(case: CaseFile) -> Iterator[str]:
    if case.left_out or case.taken_out:
        yield "NOT IN THIS PACK\n"
    for name in case.taken_out:
        yield f"  - Part {name} of the entry: it was taken out of the record."
    for each in case.left_out:
        yield f"  - {_line(each)}"
    if case.left_out or case.taken_out:
        yield ""


def _line(text: str) -> str:
    """A text on one line, whatever it holds."""
    return "".join(c if c.isprintable() else "?" for c in text)
