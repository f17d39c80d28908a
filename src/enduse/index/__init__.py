"""Find listed names like a given one, and say why they are alike.

build       build               names and numbers -> NameIndex
index       NameIndex           listed names as arrays, and the keys of their words
store       write, open_index   the same as plain files, memory-mapped, swapped whole
lines       lay_out, Lines      names as arrays, asked and listed ones alike (keys: their words)
ways        ways, WAYS          in what way two words are alike
near        near                the listed words that each asked one may stand for
candidates  candidates          the names that can reach a score (bound, hopes: what can)
pairing     stand               which word of one name stands for which of the other
evidence    evidence            what speaks for and against, as numbers
model       load, Model         what the numbers are worth, as it was fitted
found       find, Found         all of it in order, for many names at once
score       explain             why two names score so; the reasons add up to the score
search      search, search_many the same with reasons, best name of each entry first
shares      rarity_of           how rare a word is among addresses
address_score  compare_addresses   how alike two addresses are, and why (with address_streets)
address_index  AddressIndex     words, houses and boxes to addresses (address_store keeps it)
addresses   search_addresses    candidates, scored, best address of each entry first
thresholds  DEFAULT             the score from which a hit is shown, and its name
"""
