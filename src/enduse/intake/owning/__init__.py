"""Files that say who owns whom -> `model.holding.Ownership`. One module a format.

    read      a file -> what it says, the format found by its content
    book      what is gathered from one file, with what could not be used
    records   a file of JSON or JSON Lines -> records with the place each stands at
    shares    a share and a day as files write them
    bods      Beneficial Ownership Data Standard, versions 0.2 to 0.4
    gleif     GLEIF level 1 and 2: names, accounting consolidation, exceptions
    psc       the UK register of people with significant control
    natures   natures of control of that register: bands and words
    table     a table of stakes: owner, owned, share

A row that cannot be read is a `Doubt` with its place and stops nothing else.
"""
