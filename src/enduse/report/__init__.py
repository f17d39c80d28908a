"""Decisions as people and programs read them. Adds nothing to a decision, hides nothing.

words   the sentences and colours that every form shares
text    for a terminal (Rich)
page    for a browser: one HTML file that stands alone (Jinja2)
letter  what to ask a customer: `letter_text`, `letter_docx`, `letter_pdf` write it
plain   for programs: JSON, one decision a line, and CSV, one order a row
"""
