"""Printed documents -> what they say of an order, and where each of it stood.

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
