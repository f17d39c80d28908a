"""Tables of orders, as people export them: a mapping first, then orders, and no row lost.

titles    a heading -> the field that its words claim
look      the cells of a column -> what they look like
mapping   which column holds which field: as a small TOML, and bound to a table
guess     headings and contents -> a mapping, with why and how sure, and what is asked
settle    columns that claim one field, or another's: one of them, or a question
sift      rows that are none of an order: empty, totals, headings again
cells     one cell -> a value, or words that say why not
build     the rows of one order -> its record, and where each field stood
parties   the cells about the parties of an order -> its parties
read      a file and its mapping -> orders, and every row accounted for
"""
