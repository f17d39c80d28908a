"""E-documents: files that say themselves which field is which.

xml            XML from anybody -> a tree that fetches nothing, with where its parts stand
said           a text that a file says, with its place
codes          units, schemes of numbers, Incoterms, goods codes (`codes.toml`)
someone        what is said of somebody, and everybody of a document once
draft          what is said, field by field -> a document
traits         a property of goods named in words -> its field
left           what of an XML file is in no field
ubl            UBL orders, invoices, despatch advices, waybills; its parties, goods, shipping
cii            UN/CEFACT cross-industry messages: Factur-X, ZUGFeRD, XRechnung, Order-X
idoc           SAP IDocs as XML
shipment       e-CMR, eFTI, Cargo-XML
dcsa           bills of lading of container lines, as JSON
edifact        UN/EDIFACT orders, despatch advices, invoices
credit         SWIFT letters of credit
functions      what a party does, by its code
attached       files inside an e-document, and envelopes around one
named          XML that is known and not read, in words
read           a file -> its documents
"""
