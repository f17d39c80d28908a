"""Documents of one shipment against each other: tolerant of spelling, strict on substance.

compare   documents -> what differs, what agrees, what one lacks
differ    what several documents say of one fact -> those that agree, and those that do not
parties   who sells, buys, receives and uses the goods
goods     lines of goods: which are the same, and what of them differs
figures   weights, packages, totals, and how exactly they are printed
pair      which line of goods of one document is which of another
ways      ports, vessels, Incoterms, days
words     units, places, vessels and banks as people write them
alike     one thing written in two ways, written in one
"""
