"""One reader for each published list: bytes in, a reading out, in the publisher's words.

catalogue     info, effect   what each list is, where it lives, what being on it means in law
readers       read           the front door: pick the reader, hold the reading to its floor
ofac_csv      read           US Treasury, the four CSV files of the SDN list
ofac_remarks  parse          the prose in its Remarks column, taken apart
un_xml        read           UN Security Council, the consolidated XML
starter       read, load     the few entries that ship with enduse
"""
