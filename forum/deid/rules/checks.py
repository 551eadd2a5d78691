"""Check digits: arithmetic that a number of its kind must satisfy."""


def luhn(digits: str) -> bool:
    """ISO/IEC 7812-1: bank cards, and National Provider Identifiers behind 80840."""
    doubled = (int(d) * (2 if i % 2 else 1) for i, d in enumerate(reversed(digits)))
    return sum(n - 9 if n > 9 else n for n in doubled) % 10 == 0


def modulus_11(digits: str) -> bool:
    """The ten-digit NHS number of England, Wales and Man (NHS Data Dictionary)."""
    rest = 11 - sum(int(d) * (10 - i) for i, d in enumerate(digits[:9])) % 11
    return rest % 11 == int(digits[9])
