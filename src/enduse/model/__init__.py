"""The nouns every room shares. Frozen, plain, standard library only.

issue     Issue               trouble in one row or one field, kept beside what was read
dates     DateSpan            a date as known: a day, a month, a year, about, between
order     Order, Party, ...   what a company is about to do
holding   Entity, Holding     who owns what, as one register or file says it
listing   Entry, Reading, ... what a publisher says of a party
edition   Edition             one published state of one list, named by its hash
hit       Hit, Feature        a party that may be a listed one, and why
finding   Finding, Basis, ... the answer of one test, with the law that asks for it
decision  Decision            the verdict on one order and everything behind it
record    Entry, Part, ...    decisions as they are kept: chained, signed, checkpointed
wire      to_plain            any of these as plain JSON values
"""
