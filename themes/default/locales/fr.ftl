# Les textes du site en français. Les messages et leurs variables sont décrits dans en.ftl.

## Nombres, dates et durées

number_group = { "\u202F" }
number_decimal = ,
percent = { $number }{ "\u202F" }%
date = { $day }/{ $month }/{ $year }
date_short = { $day } { $month }
month = { $month }/{ $year }
quarter = T{ $quarter } { $year }
quarter_short = T{ $quarter }
moment = { $date } { $time } { $zone }
about = env. { $what }
duration_days = { $count }{ "\u00A0" }j
duration_hours = { $count }{ "\u00A0" }h
duration_minutes = { $count }{ "\u00A0" }min
duration_seconds = { $count }{ "\u00A0" }s
duration_years = { $count }{ "\u00A0" }ans
duration_gap = { " " }
stop = { "." }
semicolon = { "\u202F; " }
colon = { "\u00A0: " }
list_gap = { ", " }
list = { $first } et { $last }
month_1 = janv.
month_2 = févr.
month_3 = mars
month_4 = avr.
month_5 = mai
month_6 = juin
month_7 = juil.
month_8 = août
month_9 = sept.
month_10 = oct.
month_11 = nov.
month_12 = déc.
weekday_1 = lun.
weekday_2 = mar.
weekday_3 = mer.
weekday_4 = jeu.
weekday_5 = ven.
weekday_6 = sam.
weekday_7 = dim.

## Sur chaque page

skip = Aller au contenu
site = Site
browse = Parcourir
menu = Menu
actions = Actions
metrics = Métriques
search = Recherche
search_incidents = Rechercher un incident
internal = Interne
download = Télécharger
subscribe = S’abonner
calendar = calendrier
statistics = statistiques
schema = schéma
footer_incidents = incidents
footer_actions = actions
times = Heures : { $zone }
times_with_utc = Heures : { $zone } (UTC en gris)
built_with = Généré avec pir-site { $version }
breadcrumb = Fil d’Ariane
pages = Pages
page = Page { $number }
page_title = { $title } · page { $number }
previous = Précédent
next = Suivant

## Mots et quantités

all = Tous
unknown = Inconnu
incident = Incident
incidents = Incidents
all_incidents = Tous les incidents
no_incidents = Aucun incident.
incident_count =
    { $count ->
        [one] { $count } incident
       *[other] { $count } incidents
    }
among_incidents =
    { $count ->
        [one] { $count } incident
       *[other] { $count } incidents
    }
incidents_of = Incidents : { $name }
incidents_newest_first = Incidents, du plus récent au plus ancien
incidents_newest_first_count =
    { $count ->
        [one] { $count } incident
       *[other] { $count } incidents
    }, du plus récent au plus ancien
incidents_of_newest_first = Incidents : { $name }, du plus récent au plus ancien
not_counted =
    { $count ->
        [one] Dont { $count } retiré ou en double, exclu des statistiques.
       *[other] Dont { $count } retirés ou en double, exclus des statistiques.
    }
excludes = Hors revues retirées et doublons.
on_day = au { $day }
part_of = { $part } sur { $whole }
of_whole = sur { $whole }
based_on = sur la base de { $known } sur { $of }
based_on_incidents = sur la base de { $known } incidents sur { $of }
basis = Sur la base de { $known } incidents sur { $of }
small_sample = échantillon réduit
median = médiane { $value }
percentile_90 = 90e centile { $value }
spread = médiane { $median }, 90e centile { $percentile } ; connu pour { $known } sur { $things }
spread_unknown = Inconnu (0 sur { $things })
more =
    { $count ->
        [one] { $count } autre
       *[other] { $count } autres
    }
see_all = Tout afficher ({ $count })
view_all = Tout afficher ({ $what })
share = Part
as_table = Sous forme de tableau
hollow = Vide : estimation.
dashed = Pointillé : date seule connue.
log_scale = Échelle logarithmique.
started = Début
as_stated = { $duration } (déclaré)
ongoing = En cours
withdrawn = Retiré
duplicate = Doublon
near_miss = Presque-incident
summary = Résumé
impact = Impact
causes = Causes
category = Catégorie
resolution = Résolution
timeline = Chronologie
communications = Communications
follow_up = Suivi
references = Références
detected_by = Détecté par
source = Source
time = Heure
day = Jour
month_column = Mois
quarter_column = Trimestre
by_month = Par mois
by_quarter = Par trimestre
by_service = Par service
all_by_year = tout, par année

## Groupes

severity = Gravité
service = Service
team = Équipe
tag = Étiquette
cause = Cause
year = Année
owner = Responsable
priority = Priorité
severities = Gravités
services = Services
teams = Équipes
tags = Étiquettes
years = Années
owners = Responsables
priorities = Priorités
no_severity = Sans gravité
no_service = Sans service
no_team = Sans équipe
no_owner = Sans responsable
no_priority = Sans priorité
count_severity =
    { $count ->
        [one] { $count } gravité
       *[other] { $count } gravités
    }
count_service =
    { $count ->
        [one] { $count } service
       *[other] { $count } services
    }
count_team =
    { $count ->
        [one] { $count } équipe
       *[other] { $count } équipes
    }
count_tag =
    { $count ->
        [one] { $count } étiquette
       *[other] { $count } étiquettes
    }
count_cause =
    { $count ->
        [one] { $count } catégorie de causes
       *[other] { $count } catégories de causes
    }
count_year =
    { $count ->
        [one] { $count } année
       *[other] { $count } années
    }
count_owner =
    { $count ->
        [one] { $count } responsable
       *[other] { $count } responsables
    }
count_priority =
    { $count ->
        [one] { $count } priorité
       *[other] { $count } priorités
    }
count_field =
    { $count ->
        [one] { $count } valeur
       *[other] { $count } valeurs
    }
term_title = { $name } · { $facet }
last_three_years = Trois dernières années
last_incident = Dernier incident
open_actions = Actions ouvertes
open_actions_owned = Actions ouvertes de l’équipe
owned_by = Responsable : { $owner }.
read_more = En savoir plus :
reviews_due = Les revues sont à publier dans un délai de { $period } après la résolution.
follow_up_after = Suivi après { $periods }.
period_day =
    { $count ->
        [one] { $count } jour
       *[other] { $count } jours
    }
period_week =
    { $count ->
        [one] { $count } semaine
       *[other] { $count } semaines
    }
period_month = { $count } mois
period_year =
    { $count ->
        [one] { $count } an
       *[other] { $count } ans
    }
overview = Vue d’ensemble
incidents_over_time = Incidents dans le temps : { $name }
incidents_of_by_cause = Incidents par catégorie de causes : { $name }
affected_together = Souvent touchés ensemble
services_affected = Services touchés
services_of = Autres services touchés : { $name }
open_action_items_owned = Actions ouvertes de l’équipe { $team }
open_action_items_of = Actions ouvertes : { $name }

## Accueil, recherche et autres pages

past_incidents = Incidents passés
seen_before = A-t-on déjà vu cela ?
seen_before_example = Message d’erreur, service ou symptôme
since = depuis { $when }
overdue_actions = Actions en retard
incidents_in = Incidents, { $period }
so_far = à ce jour
count_in = { $count } pour { $period }
median_time_to_resolve = Délai médian de résolution
repeat_incidents = Incidents récurrents
repeats_of = sur { $of }, en moins de { $days } jours
longest_overdue = Retards les plus longs
due_on = échéance le { $day }
recent_incidents = Incidents récents
browse_by = Parcourir par
no_incidents_yet = Aucun incident pour l’instant
no_incidents_yet_hint = Ajoutez un fichier TOML au dossier de contenu. La prochaine génération l’affichera ici.
search_needs_script = La recherche nécessite JavaScript, mais pas les listes :
search_field = Mots-clés ou identifiant d’incident
clear = Effacer
filters = Filtres
sort_and_filter = Trier et filtrer
title_or_id = Titre ou identifiant
sort = Tri
sort_newest = Plus récents
sort_oldest = Plus anciens
sort_longest = Plus longs
sort_actions = Plus d’actions ouvertes
not_found = Page introuvable
not_found_why = Cette page n’existe pas. La revue a peut-être été renommée ou supprimée.
moved = Cette revue a été déplacée
moved_to = Elle se trouve désormais ici : { $place }.

## Actions

action_items = Actions
action_items_description = Actions issues de tous les postmortems : en retard, ouvertes et terminées, par responsable et par équipe.
all_action_items = Toutes les actions
action_items_in = Actions : { $name }
no_action_items = Aucune action.
open_action_items = Actions ouvertes
closed_action_items = Actions closes
action_items_by_owner = Actions par responsable
action_items_by_team = Actions par équipe
action_items_by_service = Actions par service
action_items_by_severity = Actions par gravité
action_items_by_priority = Actions par priorité
by_owner = Par responsable
by_team = Par équipe
by_severity = Par gravité
by_priority = Par priorité
actions_on_day = Au { $day }. Les actions ouvertes comprennent celles en retard.
once_per_service = Un incident touchant plusieurs services compte une fois par service
state = État
state_overdue = En retard
state_open = Ouvertes
state_in_progress = En cours
state_done = Terminées
state_wont_do = Abandonnées
states = { $open } ; terminées : { $done }, abandonnées : { $declined }.
states_on_day = { $open } au { $day } ; terminées : { $done }, abandonnées : { $declined }.
open_count =
    { $count ->
        [one] { $count } ouverte
       *[other] { $count } ouvertes
    }
overdue_count = { $count } en retard
overdue_of_open =
    { $open ->
        [one] { $overdue } sur { $open } ouverte
       *[other] { $overdue } sur { $open } ouvertes
    }
open_of =
    { $open ->
        [0] 0 ouverte sur { $of }
        [one] { $open } ouverte sur { $of }
       *[other] { $open } ouvertes sur { $of }
    }
none_open = Aucune ouverte
none_open_of = Aucune ouverte sur { $of }
overdue_first = Les retards d’abord.
due_in_a_week = Sous 7 jours
download_csv = Télécharger le CSV
filtered_action_items = Actions filtrées
due_or_closed = Échéance ou clôture
show_more = Afficher plus
actions_not_loaded = Les actions n’ont pas pu être chargées.
filter_action_items = Filtrer les actions
show_all = Tout afficher
action = Action
status = Statut
due = Échéance
closed = Close
ticket = Ticket
reason = Motif
no_reason = Aucun motif indiqué.
done_when = Terminée quand
unassigned = Non attribuée
no_date = Sans date
days_overdue =
    { $count ->
        [one] { $count } jour de retard
       *[other] { $count } jours de retard
    }
overdue_note = en retard
in_progress_note = en cours
time_to_close = Délai de clôture
time_to_close_items = Délai de clôture des actions
time_to_close_definition = Jours entre la résolution de l’incident (ou son début, si elle est inconnue) et la clôture
age_of_items = Ancienneté des actions ouvertes
age_of_items_definition = Jours entre la résolution de l’incident (ou son début, si elle est inconnue) et aujourd’hui, pour les actions ouvertes
closed_items =
    { $count ->
        [one] { $count } action close
       *[other] { $count } actions closes
    }
open_items =
    { $count ->
        [one] { $count } action ouverte
       *[other] { $count } actions ouvertes
    }
action_kind_investigate = Enquêter
action_kind_mitigate = Atténuer
action_kind_detect = Détecter
action_kind_prevent = Prévenir
action_kind_repair = Réparer
action_kind_process = Processus
action_kind_document = Documenter
action_kind_train = Former

## Métriques

metrics_question = Métriques : progressons-nous ?
metrics_description = Nombre d’incidents, délais de réponse et tendances.
incidents_on_day =
    { $count ->
        [one] { $count } incident
       *[other] { $count } incidents
    } au { $day }.
too_few = Trop peu d’incidents pour conclure.
metric = Métrique
metric_time_to_detect = Délai de détection
metric_time_to_acknowledge = Délai de prise en charge
metric_time_to_mitigate = Délai d’atténuation
metric_time_to_resolve = Délai de résolution
metric_duration = Durée
from_started_to_detected = du début à la détection
from_detected_to_acknowledged = de la détection à la prise en charge
from_started_to_mitigated = du début à l’atténuation
from_detected_to_mitigated = de la détection à l’atténuation
from_started_to_resolved = du début à la résolution
from_detected_to_resolved = de la détection à la résolution
versus = { $now } par rapport à { $before }
last_two_quarters = Deux derniers trimestres complets
quarter_so_far =
    { $quarter } compte { $count ->
        [one] { $count } incident
       *[other] { $count } incidents
    } à ce jour
lower_is_better = Moins, c’est mieux, sauf pour les revues publiées à temps.
change = Évolution
last_quarters = { $count } derniers trimestres
year_before = Année précédente
year_on_year = D’une année à l’autre
year_to = 12 mois jusqu’au { $quarter }
last_four_quarters = Quatre derniers trimestres complets par rapport aux quatre précédents
trend_sentence = { $now } par rapport à { $before } : { $better } indicateurs sur { $of } en amélioration, { $worse } en recul. Sur la base de { $count } et { $count_before } incidents.
trend_sentence_few = { $now } par rapport à { $before } : trop peu d’incidents pour conclure ({ $count } et { $count_before }).
quarter_by_quarter = Trimestre par trimestre
after_two_quarters = Disponible après deux trimestres complets.
by_quarter_of = { $name } par trimestre
better = mieux
worse = moins bien
no_change = inchangé
trend_more = { $amount } de plus
trend_fewer = { $amount } de moins
trend_longer = { $amount } de plus
trend_shorter = { $amount } de moins
trend_points_higher = { $amount } points de plus
trend_points_lower = { $amount } points de moins
started_in_period = débutés dans la période
median_of = médiane, { $definition }
within_days_of_similar = moins de { $days } jours après un incident similaire
published_in_time = publiées dans le délai prévu
response_times = Délais de réponse
response_times_of_each = Délais de réponse de chaque incident
dots_incidents = Un point par incident
dots_incidents_newest = Un point par incident, les { $shown } plus récents sur { $count } ; la forme en arrière-plan les compte tous
dots_actions = Un point par action.
dots_actions_newest = Un point par action des incidents les plus récents ; la forme les compte toutes.
dots_described = { $shown } valeurs connues sur { $known }, un point chacune sur une échelle logarithmique, avec un lien vers l’incident. Les traits indiquent la médiane et le 90e centile.
dot_label = { $incident } : { $value }
median_mark = médiane
percentile_mark = p90
values_as_table = Valeurs sous forme de tableau
at_a_glance = En bref
quarterly_reports = Rapports trimestriels
quarters_as_table = Trimestres sous forme de tableau
median_and_percentile_90 = médiane ; { $percentile } au 90e centile
incidents_by_quarter_and_severity = Incidents par trimestre et gravité
reviews_on_time_by_quarter = Revues publiées à temps par trimestre
reviews_key = Plein : à temps. Contour : en retard.
metrics_of = Métriques : { $name }
band_described = Un point est la médiane d’un trimestre, et la barre monte jusqu’au 90e centile, sur une échelle logarithmique. Le tableau ci-dessous donne les chiffres.
patterns = Répartition
time_zone = Fuseau horaire : { $zone }
last_months = { $shown } derniers mois sur { $count }
by_month_and_severity = Par mois et gravité
incidents_by_month_and_severity = Incidents par mois et gravité
months_as_table = Mois sous forme de tableau
no_incidents_in_months = Aucun incident pendant ces mois.
other_periods_none = { $counts }. Autres mois : aucun.
by_weekday_and_hour = Par jour et heure de début
incidents_by_weekday_and_hour = Incidents par jour et heure de début
heat_described = Couleur plus intense : plus d’incidents. Le tableau ci-dessous donne les chiffres.
hours_as_table = Heures sous forme de tableau
incidents_by_service = Incidents par service
no_services = Aucun service enregistré.
detection_and_causes = Détection, causes et récurrences
incidents_by_detection = Incidents par mode de détection
causes_by_category = Causes par catégorie
incidents_by_cause = Incidents par catégorie de causes
once_per_category = un incident compte une fois par catégorie
repeat_incidents_within = Incidents récurrents (en moins de { $days } jours)
repeats_definition = { $count } incidents ont commencé moins de { $days } jours après un incident lié, ou après un autre du même service et de la même catégorie de causes.
repeats_after = après
follow_through = Suivi des actions
reviews_on_time = Revues publiées à temps
reviews_within_deadline = { $count } dans le délai prévu ; en retard : { $late }
reviews_not_due = pas encore à échéance : { $count }
reviews_no_deadline = Aucune revue n’a de délai prévu.
axis_seconds = { $count } s
axis_minutes = { $count } min
axis_hours = { $count } h
axis_days = { $count } j
axis_weeks = { $count } sem.
axis_years =
    { $count ->
        [one] { $count } an
       *[other] { $count } ans
    }

## Un incident

copy_link = Copier le lien
copy_markdown = Copier le Markdown
print = Imprimer
ongoing_status = En cours : { $status }
start_unknown = Début inconnu
published_on = publié le { $day }
reading_minutes = { $count } min de lecture
duplicate_of = Même incident que { $incident }. Les statistiques ne comptent que l’original.
also_recorded_as = Aussi enregistré sous
ongoing_notice = Cet incident est en cours.
ongoing_notice_more = Les informations peuvent changer.
near_miss_more = aucun impact pour les utilisateurs.
draft_more = Pas encore relu.
in_review_more = Conclusions provisoires.
internal_more = Le site public n’affiche pas cet incident.
latest_update = Dernière mise à jour
no_update_for =
    { $count ->
        [one] aucune mise à jour depuis { $count } jour
       *[other] aucune mise à jour depuis { $count } jours
    }
today = aujourd’hui
brief_why = Pourquoi
how_fixed = Comment il a été résolu
how_to_recognise = Comment le reconnaître
all_signals = Les { $count } signaux
facts_and_contents = Faits et sommaire
detected_in = Détecté en
acknowledged_in = Pris en charge en
mitigated_in = Atténué en
detected_in_by =
    { $method ->
        [monitoring] { $length } par la supervision
        [customer] { $length } par un client
        [employee] { $length } en interne
        [partner] { $length } par un partenaire
       *[other] { $length } par un autre moyen
    }
commander = Responsable d’incident
on_this_page = Sur cette page
impact_customers = Clients
impact_business = Activité
impact_internal = Interne
impact_in_figures = Impact en chiffres
users_affected = Utilisateurs touchés
users_affected_percent = Part d’utilisateurs touchés
requests_failed = Requêtes en échec
revenue_lost = Perte de revenus
support_tickets = Tickets de support
data_lost = Perte de données
sla_breached = SLA non respecté
regions = Régions
yes = Oui
no = Non
money = { $amount } { $currency }
brief_users =
    { $count ->
        [one] { $count } utilisateur
       *[other] { $count } utilisateurs
    }
brief_users_share =
    { $count ->
        [one] { $count } utilisateur
       *[other] { $count } utilisateurs
    } ({ $share })
brief_share = { $share } des utilisateurs
brief_requests =
    { $count ->
        [one] { $count } requête en échec
       *[other] { $count } requêtes en échec
    }
brief_revenue = { $amount } de pertes
brief_tickets =
    { $count ->
        [one] { $count } ticket de support
       *[other] { $count } tickets de support
    }
brief_data_lost = perte de données
brief_no_data_lost = aucune perte de données
brief_sla_breached = SLA non respecté
why = Pourquoi c’est arrivé
why_question = Pourquoi ?
not_answered = Pas encore de réponse
full_analysis = Analyse complète
cause_count =
    { $count ->
        [one] { $count } cause
       *[other] { $count } causes
    }
causes_root =
    { $count ->
        [one] Cause racine
       *[other] Causes racines
    }
causes_trigger =
    { $count ->
        [one] Déclencheur
       *[other] Déclencheurs
    }
causes_contributing =
    { $count ->
        [one] Facteur contributif
       *[other] Facteurs contributifs
    }
count_root =
    { $count ->
        [one] { $count } cause racine
       *[other] { $count } causes racines
    }
count_trigger =
    { $count ->
        [one] { $count } déclencheur
       *[other] { $count } déclencheurs
    }
count_contributing =
    { $count ->
        [one] { $count } facteur contributif
       *[other] { $count } facteurs contributifs
    }
category_people = Humain
category_process = Processus
category_technology = Technique
category_environment = Environnement
trigger = Déclencheur
five_whys = Cinq pourquoi
chains = { $count } chaînes
chain_of_whys = Chaîne de pourquoi
chain_described = Problème : { $problem } { $whys } pourquoi, { $answers ->
        [one] { $answers } réponse
       *[other] { $answers } réponses
    }. Le texte ci-dessous est complet.
problem = Problème
why_number = Pourquoi { $number }
fishbone = Diagramme d’Ishikawa
fishbone_described = Effet : { $effect } Branches : { $bones }. Le texte ci-dessous est complet.
bone_described =
    { $category } ({ $count ->
        [one] { $count } cause
       *[other] { $count } causes
    })
effect = Effet
bow_tie = Nœud papillon
bow_tie_described = Événement redouté : { $event } { $threats ->
        [one] { $threats } menace
       *[other] { $threats } menaces
    }, { $consequences ->
        [one] { $consequences } conséquence
       *[other] { $consequences } conséquences
    }. Barrières efficaces : { $held }, défaillantes : { $failed }, recommandées et absentes : { $missing }. Le texte ci-dessous est complet.
hazard = Danger
top_event = Événement redouté
threat = Menace
consequence = Conséquence
threats = Menaces et barrières de prévention
consequences = Conséquences et barrières d’atténuation
barrier_held = Efficace
barrier_failed = Défaillante
barrier_missing = Recommandée
decisions = Décisions
context = Contexte
alternatives = Alternatives
outcome = Résultat
timeline_of = Chronologie de l’incident
offsets = Écarts depuis le début de l’impact.
entries_to_show = Entrées à afficher
key_events = Événements clés
event = Événement
evidence = Preuve
open_image = Ouvrir l’image en taille réelle
event_kind_alert = Alerte
event_kind_observation = Observation
event_kind_change = Changement
event_kind_escalation = Escalade
event_kind_decision = Décision
event_kind_action = Action
event_kind_communication = Communication
event_kind_recovery = Rétablissement
status_investigating = En cours d’analyse
status_identified = Cause identifiée
status_monitoring = Sous surveillance
status_resolved = Résolu
milestone = Jalon
milestones = Jalons
milestones_in = Jalons, en { $zone }
milestones_in_with_utc = Jalons, en { $zone } et UTC
milestones_and_definitions = Jalons et définitions
milestone_introduced = Introduction
milestone_started = Début
milestone_detected = Détection
milestone_acknowledged = Prise en charge
milestone_declared = Déclaration
milestone_mitigated = Atténuation
milestone_resolved = Résolution
meaning_introduced = cause introduite
meaning_started = début de l’impact
meaning_detected = première alerte ou premier signalement
meaning_acknowledged = un intervenant prend l’incident en charge
meaning_declared = incident déclaré
meaning_mitigated = fin de l’impact ou contournement en place
meaning_resolved = entièrement résolu
detection_monitoring = Supervision
detection_customer = Signalement client
detection_employee = Collaborateur
detection_partner = Partenaire
detection_other = Autre
lessons = Enseignements
went_well = Ce qui a bien fonctionné
went_poorly = Ce qui a mal fonctionné
got_lucky = Là où nous avons eu de la chance
learned = Ce que nous avons appris
related_incidents = Incidents liés
similar = Similaire : { $reasons }
newer_and_older = Incidents plus récent et plus ancien
newer = Plus récent
older = Plus ancien
details = Détails
messages_caption = Messages, avec heure, canal et destinataires
sent = Envoyé
message = Message
to_internal = en interne
to_executives = à la direction
to_customers = aux clients
to_partners = aux partenaires
to_regulators = aux autorités
people = Intervenants
severity_changes = Changements de gravité
about_review = À propos de cette revue
approved_by = Approuvé par
meeting = Réunion
recording = Enregistrement
recording_note = enregistrement
published = Publié
last_changed = Dernière modification
edit_file = modifier
file_history = historique
changed_since_publication = Modifié depuis la publication
review_draft = Brouillon
review_in_review = En relecture
review_reviewed = Relu
review_closed = Clos
default_schedule = Calendrier par défaut.
policy_schedule = Calendrier selon la politique pour { $severity }.
after_resolution = { $period } après la résolution
planned = Prévu
reference_ticket = Ticket
reference_dashboard = Tableau de bord
reference_thread = Fil de discussion
reference_runbook = Runbook
reference_document = Document
reference_change = Changement
severity_sev1 = Critique : la plupart des clients ne peuvent pas utiliser le produit, ou des données sont perdues ou exposées
severity_sev2 = Majeur : une fonction essentielle est en panne ou fortement dégradée pour de nombreux clients
severity_sev3 = Modéré : une fonction est dégradée ou une partie des clients est touchée ; un contournement existe
severity_sev4 = Mineur : peu ou pas d’effet pour les clients
severity_sev5 = Cosmétique ou informatif : aucun effet pour les clients
# What changed since the publication: fact_one_* is an item of a list, before its name.
period_hour =
    { $count ->
        [one] { $count } heure
       *[other] { $count } heures
    }
period_minute =
    { $count ->
        [one] { $count } minute
       *[other] { $count } minutes
    }
period_second =
    { $count ->
        [one] { $count } seconde
       *[other] { $count } secondes
    }
fact_quote = « { $text } »
fact_item = { $noun } { $name }
fact_within = { $outer }, { $inner }
fact_added = { $subject } : ajout
fact_set = { $subject } : désormais { $after }
fact_removed = { $subject } : suppression
fact_removed_value = { $subject } : suppression (auparavant { $before })
fact_changed = { $subject } : modification
fact_changed_to = { $subject } : remplacement par { $after }
fact_changed_value = { $subject } : { $before } → { $after }
fact_rewritten = { $subject } : reformulation
fact_reordered = { $subject } : autre ordre
fact_later = { $subject } : { $length } plus tard
fact_earlier = { $subject } : { $length } plus tôt
fact_moment = moins d’une seconde
fact_estimate = { $subject } : désormais une estimation
fact_no_estimate = { $subject } : n’est plus une estimation
fact_done = { $subject } : fait
fact_wont_do = { $subject } : abandon
fact_in_progress = { $subject } : en cours
fact_open = { $subject } : réouverture
fact_one_services = service
fact_one_teams = équipe
fact_one_tags = étiquette
fact_one_related = incident lié
fact_one_aliases = ancienne adresse
fact_one_signals = signal
fact_one_regions = région
fact_one_approvers = approbateur
fact_one_evidence = preuve
fact_one_went_well = point de « ce qui a bien fonctionné »
fact_one_went_poorly = point de « ce qui a mal fonctionné »
fact_one_got_lucky = point de « là où nous avons eu de la chance »
fact_one_learned = enseignement
fact_one_prevention = mesure préventive
fact_one_severity_changes = changement de gravité du
fact_one_responders = intervenant
fact_one_timeline = entrée de la chronologie du
fact_one_communications = message du
fact_one_causes = cause
fact_one_five_whys = chaîne de pourquoi
fact_one_whys = pourquoi
fact_one_bones = catégorie du diagramme d’Ishikawa
fact_one_threats = menace
fact_one_consequences = conséquence
fact_one_barriers = barrière
fact_one_decisions = décision du
fact_one_actions = action
fact_one_reviews = revue de suivi du
fact_one_references = référence
fact_one_sections = section
fact_one_fields = champ
fact_one_value = valeur
fact_file = fichier
fact_id = identifiant
fact_title = titre
fact_severity = gravité
fact_status = statut
fact_summary = résumé
fact_services = services
fact_teams = équipes
fact_tags = étiquettes
fact_commander = responsable d’incident
fact_time_zone = fuseau horaire
fact_visibility = visibilité
fact_near_miss = presque-incident
fact_related = incidents liés
fact_aliases = anciennes adresses
fact_duplicate_of = doublon de
fact_withdrawn = motif du retrait
fact_introduced = introduction
fact_started = début
fact_detected = détection
fact_acknowledged = prise en charge
fact_declared = déclaration
fact_mitigated = atténuation
fact_resolved = résolution
fact_detection_method = mode de détection
fact_detection_source = source de la détection
fact_signals = signaux
fact_impact_customer = impact sur les clients
fact_impact_business = impact sur l’activité
fact_impact_internal = impact interne
fact_impact_duration = durée indiquée
fact_users_affected = utilisateurs touchés
fact_users_affected_percent = part des utilisateurs touchés
fact_requests_failed = requêtes en échec
fact_revenue_lost = perte de revenus
fact_revenue_lost_amount = perte de revenus
fact_revenue_lost_currency = devise de la perte de revenus
fact_support_tickets = tickets de support
fact_data_lost = perte de données
fact_sla_breached = SLA non respecté
fact_regions = régions
fact_severity_changes = changements de gravité
fact_at = moment
fact_to = gravité
fact_reason = motif
fact_responders = intervenants
fact_name = nom
fact_role = rôle
fact_team = équipe
fact_timeline = chronologie
fact_event = événement
fact_kind = type
fact_milestone = jalon
fact_by = auteur
fact_source = source
fact_url = lien
fact_image = image
fact_image_alt = description de l’image
fact_communications = communications
fact_channel = canal
fact_audience = destinataires
fact_message = message
fact_narrative = récit
fact_trigger = déclencheur
fact_resolution = résolution
fact_causes = causes
fact_cause = cause
fact_category = catégorie
fact_evidence = preuves
fact_five_whys = cinq pourquoi
fact_problem = problème
fact_whys = pourquoi
fact_question = question
fact_answer = réponse
fact_fishbone = diagramme d’Ishikawa
fact_effect = effet
fact_bones = catégories du diagramme d’Ishikawa
fact_bow_tie = nœud papillon
fact_hazard = danger
fact_top_event = événement redouté
fact_threats = menaces
fact_threat = menace
fact_consequences = conséquences
fact_consequence = conséquence
fact_barriers = barrières
fact_barrier = barrière
fact_held = a tenu
fact_decisions = décisions
fact_decision = décision
fact_context = contexte
fact_alternatives = alternatives
fact_outcome = résultat
fact_went_well = ce qui a bien fonctionné
fact_went_poorly = ce qui a mal fonctionné
fact_got_lucky = là où nous avons eu de la chance
fact_learned = ce que nous avons appris
fact_actions = actions
fact_description = description
fact_success_criteria = critères de réussite
fact_priority = priorité
fact_owner = responsable
fact_due = échéance
fact_closed = date de clôture
fact_actions_url = ticket
fact_prevention = mesures préventives
fact_reviews = revues de suivi
fact_what = objet
fact_reviews_done = date de réalisation
fact_review_state = état de la revue
fact_review_owner = responsable de la revue
fact_review_held = réunion de revue
fact_review_published = publication de la revue
fact_review_recording = enregistrement de la revue
fact_approvers = approbateurs
fact_references = références
fact_sections = sections
fact_body = texte
fact_role_root = cause première
fact_role_trigger = déclencheur
fact_role_contributing = facteur contributif
fact_visibility_public = public
fact_visibility_internal = interne

## La frise d’un incident

phase_undetected = Non détecté
phase_responding = Intervention
phase_monitoring = Surveillance
start_to_resolution = du début à la résolution
event_count =
    { $count ->
        [one] { $count } événement
       *[other] { $count } événements
    }
message_count =
    { $count ->
        [one] { $count } message
       *[other] { $count } messages
    }
earlier = { $length } avant
later = { $length } après
up_to = jusqu’à { $distance }
time_unknown = heure inconnue
resolution_unknown = Heure de résolution inconnue.
severity_was = Gravité : { $labels }.
entry_count =
    { $count ->
        [one] { $count } entrée de chronologie
       *[other] { $count } entrées de chronologie
    }
communication_count =
    { $count ->
        [one] { $count } communication
       *[other] { $count } communications
    }

## Textes des auteurs

alert_note = Note
alert_tip = Conseil
alert_important = Important
alert_warning = Avertissement
alert_caution = Attention
task_done = fait
task_open = à faire
table = Tableau

## Flux et calendrier

withdrawn_title = { $title } (retiré)
no_summary = Pas encore de résumé.
calendar_follow_up = Suivi de { $id } { $title }
calendar_follow_up_what = Suivi de { $id } { $title } : { $what }
calendar_due = Échéance : { $title } ({ $id })
calendar_owner = Responsable : { $owner }

## Scripts

close = Fermer
search_not_loaded = La recherche n’a pas pu être chargée. Rechargez la page.
link_copied = Lien copié
link_in_address_bar = Le lien est dans la barre d’adresse
copied = Copié
copy_failed = Échec
save_picture = Enregistrer l’image en SVG
copy_code = Copier le code
keyboard_shortcuts = Raccourcis clavier
key_next = Suivant dans la liste
key_previous = Précédent dans la liste
showing = { $shown } sur { $total } affichés
showing_actions = { $shown } actions affichées sur { $total }.
fixed_by = Résolu par :
corrected = Aucun résultat pour « { $word } » ; résultats pour { $words }.
nothing_found_filtered = Aucun résultat avec ces filtres.
nothing_found = Aucun résultat.
partial_matches = Aucun incident ne contient tous les mots. Voici ceux qui en contiennent le plus.
searching = Recherche en cours…
similar_words = Mots similaires
latest_incidents = Derniers incidents
index_not_loaded = L’index de recherche n’a pas pu être chargé. Si le site vient d’être republié, rechargez la page.
reload = Recharger
search_hint = Mots, « expressions entre guillemets », -exclusion, service:nom, ou l’identifiant d’un incident.
all_of =
    { $count ->
        [one] Afficher l’incident ({ $count })
       *[other] Afficher les { $count } incidents
    }
more_results = Plus de résultats
more_of =
    { $count ->
        [one] sur { $count } incident
       *[other] sur { $count } incidents
    }
