"""Goods: their codes, the editions of those codes, and the tables they are held against.

codes      parse_hs     a goods code as written -> its first six digits, or what is wrong
correlate  Correlation  what became of every number from one edition to another
editions   Changes      one code as it stands in HS 2022
nomenclature            the text of HS 2022, and which edition has a number
control    parse_control   a number of Annex I or of the US list, or what is wrong with it
control_list, chart     a control list and the US country chart, as a user brings them
control_read, _acts     the forms of their files; control_kinds tells them apart
control_search          words found in lists and nomenclature, ranked
control_candidates      entries that a goods code may fall under: ours, a question
priority   Priority     the Common High Priority List and Annex XL
uav        Uav          what a drone programme looks for, by code and by words
vague      Vague        descriptions that name no goods
words      Lexicon      words in eight languages, found whole or by stem
negation   Negation     words that a description denies
parts      Parts        part numbers: maker, family, kind, codes and controls to look at
recovered  Recovered    such parts in a user's table of components found in weapons
tables                  the tables themselves
"""
