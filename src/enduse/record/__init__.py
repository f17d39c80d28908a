"""The record: what was decided, on what, by whom, so that years later nobody has to believe us.

canonical   JSON values -> the one way to write them, and salted commitments to them
chain       headers: written, hashed, read back
merkle      the root over all entries, and proofs that one entry is under it
keys        the installation's Ed25519 key, and the public keys that it trusts
tables      the tables: entries, parts, labels, kept files, what was taken out
database    SQLite or PostgreSQL, opened so that what is committed is on the disk
migrate     the tables brought to the form of this version, or back
checkpoints a file beside the database that says how far the record had come
book        Book: entries appended and read
tombs       what entries of kind purge say was taken out
purging     parts taken out for good, under such an entry
walk        the chain from entry to entry, everything computed again
stretches   the same of a long record, by several walks at once
verify      all of it; the first and every fault
"""
