"""Printed documents -> what they say of an order, and where each of it stood.

read            read_form: a paper -> its documents
sorts           what a paper is, by its title; where another begins
labels          what a printed label announces (labels.toml)
sheet           the cells of a paper, what stands beside and below each
party, parties  a block -> a party; every party of a paper in its role
letterhead      who a paper is from and to where no label says so
country         the country of an address, a place, a port (ports.toml)
numbers, days   a paper's number, those of others, and days
route           places, Incoterms, vessels
clauses         sentences: the clause against re-export, the end use
told            what was read so far, with where it stood
goods           Goods, goods_in: the lines of goods of a paper, and their totals
goods_rows      the lines of a paper as rows of pieces
goods_columns   a row of headings -> columns; the pieces of a row -> their columns
goods_parted    a piece that holds the cells of several columns -> a piece for each
goods_table     the rows of a table -> the rows of each item of it
goods_item      the rows of an item -> a line of goods
goods_labels    "HS code: 8542.31" below an item
goods_free      goods in blocks of labels, in words of transport, in sentences and lists
goods_carried   several goods in one row of a transport paper
goods_shared    a code that a sentence gives to all goods
goods_words     the words of all of these
goods_figures   how the numbers of a document are written; weights
goods_sums      totals, charges, and whether the lines sum up to them
"""
