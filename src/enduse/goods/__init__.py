"""Goods: their codes, the editions of those codes, and the tables they are held against.

codes      parse_hs     a goods code as written -> its first six digits, or what is wrong
editions   Changes      one code under HS 2012, 2017 and 2022
priority   Priority     the Common High Priority List and Annex XL
uav        Uav          what a drone programme looks for, by code and by words
vague      Vague        descriptions that name no goods
words      Lexicon      words in eight languages, found whole or by stem
negation   Negation     words that a description denies
parts      Parts        part numbers: maker, family, kind, codes and controls to look at
recovered  Recovered    such parts in a user's table of components found in weapons
tables                  the tables themselves
"""
