"""Who is watched, up to which editions, and what must still be told.

tables     connect    one file of SQLite: parties, whose they are, how far each was watched
parties    Parties    parties, each once, and the orders and partners that they stand in
outbox     Outbox     messages on their way: kept until the other side took them

All but the partners that were added by hand, how far each was watched, and the messages
can be made again from the record.
"""
