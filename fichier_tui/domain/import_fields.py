"""What a column of a foreign file may mean, and the headings by which programs call it.

A field is a code; its words live in `ui.words`. The aliases were gathered from the exports of real programs
(Outlook, Google, Brevo, Mailchimp, Dolibarr, EspoCRM, Salesforce, Booking, salon and hotel software).
"""

from __future__ import annotations

import re

from fichier_tui.domain.text import fold_joined

IGNORE = "ignore"
NOTE = "note"  # a remark of the file itself
KEEP = "keep"  # no place of its own: "Heading = value" in the import note
CUSTOM_PREFIX = "custom:"  # a field of the shop's own: "custom:" + its key

# The kind of value that a field holds: by it a column is read, and a wrong proposal is seen.
TEXT, DAY, BIRTH, AMOUNT, COUNT, PHONE, EMAIL, YES_NO, CHOICE, LIST = (
    "text",
    "day",
    "birth",
    "amount",
    "count",
    "phone",
    "email",
    "yes_no",
    "choice",
    "list",
)

# Field: (kind of value, its aliases joined and folded, as `heading_key` makes them).
_FIELDS: dict[str, tuple[str, str]] = {
    "contact_type": (CHOICE, "typedecontact typecontact type statutclient prospectclient clientprospect typeclient"),
    "civility": (CHOICE, "civilite civ codecivilite titrecivilite salutation salutationname nameprefix mrmme mmem"),
    "last_name": (
        TEXT,
        "nom nomdefamille lastname surname familyname lname nomclient nomduclient nomusuel nomcontact secondname",
    ),
    "first_name": (TEXT, "prenom prenoms firstname givenname fname forename prenomclient prenomduclient"),
    "middle_name": (TEXT, "deuxiemeprenom middlename additionalname"),
    "full_name": (
        TEXT,
        "name fullname fn nomcomplet nometprenom nomprenom prenomnom prenometnom nomprenoms client clients guestnames "
        "guestname bookedby fileas contact customer customername contactname voyageur nomduvoyageur adherent",
    ),
    "company_name": (
        TEXT,
        "societe raisonsociale nomdutiers company companyname organizationname organization organisation accountname "
        "compte entreprise organizationnamevalue nomsociete org business enseigne etablissement",
    ),
    "job_title": (TEXT, "fonction poste postefonction jobtitle organizationtitle position role qualite"),
    "sex": (CHOICE, "sexe genre gender sex"),
    "birth": (
        BIRTH,
        "datedenaissance naissance anniversaire dateanniversaire dateanniv neele nele nee birthday birthdate bday "
        "dateofbirth dob datenaissance ddn datedanniversaire",
    ),
    "profession": (TEXT, "profession metier occupation"),
    "language": (CHOICE, "langue language lang defaultlang langueparlee locale"),
    "source": (
        CHOICE,
        "provenance provenanceducontact origine origineducontact source leadsource canal canaldacquisition sourcelead "
        "comment commentnousavezvousconnu",
    ),
    "first_contact": (
        DAY,
        "datedeprisedecontact datecontact datedecontact prisedecontact addedtime dateregistered createdat datecreated "
        "datedecreation datecreation creele dateajout datedinscription dateinscription clientdepuis membredepuis "
        "premiercontactle firstcontacton",
    ),
    "card_number": (
        TEXT,
        "carte ncarte nocarte numerodecarte numerocarte cartedefidelite codeclient numeroclient nclient noclient "
        "numclient idclient card cardnumber loyaltycard customerid nadherent numeroadherent refclient",
    ),
    "important": (TEXT, "important alerte attention"),
    "email": (
        EMAIL,
        "email mail courriel emailaddress adressedemessagerie adressedecourrier adresseelectronique emailvalue "
        "emailadresse adresseemail adressemail adressemel mel courrielclient mailclient emailclient emailperso",
    ),
    "work_email": (EMAIL, "emailpro mailpro emailprofessionnel courrielprofessionnel workemail businessemail"),
    "mobile": (
        PHONE,
        "portable telmobile telportable telephoneportable telephonemobile mobile sms gsm mobilephone cell cellphone "
        "phonenumbermobile numeromobile numerodeportable tportable noportable",
    ),
    "phone": (
        PHONE,
        "telephone tel phone phonevalue phonenumber numerodetelephone notel ntel telclient telephoneprincipal "
        "otherphone telephoneautre primaryphone",
    ),
    "home_phone": (
        PHONE,
        "telephonedomicile homephone telperso telfixe fixe phonenumberhome telephonefixe teldomicile",
    ),
    "work_phone": (
        PHONE,
        "telephonebureau businessphone workphone telpro telephonesociete companymainphone phonenumberoffice "
        "telephoneprofessionnel telbureau",
    ),
    "fax": (PHONE, "fax telecopie telecopiebureau telecopiedomicile telecopieautre businessfax homefax"),
    "street": (
        TEXT,
        "adresse rue ruedomicile adresse1 address street addressstreet addressvalue 1ereligneadresse adr adr1 "
        "homestreet mailingstreet adressepostale voie adresseligne nomdevoie homeaddress rueetnumero",
    ),
    "street_number": (TEXT, "housenumber numerorue norue numerovoie"),
    "street_more": (
        TEXT,
        "complementadresse complementdadresse adresse2 adresse3 address2 address3 adr2 adr3 ruedomicile2 ruedomicile3 "
        "homestreet2 homestreet3 addressextendedaddress complement addresspobox lieudit batiment",
    ),
    "postcode": (
        TEXT,
        "codepostal cp zip zipcode postalcode postcode addresspostalcode postzipcode codepostaldomicile "
        "homepostalcode mailingzippostalcode cpostal adr4",
    ),
    "town": (TEXT, "ville town city addresscity commune localite villedomicile homecity mailingcity cpville"),
    "region": (
        TEXT,
        "region departement dep depregiondomicile departementcanton addressstate addressregion homestate county etat "
        "state mailingstate province",
    ),
    "country": (
        CHOICE,
        "pays paysregion country codepays bookercountry cc addresscountry paysregiondomicile paysdomicile homecountry "
        "homecountryregion mailingcountry",
    ),
    "work_street": (TEXT, "ruebureau businessstreet adressebureau adresseprofessionnelle adressepro workaddress"),
    "work_postcode": (TEXT, "codepostalbureau businesspostalcode"),
    "work_town": (TEXT, "villebureau businesscity"),
    "work_region": (TEXT, "depregionbureau businessstate"),
    "work_country": (CHOICE, "paysregionbureau paysbureau businesscountryregion businesscountry"),
    "other_street": (TEXT, "rueautre otherstreet"),
    "other_postcode": (TEXT, "codepostalautre otherpostalcode"),
    "other_town": (TEXT, "villeautre othercity"),
    "other_region": (TEXT, "depregionautre otherstate"),
    "other_country": (CHOICE, "paysregionautre paysautre othercountry othercountryregion"),
    "purchase_day": (
        DAY,
        "datedachat dateachat datedesachats datesachat date checkin arrivee datedarrivee datedereservation debut "
        "orderdate datecommande datedecommande datevente datedevente datefacture datedelafacture purchasedate "
        "dateprestation datedeprestation datedusejour dateticket dateencaissement",
    ),
    "purchase_end": (DAY, "checkout depart datededepart fin datefin datedefin"),
    "purchase_nights": (COUNT, "nuits nuitees dureedusejour nbnuits nombredenuits nights nombredenuitees duree"),
    "purchase_people": (
        COUNT,
        "nombredepersonnes pax people numberofguests nbpers nbpersonnes personnes guests nombredevoyageurs "
        "nbrepersonnes",
    ),
    "purchase_amount": (
        AMOUNT,
        "montant montantdachat montantachat montantdesachats prix price amount total ca montantbrutdelareservation "
        "montantttc prixttc totalttc montantpaye ordertotal montanteur montanteuros tarif chiffredaffaires",
    ),
    "purchase_product": (
        TEXT,
        "typedeproduit produit prestation prestations activite logement unittype roomno article product productname "
        "service designation libelle soin chambre hebergement item typedachat typesachat typedachats",
    ),
    "purchase_quantity": (COUNT, "quantite qte quantity qty nombre"),
    "purchase_reference": (
        TEXT,
        "booknumber bookingid codedeconfirmation numerodereference nodereservation ndereservation numerodereservation "
        "numerodefacture nfacture nofacture numfacture invoicenumber orderid ordernumber numerodecommande",
    ),
    "purchase_status": (CHOICE, "statutdereservation status statut bookingstatus etatdelareservation orderstatus"),
    "visit_day": (DAY, "datedevisite derniervisite dernierevisite datedepassage dernierpassage lastvisit"),
    "last_contact": (DAY, "derniercontact datederniercontact dateduderniercontact lastcontact lastcontacted"),
    "appointment": (DAY, "daterdv rdv datederdv datederdvcommercial rendezvous datederendezvous prochainrdv"),
    "offer_day": (DAY, "dateoffrespeciale datedoffrespeciale dateoffre datedeloffre"),
    "offer_kind": (TEXT, "typedoffrespeciale typedoffre offrespeciale offre promotion typeoffre"),
    "action_done": (TEXT, "typedactioneffectuee actioneffectuee typedaction action derniereaction"),
    "action_day": (DAY, "datedaction datedelaction dateaction"),
    "to_do": (TEXT, "aprevoir prochaineaction relance afaire todo nextaction suiteadonner"),
    "to_do_day": (DAY, "datederelance daterelance dateprochaineaction datedelaprochaineaction arelancerle echeance"),
    "consent_email": (
        YES_NO,
        "accordemail accordmail accordcourriel consentementemail consentementmail prospectionemail optin optinemail "
        "emailoptin newsletter accepteemail acceptelesemails abonnenewsletter inscritnewsletter accepteslesmails "
        "rgpdemail okemail autorisationemail inscriptionnewsletter emailconsent infolettre acceptelesmails "
        "acceptsemail",
    ),
    "consent_sms": (
        YES_NO,
        "accordsms consentementsms prospectionsms optinsms smsoptin acceptesms acceptelessms rgpdsms oksms "
        "autorisationsms smsconsent acceptssms",
    ),
    "consent_phone": (
        YES_NO,
        "accordtelephone accordtel consentementtelephone prospectiontelephone accepteappels acceptelesappels "
        "okappel accepteappel consentementappel acceptscalls",
    ),
    "consent_post": (
        YES_NO,
        "accordcourrier consentementcourrier prospectioncourrier acceptecourrier acceptelescourriers okcourrier "
        "acceptsletters",
    ),
    "opposed_email": (
        YES_NO,
        "emailblacklisted emailoptout emailaddressisoptedout refuselesemails refuseemail desabonne desinscrit "
        "unsubscribed stopemail optout nepasenvoyerdemail opposedtoemail opposeauxemails",
    ),
    "opposed_sms": (YES_NO, "smsblacklisted smsoptout refuselessms refusesms stopsms opposedtosms opposeauxsms"),
    "opposed_phone": (
        YES_NO,
        "donotcall nepasappeler bloctel phonenumberisoptedout refuselesappels opposedtocalls opposeauxappels",
    ),
    "opposed_post": (
        YES_NO,
        "donotmail nepasecrire refuselescourriers refusecourrier stoppub opposedtoletters opposeauxcourriers",
    ),
    "optin_email_time": (DAY, "optintime dateoptin dateoptinemail"),
    "confirm_email_time": (DAY, "confirmtime datedeconfirmation"),
    "unsub_email_time": (DAY, "unsubtime datedesabonnement datededesinscription datedesinscription"),
    "dead_email_time": (DAY, "cleantime"),
    "consent_day": (DAY, "dateconsentement datedeconsentement dateduconsentement dateaccord consentdate"),
    "consent_proof": (
        TEXT,
        "optinip confirmip preuve preuveduconsentement doubleoptin unsubcampaigntitle unsubreason unsubreasonother",
    ),
    "tags": (
        LIST,
        "tags tag etiquettes etiquette labels label categories categorie listes liste groupe groupes groupmembership "
        "motscles",
    ),
    "interests": (LIST, "interets centresdinteret centredinteret sujetsdinteret interests loisirs passetemps hobby"),
    "behaviour_form": (TEXT, "derniersformulaires formulaire formulaires dernierformulaire"),
    "behaviour_page": (TEXT, "pagesvisitees pagevisitee pages"),
    NOTE: (
        TEXT,
        "notes note commentaire commentaires remarques remarque description observations observation noteprivee "
        "notepublique notespubliques comments infos informations memo",
    ),
    IGNORE: (TEXT, "emaillabel emailtype phonelabel phonetype addresslabel addresstype photo organizationtype"),
    KEEP: (TEXT, ""),
}
# By what one knows a file that Fichier itself wrote for people to read, and what it reckoned there: from anywhere
# else such a column is kept in the note, from there it would say again what the file knows.
OWN_MARKS = frozenset(("natureducontact", "kindofcontact"))
_OWN_RECKONED = (
    "natureducontact kindofcontact clientouprospect clientorprospect nombredachats numberofpurchases totaldesachats "
    "totalofpurchases paniermoyen meanbasket premierachat firstpurchase dernierachat lastpurchase totaldesnuits "
    "totalofnights nombredevisites numberofvisits dernierevisitele lastvisiton prochaineactionle nextactionon "
    "verifiele verifiedon foyer household"
)
OWN_RECKONED = frozenset(_OWN_RECKONED.split())
KINDS: dict[str, str] = {field: kind for field, (kind, _) in _FIELDS.items()}
FIELDS: tuple[str, ...] = tuple(_FIELDS)
ALIASES: dict[str, str] = {alias: field for field, (_, aliases) in _FIELDS.items() for alias in aliases.split()}
# Two headings of one text: the second "Titre" is a function, the second "Adresse" that of the company.
SECOND = {
    "street": "work_street",
    "postcode": "work_postcode",
    "town": "work_town",
    "region": "work_region",
    "country": "work_country",
    "phone": "work_phone",
    "civility": "job_title",
}
# Fields that may stand on several columns: all are kept.
_REPEATED = (
    "email work_email mobile phone home_phone work_phone fax street_more tags interests note keep ignore consent_proof "
    "behaviour_form behaviour_page"
)
REPEATED = frozenset(_REPEATED.split())
PURCHASE_FIELDS = tuple(field for field in FIELDS if field.startswith("purchase_"))

_CODE_SUFFIX = re.compile(r"\s*\*?\s*\(\s*[a-z]{1,4}\.[a-z0-9_]+\s*\)\s*$", re.IGNORECASE)
_DIGITS = re.compile(r"\d+")


def heading_key(heading: str) -> str:
    """A heading folded and joined, without Dolibarr's asterisk and code: "Nom du tiers* (s.nom)" is "nomdutiers"."""
    return fold_joined(_CODE_SUFFIX.sub("", heading))


def known_field(heading: str) -> str | None:
    """The field that a heading names, exactly or with a number in it ("E-mail 2 - Value"); None if unknown."""
    key = heading_key(heading)
    return ALIASES.get(key) or ALIASES.get(_DIGITS.sub("", key))


def field_kind(field: str) -> str:
    """The kind of value of a field, the shop's own fields included."""
    return KINDS.get(field, TEXT)
