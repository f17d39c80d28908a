"""Documents of one shipment against each other: tolerant of spelling, strict on substance.

compare   documents -> what differs, what agrees, what one lacks
differ    what several documents say of one fact -> those that agree, and those that do not
parties   who sells, buys, receives and uses the goods
goods     lines of goods: codes, part numbers, and goods that one document lacks
rows      the same goods in several documents
amounts   how much of them, and for how much money
together  several invoices of one order as one
figures   weights, packages, totals
numbers   how exactly numbers are printed
pair      which line of goods of one document is which of another
ways      ports, vessels, Incoterms, days
words     units, places, vessels and banks as people write them
alike     one thing written in two ways, written in one
"""
