"""An order, its hits and the rulebook -> findings, each with the texts that ask for it.

rules      the rulebook as typed data
regimes    which bodies of law apply to an order, and why
case       an order with everything that the tests look at made ready
tests      the tests: one small function each, three-valued
weigh      the weight of each finding in the setting of its order
missing    which missing fact could change the outcome
assess     all of it, in order
"""
