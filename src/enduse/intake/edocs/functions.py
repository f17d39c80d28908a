"""What a party does, by its code (UNCL 3035, which EDIFACT and UN/CEFACT XML share)."""

ROLES: dict[str, tuple[str, str]] = {
    "SE": ("seller", ""), "SU": ("seller", ""), "EX": ("seller", "other"),
    "CZ": ("seller", "other"), "SF": ("other", ""), "II": ("seller", "other"),
    "BY": ("buyer", ""), "IM": ("buyer", "other"), "OB": ("buyer", "other"),
    "IV": ("buyer", "payer"), "BT": ("buyer", "payer"), "PR": ("payer", ""),
    "CN": ("consignee", ""), "DP": ("consignee", ""), "ST": ("consignee", ""),
    "UC": ("consignee", ""), "UD": ("end_user", ""), "GY": ("other", ""),
    "FW": ("forwarder", ""), "FC": ("forwarder", ""), "CA": ("carrier", ""),
    "NI": ("notify", ""), "N1": ("notify", ""), "N2": ("notify", ""),
    "MF": ("manufacturer", ""), "AG": ("intermediary", ""), "BK": ("bank", ""),
    "PE": ("other", ""),
}  # fmt: skip
"""Code: the role, and the one where another has that by name. UD: the ultimate customer."""
