"""A document as lines of text, opened without trust: it may come from anybody.

read       a document of any kind -> paper
kinds      what a file is, by what stands in it
encoding   the encoding of a text, as its bytes show it
plain      a text -> its lines, and what stands apart on each
pdf        a PDF, read in a process of its own
pdf_child  that process, and its limits
pdf_page   one page of a PDF -> its words at their places
lay        words at their places -> lines, and what stands apart on each
"""
