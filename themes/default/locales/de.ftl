# Die Texte der Website auf Deutsch. Die Meldungen und ihre Variablen beschreibt en.ftl.

## Zahlen, Daten und Zeiträume

number_group = { "." }
number_decimal = ,
percent = { $number }{ "\u00A0" }%
date = { $day }.{ $month }.{ $year }
date_short = { $day }. { $month }
month = { $month }/{ $year }
quarter = Q{ $quarter } { $year }
quarter_short = Q{ $quarter }
moment = { $date } { $time } { $zone }
about = ca. { $what }
duration_days = { $count }{ "\u00A0" }d
duration_hours = { $count }{ "\u00A0" }h
duration_minutes = { $count }{ "\u00A0" }min
duration_seconds = { $count }{ "\u00A0" }s
duration_years = { $count }{ "\u00A0" }Jahre
duration_gap = { " " }
stop = { "." }
semicolon = { "; " }
colon = { ": " }
list_gap = { ", " }
list = { $first } und { $last }
month_1 = Jan.
month_2 = Feb.
month_3 = März
month_4 = Apr.
month_5 = Mai
month_6 = Juni
month_7 = Juli
month_8 = Aug.
month_9 = Sept.
month_10 = Okt.
month_11 = Nov.
month_12 = Dez.
weekday_1 = Mo
weekday_2 = Di
weekday_3 = Mi
weekday_4 = Do
weekday_5 = Fr
weekday_6 = Sa
weekday_7 = So

## Auf jeder Seite

skip = Zum Inhalt springen
site = Website
browse = Kategorien
menu = Menü
actions = Maßnahmen
metrics = Metriken
search = Suche
search_incidents = Vorfälle suchen
internal = Intern
download = Download
subscribe = Abonnieren
calendar = Kalender
statistics = Statistik
schema = Schema
footer_incidents = Vorfälle
footer_actions = Maßnahmen
times = Zeiten: { $zone }
times_with_utc = Zeiten: { $zone } (UTC in Grau)
built_with = Erstellt mit pir-site { $version }
breadcrumb = Navigationspfad
pages = Seiten
page = Seite { $number }
page_title = { $title } · Seite { $number }
previous = Zurück
next = Weiter

## Wörter und Anzahlen

all = Alle
unknown = Unbekannt
incident = Vorfall
incidents = Vorfälle
all_incidents = Alle Vorfälle
no_incidents = Keine Vorfälle.
incident_count =
    { $count ->
        [one] 1 Vorfall
       *[other] { $count } Vorfälle
    }
among_incidents =
    { $count ->
        [one] 1 Vorfall
       *[other] { $count } Vorfällen
    }
incidents_of = Vorfälle: { $name }
incidents_newest_first = Vorfälle, neueste zuerst
incidents_newest_first_count =
    { $count ->
        [one] 1 Vorfall
       *[other] { $count } Vorfälle
    }, neueste zuerst
incidents_of_newest_first = Vorfälle: { $name }, neueste zuerst
not_counted = Davon { $count } zurückgezogen oder doppelt und nicht in der Statistik.
excludes = Ohne zurückgezogene Reviews und Duplikate.
on_day = am { $day }
part_of = { $part } von { $whole }
of_whole = von { $whole }
based_on = auf Basis von { $known } von { $of }
based_on_incidents = auf Basis von { $known } von { $of } Vorfällen
basis = Auf Basis von { $known } von { $of } Vorfällen
small_sample = kleine Stichprobe
median = { $value } Median
percentile_90 = { $value } 90. Perzentil
spread = { $median } Median, { $percentile } 90. Perzentil; bekannt für { $known } von { $things }
spread_unknown = Unbekannt (0 von { $things })
more = { $count } weitere
see_all = Alle { $count } anzeigen
view_all = Alle anzeigen ({ $what })
share = Anteil
as_table = Als Tabelle
hollow = Hohl: geschätzt.
dashed = Gestrichelt: nur das Datum ist bekannt.
log_scale = Logarithmische Skala.
started = Beginn
as_stated = { $duration } (laut Angabe)
ongoing = Andauernd
withdrawn = Zurückgezogen
duplicate = Duplikat
near_miss = Beinahe-Vorfall
summary = Zusammenfassung
impact = Auswirkungen
causes = Ursachen
category = Kategorie
resolution = Behebung
timeline = Zeitverlauf
communications = Kommunikation
follow_up = Nachverfolgung
references = Verweise
detected_by = Erkannt durch
source = Quelle
time = Uhrzeit
day = Tag
month_column = Monat
quarter_column = Quartal
by_month = Nach Monat
by_quarter = Nach Quartal
by_service = Nach Service
all_by_year = alle nach Jahr

## Gruppen

severity = Schweregrad
service = Service
team = Team
tag = Tag
cause = Ursache
year = Jahr
owner = Zuständig
priority = Priorität
severities = Schweregrade
services = Services
teams = Teams
tags = Tags
years = Jahre
owners = Zuständige
priorities = Prioritäten
no_severity = Ohne Schweregrad
no_service = Ohne Service
no_team = Ohne Team
no_owner = Niemand zugewiesen
no_priority = Ohne Priorität
count_severity =
    { $count ->
        [one] 1 Schweregrad
       *[other] { $count } Schweregrade
    }
count_service =
    { $count ->
        [one] 1 Service
       *[other] { $count } Services
    }
count_team =
    { $count ->
        [one] 1 Team
       *[other] { $count } Teams
    }
count_tag =
    { $count ->
        [one] 1 Tag
       *[other] { $count } Tags
    }
count_cause =
    { $count ->
        [one] 1 Ursachenkategorie
       *[other] { $count } Ursachenkategorien
    }
count_year =
    { $count ->
        [one] 1 Jahr
       *[other] { $count } Jahre
    }
count_owner =
    { $count ->
        [one] 1 zuständige Person
       *[other] { $count } Zuständige
    }
count_priority =
    { $count ->
        [one] 1 Priorität
       *[other] { $count } Prioritäten
    }
count_field =
    { $count ->
        [one] 1 Wert
       *[other] { $count } Werte
    }
term_title = { $name } · { $facet }
last_three_years = Letzte drei Jahre
last_incident = Letzter Vorfall
open_actions = Offene Maßnahmen
open_actions_owned = Eigene offene Maßnahmen
owned_by = Zuständig: { $owner }.
read_more = Mehr dazu:
reviews_due = Reviews sind { $period } nach der Behebung fällig.
follow_up_after = Nachverfolgung: { $periods } nach der Behebung.
period_day =
    { $count ->
        [one] 1 Tag
       *[other] { $count } Tage
    }
period_week =
    { $count ->
        [one] 1 Woche
       *[other] { $count } Wochen
    }
period_month =
    { $count ->
        [one] 1 Monat
       *[other] { $count } Monate
    }
period_year =
    { $count ->
        [one] 1 Jahr
       *[other] { $count } Jahre
    }
overview = Überblick
incidents_over_time = Vorfälle im Zeitverlauf: { $name }
incidents_of_by_cause = Vorfälle nach Ursachenkategorie: { $name }
affected_together = Oft gemeinsam betroffen
services_affected = Betroffene Services
services_of = Weitere betroffene Services: { $name }
open_action_items_owned = Offene Maßnahmen von { $team }
open_action_items_of = Offene Maßnahmen: { $name }

## Startseite, Suche und andere Seiten

past_incidents = Frühere Vorfälle
seen_before = Hatten wir das schon einmal?
seen_before_example = Fehlertext, Service oder Symptom
since = seit { $when }
overdue_actions = Überfällige Maßnahmen
incidents_in = Vorfälle in { $period }
so_far = bisher
count_in = { $count } in { $period }
median_time_to_resolve = Median bis zur Behebung
repeat_incidents = Wiederholte Vorfälle
repeats_of = von { $of }, innerhalb von { $days } Tagen
longest_overdue = Am längsten überfällig
due_on = fällig am { $day }
recent_incidents = Neueste Vorfälle
browse_by = Durchsuchen nach
no_incidents_yet = Noch keine Vorfälle
no_incidents_yet_hint = Legen Sie eine TOML-Datei im Inhaltsordner ab. Der nächste Build zeigt sie hier.
search_needs_script = Die Suche benötigt JavaScript, die Listen nicht:
search_field = Stichwörter oder Vorfall-ID
clear = Zurücksetzen
filters = Filter
sort_and_filter = Sortieren und filtern
title_or_id = Titel oder ID
sort = Sortierung
sort_newest = Neueste
sort_oldest = Älteste
sort_longest = Längste
sort_actions = Meiste offene Maßnahmen
not_found = Seite nicht gefunden
not_found_why = Diese Seite gibt es nicht. Das Review wurde vielleicht umbenannt oder entfernt.
moved = Dieses Review ist umgezogen
moved_to = Es liegt jetzt unter { $place }.

## Maßnahmen

action_items = Maßnahmen
action_items_description = Maßnahmen aus allen Postmortems: überfällig, offen und abgeschlossen, nach Zuständigen und Team.
all_action_items = Alle Maßnahmen
action_items_in = Maßnahmen: { $name }
no_action_items = Keine Maßnahmen.
open_action_items = Offene Maßnahmen
closed_action_items = Abgeschlossene Maßnahmen
action_items_by_owner = Maßnahmen nach Zuständigen
action_items_by_team = Maßnahmen nach Team
action_items_by_service = Maßnahmen nach Service
action_items_by_severity = Maßnahmen nach Schweregrad
action_items_by_priority = Maßnahmen nach Priorität
by_owner = Nach Zuständigen
by_team = Nach Team
by_severity = Nach Schweregrad
by_priority = Nach Priorität
actions_on_day = Stand { $day }. „Offen“ schließt überfällige ein.
once_per_service = Vorfälle mit mehreren Services zählen je Service einmal
state = Stand
state_overdue = Überfällig
state_open = Offen
state_in_progress = In Arbeit
state_done = Erledigt
state_wont_do = Abgelehnt
states = { $open }; { $done } erledigt, { $declined } abgelehnt.
states_on_day = { $open } (Stand { $day }); { $done } erledigt, { $declined } abgelehnt.
open_count = { $count } offen
overdue_count = { $count } überfällig
overdue_of_open = { $overdue } von { $open } offenen
open_of =
    { $open ->
        [0] 0 von { $of } offen
       *[other] { $open } von { $of } offen
    }
none_open = Keine offen
none_open_of = Keine von { $of } offen
overdue_first = Überfällige zuerst.
due_in_a_week = Fällig innerhalb von 7 Tagen
download_csv = CSV herunterladen
filtered_action_items = Gefilterte Maßnahmen
due_or_closed = Fällig oder abgeschlossen
show_more = Mehr anzeigen
actions_not_loaded = Die Maßnahmen konnten nicht geladen werden.
filter_action_items = Maßnahmen filtern
show_all = Alle anzeigen
action = Maßnahme
status = Status
due = Fällig
closed = Abgeschlossen
ticket = Ticket
reason = Grund
no_reason = Kein Grund angegeben.
done_when = Erledigt, wenn
unassigned = Nicht zugewiesen
no_date = Kein Datum
days_overdue =
    { $count ->
        [one] 1 Tag überfällig
       *[other] { $count } Tage überfällig
    }
overdue_note = überfällig
in_progress_note = in Arbeit
time_to_close = Zeit bis zum Abschluss
time_to_close_items = Zeit bis zum Abschluss von Maßnahmen
time_to_close_definition = Tage von der Behebung des Vorfalls (falls unbekannt, von seinem Beginn) bis zum Abschluss
age_of_items = Alter offener Maßnahmen
age_of_items_definition = Tage von der Behebung des Vorfalls (falls unbekannt, von seinem Beginn) bis heute, für offene Maßnahmen
closed_items =
    { $count ->
        [one] 1 abgeschlossenen Maßnahme
       *[other] { $count } abgeschlossenen Maßnahmen
    }
open_items =
    { $count ->
        [one] 1 offenen Maßnahme
       *[other] { $count } offenen Maßnahmen
    }
action_kind_investigate = Untersuchen
action_kind_mitigate = Eindämmen
action_kind_detect = Erkennen
action_kind_prevent = Vorbeugen
action_kind_repair = Reparieren
action_kind_process = Prozess
action_kind_document = Dokumentieren
action_kind_train = Schulen

## Metriken

metrics_question = Metriken: Werden wir besser?
metrics_description = Anzahl der Vorfälle, Reaktionszeiten und Trends.
incidents_on_day =
    { $count ->
        [one] 1 Vorfall
       *[other] { $count } Vorfälle
    }, Stand { $day }.
too_few = Zu wenige Vorfälle, um Schlüsse zu ziehen.
metric = Metrik
metric_time_to_detect = Zeit bis zur Erkennung
metric_time_to_acknowledge = Zeit bis zur Bestätigung
metric_time_to_mitigate = Zeit bis zur Eindämmung
metric_time_to_resolve = Zeit bis zur Behebung
metric_duration = Dauer
from_started_to_detected = vom Beginn bis zur Erkennung
from_detected_to_acknowledged = von der Erkennung bis zur Bestätigung
from_started_to_mitigated = vom Beginn bis zur Eindämmung
from_detected_to_mitigated = von der Erkennung bis zur Eindämmung
from_started_to_resolved = vom Beginn bis zur Behebung
from_detected_to_resolved = von der Erkennung bis zur Behebung
versus = { $now } gegenüber { $before }
last_two_quarters = Die letzten zwei vollen Quartale
quarter_so_far =
    { $quarter }: bisher { $count ->
        [one] 1 Vorfall
       *[other] { $count } Vorfälle
    }
lower_is_better = Weniger ist besser, außer bei pünktlichen Reviews.
change = Änderung
last_quarters = Letzte { $count } Quartale
year_before = Vorjahr
year_on_year = Im Jahresvergleich
year_to = 12 Monate bis { $quarter }
last_four_quarters = Die letzten vier vollen Quartale gegenüber den vier davor
trend_sentence = { $now } gegenüber { $before }: { $better } von { $of } Kennzahlen besser, { $worse } schlechter. Auf Basis von { $count } und { $count_before } Vorfällen.
trend_sentence_few = { $now } gegenüber { $before }: zu wenige Vorfälle, um Schlüsse zu ziehen ({ $count } und { $count_before }).
quarter_by_quarter = Quartal für Quartal
after_two_quarters = Verfügbar nach zwei vollen Quartalen.
by_quarter_of = { $name } nach Quartal
better = besser
worse = schlechter
no_change = unverändert
trend_more = { $amount } mehr
trend_fewer = { $amount } weniger
trend_longer = { $amount } länger
trend_shorter = { $amount } kürzer
trend_points_higher = { $amount } Punkte höher
trend_points_lower = { $amount } Punkte niedriger
started_in_period = begonnen im Zeitraum
median_of = Median, { $definition }
within_days_of_similar = innerhalb von { $days } Tagen nach einem ähnlichen
published_in_time = innerhalb der Frist der Richtlinie veröffentlicht
response_times = Reaktionszeiten
response_times_of_each = Reaktionszeiten jedes Vorfalls
dots_incidents = Ein Punkt je Vorfall
dots_incidents_newest = Ein Punkt je Vorfall, die neuesten { $shown } von { $count }; die Fläche dahinter zählt alle
dots_actions = Ein Punkt je Maßnahme.
dots_actions_newest = Ein Punkt je Maßnahme der neuesten Vorfälle; die Fläche zählt alle.
dots_described = { $shown } von { $known } bekannten Werten als Punkte auf einer logarithmischen Skala, jeder ein Link zu seinem Vorfall. Linien zeigen den Median und das 90. Perzentil.
dot_label = { $incident }: { $value }
median_mark = Median
percentile_mark = P90
values_as_table = Werte als Tabelle
at_a_glance = Auf einen Blick
quarterly_reports = Quartalsberichte
quarters_as_table = Quartale als Tabelle
median_and_percentile_90 = Median; { $percentile } 90. Perzentil
incidents_by_quarter_and_severity = Vorfälle nach Quartal und Schweregrad
reviews_on_time_by_quarter = Pünktliche Reviews nach Quartal
reviews_key = Gefüllt: pünktlich. Umrandet: verspätet.
metrics_of = Metriken: { $name }
band_described = Ein Punkt ist der Median eines Quartals, der Balken reicht bis zum 90. Perzentil, auf einer logarithmischen Skala. Die Zahlen stehen in der Tabelle darunter.
patterns = Muster
time_zone = Zeitzone: { $zone }
last_months = letzte { $shown } von { $count } Monate
by_month_and_severity = Nach Monat und Schweregrad
incidents_by_month_and_severity = Vorfälle nach Monat und Schweregrad
months_as_table = Monate als Tabelle
no_incidents_in_months = Keine Vorfälle in diesen Monaten.
other_periods_none = { $counts }. Andere Monate: keine.
by_weekday_and_hour = Nach Wochentag und Stunde des Beginns
incidents_by_weekday_and_hour = Vorfälle nach Wochentag und Stunde des Beginns
heat_described = Kräftigere Farbe bedeutet mehr Vorfälle. Die Tabelle darunter enthält die Zahlen.
hours_as_table = Stunden als Tabelle
incidents_by_service = Vorfälle nach Service
no_services = Keine Services erfasst.
detection_and_causes = Erkennung, Ursachen und Wiederholungen
incidents_by_detection = Vorfälle nach Art der Erkennung
causes_by_category = Ursachen nach Kategorie
incidents_by_cause = Vorfälle nach Ursachenkategorie
once_per_category = ein Vorfall zählt je Kategorie einmal
repeat_incidents_within = Wiederholte Vorfälle (innerhalb von { $days } Tagen)
repeats_definition = { $count } Vorfällen begannen innerhalb von { $days } Tagen nach einem verwandten Vorfall oder einem mit demselben Service und derselben Ursachenkategorie.
repeats_after = nach
follow_through = Umsetzung
reviews_on_time = Pünktliche Reviews
reviews_within_deadline = { $count } innerhalb der Frist der Richtlinie; { $late } zu spät
reviews_not_due = { $count } noch nicht fällig
reviews_no_deadline = Für kein Review gilt eine Frist.
axis_seconds = { $count } s
axis_minutes = { $count } min
axis_hours = { $count } h
axis_days = { $count } d
axis_weeks = { $count } Wo
axis_years = { $count } J

## Ein Vorfall

copy_link = Link kopieren
copy_markdown = Markdown kopieren
print = Drucken
ongoing_status = Andauernd: { $status }
start_unknown = Beginn unbekannt
published_on = veröffentlicht am { $day }
reading_minutes = { $count } min Lesezeit
duplicate_of = Derselbe Vorfall wie { $incident }. Die Statistik zählt nur das Original.
also_recorded_as = Auch erfasst als
ongoing_notice = Dieser Vorfall dauert an.
ongoing_notice_more = Angaben können sich ändern.
near_miss_more = keine Auswirkungen auf Nutzer.
draft_more = Noch nicht geprüft.
in_review_more = Die Erkenntnisse sind vorläufig.
internal_more = Die öffentliche Website zeigt diesen Vorfall nicht.
latest_update = Neueste Meldung
no_update_for =
    { $count ->
        [one] seit 1 Tag keine Meldung
       *[other] seit { $count } Tagen keine Meldung
    }
today = heute
brief_why = Ursache
how_fixed = So wurde es behoben
how_to_recognise = Woran man es erkennt
all_signals = Alle { $count } Anzeichen
facts_and_contents = Fakten und Inhalt
detected_in = Erkannt nach
acknowledged_in = Bestätigt nach
mitigated_in = Eingedämmt nach
detected_in_by =
    { $method ->
        [monitoring] { $length } durch Monitoring
        [customer] { $length } durch Kundenmeldung
        [employee] { $length } durch Mitarbeitende
        [partner] { $length } durch Partner
       *[other] { $length } auf anderem Weg
    }
commander = Incident Commander
on_this_page = Auf dieser Seite
impact_customers = Kunden
impact_business = Geschäft
impact_internal = Intern
impact_in_figures = Auswirkungen in Zahlen
users_affected = Betroffene Nutzer
users_affected_percent = Anteil betroffener Nutzer
requests_failed = Fehlgeschlagene Anfragen
revenue_lost = Umsatzverlust
support_tickets = Support-Tickets
data_lost = Datenverlust
sla_breached = SLA verletzt
regions = Regionen
yes = Ja
no = Nein
money = { $amount } { $currency }
brief_users =
    { $count ->
        [one] 1 Nutzer
       *[other] { $count } Nutzer
    }
brief_users_share =
    { $count ->
        [one] 1 Nutzer
       *[other] { $count } Nutzer
    } ({ $share })
brief_share = { $share } der Nutzer
brief_requests =
    { $count ->
        [one] 1 fehlgeschlagene Anfrage
       *[other] { $count } fehlgeschlagene Anfragen
    }
brief_revenue = { $amount } Umsatzverlust
brief_tickets =
    { $count ->
        [one] 1 Support-Ticket
       *[other] { $count } Support-Tickets
    }
brief_data_lost = Datenverlust
brief_no_data_lost = kein Datenverlust
brief_sla_breached = SLA verletzt
why = Warum es passiert ist
why_question = Warum?
not_answered = Noch nicht beantwortet
full_analysis = Vollständige Analyse
cause_count =
    { $count ->
        [one] 1 Ursache
       *[other] { $count } Ursachen
    }
causes_root =
    { $count ->
        [one] Grundursache
       *[other] Grundursachen
    }
causes_trigger =
    { $count ->
        [one] Auslöser
       *[other] Auslöser
    }
causes_contributing =
    { $count ->
        [one] Begünstigender Faktor
       *[other] Begünstigende Faktoren
    }
count_root =
    { $count ->
        [one] 1 Grundursache
       *[other] { $count } Grundursachen
    }
count_trigger = { $count } Auslöser
count_contributing =
    { $count ->
        [one] 1 begünstigender Faktor
       *[other] { $count } begünstigende Faktoren
    }
category_people = Menschen
category_process = Prozesse
category_technology = Technik
category_environment = Umfeld
trigger = Auslöser
five_whys = 5 Warum
chains = { $count } Ketten
chain_of_whys = Warum-Kette
chain_described = Problem: { $problem } { $whys }-mal „Warum?“, { $answers ->
        [one] 1 Antwort
       *[other] { $answers } Antworten
    }. Der vollständige Text steht darunter.
problem = Problem
why_number = Warum { $number }
fishbone = Ishikawa-Diagramm
fishbone_described = Wirkung: { $effect } Gräten: { $bones }. Der vollständige Text steht darunter.
bone_described =
    { $category } ({ $count ->
        [one] 1 Ursache
       *[other] { $count } Ursachen
    })
effect = Wirkung
bow_tie = Bow-Tie-Diagramm
bow_tie_described = Hauptereignis: { $event } { $threats ->
        [one] 1 Bedrohung
       *[other] { $threats } Bedrohungen
    }, { $consequences ->
        [one] 1 Folge
       *[other] { $consequences } Folgen
    }. Barrieren: { $held } wirksam, { $failed } versagt, { $missing } empfohlen und nicht vorhanden. Der vollständige Text steht darunter.
hazard = Gefahr
top_event = Hauptereignis
threat = Bedrohung
consequence = Folge
threats = Bedrohungen und vorbeugende Barrieren
consequences = Folgen und mindernde Barrieren
barrier_held = Wirksam
barrier_failed = Versagt
barrier_missing = Empfohlen
decisions = Entscheidungen
context = Kontext
alternatives = Alternativen
outcome = Ergebnis
timeline_of = Zeitverlauf des Vorfalls
offsets = Abstände ab Beginn der Auswirkungen.
entries_to_show = Angezeigte Einträge
key_events = Wichtige Ereignisse
event = Ereignis
evidence = Beleg
open_image = Bild in voller Größe öffnen
event_kind_alert = Alarm
event_kind_observation = Beobachtung
event_kind_change = Änderung
event_kind_escalation = Eskalation
event_kind_decision = Entscheidung
event_kind_action = Eingriff
event_kind_communication = Kommunikation
event_kind_recovery = Wiederherstellung
status_investigating = Wird untersucht
status_identified = Ursache gefunden
status_monitoring = Wird beobachtet
status_resolved = Behoben
milestone = Meilenstein
milestones = Meilensteine
milestones_in = Meilensteine, in { $zone }
milestones_in_with_utc = Meilensteine, in { $zone } und UTC
milestones_and_definitions = Meilensteine und Definitionen
milestone_introduced = Eingeführt
milestone_started = Beginn
milestone_detected = Erkannt
milestone_acknowledged = Bestätigt
milestone_declared = Ausgerufen
milestone_mitigated = Eingedämmt
milestone_resolved = Behoben
meaning_introduced = Ursache eingeführt
meaning_started = Auswirkungen begannen
meaning_detected = erster Alarm oder erste Meldung
meaning_acknowledged = jemand hat übernommen
meaning_declared = als Vorfall ausgerufen
meaning_mitigated = Auswirkungen beendet oder Workaround aktiv
meaning_resolved = vollständig behoben
detection_monitoring = Monitoring
detection_customer = Kundenmeldung
detection_employee = Mitarbeitende
detection_partner = Partner
detection_other = Andere
lessons = Lehren
went_well = Was gut lief
went_poorly = Was nicht gut lief
got_lucky = Wo wir Glück hatten
learned = Was wir gelernt haben
related_incidents = Verwandte Vorfälle
similar = Ähnlich: { $reasons }
newer_and_older = Neuere und ältere Vorfälle
newer = Neuer
older = Älter
details = Details
messages_caption = Nachrichten mit Zeit, Kanal und Empfängern
sent = Gesendet
message = Nachricht
to_internal = intern
to_executives = an die Geschäftsleitung
to_customers = an Kunden
to_partners = an Partner
to_regulators = an Behörden
people = Beteiligte
severity_changes = Änderungen des Schweregrads
about_review = Über dieses Review
approved_by = Freigegeben von
meeting = Besprechung
recording = Aufzeichnung
recording_note = Aufzeichnung
published = Veröffentlicht
last_changed = Zuletzt geändert
edit_file = bearbeiten
file_history = Verlauf
changed_since_publication = Geändert seit der Veröffentlichung
review_draft = Entwurf
review_in_review = In Prüfung
review_reviewed = Geprüft
review_closed = Abgeschlossen
default_schedule = Standardtermine.
policy_schedule = Termine nach der Richtlinie für { $severity }.
after_resolution = { $period } nach der Behebung
planned = Geplant
reference_ticket = Ticket
reference_dashboard = Dashboard
reference_thread = Thread
reference_runbook = Runbook
reference_document = Dokument
reference_change = Änderung
severity_sev1 = Kritisch: Die meisten Kunden können das Produkt nicht nutzen, oder Daten sind verloren oder offengelegt
severity_sev2 = Schwer: Eine Kernfunktion ist für viele Kunden ausgefallen oder stark beeinträchtigt
severity_sev3 = Mittel: Eine Funktion ist beeinträchtigt oder ein Teil der Kunden betroffen; es gibt einen Workaround
severity_sev4 = Gering: kaum oder keine Auswirkungen auf Kunden
severity_sev5 = Kosmetisch oder zur Information: keine Auswirkungen auf Kunden
# What changed since the publication: fact_one_* is an item of a list, before its name.
period_hour =
    { $count ->
        [one] 1 Stunde
       *[other] { $count } Stunden
    }
period_minute =
    { $count ->
        [one] 1 Minute
       *[other] { $count } Minuten
    }
period_second =
    { $count ->
        [one] 1 Sekunde
       *[other] { $count } Sekunden
    }
fact_quote = „{ $text }“
fact_item = { $noun } { $name }
fact_within = { $outer }, { $inner }
fact_added = { $subject }: hinzugefügt
fact_set = { $subject }: jetzt { $after }
fact_removed = { $subject }: entfernt
fact_removed_value = { $subject }: entfernt (war { $before })
fact_changed = { $subject }: geändert
fact_changed_to = { $subject }: geändert in { $after }
fact_changed_value = { $subject }: { $before } → { $after }
fact_rewritten = { $subject }: neu formuliert
fact_reordered = { $subject }: andere Reihenfolge
fact_later = { $subject }: { $length } später
fact_earlier = { $subject }: { $length } früher
fact_moment = weniger als eine Sekunde
fact_estimate = { $subject }: jetzt geschätzt
fact_no_estimate = { $subject }: nicht mehr geschätzt
fact_done = { $subject }: erledigt
fact_wont_do = { $subject }: abgelehnt
fact_in_progress = { $subject }: in Arbeit
fact_open = { $subject }: wieder offen
fact_one_services = Service
fact_one_teams = Team
fact_one_tags = Tag
fact_one_related = verwandter Vorfall
fact_one_aliases = frühere Adresse
fact_one_signals = Signal
fact_one_regions = Region
fact_one_approvers = Freigabe durch
fact_one_evidence = Beleg
fact_one_went_well = Punkt unter „was gut lief“
fact_one_went_poorly = Punkt unter „was nicht gut lief“
fact_one_got_lucky = Punkt unter „wo wir Glück hatten“
fact_one_learned = Lehre
fact_one_prevention = vorbeugende Maßnahme
fact_one_severity_changes = Änderung des Schweregrads
fact_one_responders = beteiligte Person
fact_one_timeline = Eintrag im Zeitverlauf
fact_one_communications = Nachricht
fact_one_causes = Ursache
fact_one_five_whys = Warum-Kette
fact_one_whys = Warum
fact_one_bones = Kategorie im Ishikawa-Diagramm
fact_one_threats = Bedrohung
fact_one_consequences = Folge
fact_one_barriers = Barriere
fact_one_decisions = Entscheidung
fact_one_actions = Maßnahme
fact_one_reviews = Folge-Review
fact_one_references = Verweis
fact_one_sections = Abschnitt
fact_one_fields = Feld
fact_one_value = Wert
fact_file = Datei
fact_id = Kennung
fact_title = Titel
fact_severity = Schweregrad
fact_status = Status
fact_summary = Zusammenfassung
fact_services = Services
fact_teams = Teams
fact_tags = Tags
fact_commander = Incident Commander
fact_time_zone = Zeitzone
fact_visibility = Sichtbarkeit
fact_near_miss = Beinahe-Vorfall
fact_related = verwandte Vorfälle
fact_aliases = frühere Adressen
fact_duplicate_of = Duplikat von
fact_withdrawn = Grund der Zurückziehung
fact_introduced = Einführung der Ursache
fact_started = Beginn
fact_detected = Erkennung
fact_acknowledged = Bestätigung
fact_declared = Ausrufung
fact_mitigated = Eindämmung
fact_resolved = Behebung
fact_detection_method = Art der Erkennung
fact_detection_source = Quelle der Erkennung
fact_signals = Signale
fact_impact_customer = Auswirkungen auf Kunden
fact_impact_business = Auswirkungen auf das Geschäft
fact_impact_internal = interne Auswirkungen
fact_impact_duration = angegebene Dauer
fact_users_affected = betroffene Nutzer
fact_users_affected_percent = Anteil betroffener Nutzer
fact_requests_failed = fehlgeschlagene Anfragen
fact_revenue_lost = Umsatzverlust
fact_revenue_lost_amount = Umsatzverlust
fact_revenue_lost_currency = Währung des Umsatzverlusts
fact_support_tickets = Support-Tickets
fact_data_lost = Datenverlust
fact_sla_breached = SLA verletzt
fact_regions = Regionen
fact_severity_changes = Änderungen des Schweregrads
fact_at = Zeitpunkt
fact_to = Schweregrad
fact_reason = Grund
fact_responders = beteiligte Personen
fact_name = Name
fact_role = Rolle
fact_team = Team
fact_timeline = Zeitverlauf
fact_event = Ereignis
fact_kind = Art
fact_milestone = Meilenstein
fact_by = handelnde Person
fact_source = Quelle
fact_url = Link
fact_image = Bild
fact_image_alt = Bildbeschreibung
fact_communications = Kommunikation
fact_channel = Kanal
fact_audience = Empfänger
fact_message = Nachricht
fact_narrative = Hergang
fact_trigger = Auslöser
fact_resolution = Behebung
fact_causes = Ursachen
fact_cause = Ursache
fact_category = Kategorie
fact_evidence = Belege
fact_five_whys = 5 Warum
fact_problem = Problem
fact_whys = Warum-Fragen
fact_question = Frage
fact_answer = Antwort
fact_fishbone = Ishikawa-Diagramm
fact_effect = Wirkung
fact_bones = Kategorien im Ishikawa-Diagramm
fact_bow_tie = Bow-Tie-Diagramm
fact_hazard = Gefahr
fact_top_event = Hauptereignis
fact_threats = Bedrohungen
fact_threat = Bedrohung
fact_consequences = Folgen
fact_consequence = Folge
fact_barriers = Barrieren
fact_barrier = Barriere
fact_held = hat gehalten
fact_decisions = Entscheidungen
fact_decision = Entscheidung
fact_context = Kontext
fact_alternatives = Alternativen
fact_outcome = Ergebnis
fact_went_well = was gut lief
fact_went_poorly = was nicht gut lief
fact_got_lucky = wo wir Glück hatten
fact_learned = was wir gelernt haben
fact_actions = Maßnahmen
fact_description = Beschreibung
fact_success_criteria = Erfolgskriterien
fact_priority = Priorität
fact_owner = zuständige Person
fact_due = Fälligkeit
fact_closed = Abschlussdatum
fact_actions_url = Ticket
fact_prevention = vorbeugende Maßnahmen
fact_reviews = Folge-Reviews
fact_what = Gegenstand
fact_reviews_done = Tag der Durchführung
fact_review_state = Stand des Reviews
fact_review_owner = zuständig für das Review
fact_review_held = Besprechung
fact_review_published = Veröffentlichung des Reviews
fact_review_recording = Aufzeichnung
fact_approvers = Freigaben
fact_references = Verweise
fact_sections = Abschnitte
fact_body = Text
fact_role_root = Grundursache
fact_role_trigger = Auslöser
fact_role_contributing = beitragender Faktor
fact_visibility_public = öffentlich
fact_visibility_internal = intern

## Der Streifen eines Vorfalls

phase_undetected = Unerkannt
phase_responding = In Bearbeitung
phase_monitoring = Beobachtung
start_to_resolution = Beginn bis Behebung
event_count =
    { $count ->
        [one] 1 Ereignis
       *[other] { $count } Ereignisse
    }
message_count =
    { $count ->
        [one] 1 Nachricht
       *[other] { $count } Nachrichten
    }
earlier = { $length } zuvor
later = { $length } danach
up_to = bis zu { $distance }
time_unknown = Zeit unbekannt
resolution_unknown = Zeitpunkt der Behebung unbekannt.
severity_was = Schweregrad: { $labels }.
entry_count =
    { $count ->
        [one] 1 Eintrag im Zeitverlauf
       *[other] { $count } Einträge im Zeitverlauf
    }
communication_count =
    { $count ->
        [one] 1 Nachricht
       *[other] { $count } Nachrichten
    }

## Texte von Autoren

alert_note = Hinweis
alert_tip = Tipp
alert_important = Wichtig
alert_warning = Warnung
alert_caution = Vorsicht
task_done = erledigt
task_open = nicht erledigt
table = Tabelle

## Feeds und Kalender

withdrawn_title = { $title } (zurückgezogen)
no_summary = Noch keine Zusammenfassung.
calendar_follow_up = Nachverfolgung von { $id } { $title }
calendar_follow_up_what = Nachverfolgung von { $id } { $title }: { $what }
calendar_due = Fällig: { $title } ({ $id })
calendar_owner = Zuständig: { $owner }

## Skripte

close = Schließen
search_not_loaded = Die Suche konnte nicht geladen werden. Laden Sie die Seite neu.
link_copied = Link kopiert
link_in_address_bar = Der Link steht in der Adresszeile
copied = Kopiert
copy_failed = Fehlgeschlagen
save_picture = Bild als SVG speichern
copy_code = Code kopieren
keyboard_shortcuts = Tastenkürzel
key_next = Nächster in der Liste
key_previous = Vorheriger in der Liste
showing = { $shown } von { $total } angezeigt
showing_actions = { $shown } von { $total } Maßnahmen angezeigt.
fixed_by = Behoben durch:
corrected = Kein Treffer für „{ $word }“; angezeigt werden Ergebnisse für { $words }.
nothing_found_filtered = Mit diesen Filtern nichts gefunden.
nothing_found = Nichts gefunden.
partial_matches = Kein Vorfall enthält alle Wörter. Diese enthalten die meisten.
searching = Suche läuft …
similar_words = Ähnliche Wörter
latest_incidents = Neueste Vorfälle
index_not_loaded = Der Suchindex konnte nicht geladen werden. Falls die Website neu veröffentlicht wurde, laden Sie die Seite neu.
reload = Neu laden
search_hint = Wörter, „Wortfolgen in Anführungszeichen“, -ohne, service:name oder die ID eines Vorfalls.
all_of =
    { $count ->
        [one] { $count } Vorfall anzeigen
       *[other] Alle { $count } Vorfälle anzeigen
    }
more_results = Weitere Ergebnisse
more_of =
    { $count ->
        [one] von 1 Vorfall
       *[other] von { $count } Vorfällen
    }
