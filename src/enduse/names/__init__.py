"""A name as written becomes a name that can be compared. Pure; no network, no list.

text     CleanName, clean_name    case, accents, punctuation and look-alike letters folded
scripts  romanise                 any script into Latin letters, with the usual variants
         arabic, east, spell      the scripts that need more than a table, and the tables
others   others, chinese          the same name as other countries and times write it
sound    skeleton, fold           keys under which the spellings of one word meet
forms    split_form               "OOO", "Co., Ltd.", "A.S." taken off and kept as classes
common   background, is_place     how much an ordinary word tells, before any list is read
rarity   rarity                   how much any word tells, by common knowledge
words    read                     what one word as typed brings with it; kept by `remembered`
expand   expand, join_compounds   "grp" is group, "zavod" is plant, "Abd al-Rahman" one word
address_read  read_address        street, house, room, box and place of an address
ready    ReadyName, ready         all of it in order: what the index takes

Nothing is imported here, so that a caller pays only for what it uses.
"""
