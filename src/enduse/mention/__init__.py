"""A text against what is known: who and what it names, where, how sure, and who says so.

running   the lines of a paper as one running text, and where each sign of it stands
flow      that text in stretches: lines joined, sentences told apart
terms     words cut, and terms found among them, each word looked up once
reader    Reader     everything that a text names, with its place and its claims
goods, parts, codes, places, weapons    what each of them finds
span      what a stretch names, before its place and its claims are known
claims    Claims     how a sentence puts it: by whom, not certain, denied, asked
speakers  who says so, as it is written there
"""
