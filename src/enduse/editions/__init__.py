"""The shelf: published states of lists, immutable, on disk, named by their hash.

    shelf     Shelf     put an edition on the shelf, find the newest by a day
    entries   Entries   the parties of one edition, read one at a time

An edition is a folder that appears whole, by one rename, or not at all:

    editions/<list id>/<day>-<hash>/edition.json    what it is
                                    entries.jsonl   one party a line, canonical JSON
                                    entries.idx     where each line starts, 8 bytes each
                                    issues.jsonl    what could not be read
                                    source/*.gz     the published files as they came
"""
