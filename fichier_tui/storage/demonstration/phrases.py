"""Sentences that the staff of the invented tourist office write: short, kind, never about health or opinions."""

from __future__ import annotations

NOTES: tuple[str, ...] = (
    "Préfère être appelé après 17 h.",
    "Arrive en train, demander la navette.",
    "Vient avec deux petits-enfants pendant les vacances.",
    "A aimé la randonnée du lac, veut recommencer.",
    "Demande toujours la même chambre, côté vallée.",
    "Paie par chèques-vacances.",
    "Souhaite la brochure papier chaque automne.",
    "Cherche un gîte pour huit personnes l'été prochain.",
    "Parle bien français, répondre en français.",
    "Fête ses 40 ans de mariage cette année.",
    "Connaît bien la station, vient depuis vingt ans.",
    "Intéressé par le festival d'automne.",
    "N'aime pas les remontées bondées : proposer les jours de semaine.",
    "A égaré un gant au spa, retrouvé et rendu.",
    "Recommande l'office à ses collègues.",
)
IDEAS: tuple[str, ...] = (
    "Proposer un forfait famille de 4 jours hors vacances.",
    "Une navette depuis la gare le samedi matin éviterait bien des appels.",
    "Organiser une soirée raquettes et fondue à la pleine lune.",
    "Vendre la carte de randonnée avec la location de VTT.",
    "Ouvrir le spa jusqu'à 21 h le vendredi.",
    "Offrir une entrée au spa pour l'anniversaire des clients fidèles.",
    "Une garde de skis près de l'arrêt de bus.",
    "Un circuit patrimoine en anglais le jeudi.",
)
IMPORTANT: tuple[str, ...] = (
    "Arrive tard : laisser la clé à l'accueil",
    "Toujours demander Léa",
    "Facture au nom de l'entreprise",
    "Ne pas appeler avant 10 h",
    "Chien : chambre 12 ou 14",
)
VISIT_NOTES: tuple[str, ...] = (
    "Plan de la vallée",
    "Horaires des bus",
    "Brochure hébergements",
    "Météo et état des pistes",
    "Réservation d'un moniteur",
    "Retrait d'un forfait",
    "Idées de sorties avec des enfants",
    "Objet perdu",
    "Renseignement sur le spa",
    "Devis pour un groupe",
)
COMPLAINTS: tuple[str, ...] = (
    "La navette de 17 h 30 n'est pas passée, 40 minutes d'attente avec des enfants.",
    "Chambre bruyante, travaux non annoncés.",
    "Montant débité deux fois sur la carte bancaire.",
    "Location VTT : freins mal réglés.",
    "Le massage réservé a été annulé le matin même.",
)
PRAISE: tuple[str, ...] = (
    "Accueil parfait, merci à Camille.",
    "Très bon conseil pour la randonnée.",
    "Le spa est magnifique.",
    "Séjour réussi, nous reviendrons l'an prochain.",
    "Un peu d'attente au guichet, mais équipe charmante.",
    "Bon rapport qualité-prix.",
)
# kind of behaviour, detail.
BEHAVIOUR: tuple[tuple[str, str], ...] = (
    ("form", "Demande de brochure"),
    ("form", "Jeu-concours de l'été"),
    ("page", "Page « Séjours au ski »"),
    ("page", "Page « Spa et bien-être »"),
    ("event", "Salon des vacances de Lyon"),
    ("event", "Marché des artisans"),
    ("newsletter", "Lettre du mois ouverte"),
    ("quote", "Devis pour une semaine en gîte"),
    ("booking", "Réservation en ligne"),
)
# kind of action, subject, result when it is done.
DONE: tuple[tuple[str, str, str], ...] = (
    ("call", "Rappeler pour le séjour d'hiver", "Réserve la même semaine que l'an dernier"),
    ("call", "Relancer le devis", "Réfléchit, rappeler dans un mois"),
    ("call", "Prendre des nouvelles après le séjour", "Très content"),
    ("email", "Envoyer le programme des randonnées", "Envoyé"),
    ("email", "Confirmer la réservation", "Confirmée"),
    ("letter", "Envoyer la brochure", "Postée"),
    ("sms", "Rappel du cours de ski", "Reçu"),
    ("appointment", "Visite du gîte", "Gîte retenu"),
    ("offer", "Présenter le week-end bien-être", "Intéressé pour l'automne"),
    ("task", "Préparer le dossier du groupe", "Dossier remis"),
)
# days from the day, hour, minutes, kind, subject, number of the member of staff, priority, with whom: a company of
# `oddities.COMPANIES`, "complaint" for somebody who complained, "birthday", "" for a client, "-" for nobody.
PLANNED: tuple[tuple[int, str, int | None, str, str, int, int, str], ...] = (
    (-21, "", None, "call", "Relancer le devis du séminaire", 3, 1, "CSE Mécanique de Cluses"),
    (-12, "", None, "letter", "Renvoyer la brochure revenue par la poste", 2, 0, ""),
    (-9, "10:00", 15, "call", "Rappeler au sujet de la navette", 2, 2, "complaint"),
    (-6, "", None, "email", "Envoyer les photos du gîte", 3, 0, ""),
    (-5, "", None, "task", "Vérifier le double paiement", 1, 2, "complaint"),
    (-4, "14:30", 15, "call", "Proposer les dates de la cure", 3, 0, ""),
    (-3, "", None, "call", "Remercier pour le parrainage", 1, 0, ""),
    (-2, "", None, "email", "Demander l'adresse de facturation", 2, 0, ""),
    (-1, "16:00", 15, "call", "Confirmer le nombre de participants", 3, 1, "Club alpin de Bonneville"),
    (-1, "", None, "sms", "Prévenir du changement d'horaire", 2, 0, ""),
    (0, "09:30", 15, "call", "Rappeler pour la semaine de ski", 2, 0, ""),
    (0, "10:00", 45, "appointment", "Visite des salles pour le séminaire", 3, 1, "CSE Mécanique de Cluses"),
    (0, "10:30", 30, "appointment", "Point sur le contrat de la résidence", 1, 0, "Résidence Les Arolles"),
    (0, "11:15", 15, "call", "Donner les disponibilités du gîte", 2, 0, ""),
    (0, "14:00", 60, "appointment", "Séjour de la classe de neige", 3, 0, "Lycée de Sallanches"),
    (0, "14:30", 30, "appointment", "Bilan de saison", 3, 0, "[SARL] Les Cimes [/b]"),
    (0, "16:00", 15, "call", "Rappel après la réclamation", 1, 2, "complaint"),
    (0, "", None, "email", "Envoyer le devis du groupe", 3, 0, "Amicale des retraités d'Ugine"),
    (0, "", None, "task", "Mettre de côté les bons cadeaux", 2, 0, "-"),
    (1, "09:30", 15, "call", "Confirmer l'heure d'arrivée", 2, 0, ""),
    (1, "15:00", 45, "appointment", "Présentation des offres du CSE", 3, 0, "CSE Mécanique de Cluses"),
    (2, "", None, "email", "Programme du week-end bien-être", 2, 0, ""),
    (2, "11:00", 15, "call", "Proposer le cours du bon niveau", 2, 0, ""),
    (3, "10:00", 30, "appointment", "Rencontre avec le club alpin", 1, 0, "Club alpin de Bonneville"),
    (3, "", None, "letter", "Carte d'anniversaire", 2, 0, "birthday"),
    (4, "14:00", 15, "call", "Prendre des nouvelles, client fidèle", 3, 0, ""),
    (5, "", None, "offer", "Présenter l'offre première neige", 3, 0, ""),
    (6, "09:00", 60, "appointment", "Visite de l'hôtel partenaire", 1, 0, "Hôtel Le Belvédère"),
    (6, "", None, "task", "Mettre à jour les tarifs de la boutique", 1, 0, "-"),
    (7, "16:30", 15, "call", "Rappeler pour la cure de printemps", 3, 0, ""),
    (9, "", None, "email", "Relance du questionnaire de satisfaction", 2, 0, ""),
    (10, "10:30", 15, "call", "Dates de la colonie", 3, 0, "Colonie Les Marmottons"),
    (12, "14:00", 60, "appointment", "Signature de la convention", 1, 1, "Hôtel Le Belvédère"),
    (14, "", None, "offer", "Proposer la semaine habituelle", 3, 0, ""),
    (16, "", None, "call", "Vérifier le nombre de lits", 2, 0, "Colonie Les Marmottons"),
    (20, "09:30", 45, "appointment", "Repas des aînés", 3, 0, "Amicale des retraités d'Ugine"),
    (24, "", None, "letter", "Envoyer la nouvelle brochure", 2, 0, ""),
    (30, "", None, "call", "Reprendre contact après les vacances", 3, 0, ""),
    (45, "", None, "task", "Préparer le festival", 1, 0, "-"),
    (60, "", None, "offer", "Offre de la saison prochaine", 3, 0, ""),
)
