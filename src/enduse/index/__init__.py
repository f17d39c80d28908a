"""Find listed names like a given one, and say why they are alike.

build       build               names and numbers -> NameIndex
index       NameIndex           words to names; the candidates for one name, generously
store       write, open_index   the same as plain files, memory-mapped, swapped whole
likeness    Ear, Word           how alike two words are
align       align               which word of one name stands for which of the other
score       compare, NameScore  the one scorer; its reasons add up to its score
search      search, Match       candidates, scored, best name of each entry first
address_score  compare_addresses   how alike two addresses are, and why (with address_streets)
address_index  AddressIndex     words, houses and boxes to addresses (address_store keeps it)
addresses   search_addresses    candidates, scored, best address of each entry first
thresholds  DEFAULT             the score from which a hit is shown, and its name
"""
