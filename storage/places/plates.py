"""The licence plates of Saxony-Anhalt, which people write instead of the district or its old seat.

Source: Anlage 1 FZV (distinguishing signs, the reintroduced ones among them). A sign of a district of today
stands for it; one of an earlier district for its seat, which lies in the district of today. "OK" (Ohrekreis)
is left out: as a word it nearly always means something else.
"""

from collections.abc import Mapping

PLATES: Mapping[str, tuple[str, ...]] = {
    "15001": ("DE",),
    "15001/Roßlau": ("RSL",),
    "15002/Halle": ("HAL",),
    "15003/Magdeburg": ("MD",),
    "15081": ("SAW",),
    "15081/Gardelegen": ("GA",),
    "15081/Klötze": ("KLZ",),
    "15082": ("ABI",),
    "15082/Bitterfeld": ("BTF",),
    "15082/Köthen": ("KÖT",),
    "15082/Zerbst": ("AZE", "ZE"),
    "15083": ("BK", "BÖ"),
    "15083/Haldensleben": ("HDL",),
    "15083/Oschersleben": ("OC",),
    "15083/Wanzleben": ("WZL",),
    "15083/Wolmirstedt": ("WMS",),
    "15084": ("BLK",),
    "15084/Hohenmölsen": ("HHM",),
    "15084/Naumburg": ("NMB",),
    "15084/Nebra": ("NEB",),
    "15084/Weißenfels": ("WSF",),
    "15084/Zeitz": ("ZZ",),
    "15085": ("HZ",),
    "15085/Halberstadt": ("HBS",),
    "15085/Quedlinburg": ("QLB",),
    "15085/Wernigerode": ("WR",),
    "15086": ("JL",),
    "15086/Burg": ("BRG",),
    "15086/Genthin": ("GNT",),
    "15087": ("MSH", "ML"),
    "15087/Hettstedt": ("HET",),
    "15087/Lutherstadt Eisleben": ("EIL",),
    "15087/Sangerhausen": ("SGH",),
    "15088": ("SK",),
    "15088/Merseburg": ("MER", "MQ"),
    "15088/Querfurt": ("QFT",),
    "15089": ("SLK",),
    "15089/Aschersleben": ("ASL",),
    "15089/Bernburg": ("BBG",),
    "15089/Schönebeck (Elbe)": ("SBK",),
    "15089/Staßfurt": ("SFT",),
    "15090": ("SDL",),
    "15090/Havelberg": ("HV",),
    "15090/Osterburg": ("OBG",),
    "15091": ("WB",),
    "15091/Gräfenhainichen": ("GHC",),
    "15091/Jessen (Elster)": ("JE",),
}
"""Signs by what they stand for: a district's key or the ref of a place."""
