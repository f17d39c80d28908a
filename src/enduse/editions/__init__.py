"""The shelf: published states of lists, immutable, on disk, named by their hash.

    shelf     Shelf        put an edition on the shelf, find the newest by a day
    entries   Entries      the parties of one edition, read one at a time
    header    Edition      what an edition is, and which files it has
    files     PackedFiles  its files, packed against those of earlier editions
    packs     pack         one file packed, whole or as what differs
    copies    whole_folder folders that appear whole; copies that may go
    book      Book         what happened to a list from day to day
    tables    TableShelf   tables of goods that a user brought, byte for byte

An edition is a folder that appears whole, by one rename, or not at all:

    editions/<list id>/<day>-<hash>-<reader>/edition.json       what it is
                                             entries.jsonl.zst  one party a line
                                             issues.jsonl.zst   what could not be read
                                             source/*.zst       the published files
                       .plain/               copies of the last few, to be mapped
                       book.jsonl            what happened from day to day
"""
