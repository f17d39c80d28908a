"""Download published files with their date and hash. The only room with a network.

limits     Limits    how long, how large, how often to try again
send       Sender    messages to an address of the user's: signed, tried again
download   Fetcher   one file: conditional, resumed where it broke, capped, retried
"""
