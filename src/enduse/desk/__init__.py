"""The composition root: the only room that knows every stage.

    imports   published files -> an edition on the shelf, and its index
    update    a list from its publisher -> an edition, or refused whole
    diff      what changed from one edition to another
    indexes   the index of an edition: opened where it is, built where it is not
    sources   what is on the shelf as of a day, ready to be searched
    holdings  files on owners, joined as of a day -> owners hung into an order
    past      a file of past orders -> what the tests ask of them (`ledger`)
    desk      Desk: orders in, decisions out
    record    decisions on their way into the record, and what is in it
    status    the state of every list, for people and for monitoring

Nothing is imported here: who checks an order does not pay for the readers of lists.
"""
