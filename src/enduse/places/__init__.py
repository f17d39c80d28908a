"""Countries: their codes and names, how far apart they are, and whose a phone number is.

table    Places         codes, names in many spellings, distances
phones   phone_country  the countries a telephone number may belong to
"""

from enduse.places.phones import PhoneRead, phone_country
from enduse.places.table import Places

__all__ = ["PhoneRead", "Places", "phone_country"]
