"""A spreadsheet as rows of text, opened without trust: it may come from anybody.

sheet    XLSX or ODS: the rows of a sheet, the titles of all, its first words
unpack   the archive, within bounds
xlsx     a workbook
ods      an open document
"""
