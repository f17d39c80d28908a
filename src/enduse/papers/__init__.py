"""A document as lines of text, opened without trust: it may come from anybody.

encoding   the encoding of a text, as its bytes show it
plain      a text -> its lines, and what stands apart on each
"""
