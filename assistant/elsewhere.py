"""Names of countries and of diving areas, as divers write them, separated by commas. Data only.

A question about one without pages is not answered with another (places.py; a name that a destination of the
library has is that destination, whatever stands here). Who says where somebody dives is in no emergency
(triage.py), and the emergency card has the numbers of where somebody is (emergency.py).
"""

from collections.abc import Mapping

COUNTRIES = """
    afghanistan, albania, algeria, angola, antarctica, antigua, argentina, armenia, aruba, australia,
    austria, azerbaijan, bahamas, bahrain, bangladesh, barbados, belgium, belize, bermuda, bolivia,
    bosnia, botswana, brazil, brunei, bulgaria, cambodia, cameroon, canada, cape verde, cayman, chile,
    china, colombia, comoros, costa rica, croatia, cuba, curacao, curaçao, cyprus, czech republic,
    denmark, djibouti, dominica, dominican republic, ecuador, egypt, el salvador, england, eritrea,
    estonia, ethiopia, fiji, finland, france, french polynesia, gabon, georgia, germany, ghana, gibraltar,
    greece, greenland, grenada, guadeloupe, guam, guatemala, guyana, haiti, honduras, hong kong, hungary,
    iceland, india, indonesia, iran, iraq, ireland, israel, italy, ivory coast, jamaica, japan, jordan,
    kazakhstan, kenya, kiribati, kuwait, laos, latvia, lebanon, liberia, libya, liechtenstein, lithuania,
    luxembourg, macau, madagascar, malaysia, maldives, malta, marshall islands, martinique, mauritania,
    mauritius, mexico, micronesia, monaco, mongolia, montenegro, morocco, mozambique, myanmar, namibia,
    nauru, nepal, netherlands, new caledonia, new zealand, nicaragua, nigeria, niue, north korea, norway,
    oman, pakistan, palau, panama, papua new guinea, paraguay, peru, philippines, poland, portugal, puerto
    rico, qatar, reunion, romania, russia, rwanda, saint lucia, st lucia, samoa, saudi arabia, scotland,
    senegal, serbia, seychelles, sierra leone, singapore, slovakia, slovenia, solomon islands, somalia,
    south africa, south korea, spain, sri lanka, st vincent, sudan, suriname, sweden, switzerland, syria,
    tahiti, taiwan, tanzania, thailand, tonga, trinidad, tunisia, turkey, turks and caicos, tuvalu,
    ukraine, united arab emirates, uruguay, vanuatu, venezuela, vietnam, virgin islands, wales, yemen
"""
DIVING_AREAS = """
    abu dhabi, adriatic, alor, ambon, andaman islands, anilao, apo island, aqaba, azores, baikal, baja
    california, baltic sea, banda sea, bimini, black sea, bohol, bora bora, boracay, brothers islands,
    bunaken, canary islands, cancun, cape town, catalina, chuuk, cocos island, coiba, cornwall, coron,
    corsica, costa brava, crete, dahab, derawan, diani, dubai, dumaguete, eilat, el hierro, el nido, elba,
    farne islands, florida, formentera, fuerteventura, galapagos, gili islands, gili trawangan, gran
    canaria, great lakes, hainan, halmahera, havelock, hawaii, hin daeng, hvar, ibiza, isla mujeres,
    ishigaki, islamorada, jeju, kalimantan, key largo, key west, kimbe bay, koh chang, koh lanta, koh
    lipe, koh phi phi, kona, krabi, la paz, lake garda, langkawi, lanzarote, layang layang, lembeh, little
    cayman, lofoten, lombok, mactan, madeira, mafia island, mahe, malapascua, mallorca, manado, maui,
    menorca, milne bay, molokini, monterey, moorea, musandam, nha trang, ningaloo, north sea, nosy be,
    nusa lembongan, oahu, okinawa, oslob, palawan, pattaya, pemba, phi phi, phuket, phu quoc, playa del
    carmen, ponta do ouro, poor knights, praslin, puerto galera, pulau weh, rangiroa, ras mohammed,
    redang, rottnest, saba, safaga, saipan, san diego, santorini, sardinia, scapa flow, sharm el sheikh,
    sicily, siargao, silfra, silver bank, sinai, socorro, sodwana, sorong, south pacific, st croix, subic
    bay, sulawesi, sumbawa, tenerife, tobago, tofo, truk lagoon, tubbataha, tulum, ustica, utila,
    vancouver island, wakatobi, watamu, white sea, yap, yucatan, zenobia
"""
# Where somebody may be diving, too. As names of countries "us" and "states" would be found where none is
# meant.
OTHER_PLACES = """
    red sea, baltic, caribbean, mediterranean, med, sea, ocean, pool, lake, quarry, states, us
"""
# By ISO 3166-1 alpha-2 code, and only where a name is of one country alone: whose emergency number is meant.
# "Jordan" and "Sydney" may be divers, "wales" is in New South Wales, and who cries "¡Socorro!" is not on that
# island.
NAMES_OF_COUNTRIES: Mapping[str, str] = {
    "AT": "austria",
    "AU": "australia, great barrier reef, cairns, port douglas, townsville, ningaloo, rottnest, tasmania",
    "BE": "belgium",
    "BG": "bulgaria",
    "BQ": "bonaire",
    "CA": "canada, british columbia, vancouver, vancouver island",
    "CY": "cyprus, larnaca",
    "CZ": "czech republic, czechia",
    "DE": "germany",
    "DK": "denmark",
    "EE": "estonia",
    "EG": "egypt, hurghada, marsa alam, dahab, sharm, sharm el sheikh, safaga, el gouna, soma bay, "
    "ras mohammed",
    "ES": "spain, canary islands, tenerife, lanzarote, gran canaria, fuerteventura, el hierro, "
    "mallorca, menorca, ibiza, formentera, costa brava",
    "FI": "finland",
    "FJ": "fiji, beqa, taveuni",
    "FR": "france, corsica, marseille",
    "GB": "united kingdom, uk, england, scotland, cornwall, scapa flow, northern ireland, farne islands",
    "GR": "greece, crete, santorini",
    "HN": "honduras, roatan, utila",
    "HR": "croatia, hvar",
    "HU": "hungary",
    "ID": "indonesia, bali, lombok, gili islands, gili trawangan, gili air, komodo, labuan bajo, "
    "raja ampat, sorong, bunaken, manado, lembeh, alor, ambon, nusa penida, nusa lembongan, sulawesi, "
    "wakatobi, tulamben, derawan, sumatra, halmahera",
    "IE": "ireland",
    "IT": "italy, sicily, sardinia, elba, ustica",
    "JO": "in jordan, aqaba",
    "LT": "lithuania",
    "LU": "luxembourg",
    "LV": "latvia",
    "MT": "malta, gozo, malta and gozo, comino",
    "MU": "mauritius",
    "MX": "mexico, cozumel, cancun, playa del carmen, tulum, isla mujeres, baja california",
    "MY": "malaysia, tioman, tioman island, perhentian, perhentians, perhentian islands, redang, "
    "sipadan, sipadan and mabul, mabul, semporna, langkawi, kota kinabalu, layang layang",
    "NL": "holland, the netherlands",
    "PH": "philippines, cebu, moalboal, malapascua, bohol, panglao, coron, palawan, puerto galera, "
    "anilao, dumaguete, apo island, boracay, el nido, oslob, subic bay, siargao, mactan",
    "PL": "poland",
    "PT": "portugal, azores, madeira, algarve",
    "PW": "palau, koror",
    "RO": "romania",
    "SE": "sweden",
    "SG": "singapore",
    "SI": "slovenia",
    "SK": "slovakia",
    "TH": "thailand, koh tao, ko tao, similan, similan islands, similans, phuket, krabi, koh phi phi, "
    "phi phi, koh lanta, koh lipe, koh chang, koh samui, khao lak, pattaya, koh phangan",
    "TZ": "tanzania, zanzibar, mafia island",
    "US": "united states, usa, florida, hawaii, california, key largo, key west, islamorada, maui, "
    "oahu, kona, monterey, san diego",
}
