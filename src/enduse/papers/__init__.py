"""A document as lines of text, opened without trust: it may come from anybody.

read       a document of any kind -> paper
kinds      what a file is, by what stands in it
encoding   the encoding of a text, as its bytes show it
plain      a text -> its lines, and what stands apart on each
pdf        a PDF, read in a process of its own
pdf_child  that process, and its limits
pdf_page   one page of a PDF -> its words at their places
pdf_fields what was filled in on a page; pdf_things its pictures; pdf_files files within
pdf_said   what of its pages was not read, in words
lay        words at their places -> lines, and what stands apart on each
flow       paragraphs and rows -> lines, for what has no pages
docx       a letter of Word; docx_text the text of its paragraphs
odt        a letter of LibreOffice
html, rtf  a web page, a text with layout
mail       an e-mail: its head, its text, and what is attached
xml        XML opened without trust, and its texts
zipped     an archive: the files in it; unzip unpacks within bounds
"""
