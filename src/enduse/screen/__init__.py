"""Hold one order against the lists: who in it may be a listed party -> hits.

source   Source     one list, its entries and its index
addresses AddressScreener  every address of an order against every list
facts    weigh_facts  what speaks for or against a match beside the name
screen   Screener   every name and number of an order against every list
"""
