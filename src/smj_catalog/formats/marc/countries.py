"""Countries: the codes of MARC (008/15-17) and of ISO 3166-1.

MARC Code List for Countries (Library of Congress). Of the states and provinces of four countries it has codes of their own.
"""

from __future__ import annotations

_PAIRS = """
ja JP, ko KR, kn KP, cc CN, ch TW, mp MN, vm VN, th TH, ph PH, io ID, my MY, si SG, ii IN, pk PK, ce LK, np NP, ir IR,
iq IQ, is IL, tu TR, le LB, sy SY, jo JO, su SA, ts AE, af AF, bg BD, br MM, cb KH, ls LA, bx BN, fr FR, gw DE, it IT,
sp ES, po PT, ne NL, be BE, lu LU, sz CH, au AT, ie IE, dk DK, sw SE, no NO, fi FI, ic IS, gr GR, pl PL, xr CZ, xo SK,
hu HU, rm RO, bu BG, ru RU, un UA, bw BY, li LT, lv LV, er EE, ci HR, xv SI, rb RS, bn BA, xn MK, aa AL, mv MD, cy CY,
mm MT, ua EG, sa ZA, mr MA, ae DZ, ti TN, ly LY, ke KE, et ET, nr NG, gh GH, mx MX, bl BR, ag AR, cl CL, pe PE, ck CO,
ve VE, ec EC, bo BO, uy UY, py PY, cu CU, gt GT, cr CR, pn PA, nz NZ, at AU, xxu US, xxk GB, xxc CA
"""
_CODES = dict(pair.split() for pair in _PAIRS.split(","))
_MARC = {iso: code for code, iso in _CODES.items()}
_PARTS = {"a": "AU", "c": "CA", "k": "GB", "u": "US"}
"""Last of three letters: a state or province of a country."""


def country_of(code: str) -> str | None:
    """Return the country that a code of MARC means, as ISO 3166-1 has it; None where it means none, or none known here.

    Args:
        code: of MARC; of a state or province, too: enk, nyu.
    """
    code = code.strip()
    if len(code) == 3 and code.isalpha():
        return _PARTS.get(code[2])
    return _CODES.get(code)


def code_of(country: str | None) -> str | None:
    """Return the three places of the code of a country, given that of ISO 3166-1; None where it is not known here."""
    code = _MARC.get(country or "")
    return None if code is None else f"{code:3}"
