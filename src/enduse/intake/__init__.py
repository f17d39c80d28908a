"""Files people hold -> orders. One module a format; each keeps what it could not read.

    fields    one field of a record: taken by name, checked, or handed back as an issue
    order     one JSON record -> Order and its issues
    past      a file of past orders, of any form -> History
    json      a file of JSON or JSON Lines -> the records in it
    orders    tables of orders: a mapping, then orders, and every row accounted for
    owning    files that say who owns whom, each format in a module of its own

A record that cannot be read at all still yields a `Given` with an error in it: the other
orders of the file are decided, and this one is answered with `error`, not lost.
"""
