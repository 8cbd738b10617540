"""Countries as the last line of an address names them: in French, in capitals without accents or signs.

Rule of the Universal Postal Union (S42, and its addressing guides): the country alone on the last line, in capitals,
in the language of the country that sends. Names: short French forms of ISO 3166-1. What La Poste serves as it serves
France is not there: such an address has no line of country.
"""

from __future__ import annotations

from functools import lru_cache

from fichier_tui.domain.text import fold

SERVED_AS_FRANCE = frozenset(("", "FR", "MC", "GP", "MQ", "GF", "RE", "YT", "PM", "BL", "MF", "NC", "PF", "WF", "TF"))
"""Codes whose postcodes of five digits are sorted in France: overseas, and Monaco (98000)."""
_NAMES = """
AD ANDORRE|AE EMIRATS ARABES UNIS|AF AFGHANISTAN|AG ANTIGUA ET BARBUDA|AI ANGUILLA|AL ALBANIE|
AM ARMENIE|AO ANGOLA|AR ARGENTINE|AS SAMOA AMERICAINES|AT AUTRICHE|AU AUSTRALIE|AW ARUBA|
AX ILES ALAND|AZ AZERBAIDJAN|BA BOSNIE HERZEGOVINE|BB BARBADE|BD BANGLADESH|BE BELGIQUE|
BF BURKINA FASO|BG BULGARIE|BH BAHREIN|BI BURUNDI|BJ BENIN|BM BERMUDES|BN BRUNEI|BO BOLIVIE|
BQ PAYS BAS CARIBEENS|BR BRESIL|BS BAHAMAS|BT BHOUTAN|BW BOTSWANA|BY BIELORUSSIE|BZ BELIZE|CA CANADA|
CC ILES COCOS|CD REPUBLIQUE DEMOCRATIQUE DU CONGO|CF REPUBLIQUE CENTRAFRICAINE|CG CONGO|CH SUISSE|
CI COTE D IVOIRE|CK ILES COOK|CL CHILI|CM CAMEROUN|CN CHINE|CO COLOMBIE|CR COSTA RICA|CU CUBA|
CV CAP VERT|CW CURACAO|CX ILE CHRISTMAS|CY CHYPRE|CZ TCHEQUIE|DE ALLEMAGNE|DJ DJIBOUTI|DK DANEMARK|
DM DOMINIQUE|DO REPUBLIQUE DOMINICAINE|DZ ALGERIE|EC EQUATEUR|EE ESTONIE|EG EGYPTE|
EH SAHARA OCCIDENTAL|ER ERYTHREE|ES ESPAGNE|ET ETHIOPIE|FI FINLANDE|FJ FIDJI|FK ILES MALOUINES|
FM MICRONESIE|FO ILES FEROE|GA GABON|GB ROYAUME UNI|GD GRENADE|GE GEORGIE|GG GUERNESEY|GH GHANA|
GI GIBRALTAR|GL GROENLAND|GM GAMBIE|GN GUINEE|GQ GUINEE EQUATORIALE|GR GRECE|GT GUATEMALA|GU GUAM|
GW GUINEE BISSAU|GY GUYANA|HK HONG KONG|HN HONDURAS|HR CROATIE|HT HAITI|HU HONGRIE|ID INDONESIE|
IE IRLANDE|IL ISRAEL|IM ILE DE MAN|IN INDE|IQ IRAK|IR IRAN|IS ISLANDE|IT ITALIE|JE JERSEY|
JM JAMAIQUE|JO JORDANIE|JP JAPON|KE KENYA|KG KIRGHIZSTAN|KH CAMBODGE|KI KIRIBATI|KM COMORES|
KN SAINT CHRISTOPHE ET NIEVES|KP COREE DU NORD|KR COREE DU SUD|KW KOWEIT|KY ILES CAIMANS|KZ KAZAKHSTAN|
LA LAOS|LB LIBAN|LC SAINTE LUCIE|LI LIECHTENSTEIN|LK SRI LANKA|LR LIBERIA|LS LESOTHO|LT LITUANIE|
LU LUXEMBOURG|LV LETTONIE|LY LIBYE|MA MAROC|MD MOLDAVIE|ME MONTENEGRO|MG MADAGASCAR|MH ILES MARSHALL|
MK MACEDOINE DU NORD|ML MALI|MM MYANMAR|MN MONGOLIE|MO MACAO|MP ILES MARIANNES DU NORD|MR MAURITANIE|
MS MONTSERRAT|MT MALTE|MU MAURICE|MV MALDIVES|MW MALAWI|MX MEXIQUE|MY MALAISIE|MZ MOZAMBIQUE|
NA NAMIBIE|NE NIGER|NF ILE NORFOLK|NG NIGERIA|NI NICARAGUA|NL PAYS BAS|NO NORVEGE|NP NEPAL|NR NAURU|
NU NIUE|NZ NOUVELLE ZELANDE|OM OMAN|PA PANAMA|PE PEROU|PG PAPOUASIE NOUVELLE GUINEE|PH PHILIPPINES|
PK PAKISTAN|PL POLOGNE|PN ILES PITCAIRN|PR PORTO RICO|PS TERRITOIRES PALESTINIENS|PT PORTUGAL|
PW PALAOS|PY PARAGUAY|QA QATAR|RO ROUMANIE|RS SERBIE|RU RUSSIE|RW RWANDA|SA ARABIE SAOUDITE|
SB ILES SALOMON|SC SEYCHELLES|SD SOUDAN|SE SUEDE|SG SINGAPOUR|SH SAINTE HELENE|SI SLOVENIE|
SJ SVALBARD ET JAN MAYEN|SK SLOVAQUIE|SL SIERRA LEONE|SM SAINT MARIN|SN SENEGAL|SO SOMALIE|
SR SURINAME|SS SOUDAN DU SUD|ST SAO TOME ET PRINCIPE|SV SALVADOR|SX SAINT MARTIN|SY SYRIE|SZ ESWATINI|
TC ILES TURQUES ET CAIQUES|TD TCHAD|TG TOGO|TH THAILANDE|TJ TADJIKISTAN|TK TOKELAU|TL TIMOR ORIENTAL|
TM TURKMENISTAN|TN TUNISIE|TO TONGA|TR TURQUIE|TT TRINITE ET TOBAGO|TV TUVALU|TW TAIWAN|TZ TANZANIE|
UA UKRAINE|UG OUGANDA|US ETATS UNIS|UY URUGUAY|UZ OUZBEKISTAN|VA VATICAN|
VC SAINT VINCENT ET LES GRENADINES|VE VENEZUELA|VG ILES VIERGES BRITANNIQUES|
VI ILES VIERGES DES ETATS UNIS|VN VIET NAM|VU VANUATU|WS SAMOA|XK KOSOVO|YE YEMEN|ZA AFRIQUE DU SUD|
ZM ZAMBIE|ZW ZIMBABWE
"""
# Other ways to write a country that files hold instead of a code.
_OTHERS = {
    "france": "FR", "france metropolitaine": "FR", "guadeloupe": "GP", "martinique": "MQ", "guyane": "GF",
    "guyane francaise": "GF", "reunion": "RE", "la reunion": "RE", "mayotte": "YT", "monaco": "MC",
    "nouvelle caledonie": "NC", "polynesie francaise": "PF", "angleterre": "GB", "ecosse": "GB", "england": "GB",
    "grande bretagne": "GB", "great britain": "GB", "scotland": "GB", "uk": "GB", "united kingdom": "GB",
    "belgie": "BE", "belgium": "BE", "switzerland": "CH", "schweiz": "CH", "svizzera": "CH", "germany": "DE",
    "deutschland": "DE", "spain": "ES", "espana": "ES", "italy": "IT", "italia": "IT", "hollande": "NL",
    "nederland": "NL", "netherlands": "NL", "austria": "AT", "osterreich": "AT", "ireland": "IE", "denmark": "DK",
    "danmark": "DK", "sweden": "SE", "sverige": "SE", "norway": "NO", "norge": "NO", "poland": "PL", "polska": "PL",
    "republique tcheque": "CZ", "united states": "US", "united states of america": "US", "usa": "US",
    "etats unis d amerique": "US", "russie": "RU", "russia": "RU", "morocco": "MA", "tunisia": "TN", "algeria": "DZ",
    "japan": "JP", "china": "CN", "brazil": "BR", "greece": "GR", "turkey": "TR", "birmanie": "MM", "irak": "IQ",
}  # fmt: skip


@lru_cache(maxsize=1)
def _by_code() -> dict[str, str]:
    pairs = (entry.strip().partition(" ") for entry in _NAMES.replace("\n", " ").split("|"))
    return {code: name.strip() for code, _space, name in pairs}


@lru_cache(maxsize=1)
def _by_name() -> dict[str, str]:
    return {fold(name): code for code, name in _by_code().items()} | _OTHERS


def country_code(country: str) -> str:
    """The code of ISO 3166-1 of a country written as a code or by its name; "" where it is unknown."""
    code = country.strip().upper()
    if code in SERVED_AS_FRANCE:
        return code or "FR"
    if code in _by_code():
        return code
    return _by_name().get(fold(country), "")


def country_line(code: str) -> str:
    """ "CH" is SUISSE; "" where there is no such line: unknown, or served as France."""
    return _by_code().get(code, "")
