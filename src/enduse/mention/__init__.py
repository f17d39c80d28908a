"""A text against what is known: who and what it names, where, how sure, and who says so.

running   the lines of a paper as one running text, and where each sign of it stands
"""
