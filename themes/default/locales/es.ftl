# Los textos del sitio en español. Los mensajes y sus variables se describen en en.ftl.

## Números, fechas y duraciones

number_group = { "." }
number_decimal = ,
percent = { $number }{ "\u00A0" }%
date = { $day }/{ $month }/{ $year }
date_short = { $day } { $month }
month = { $month }/{ $year }
quarter = T{ $quarter } { $year }
quarter_short = T{ $quarter }
moment = { $date } { $time } { $zone }
about = aprox. { $what }
duration_days = { $count }{ "\u00A0" }d
duration_hours = { $count }{ "\u00A0" }h
duration_minutes = { $count }{ "\u00A0" }min
duration_seconds = { $count }{ "\u00A0" }s
duration_years = { $count }{ "\u00A0" }años
duration_gap = { " " }
stop = { "." }
semicolon = { "; " }
colon = { ": " }
list_gap = { ", " }
list = { $first } y { $last }
month_1 = ene
month_2 = feb
month_3 = mar
month_4 = abr
month_5 = may
month_6 = jun
month_7 = jul
month_8 = ago
month_9 = sept
month_10 = oct
month_11 = nov
month_12 = dic
weekday_1 = lun
weekday_2 = mar
weekday_3 = mié
weekday_4 = jue
weekday_5 = vie
weekday_6 = sáb
weekday_7 = dom

## En todas las páginas

skip = Ir al contenido
site = Sitio
browse = Explorar
menu = Menú
actions = Acciones
metrics = Métricas
search = Buscar
search_incidents = Buscar incidentes
internal = Interno
download = Descargar
subscribe = Suscribirse
calendar = calendario
statistics = estadísticas
schema = esquema
footer_incidents = incidentes
footer_actions = acciones
times = Horas: { $zone }
times_with_utc = Horas: { $zone } (UTC en gris)
built_with = Generado con pir-site { $version }
breadcrumb = Ruta de navegación
pages = Páginas
page = Página { $number }
page_title = { $title } · página { $number }
previous = Anterior
next = Siguiente

## Palabras y cantidades

all = Todos
unknown = Desconocido
incident = Incidente
incidents = Incidentes
all_incidents = Todos los incidentes
no_incidents = No hay incidentes.
incident_count =
    { $count ->
        [one] { $count } incidente
       *[other] { $count } incidentes
    }
among_incidents =
    { $count ->
        [one] { $count } incidente
       *[other] { $count } incidentes
    }
incidents_of = Incidentes: { $name }
incidents_newest_first = Incidentes, los más recientes primero
incidents_newest_first_count =
    { $count ->
        [one] { $count } incidente
       *[other] { $count } incidentes
    }, los más recientes primero
incidents_of_newest_first = Incidentes: { $name }, los más recientes primero
not_counted =
    { $count ->
        [one] { $count } de ellos, retirado o duplicado, no cuenta en las estadísticas.
       *[other] { $count } de ellos, retirados o duplicados, no cuentan en las estadísticas.
    }
excludes = No incluye revisiones retiradas ni duplicados.
on_day = a { $day }
part_of = { $part } de { $whole }
of_whole = de { $whole }
based_on = a partir de { $known } de { $of }
based_on_incidents = a partir de { $known } de { $of } incidentes
basis = A partir de { $known } de { $of } incidentes
small_sample = muestra pequeña
median = mediana { $value }
percentile_90 = percentil 90 { $value }
spread = mediana { $median }, percentil 90 { $percentile }; a partir de { $known } de { $things }
spread_unknown = Desconocido (0 de { $things })
more = { $count } más
see_all = Ver todo ({ $count })
view_all = Ver todo ({ $what })
share = Proporción
as_table = Como tabla
hollow = Hueco: estimado.
dashed = Discontinuo: solo se conoce la fecha.
log_scale = Escala logarítmica.
started = Inicio
as_stated = { $duration } (según el informe)
ongoing = En curso
withdrawn = Retirado
duplicate = Duplicado
near_miss = Cuasi incidente
summary = Resumen
impact = Impacto
causes = Causas
category = Categoría
resolution = Resolución
timeline = Cronología
communications = Comunicaciones
follow_up = Seguimiento
references = Referencias
detected_by = Detectado por
source = Origen
time = Hora
day = Día
month_column = Mes
quarter_column = Trimestre
by_month = Por mes
by_quarter = Por trimestre
by_service = Por servicio
all_by_year = todos por año

## Grupos

severity = Gravedad
service = Servicio
team = Equipo
tag = Etiqueta
cause = Causa
year = Año
owner = Responsable
priority = Prioridad
severities = Gravedades
services = Servicios
teams = Equipos
tags = Etiquetas
years = Años
owners = Responsables
priorities = Prioridades
no_severity = Sin gravedad
no_service = Sin servicio
no_team = Sin equipo
no_owner = Sin responsable
no_priority = Sin prioridad
count_severity =
    { $count ->
        [one] { $count } gravedad
       *[other] { $count } gravedades
    }
count_service =
    { $count ->
        [one] { $count } servicio
       *[other] { $count } servicios
    }
count_team =
    { $count ->
        [one] { $count } equipo
       *[other] { $count } equipos
    }
count_tag =
    { $count ->
        [one] { $count } etiqueta
       *[other] { $count } etiquetas
    }
count_cause =
    { $count ->
        [one] { $count } categoría de causas
       *[other] { $count } categorías de causas
    }
count_year =
    { $count ->
        [one] { $count } año
       *[other] { $count } años
    }
count_owner =
    { $count ->
        [one] { $count } responsable
       *[other] { $count } responsables
    }
count_priority =
    { $count ->
        [one] { $count } prioridad
       *[other] { $count } prioridades
    }
count_field =
    { $count ->
        [one] { $count } valor
       *[other] { $count } valores
    }
term_title = { $name } · { $facet }
last_three_years = Últimos tres años
last_incident = Último incidente
open_actions = Acciones abiertas
open_actions_owned = Acciones abiertas propias
owned_by = Responsable: { $owner }.
read_more = Más información:
reviews_due = Las revisiones deben publicarse en un plazo de { $period } tras la resolución.
follow_up_after = Seguimiento al cabo de { $periods }.
period_day =
    { $count ->
        [one] { $count } día
       *[other] { $count } días
    }
period_week =
    { $count ->
        [one] { $count } semana
       *[other] { $count } semanas
    }
period_month =
    { $count ->
        [one] { $count } mes
       *[other] { $count } meses
    }
period_year =
    { $count ->
        [one] { $count } año
       *[other] { $count } años
    }
overview = Vista general
incidents_over_time = Incidentes a lo largo del tiempo: { $name }
incidents_of_by_cause = Incidentes por categoría de causas: { $name }
affected_together = Afectados a menudo a la vez
services_affected = Servicios afectados
services_of = Otros servicios afectados: { $name }
open_action_items_owned = Acciones abiertas del equipo { $team }
open_action_items_of = Acciones abiertas: { $name }

## Inicio, búsqueda y otras páginas

past_incidents = Incidentes anteriores
seen_before = ¿Ya nos ha pasado esto?
seen_before_example = Mensaje de error, servicio o síntoma
since = desde { $when }
overdue_actions = Acciones vencidas
incidents_in = Incidentes en { $period }
so_far = hasta ahora
count_in = { $count } en { $period }
median_time_to_resolve = Mediana del tiempo de resolución
repeat_incidents = Incidentes repetidos
repeats_of = de { $of }, en menos de { $days } días
longest_overdue = Vencidas desde hace más tiempo
due_on = vencía el { $day }
recent_incidents = Incidentes recientes
browse_by = Explorar por
no_incidents_yet = Todavía no hay incidentes
no_incidents_yet_hint = Añada un archivo TOML a la carpeta de contenido. La próxima generación lo mostrará aquí.
search_needs_script = La búsqueda necesita JavaScript; las listas, no:
search_field = Palabras clave o ID del incidente
clear = Borrar
filters = Filtros
sort_and_filter = Ordenar y filtrar
title_or_id = Título o ID
sort = Orden
sort_newest = Más recientes
sort_oldest = Más antiguos
sort_longest = Más largos
sort_actions = Más acciones abiertas
not_found = Página no encontrada
not_found_why = Esta página no existe. Es posible que la revisión se haya renombrado o eliminado.
moved = Esta revisión se ha movido
moved_to = Ahora está en { $place }.

## Acciones

action_items = Acciones
action_items_description = Acciones de todos los postmortems: vencidas, abiertas y cerradas, por responsable y equipo.
all_action_items = Todas las acciones
action_items_in = Acciones: { $name }
no_action_items = No hay acciones.
open_action_items = Acciones abiertas
closed_action_items = Acciones cerradas
action_items_by_owner = Acciones por responsable
action_items_by_team = Acciones por equipo
action_items_by_service = Acciones por servicio
action_items_by_severity = Acciones por gravedad
action_items_by_priority = Acciones por prioridad
by_owner = Por responsable
by_team = Por equipo
by_severity = Por gravedad
by_priority = Por prioridad
actions_on_day = A { $day }. Las abiertas incluyen las vencidas.
once_per_service = Un incidente con varios servicios cuenta una vez por servicio
state = Estado
state_overdue = Vencidas
state_open = Abiertas
state_in_progress = En curso
state_done = Hechas
state_wont_do = Descartadas
states = { $open }; hechas: { $done }, descartadas: { $declined }.
states_on_day = { $open } a { $day }; hechas: { $done }, descartadas: { $declined }.
open_count =
    { $count ->
        [one] { $count } abierta
       *[other] { $count } abiertas
    }
overdue_count =
    { $count ->
        [one] { $count } vencida
       *[other] { $count } vencidas
    }
overdue_of_open =
    { $open ->
        [one] { $overdue } de { $open } abierta
       *[other] { $overdue } de { $open } abiertas
    }
open_of =
    { $open ->
        [0] Ninguna de { $of } abierta
        [one] { $open } de { $of } abierta
       *[other] { $open } de { $of } abiertas
    }
none_open = Ninguna abierta
none_open_of = Ninguna de { $of } abierta
overdue_first = Las vencidas primero.
due_in_a_week = Vencen en los próximos 7 días
download_csv = Descargar CSV
filtered_action_items = Acciones filtradas
due_or_closed = Vence o cerrada
show_more = Mostrar más
actions_not_loaded = No se pudieron cargar las acciones.
filter_action_items = Filtrar acciones
show_all = Mostrar todo
action = Acción
status = Estado
due = Vence
closed = Cerrada
ticket = Ticket
reason = Motivo
no_reason = Sin motivo indicado.
done_when = Hecha cuando
unassigned = Sin asignar
no_date = Sin fecha
days_overdue =
    { $count ->
        [one] vencida hace { $count } día
       *[other] vencida hace { $count } días
    }
overdue_note = vencida
in_progress_note = en curso
time_to_close = Tiempo hasta el cierre
time_to_close_items = Tiempo hasta el cierre de las acciones
time_to_close_definition = Días desde la resolución del incidente (o desde su inicio, si se desconoce) hasta el cierre
age_of_items = Antigüedad de las acciones abiertas
age_of_items_definition = Días desde la resolución del incidente (o desde su inicio, si se desconoce) hasta hoy, para las acciones abiertas
closed_items =
    { $count ->
        [one] { $count } acción cerrada
       *[other] { $count } acciones cerradas
    }
open_items =
    { $count ->
        [one] { $count } acción abierta
       *[other] { $count } acciones abiertas
    }
action_kind_investigate = Investigar
action_kind_mitigate = Mitigar
action_kind_detect = Detectar
action_kind_prevent = Prevenir
action_kind_repair = Reparar
action_kind_process = Proceso
action_kind_document = Documentar
action_kind_train = Formar

## Métricas

metrics_question = Métricas: ¿estamos mejorando?
metrics_description = Número de incidentes, tiempos de respuesta y tendencias.
incidents_on_day =
    { $count ->
        [one] { $count } incidente
       *[other] { $count } incidentes
    } a { $day }.
too_few = Muy pocos incidentes para sacar conclusiones.
metric = Métrica
metric_time_to_detect = Tiempo de detección
metric_time_to_acknowledge = Tiempo de reconocimiento
metric_time_to_mitigate = Tiempo de mitigación
metric_time_to_resolve = Tiempo de resolución
metric_duration = Duración
from_started_to_detected = del inicio a la detección
from_detected_to_acknowledged = de la detección al reconocimiento
from_started_to_mitigated = del inicio a la mitigación
from_detected_to_mitigated = de la detección a la mitigación
from_started_to_resolved = del inicio a la resolución
from_detected_to_resolved = de la detección a la resolución
versus = { $now } frente a { $before }
last_two_quarters = Los dos últimos trimestres completos
quarter_so_far =
    { $quarter } lleva { $count ->
        [one] { $count } incidente
       *[other] { $count } incidentes
    } hasta ahora
lower_is_better = Menos es mejor, salvo en las revisiones a tiempo.
change = Cambio
last_quarters = Últimos { $count } trimestres
year_before = Año anterior
year_on_year = Comparación interanual
year_to = 12 meses hasta el { $quarter }
last_four_quarters = Los cuatro últimos trimestres completos frente a los cuatro anteriores
trend_sentence = { $now } frente a { $before }: { $better } de { $of } métricas mejoran y { $worse } empeoran. A partir de { $count } y { $count_before } incidentes.
trend_sentence_few = { $now } frente a { $before }: muy pocos incidentes para sacar conclusiones ({ $count } y { $count_before }).
quarter_by_quarter = Trimestre a trimestre
after_two_quarters = Disponible tras dos trimestres completos.
by_quarter_of = { $name } por trimestre
better = mejor
worse = peor
no_change = sin cambios
trend_more = { $amount } más
trend_fewer = { $amount } menos
trend_longer = { $amount } más
trend_shorter = { $amount } menos
trend_points_higher = { $amount } puntos más
trend_points_lower = { $amount } puntos menos
started_in_period = iniciados en el periodo
median_of = mediana, { $definition }
within_days_of_similar = menos de { $days } días después de uno similar
published_in_time = publicadas dentro del plazo de la política
response_times = Tiempos de respuesta
response_times_of_each = Tiempos de respuesta de cada incidente
dots_incidents = Un punto por incidente
dots_incidents_newest = Un punto por incidente, los { $shown } más recientes de { $count }; la forma del fondo los cuenta todos
dots_actions = Un punto por acción.
dots_actions_newest = Un punto por acción de los incidentes más recientes; la forma las cuenta todas.
dots_described = { $shown } de { $known } valores conocidos como puntos en una escala logarítmica, cada uno con un enlace a su incidente. Las líneas marcan la mediana y el percentil 90.
dot_label = { $incident }: { $value }
median_mark = mediana
percentile_mark = p90
values_as_table = Valores como tabla
at_a_glance = De un vistazo
quarterly_reports = Informes trimestrales
quarters_as_table = Trimestres como tabla
median_and_percentile_90 = mediana; { $percentile } percentil 90
incidents_by_quarter_and_severity = Incidentes por trimestre y gravedad
reviews_on_time_by_quarter = Revisiones a tiempo por trimestre
reviews_key = Relleno: a tiempo. Contorno: con retraso.
metrics_of = Métricas: { $name }
band_described = Un punto es la mediana de un trimestre y la barra llega hasta el percentil 90, en escala logarítmica. La tabla de abajo tiene los números.
patterns = Patrones
time_zone = Zona horaria: { $zone }
last_months = últimos { $shown } de { $count } meses
by_month_and_severity = Por mes y gravedad
incidents_by_month_and_severity = Incidentes por mes y gravedad
months_as_table = Meses como tabla
no_incidents_in_months = No hay incidentes en estos meses.
other_periods_none = { $counts }. Los demás meses: ninguno.
by_weekday_and_hour = Por día de la semana y hora de inicio
incidents_by_weekday_and_hour = Incidentes por día de la semana y hora de inicio
heat_described = Color más intenso: más incidentes. La tabla de abajo tiene las cifras.
hours_as_table = Horas como tabla
incidents_by_service = Incidentes por servicio
no_services = No hay servicios registrados.
detection_and_causes = Detección, causas y repeticiones
incidents_by_detection = Incidentes por método de detección
causes_by_category = Causas por categoría
incidents_by_cause = Incidentes por categoría de causas
once_per_category = un incidente cuenta una vez por categoría
repeat_incidents_within = Incidentes repetidos (en menos de { $days } días)
repeats_definition = { $count } incidentes empezaron menos de { $days } días después de uno relacionado, o de uno con el mismo servicio y la misma categoría de causas.
repeats_after = tras
follow_through = Cumplimiento
reviews_on_time = Revisiones a tiempo
reviews_within_deadline = { $count } dentro del plazo de la política; con retraso: { $late }
reviews_not_due = aún en plazo: { $count }
reviews_no_deadline = Ninguna revisión tiene un plazo fijado.
axis_seconds = { $count } s
axis_minutes = { $count } min
axis_hours = { $count } h
axis_days = { $count } d
axis_weeks = { $count } sem
axis_years =
    { $count ->
        [one] { $count } año
       *[other] { $count } años
    }

## Un incidente

copy_link = Copiar enlace
copy_markdown = Copiar Markdown
print = Imprimir
ongoing_status = En curso: { $status }
start_unknown = Inicio desconocido
published_on = publicado el { $day }
reading_minutes = { $count } min de lectura
duplicate_of = Es el mismo incidente que { $incident }. Las estadísticas solo cuentan el original.
also_recorded_as = También registrado como
ongoing_notice = Este incidente sigue en curso.
ongoing_notice_more = Los datos pueden cambiar.
near_miss_more = sin impacto en los usuarios.
draft_more = Aún sin revisar.
in_review_more = Las conclusiones son provisionales.
internal_more = El sitio público no muestra este incidente.
latest_update = Última actualización
no_update_for =
    { $count ->
        [one] sin novedades desde hace { $count } día
       *[other] sin novedades desde hace { $count } días
    }
today = hoy
brief_why = Por qué
how_fixed = Cómo se resolvió
how_to_recognise = Cómo reconocerlo
all_signals = Las { $count } señales
facts_and_contents = Datos y contenido
detected_in = Detectado en
acknowledged_in = Reconocido en
mitigated_in = Mitigado en
detected_in_by =
    { $method ->
        [monitoring] { $length } por la monitorización
        [customer] { $length } por un cliente
        [employee] { $length } por un empleado
        [partner] { $length } por un socio
       *[other] { $length } por otra vía
    }
commander = Comandante del incidente
on_this_page = En esta página
impact_customers = Clientes
impact_business = Negocio
impact_internal = Interno
impact_in_figures = Impacto en cifras
users_affected = Usuarios afectados
users_affected_percent = Proporción de usuarios afectados
requests_failed = Peticiones fallidas
revenue_lost = Ingresos perdidos
support_tickets = Tickets de soporte
data_lost = Pérdida de datos
sla_breached = SLA incumplido
regions = Regiones
yes = Sí
no = No
money = { $amount } { $currency }
brief_users =
    { $count ->
        [one] { $count } usuario
       *[other] { $count } usuarios
    }
brief_users_share =
    { $count ->
        [one] { $count } usuario
       *[other] { $count } usuarios
    } ({ $share })
brief_share = { $share } de los usuarios
brief_requests =
    { $count ->
        [one] { $count } petición fallida
       *[other] { $count } peticiones fallidas
    }
brief_revenue = { $amount } de ingresos perdidos
brief_tickets =
    { $count ->
        [one] { $count } ticket de soporte
       *[other] { $count } tickets de soporte
    }
brief_data_lost = pérdida de datos
brief_no_data_lost = sin pérdida de datos
brief_sla_breached = SLA incumplido
why = Por qué ocurrió
why_question = ¿Por qué?
not_answered = Aún sin respuesta
full_analysis = Análisis completo
cause_count =
    { $count ->
        [one] { $count } causa
       *[other] { $count } causas
    }
causes_root =
    { $count ->
        [one] Causa raíz
       *[other] Causas raíz
    }
causes_trigger =
    { $count ->
        [one] Desencadenante
       *[other] Desencadenantes
    }
causes_contributing =
    { $count ->
        [one] Factor contribuyente
       *[other] Factores contribuyentes
    }
count_root =
    { $count ->
        [one] { $count } causa raíz
       *[other] { $count } causas raíz
    }
count_trigger =
    { $count ->
        [one] { $count } desencadenante
       *[other] { $count } desencadenantes
    }
count_contributing =
    { $count ->
        [one] { $count } factor contribuyente
       *[other] { $count } factores contribuyentes
    }
category_people = Personas
category_process = Procesos
category_technology = Tecnología
category_environment = Entorno
trigger = Desencadenante
five_whys = Cinco porqués
chains = { $count } cadenas
chain_of_whys = Cadena de porqués
chain_described = Problema: { $problem } { $whys ->
        [one] { $whys } porqué
       *[other] { $whys } porqués
    }, { $answers ->
        [one] { $answers } respuesta
       *[other] { $answers } respuestas
    }. El texto de abajo está completo.
problem = Problema
why_number = Porqué { $number }
fishbone = Diagrama de Ishikawa
fishbone_described = Efecto: { $effect } Ramas: { $bones }. El texto de abajo está completo.
bone_described =
    { $category } ({ $count ->
        [one] { $count } causa
       *[other] { $count } causas
    })
effect = Efecto
bow_tie = Diagrama de pajarita
bow_tie_described = Evento central: { $event } { $threats ->
        [one] { $threats } amenaza
       *[other] { $threats } amenazas
    }, { $consequences ->
        [one] { $consequences } consecuencia
       *[other] { $consequences } consecuencias
    }. Barreras que funcionaron: { $held }, que fallaron: { $failed }, recomendadas y aún inexistentes: { $missing }. El texto de abajo está completo.
hazard = Peligro
top_event = Evento central
threat = Amenaza
consequence = Consecuencia
threats = Amenazas y barreras preventivas
consequences = Consecuencias y barreras mitigadoras
barrier_held = Funcionó
barrier_failed = Falló
barrier_missing = Recomendada
decisions = Decisiones
context = Contexto
alternatives = Alternativas
outcome = Resultado
timeline_of = Cronología del incidente
offsets = Desfases desde el inicio del impacto.
entries_to_show = Entradas que se muestran
key_events = Eventos clave
event = Evento
evidence = Evidencia
open_image = Abrir la imagen a tamaño completo
event_kind_alert = Alerta
event_kind_observation = Observación
event_kind_change = Cambio
event_kind_escalation = Escalado
event_kind_decision = Decisión
event_kind_action = Acción
event_kind_communication = Comunicación
event_kind_recovery = Recuperación
status_investigating = En investigación
status_identified = Causa identificada
status_monitoring = En observación
status_resolved = Resuelto
milestone = Hito
milestones = Hitos
milestones_in = Hitos, en { $zone }
milestones_in_with_utc = Hitos, en { $zone } y UTC
milestones_and_definitions = Hitos y definiciones
milestone_introduced = Introducido
milestone_started = Inicio
milestone_detected = Detectado
milestone_acknowledged = Reconocido
milestone_declared = Declarado
milestone_mitigated = Mitigado
milestone_resolved = Resuelto
meaning_introduced = se introdujo la causa
meaning_started = empezó el impacto
meaning_detected = primera alerta o primer aviso
meaning_acknowledged = alguien asumió la respuesta
meaning_declared = declarado como incidente
meaning_mitigated = fin del impacto o solución provisional aplicada
meaning_resolved = resuelto por completo
detection_monitoring = Monitorización
detection_customer = Aviso de cliente
detection_employee = Empleado
detection_partner = Socio
detection_other = Otro
lessons = Lecciones
went_well = Qué salió bien
went_poorly = Qué no salió bien
got_lucky = Dónde tuvimos suerte
learned = Qué aprendimos
related_incidents = Incidentes relacionados
similar = Similar: { $reasons }
newer_and_older = Incidentes más reciente y más antiguo
newer = Más reciente
older = Más antiguo
details = Detalles
messages_caption = Mensajes, con hora, canal y destinatarios
sent = Enviado
message = Mensaje
to_internal = interno
to_executives = a la dirección
to_customers = a los clientes
to_partners = a los socios
to_regulators = a los reguladores
people = Personas
severity_changes = Cambios de gravedad
about_review = Sobre esta revisión
approved_by = Aprobado por
meeting = Reunión
recording = Grabación
recording_note = grabación
published = Publicado
last_changed = Última modificación
edit_file = editar
file_history = historial
changed_since_publication = Cambios desde la publicación
review_draft = Borrador
review_in_review = En revisión
review_reviewed = Revisado
review_closed = Cerrado
default_schedule = Calendario predeterminado.
policy_schedule = Calendario según la política para { $severity }.
after_resolution = { $period } después de la resolución
planned = Previsto
reference_ticket = Ticket
reference_dashboard = Panel
reference_thread = Hilo
reference_runbook = Runbook
reference_document = Documento
reference_change = Cambio
severity_sev1 = Crítico: la mayoría de los clientes no puede usar el producto, o se han perdido o expuesto datos
severity_sev2 = Grave: una función esencial está caída o muy degradada para muchos clientes
severity_sev3 = Moderado: una función está degradada o afecta a parte de los clientes; hay una solución provisional
severity_sev4 = Menor: poco o ningún efecto en los clientes
severity_sev5 = Cosmético o informativo: sin efecto en los clientes
# What changed since the publication: fact_one_* is an item of a list, before its name.
period_hour =
    { $count ->
        [one] { $count } hora
       *[other] { $count } horas
    }
period_minute =
    { $count ->
        [one] { $count } minuto
       *[other] { $count } minutos
    }
period_second =
    { $count ->
        [one] { $count } segundo
       *[other] { $count } segundos
    }
fact_quote = «{ $text }»
fact_item = { $noun } { $name }
fact_within = { $outer }, { $inner }
fact_added = { $subject }: se ha añadido
fact_set = { $subject }: ahora { $after }
fact_removed = { $subject }: se ha eliminado
fact_removed_value = { $subject }: se ha eliminado (era { $before })
fact_changed = { $subject }: se ha modificado
fact_changed_to = { $subject }: ha cambiado a { $after }
fact_changed_value = { $subject }: { $before } → { $after }
fact_rewritten = { $subject }: se ha reescrito
fact_reordered = { $subject }: otro orden
fact_later = { $subject }: { $length } más tarde
fact_earlier = { $subject }: { $length } antes
fact_moment = menos de un segundo
fact_estimate = { $subject }: ahora es una estimación
fact_no_estimate = { $subject }: ya no es una estimación
fact_done = { $subject }: se ha cerrado
fact_wont_do = { $subject }: se ha descartado
fact_in_progress = { $subject }: en curso
fact_open = { $subject }: se ha reabierto
fact_one_services = servicio
fact_one_teams = equipo
fact_one_tags = etiqueta
fact_one_related = incidente relacionado
fact_one_aliases = dirección anterior
fact_one_signals = señal
fact_one_regions = región
fact_one_approvers = aprobador
fact_one_evidence = evidencia
fact_one_went_well = punto de «qué salió bien»
fact_one_went_poorly = punto de «qué no salió bien»
fact_one_got_lucky = punto de «dónde tuvimos suerte»
fact_one_learned = lección
fact_one_prevention = medida preventiva
fact_one_severity_changes = cambio de gravedad del
fact_one_responders = persona
fact_one_timeline = entrada de la cronología del
fact_one_communications = mensaje del
fact_one_causes = causa
fact_one_five_whys = cadena de porqués
fact_one_whys = porqué
fact_one_bones = categoría del diagrama de Ishikawa
fact_one_threats = amenaza
fact_one_consequences = consecuencia
fact_one_barriers = barrera
fact_one_decisions = decisión del
fact_one_actions = acción
fact_one_reviews = revisión de seguimiento del
fact_one_references = referencia
fact_one_sections = sección
fact_one_fields = campo
fact_one_value = valor
fact_file = archivo
fact_id = identificador
fact_title = título
fact_severity = gravedad
fact_status = estado
fact_summary = resumen
fact_services = servicios
fact_teams = equipos
fact_tags = etiquetas
fact_commander = comandante del incidente
fact_time_zone = zona horaria
fact_visibility = visibilidad
fact_near_miss = cuasi incidente
fact_related = incidentes relacionados
fact_aliases = direcciones anteriores
fact_duplicate_of = duplicado de
fact_withdrawn = motivo de la retirada
fact_introduced = introducción
fact_started = inicio
fact_detected = detección
fact_acknowledged = reconocimiento
fact_declared = declaración
fact_mitigated = mitigación
fact_resolved = resolución
fact_detection_method = método de detección
fact_detection_source = fuente de la detección
fact_signals = señales
fact_impact_customer = impacto en los clientes
fact_impact_business = impacto en el negocio
fact_impact_internal = impacto interno
fact_impact_duration = duración indicada
fact_users_affected = usuarios afectados
fact_users_affected_percent = proporción de usuarios afectados
fact_requests_failed = peticiones fallidas
fact_revenue_lost = ingresos perdidos
fact_revenue_lost_amount = ingresos perdidos
fact_revenue_lost_currency = moneda de los ingresos perdidos
fact_support_tickets = tickets de soporte
fact_data_lost = pérdida de datos
fact_sla_breached = SLA incumplido
fact_regions = regiones
fact_severity_changes = cambios de gravedad
fact_at = momento
fact_to = gravedad
fact_reason = motivo
fact_responders = personas
fact_name = nombre
fact_role = función
fact_team = equipo
fact_timeline = cronología
fact_event = evento
fact_kind = tipo
fact_milestone = hito
fact_by = autor
fact_source = fuente
fact_url = enlace
fact_image = imagen
fact_image_alt = descripción de la imagen
fact_communications = comunicaciones
fact_channel = canal
fact_audience = destinatarios
fact_message = mensaje
fact_narrative = relato
fact_trigger = desencadenante
fact_resolution = resolución
fact_causes = causas
fact_cause = causa
fact_category = categoría
fact_evidence = evidencias
fact_five_whys = cinco porqués
fact_problem = problema
fact_whys = porqués
fact_question = pregunta
fact_answer = respuesta
fact_fishbone = diagrama de Ishikawa
fact_effect = efecto
fact_bones = categorías del diagrama de Ishikawa
fact_bow_tie = diagrama de pajarita
fact_hazard = peligro
fact_top_event = evento central
fact_threats = amenazas
fact_threat = amenaza
fact_consequences = consecuencias
fact_consequence = consecuencia
fact_barriers = barreras
fact_barrier = barrera
fact_held = funcionó
fact_decisions = decisiones
fact_decision = decisión
fact_context = contexto
fact_alternatives = alternativas
fact_outcome = resultado
fact_went_well = qué salió bien
fact_went_poorly = qué no salió bien
fact_got_lucky = dónde tuvimos suerte
fact_learned = qué aprendimos
fact_actions = acciones
fact_description = descripción
fact_success_criteria = criterios de éxito
fact_priority = prioridad
fact_owner = responsable
fact_due = fecha límite
fact_closed = fecha de cierre
fact_actions_url = ticket
fact_prevention = medidas preventivas
fact_reviews = revisiones de seguimiento
fact_what = objeto
fact_reviews_done = fecha de realización
fact_review_state = estado de la revisión
fact_review_owner = responsable de la revisión
fact_review_held = reunión de revisión
fact_review_published = publicación de la revisión
fact_review_recording = grabación de la revisión
fact_approvers = aprobadores
fact_references = referencias
fact_sections = secciones
fact_body = texto
fact_role_root = causa raíz
fact_role_trigger = desencadenante
fact_role_contributing = factor contribuyente
fact_visibility_public = público
fact_visibility_internal = interno

## La franja de un incidente

phase_undetected = Sin detectar
phase_responding = Respuesta
phase_monitoring = Observación
start_to_resolution = del inicio a la resolución
event_count =
    { $count ->
        [one] { $count } evento
       *[other] { $count } eventos
    }
message_count =
    { $count ->
        [one] { $count } mensaje
       *[other] { $count } mensajes
    }
earlier = { $length } antes
later = { $length } después
up_to = hasta { $distance }
time_unknown = hora desconocida
resolution_unknown = Hora de resolución desconocida.
severity_was = Gravedad: { $labels }.
entry_count =
    { $count ->
        [one] { $count } entrada de la cronología
       *[other] { $count } entradas de la cronología
    }
communication_count =
    { $count ->
        [one] { $count } comunicación
       *[other] { $count } comunicaciones
    }

## Textos de los autores

alert_note = Nota
alert_tip = Consejo
alert_important = Importante
alert_warning = Advertencia
alert_caution = Precaución
task_done = hecho
task_open = pendiente
table = Tabla

## Canales y calendario

withdrawn_title = { $title } (retirado)
no_summary = Todavía no hay resumen.
calendar_follow_up = Seguimiento de { $id } { $title }
calendar_follow_up_what = Seguimiento de { $id } { $title }: { $what }
calendar_due = Vence: { $title } ({ $id })
calendar_owner = Responsable: { $owner }

## Scripts

close = Cerrar
search_not_loaded = No se pudo cargar la búsqueda. Recargue la página.
link_copied = Enlace copiado
link_in_address_bar = El enlace está en la barra de direcciones
copied = Copiado
copy_failed = Error
save_picture = Guardar la imagen como SVG
copy_code = Copiar código
keyboard_shortcuts = Atajos de teclado
key_next = Siguiente de la lista
key_previous = Anterior de la lista
showing = Se muestran { $shown } de { $total }
showing_actions = Se muestran { $shown } de { $total } acciones.
fixed_by = Resuelto con:
corrected = No hay resultados para «{ $word }»; se muestran los de { $words }.
nothing_found_filtered = No se ha encontrado nada con estos filtros.
nothing_found = No se ha encontrado nada.
partial_matches = Ningún incidente contiene todas las palabras. Estos contienen la mayoría.
searching = Buscando…
similar_words = Palabras similares
latest_incidents = Últimos incidentes
index_not_loaded = No se pudo cargar el índice de búsqueda. Si el sitio se ha vuelto a publicar, recargue la página.
reload = Recargar
search_hint = Palabras, «frases entre comillas», -sin, service:nombre o el ID de un incidente.
all_of =
    { $count ->
        [one] Ver el incidente ({ $count })
       *[other] Ver los { $count } incidentes
    }
more_results = Más resultados
more_of =
    { $count ->
        [one] de { $count } incidente
       *[other] de { $count } incidentes
    }
