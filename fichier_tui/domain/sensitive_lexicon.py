"""The words that `domain.sensitive_text` looks for, folded, two spaces between the patterns; each begins with
three plain letters.

Add one with a row in the table of `tests/domain/test_sensitive_text.py`, and a harmless reading beside it.
"""

from __future__ import annotations

import re

from fichier_tui.domain.sensitive import (
    BELIEFS,
    BODY,
    HEALTH,
    NATIONAL_NUMBER,
    OFFENCES,
    ORIGIN,
    POLITICS,
    SEX_LIFE,
    UNION,
)

SCORNFUL = "scornful"
"""No category of the law: words that the person should not read in its own file (CONSENT R29)."""
_ANIMAL = (
    r"(?:chien|chienne|chiot|chat|chatte|chaton|cheval|jument|poney|animal|animaux|vache|brebis|dog|cat|horse|pet|puppy"
    r"|rosier|arbre|plante|vigne|haie|gazon|palmier|olivier|tree|plant)s?"
)
"""And plants: what is ill there tells nothing of a person."""

FORBIDDEN: dict[str, str] = {
    HEALTH: r"""
        cancers?(?: (?:de|du|des) (?:la |l )?\w+)?  cancereu\w+  tumeurs?  leucemi\w+  chimio\w*  diabet\w+
        asthm\w+  epilep\w+  alzheimer  parkinson  sclerose(?: en plaques)?  seropositi\w+  sida  vih  hiv
        hepatites?  tuberculose  covid long  positi(?:f|ve) au covid  depressi(?:on|f|fs|ve|ves)  burn ?out
        bipolaires?  schizo\w*  psychiatri\w+  psychos\w+  paranoiaques?  anorexi\w+  boulimi\w+  obes\w+  autis\w+
        trisomi\w+  dyslexi\w+  demente?s?  demence  senil\w+  avc  infarctus  crises? cardiaques?
        problemes? cardiaques?  cardiaque  pacemaker  hypertendue?s?  hypertension
        problemes? de (?:sante|coeur|dos|tension|peau|vue|audition|poids)  soucis? de sante  ennuis? de sante
        raisons? (?:de sante|medicales?)  etats? de sante  sante  maladies?  malades?  handicap\w*  invalidite
        est invalide  diagnosed with \w+  pathologi\w+  medical\w*  medicaux  medicaments?
        medecin traitant  ordonnances? medicales?  sous traitement
        traitements? (?:medical|lourd|hormonal|medicamenteux)
        sous (?:antidepresseurs?|anxiolytiques?|morphine|cortisone|insuline)  arrets? (?:maladie|de travail)
        conges? (?:maladie|longue duree)  hospitalis\w+  est (?:a|de|sorti de|sortie de) l hopital
        operee?s? (?:d|de|du|des|a)(?: (?:la|l|son|sa))? \w+  dialys\w+
        greffe (?:du|d un|de|de la) (?:rein|reins|coeur|foie|poumon|moelle|cornee)  grossesses?  enceinte
        fausse couche  ivg  alcooliques?  alcoolisme  alcoolo  ivrognes?  toxico\w*  drogue(?:e|s|es)?  addict\w*
        pregnan\w+  miscarriage  illness\w*  disease\w*  disab(?:led|ility|ilities)
        arthrose  arthrit\w+  rhumatisme\w*  polyarthrit\w+  fibromyalgie  endometriose  menopaus\w+  migraineu\w+
        psoriasis  eczema  thyroide  cholesterol  cirrhose  crohn  mucoviscidose  drepanocyt\w+  myopath\w+  leucemique
        parkinsonien\w*  hemipleg\w+  tetrapleg\w+  parapleg\w+  paralysee?s?  amputee?s?
        incontinen\w+  apnees? du sommeil  insuffisance (?:renale|cardiaque|respiratoire)  radiotherapie  pontage
        crises? d angoisse  deprimee?s?  suicid\w+  tdah  surdite  cecite  pma  fiv  procreation assistee
        desintox\w*  cures? de (?:desintox\w*|sevrage|sommeil)  en sevrage  chemo(?:therapy)?  dementia  rehab
        heart (?:attack|disease|condition|trouble|failure)  depressed  depression  medications?  sick  alcoholic
        drug addict  surgery  stroke  mental(?:ly ill| health| illness| disorder)  health(?: \w+)?
    """,
    BELIEFS: r"""
        religi\w+  confession (?:religieuse|musulmane|juive|catholique|protestante|israelite)
        convictions? (?:religieuses?|philosophiques?|politiques?)  croyante?s?  catholiques?  catho  musulmane?s?
        juifs?  juives?  israelites?  protestante?s?  bouddhistes?  hindou(?:s|e|es|iste|istes)?  hindus?
        chretien(?:s|ne|nes)?  evangeliques?  orthodoxes? pratiquante?s?  athees?  islam\w*  salafi\w+
        temoins? de jehovah  jehovah s witness\w*  mormone?s?  scientolog\w+  francs? macons?  femmes? voilees?
        porte (?:le |la |un |une )?(?:voile|kippa|hijab|niqab|burqa)  agnostiques?  churchgo(?:er|ers|ing)
        muslims?  jewish  jews?  catholics?  protestants?  buddhists?  devout
        atheists?  religion
    """,
    POLITICS: r"""
        opinions? politiques?  parle (?:trop |toujours )?(?:de )?politique  parti politique
        vote (?:a |pour |le |la |les |au |extreme )*(?:gauche|droite|rn|fn|lfi|ps|pen|macron)
        vote (?:pour |le |la |les )*(?:melenchon|bardella|zemmour|republicains?|communiste|socialiste|verts)
        electeurs? d\w* \w+  extreme (?:droite|gauche)  est (?:plutot |tres |clairement )?(?:de|a) (?:gauche|droite)
        tres (?:a|de) (?:gauche|droite)  plutot (?:a|de) (?:gauche|droite)  socialistes?  communistes?  macronistes?
        lepenistes?  anarchistes?  royalistes?  fascistes?  facho  gauchistes?  gauchos?  gilets jaunes
        est gilet jaune  front national  rassemblement national  france insoumise
        militante?s? (?:politiques?|du|de la|de l|des|d|au|a|pour|contre|ecologistes?|communistes?|socialistes?)
        sympathisante?s?  encartee?s?  political(?: \w+)?  politics
        votes? (?:for|labour|tory|conservative|republican|democrat)  far (?:right|left)
    """,
    UNION: r"""
        syndicalistes?  syndiquee?s?  syndical(?:e|es)?  syndicaux  syndicats?
        delegue?e?s? (?:syndica\w+|cgt|cfdt|fo|sud|cftc|unsa)  cgt  cfdt  cftc  cfe cgc  unsa  trade unions?
        labou?r unions?  union (?:member|membership|rep|delegate)
    """,
    SEX_LIFE: r"""
        sexualit\w+  sexuel\w*  homosexu\w+  homo  heterosexu\w+  bisexu\w+  lesbienne\w*  lgbt\w*  gays?  queers?  pede
        pedes  transgenres?  transsexuel\w*  couple (?:gay|homo|lesbien|d hommes|de femmes)  son amant
        trompe (?:sa femme|son mari|sa compagne|son compagnon)  lesbians?  homosexuals?  transgender  sexual\w*
        sex life  same sex couple
    """,
    ORIGIN: r"""
        ethni\w+  racia\w+  couleur de (?:la |sa )?peau  skin colou?r
        origine (?:ethnique|raciale|africaine|algerienne|marocaine|tunisienne|maghrebine|arabe|turque|juive|gitane)
        origine (?:portugaise|italienne|espagnole|polonaise|roumaine|russe|chinoise|vietnamienne|asiatique|indienne)
        origine (?:antillaise|senegalaise|malienne|etrangere)  maghrebine?s?  gitane?s?  tsiganes?  tziganes?
        gens du voyage  immigree?s?  sans papiers?  metisse?  personnes? de couleur
        hommes? (?:noirs?|de couleur|arabes?|asiatiques?)  femmes? (?:noires?|de couleur|arabes?|asiatiques?)
        familles? (?:noires?|arabes?|maghrebines?|africaines?|gitanes?|roms?)  manouches?  romanichels?
        clients? (?:noirs?|arabes?|asiatiques?|africains?)  clientes? (?:noires?|arabes?|asiatiques?|africaines?)
        couple (?:noir|arabe|africain)  black (?:man|woman|people|family|couple|guy|lady|customer|client)
        asian (?:man|woman|people|family|couple|guy|lady|customer|client)
        arab (?:man|woman|people|family|couple|guy|lady|customer|client)  immigrants?
    """,
    BODY: r"""
        biometri\w+  geneti\w+  empreintes? digitales?  fingerprints?  tests? adn  dna
    """,
    OFFENCES: r"""
        condamn(?:e|ee|es|ees) (?:pour \w+|a \d+)  condamnations?  casier judiciaire  ex detenue?s?
        repris de justice  incarcer\w+  mise? en examen  liberte conditionnelle  fait de la prison  en prison
        prison  sort de prison  sortie? de prison  garde a vue  bracelet electronique  fiche s  delinquant\w*
        delits?  voleurs?  voleuses?  escrocs?  escroquer\w*  violeurs?  pedophiles?  crimin\w+  jail  convicted
        thief  thieves  crook  shoplift\w*  police record  criminal record
    """,
    NATIONAL_NUMBER: r"""
        numero (?:de )?(?:secu|securite sociale|insee)  nir  carte vitale  social security (?:no|number)
    """,
}
NEAR: dict[str, str] = {
    HEALTH: r"""
        allerg\w+(?: (?:a|au|aux|to)(?: (?:la|l|les|the))? \w+)?
        intoleran\w+(?: (?:a|au|aux|to)(?: (?:la|l|les))? \w+)?  gluten  sans (?:gluten|lactose)
        blind (?:man|woman|guest|client|customer|person|lady|gentleman)  coeliaque  lactose  regimes?(?: \w+)?  diet
        diets  dietary  pmr  mobilite reduite  reduced mobility  fauteuil roulant  en fauteuil  wheelchairs?
        crutches  bequilles?  deambulateur  malvoyante?s?  malentendante?s?  non voyante?s?  aveugles?  sourde?s?
        deaf  hearing aid  appareil auditif
        mal (?:au|aux|de|du) (?:dos|genoux?|jambes?|hanches?|pieds?|ventre|tete)  bad (?:back|knees?|hip|leg)
        chambres? (?:pour )?handicap\w*  places? (?:pour )?handicap\w*  acces (?:pour )?handicap\w*
        toilettes? (?:pour )?handicap\w*  parking (?:pour )?handicap\w*  cartes? (?:d )?(?:handicap\w*|invalidite)
        migraines?  arthritis  disabled (?:access|room|parking|toilet|bathroom|badge|space)
        certificats? medica(?:l|ux)  jambe cassee
        bras casse
    """,
    BELIEFS: r"""
        halal  casher\w*  kasher\w*  kascher\w*  cascher\w*  kosher  cacheres?  menus? cacher  repas cacher
        viandes? cacher  plats? cacher  produits? cacher  vins? cacher  cuisine cacher  traiteurs? cacher
        mange(?:r|nt)? (?:strictement |toujours |que |uniquement )?cacher  strictement cacher  nourriture cacher
        careme  ramadan  l aid  aid el \w+  shabbat  chabbat  sabbat  yom kippour  kippour  pessah  hanouka
        va a la messe  va (?:souvent |toujours )?a l eglise  va au (?:temple|culte)  messe  paroisses?
        paroissien(?:s|ne|nes)?  mosquees?  synagogues?  mosques?  goes to (?:church|mass)  pretres?  imams?  rabbins?
        rabbi  hijab  niqab  burqa  kippas?  pratiquante?s?  tapis de priere  salle de priere
        ceremonies? religieuses?  fetes? religieuses?  pelerinages?  bar mitzvah?  veganes?  vegans?
    """,
    ORIGIN: r"""
        nationalites?  nationality  pays d origine  country of origin  titre de sejour
    """,
}
SCORN = r"""
    connards?  connasses?  abrutie?s?  cretins?  debiles?  imbeciles?  idiote?s?  salopes?  salauds?  putes?  putain
    emmerdeu\w+  emmerdant\w*  chieu(?:rs?|ses?)  chiant\w*  casse (?:couilles?|pieds|bonbons)
    gros (?:con|lourd|porc)  grosse (?:conne|vache)  vieux (?:con|schnock|debris)  vieille (?:conne|peau|bique)
    sale (?:con|conne|type|gosse)  radine?s?  hysteriques?  mythos?  mythomanes?  asshole\w*  bitch\w*  bastards?
    morons?  idiots?  cheapskate  stupid (?:man|woman|client|customer|guest|person)
"""
HARMLESS = r"""
    bonne sante  a votre sante  secteurs? (?:de )?(?:la )?sante  professionnels? de (?:la )?sante
    professions? de (?:la )?sante  etablissements? de sante  maisons? (?:medicales?|de sante)  metiers? de la sante
    mutuelles? (?:de )?sante  produits? de sante  salons? (?:de la )?sante
    sante (?:publique|au travail|magazine|animale)  your health  good health
    health (?:club|food|spa|insurance|resort|care worker)  cabinets? (?:medica(?:l|ux)|dentaires?)  materiel medical
    delegue?e?s? medica\w+  visiteu(?:r|se)s? medica\w+  secretaires? medica\w+  representante?s? medica\w+
    laboratoires? medica\w+  congres medica\w+  centres? medica\w+
    regimes? (?:matrimonia\w+|fisca\w+|de tva|tva|hydriques?|general|de bananes?|moteur|de croisiere)
    handicap (?:de |du |au )?(?:golf|\d+)  golf handicap  signes? (?:du )?(?:zodiaque )?cancer  tropique du cancer
    ligue contre le cancer  lutte contre (?:le |la )?(?:cancer|sida|maladie|depression)
    depression (?:tropicale|atmospherique|meteo\w*)
    enceintes? (?:acoustiques?|bluetooth|sono|portables?|connectees?|audio|hi fi|hifi|jbl|bose|sonos)
    enceinte (?:du|de la|de l|des|fortifiee|sportive)  enceintes  mur d enceinte  sans alcool  alcool  drogueries?
    hotel des invalides  musee des invalides  les invalides  disabled (?:account|alarm|card|link|option)
    degustations? a l aveugle  a l aveugle  test(?:s|e|er)? a l aveugle  stores? aveugles?  sourde oreille
    sick leave policy  stroke (?:play|rate)  four stroke  mal de mer
    addict(?:e|s)? (?:au|a la|aux|du|de) (?:chocolat|shopping|cafe|sport|surf|the)  prieres? de \w+  peu orthodoxes?
    syndicats? (?:d initiative|de coproprie\w+|mixtes?|intercommuna\w+|des (?:eaux|vins|commercants))
    syndicats? (?:viticole|hotelier|professionnel|agricole)\w*
    politiques? (?:de|des|du|d|tarifaires?|commerciales?|qualite|prix|rh|interne|maison)  films? cultes?
    hommes? politiques?  femmes? politiques?  diet (?:coke|pepsi)
    maladies? (?:du|des|de la) (?:rosiers?|plantes?|vignes?|arbres?|gazon|bois|buis|tomates?|haies?)  gay lussac
    pres de la (?:grande )?(?:mosquee|synagogue|paroisse)  face a la (?:grande )?(?:mosquee|synagogue)
    en face de la (?:grande )?(?:mosquee|synagogue|paroisse)  a cote de la (?:grande )?(?:mosquee|synagogue|paroisse)
    derriere la (?:grande )?(?:mosquee|synagogue)  devant la (?:grande )?(?:mosquee|synagogue)
    parking de la (?:mosquee|synagogue|paroisse)  quartier de la (?:mosquee|synagogue)  grande mosquee
    visites? (?:de|a) la (?:grande )?(?:mosquee|synagogue)  near the (?:mosque|synagogue)  behind the mosque
    messes? basses?  religieuses? (?:au |a la |a l )?(?:chocolat|cafe|vanille|pistache)
    pratiquante?s? (?:de|du|d|le|la|l)  menus? veganes?  menus? vegans?  plats? veganes?  plats? vegans?
    vegan (?:menu|meal|dish|dishes)  options? veganes?
"""
HARMLESS_AROUND = tuple(
    re.compile(pattern)
    for pattern in (
        # Said of an animal: "chien très malade", "opération du chat", "sick dog".
        rf"\b{_ANIMAL}(?: (?:est|etait|tres|un|peu|assez|bien|parfois|souvent|trop|qui|is|was|very))*(?: \w+)?",
        rf"\b\w+ (?:du |de la |de l |des |de |de son |de sa |de leur |of the |of her |of his |his |her |the )?"
        rf"{_ANIMAL}\b",
        # A street, typed without a capital.
        r"\b(?:rue|avenue|boulevard|impasse|chemin|quai|allee|route) (?:de |du |des |d |la |le |les |l )+\w+",
        r"\b(?:associations?|ligue|fondation) (?:\w+ ){0,3}\w+",
    )
)
"""What surrounds a word and takes its meaning away."""


def entries(table: str) -> tuple[str, ...]:
    """The patterns of one table."""
    return tuple(filter(None, (entry.strip() for entry in re.split(r"\n|  +", table))))
