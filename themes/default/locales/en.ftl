# The texts of the site in English, in Fluent (https://projectfluent.org). This catalog has every message; a catalog of another language
# that lacks one shows it in English. A message may have variables, and may select by a number or a word. docs/languages.md says more.

## Numbers, dates and lengths of time

number_group = ,
number_decimal = .
percent = { $number }%
# $year has four digits, $month and $day have two.
date = { $year }-{ $month }-{ $day }
date_short = { $day } { $month }
month = { $year }-{ $month }
quarter = Q{ $quarter } { $year }
quarter_short = Q{ $quarter }
moment = { $date } { $time } { $zone }
about = about { $what }
duration_days = { $count }{ "\u00A0" }d
duration_hours = { $count }{ "\u00A0" }h
duration_minutes = { $count }{ "\u00A0" }min
duration_seconds = { $count }{ "\u00A0" }s
duration_years = { $count }{ "\u00A0" }years
duration_gap = { " " }
stop = { "." }
semicolon = { "; " }
colon = { ": " }
list_gap = { ", " }
list = { $first } and { $last }
month_1 = Jan
month_2 = Feb
month_3 = Mar
month_4 = Apr
month_5 = May
month_6 = Jun
month_7 = Jul
month_8 = Aug
month_9 = Sep
month_10 = Oct
month_11 = Nov
month_12 = Dec
weekday_1 = Mon
weekday_2 = Tue
weekday_3 = Wed
weekday_4 = Thu
weekday_5 = Fri
weekday_6 = Sat
weekday_7 = Sun

## What every page has

skip = Skip to content
site = Site
browse = Browse
menu = Menu
actions = Actions
metrics = Metrics
search = Search
search_incidents = Search incidents
internal = Internal
download = Download
subscribe = Subscribe
calendar = calendar
statistics = statistics
schema = schema
footer_incidents = incidents
footer_actions = actions
times = Times: { $zone }
times_with_utc = Times: { $zone } (UTC in grey)
built_with = Built with pir-site { $version }
breadcrumb = Breadcrumb
pages = Pages
page = Page { $number }
page_title = { $title } · page { $number }
previous = Previous
next = Next

## Words and counts of many pages

all = All
unknown = Unknown
incident = Incident
incidents = Incidents
all_incidents = All incidents
no_incidents = No incidents.
incident_count =
    { $count ->
        [1] 1 incident
       *[other] { $count } incidents
    }
among_incidents =
    { $count ->
        [one] 1 incident
       *[other] { $count } incidents
    }
incidents_of = Incidents of { $name }
incidents_newest_first = Incidents, newest first
incidents_newest_first_count =
    { $count ->
        [one] 1 incident
       *[other] { $count } incidents
    }, newest first
incidents_of_newest_first = Incidents of { $name }, newest first
not_counted = { $count } withdrawn or duplicate, not counted in statistics.
excludes = Excludes withdrawn reviews and duplicates.
on_day = on { $day }
part_of = { $part } of { $whole }
of_whole = of { $whole }
based_on = based on { $known } of { $of }
based_on_incidents = based on { $known } of { $of } incidents
basis = Based on { $known } of { $of } incidents
small_sample = small sample
median = { $value } median
percentile_90 = { $value } 90th percentile
spread = { $median } median, { $percentile } 90th percentile; based on { $known } of { $things }
spread_unknown = Unknown (0 of { $things })
more = { $count } more
see_all = See all { $count }
view_all = View all { $what }
share = Share
as_table = As a table
hollow = Hollow: estimated.
dashed = Dashed: date only.
log_scale = Log scale.
started = Started
as_stated = { $duration } (as stated)
ongoing = Ongoing
withdrawn = Withdrawn
duplicate = Duplicate
near_miss = Near miss
summary = Summary
impact = Impact
causes = Causes
category = Category
resolution = Resolution
timeline = Timeline
communications = Communications
follow_up = Follow-up
references = References
detected_by = Detected by
source = Source
time = Time
day = Day
month_column = Month
quarter_column = Quarter
by_month = By month
by_quarter = By quarter
by_service = By service
all_by_year = all by year

## Groups

severity = Severity
service = Service
team = Team
tag = Tag
cause = Cause
year = Year
owner = Owner
priority = Priority
severities = Severities
services = Services
teams = Teams
tags = Tags
years = Years
owners = Owners
priorities = Priorities
no_severity = No severity
no_service = No service
no_team = No team
no_owner = No owner
no_priority = No priority
count_severity =
    { $count ->
        [one] 1 severity
       *[other] { $count } severities
    }
count_service =
    { $count ->
        [one] 1 service
       *[other] { $count } services
    }
count_team =
    { $count ->
        [one] 1 team
       *[other] { $count } teams
    }
count_tag =
    { $count ->
        [one] 1 tag
       *[other] { $count } tags
    }
count_cause =
    { $count ->
        [one] 1 cause category
       *[other] { $count } cause categories
    }
count_year =
    { $count ->
        [one] 1 year
       *[other] { $count } years
    }
count_owner =
    { $count ->
        [one] 1 owner
       *[other] { $count } owners
    }
count_priority =
    { $count ->
        [one] 1 priority
       *[other] { $count } priorities
    }
count_field =
    { $count ->
        [one] 1 value
       *[other] { $count } values
    }
term_title = { $name } · { $facet }
last_three_years = Last three years
last_incident = Last incident
open_actions = Open actions
open_actions_owned = Open actions owned
owned_by = Owned by { $owner }.
read_more = More:
reviews_due = Reviews are due { $period } after resolution.
follow_up_after = Follow-up after { $periods }.
period_day =
    { $count ->
        [one] 1 day
       *[other] { $count } days
    }
period_week =
    { $count ->
        [one] 1 week
       *[other] { $count } weeks
    }
period_month =
    { $count ->
        [one] 1 month
       *[other] { $count } months
    }
period_year =
    { $count ->
        [one] 1 year
       *[other] { $count } years
    }
overview = Overview
incidents_over_time = Incidents of { $name } over time
incidents_of_by_cause = Incidents of { $name } by cause category
affected_together = Often affected together
services_affected = Services affected
services_of = Other services in incidents of { $name }
open_action_items_owned = Open action items owned by { $team }
open_action_items_of = Open action items of { $name }

## Home, search and other pages

past_incidents = Past incidents
seen_before = Have we seen this before?
seen_before_example = Error text, service or symptom
since = since { $when }
overdue_actions = Overdue actions
incidents_in = Incidents in { $period }
so_far = so far
count_in = { $count } in { $period }
median_time_to_resolve = Median time to resolve
repeat_incidents = Repeat incidents
repeats_of = of { $of }, within { $days } days
longest_overdue = Longest overdue
due_on = due { $day }
recent_incidents = Recent incidents
browse_by = Browse by
no_incidents_yet = No incidents yet
no_incidents_yet_hint = Add a TOML file to the content folder. The next build shows it here.
search_needs_script = Search needs JavaScript. The lists do not:
search_field = Keywords or incident ID
clear = Clear
filters = Filters
sort_and_filter = Sort and filter
title_or_id = Title or ID
sort = Sort
sort_newest = Newest
sort_oldest = Oldest
sort_longest = Longest
sort_actions = Most open actions
not_found = Page not found
not_found_why = This page does not exist. The review may have been renamed or removed.
moved = This review has moved
moved_to = It is now at { $place }.

## Action items

action_items = Action items
action_items_description = Action items from all incident reviews: overdue, open and closed, by owner and team.
all_action_items = All action items
action_items_in = Action items: { $name }
no_action_items = No action items.
open_action_items = Open action items
closed_action_items = Closed action items
action_items_by_owner = Action items by owner
action_items_by_team = Action items by team
action_items_by_service = Action items by service
action_items_by_severity = Action items by severity
action_items_by_priority = Action items by priority
by_owner = By owner
by_team = By team
by_severity = By severity
by_priority = By priority
actions_on_day = On { $day }. Open includes overdue.
once_per_service = Multi-service incidents count once per service
state = State
state_overdue = Overdue
state_open = Open
state_in_progress = In progress
state_done = Done
state_wont_do = Declined
states = { $open }; { $done } done, { $declined } declined.
states_on_day = { $open } on { $day }; { $done } done, { $declined } declined.
open_count = { $count } open
overdue_count = { $count } overdue
overdue_of_open = { $overdue } of { $open } open
open_of =
    { $open ->
        [0] None of { $of } open
       *[other] { $open } of { $of } open
    }
none_open = None open
none_open_of = None of { $of } open
overdue_first = Overdue first.
due_in_a_week = Due within 7 days
download_csv = Download CSV
filtered_action_items = Filtered action items
due_or_closed = Due or closed
show_more = Show more
actions_not_loaded = The action items could not be loaded.
filter_action_items = Filter action items
show_all = Show all
action = Action
status = Status
due = Due
closed = Closed
ticket = Ticket
reason = Reason
no_reason = No reason given.
done_when = Done when
unassigned = Unassigned
no_date = No date
days_overdue =
    { $count ->
        [one] 1 day overdue
       *[other] { $count } days overdue
    }
overdue_note = overdue
in_progress_note = in progress
time_to_close = Time to close
time_to_close_items = Time to close action items
time_to_close_definition = Days from the resolution of the incident (or its start, if unknown) to completion
age_of_items = Age of open action items
age_of_items_definition = Days from the resolution of the incident (or its start, if unknown) to today, for open items
closed_items =
    { $count ->
        [one] 1 closed item
       *[other] { $count } closed items
    }
open_items =
    { $count ->
        [one] 1 open item
       *[other] { $count } open items
    }
action_kind_investigate = Investigate
action_kind_mitigate = Mitigate
action_kind_detect = Detect
action_kind_prevent = Prevent
action_kind_repair = Repair
action_kind_process = Process
action_kind_document = Document
action_kind_train = Train

## Metrics

metrics_question = Metrics: are we improving?
metrics_description = Incident counts, response times and trends.
incidents_on_day =
    { $count ->
        [one] 1 incident
       *[other] { $count } incidents
    } on { $day }.
too_few = Too few incidents to draw conclusions.
metric = Metric
metric_time_to_detect = Time to detect
metric_time_to_acknowledge = Time to acknowledge
metric_time_to_mitigate = Time to mitigate
metric_time_to_resolve = Time to resolve
metric_duration = Duration
from_started_to_detected = from start to detection
from_detected_to_acknowledged = from detection to acknowledgement
from_started_to_mitigated = from start to mitigation
from_detected_to_mitigated = from detection to mitigation
from_started_to_resolved = from start to resolution
from_detected_to_resolved = from detection to resolution
versus = { $now } vs { $before }
last_two_quarters = Last two full quarters
quarter_so_far =
    { $quarter } has { $count ->
        [one] 1 incident
       *[other] { $count } incidents
    } so far
lower_is_better = Lower is better, except on-time reviews.
change = Change
last_quarters = Last { $count } quarters
year_before = Year before
year_on_year = Year on year
year_to = 12 months to { $quarter }
last_four_quarters = Last four full quarters vs the four before
trend_sentence = { $now } vs { $before }: { $better } of { $of } metrics improved, { $worse } got worse. Based on { $count } and { $count_before } incidents.
trend_sentence_few = { $now } vs { $before }: too few incidents to draw conclusions ({ $count } and { $count_before }).
quarter_by_quarter = Quarter by quarter
after_two_quarters = Available after two full quarters.
by_quarter_of = { $name } by quarter
better = better
worse = worse
no_change = no change
trend_more = { $amount } more
trend_fewer = { $amount } fewer
trend_longer = { $amount } longer
trend_shorter = { $amount } shorter
trend_points_higher = { $amount } points higher
trend_points_lower = { $amount } points lower
started_in_period = started in the period
median_of = median, { $definition }
within_days_of_similar = within { $days } days of a similar one
published_in_time = published within the policy deadline
response_times = Response times
response_times_of_each = Response times of each incident
dots_incidents = One dot per incident
dots_incidents_newest = One dot per incident, newest { $shown } of { $count }; the shape behind them shows all
dots_actions = One dot per action item.
dots_actions_newest = One dot per action item of the newest incidents; the shape behind them shows all.
dots_described = { $shown } of { $known } known values as dots on a log scale, each a link to its incident. Lines mark the median and the 90th percentile.
dot_label = { $incident }: { $value }
median_mark = median
percentile_mark = p90
values_as_table = Values as a table
at_a_glance = At a glance
quarterly_reports = Quarterly reports
quarters_as_table = Quarters as a table
median_and_percentile_90 = median; { $percentile } 90th percentile
incidents_by_quarter_and_severity = Incidents by quarter and severity
reviews_on_time_by_quarter = Reviews on time by quarter
reviews_key = Solid: on time. Outlined: late.
metrics_of = Metrics: { $name }
band_described = Dots are quarterly medians; bars extend to the 90th percentile (log scale). The table below has the numbers.
patterns = Patterns
time_zone = Time zone: { $zone }
last_months = last { $shown } of { $count } months
by_month_and_severity = By month and severity
incidents_by_month_and_severity = Incidents by month and severity
months_as_table = Months as a table
no_incidents_in_months = No incidents in these months.
other_periods_none = { $counts }. Other months: none.
by_weekday_and_hour = By weekday and hour of start
incidents_by_weekday_and_hour = Incidents by weekday and hour of start
heat_described = Stronger color means more incidents. The table below has the numbers.
hours_as_table = Hours as a table
incidents_by_service = Incidents by service
no_services = No services recorded.
detection_and_causes = Detection, causes and repeats
incidents_by_detection = Incidents by detection method
causes_by_category = Causes by category
incidents_by_cause = Incidents by cause category
once_per_category = an incident counts once per category
repeat_incidents_within = Repeat incidents (within { $days } days)
repeats_definition = { $count } incidents started within { $days } days of a related one, or of one with the same service and cause category.
repeats_after = after
follow_through = Follow-through
reviews_on_time = Reviews on time
reviews_within_deadline = { $count } within the policy deadline; { $late } late
reviews_not_due = { $count } not due yet
reviews_no_deadline = No review has a policy deadline.
axis_seconds = { $count } s
axis_minutes = { $count } min
axis_hours = { $count } h
axis_days = { $count } d
axis_weeks = { $count } wk
axis_years = { $count } y

## An incident

copy_link = Copy link
copy_markdown = Copy Markdown
print = Print
ongoing_status = Ongoing: { $status }
start_unknown = Start unknown
published_on = published { $day }
reading_minutes = { $count } min read
duplicate_of = Same incident as { $incident }. Statistics count the original only.
also_recorded_as = Also recorded as
ongoing_notice = This incident is ongoing.
ongoing_notice_more = Details may change.
near_miss_more = no user impact.
draft_more = Not yet reviewed.
in_review_more = Findings are preliminary.
internal_more = The public site does not show this incident.
latest_update = Latest update
no_update_for =
    { $count ->
        [one] no update for 1 day
       *[other] no update for { $count } days
    }
today = today
brief_why = Why
how_fixed = How it was fixed
how_to_recognise = How to recognise it
all_signals = All { $count } signals
facts_and_contents = Facts and contents
detected_in = Detected in
acknowledged_in = Acknowledged in
mitigated_in = Mitigated in
detected_in_by =
    { $method ->
        [monitoring] { $length } by monitoring
        [customer] { $length } by a customer report
        [employee] { $length } by an employee
        [partner] { $length } by a partner
       *[other] { $length } by other means
    }
commander = Incident commander
on_this_page = On this page
impact_customers = Customers
impact_business = Business
impact_internal = Internal
impact_in_figures = Impact in figures
users_affected = Users affected
users_affected_percent = Share of users affected
requests_failed = Failed requests
revenue_lost = Revenue lost
support_tickets = Support tickets
data_lost = Data lost
sla_breached = SLA breached
regions = Regions
yes = Yes
no = No
money = { $amount } { $currency }
brief_users =
    { $count ->
        [one] 1 user
       *[other] { $count } users
    }
brief_users_share =
    { $count ->
        [one] 1 user
       *[other] { $count } users
    } ({ $share })
brief_share = { $share } of users
brief_requests =
    { $count ->
        [one] 1 failed request
       *[other] { $count } failed requests
    }
brief_revenue = { $amount } lost
brief_tickets =
    { $count ->
        [one] 1 support ticket
       *[other] { $count } support tickets
    }
brief_data_lost = data lost
brief_no_data_lost = no data lost
brief_sla_breached = SLA breached
why = Why it happened
why_question = Why?
not_answered = Not answered yet
full_analysis = Full analysis
cause_count =
    { $count ->
        [one] 1 cause
       *[other] { $count } causes
    }
causes_root =
    { $count ->
        [one] Root cause
       *[other] Root causes
    }
causes_trigger =
    { $count ->
        [one] Trigger
       *[other] Triggers
    }
causes_contributing =
    { $count ->
        [one] Contributing factor
       *[other] Contributing factors
    }
count_root =
    { $count ->
        [one] 1 root cause
       *[other] { $count } root causes
    }
count_trigger =
    { $count ->
        [one] 1 trigger
       *[other] { $count } triggers
    }
count_contributing =
    { $count ->
        [one] 1 contributing factor
       *[other] { $count } contributing factors
    }
category_people = People
category_process = Process
category_technology = Technology
category_environment = Environment
trigger = Trigger
five_whys = Five whys
chains = { $count } chains
chain_of_whys = Chain of whys
chain_described = Problem: { $problem } { $whys ->
        [one] 1 why
       *[other] { $whys } whys
    }, { $answers ->
        [one] 1 answer
       *[other] { $answers } answers
    }. The full text is below.
problem = Problem
why_number = Why { $number }
fishbone = Fishbone
fishbone_described = Effect: { $effect } Bones: { $bones }. The full text is below.
bone_described =
    { $category } ({ $count ->
        [one] 1 cause
       *[other] { $count } causes
    })
effect = Effect
bow_tie = Bow tie
bow_tie_described = Top event: { $event } { $threats ->
        [one] 1 threat
       *[other] { $threats } threats
    }, { $consequences ->
        [one] 1 consequence
       *[other] { $consequences } consequences
    }. Barriers: { $held } held, { $failed } failed, { $missing } recommended and not in place. The full text is below.
hazard = Hazard
top_event = Top event
threat = Threat
consequence = Consequence
threats = Threats and preventive barriers
consequences = Consequences and mitigating barriers
barrier_held = Held
barrier_failed = Failed
barrier_missing = Recommended
decisions = Decisions
context = Context
alternatives = Alternatives
outcome = Outcome
timeline_of = Timeline of the incident
offsets = Offsets are from impact start.
entries_to_show = Entries to show
key_events = Key events
event = Event
evidence = Evidence
open_image = Open the full-size image
event_kind_alert = Alert
event_kind_observation = Observation
event_kind_change = Change
event_kind_escalation = Escalation
event_kind_decision = Decision
event_kind_action = Action
event_kind_communication = Communication
event_kind_recovery = Recovery
status_investigating = Investigating
status_identified = Identified
status_monitoring = Monitoring
status_resolved = Resolved
milestone = Milestone
milestones = Milestones
milestones_in = Milestones, in { $zone }
milestones_in_with_utc = Milestones, in { $zone } and UTC
milestones_and_definitions = Milestones and definitions
milestone_introduced = Introduced
milestone_started = Started
milestone_detected = Detected
milestone_acknowledged = Acknowledged
milestone_declared = Declared
milestone_mitigated = Mitigated
milestone_resolved = Resolved
meaning_introduced = cause introduced
meaning_started = impact began
meaning_detected = first alert or report
meaning_acknowledged = a responder took ownership
meaning_declared = declared an incident
meaning_mitigated = impact ended or workaround in place
meaning_resolved = fully resolved
detection_monitoring = Monitoring
detection_customer = Customer report
detection_employee = Employee
detection_partner = Partner
detection_other = Other
lessons = Lessons
went_well = What went well
went_poorly = What didn’t go well
got_lucky = Where we got lucky
learned = What we learned
related_incidents = Related incidents
similar = Similar: { $reasons }
newer_and_older = Newer and older incidents
newer = Newer
older = Older
details = Details
messages_caption = Messages, with time, channel and audience
sent = Sent
message = Message
to_internal = to internal
to_executives = to executives
to_customers = to customers
to_partners = to partners
to_regulators = to regulators
people = People
severity_changes = Severity changes
about_review = About this review
approved_by = Approved by
meeting = Meeting
recording = Recording
recording_note = recording
published = Published
last_changed = Last changed
edit_file = edit
file_history = history
changed_since_publication = Changed since publication
review_draft = Draft
review_in_review = In review
review_reviewed = Reviewed
review_closed = Closed
default_schedule = Default schedule.
policy_schedule = Schedule by the policy for { $severity }.
after_resolution = { $period } after the resolution
planned = Planned
reference_ticket = Ticket
reference_dashboard = Dashboard
reference_thread = Thread
reference_runbook = Runbook
reference_document = Document
reference_change = Change
severity_sev1 = Critical: most customers cannot use the product, or data is lost or exposed
severity_sev2 = Major: a core feature is broken or badly degraded for many customers
severity_sev3 = Moderate: a feature is degraded or some customers are affected; a workaround exists
severity_sev4 = Minor: little or no effect on customers
severity_sev5 = Cosmetic or informational: no effect on customers
# What changed since the publication: fact_one_* is an item of a list, before its name.
period_hour =
    { $count ->
        [one] 1 hour
       *[other] { $count } hours
    }
period_minute =
    { $count ->
        [one] 1 minute
       *[other] { $count } minutes
    }
period_second =
    { $count ->
        [one] 1 second
       *[other] { $count } seconds
    }
fact_quote = “{ $text }”
fact_item = { $noun } { $name }
fact_within = { $outer }: { $inner }
fact_added = { $subject } added
fact_set = { $subject } set to { $after }
fact_removed = { $subject } removed
fact_removed_value = { $subject } removed (was { $before })
fact_changed = { $subject } changed
fact_changed_to = { $subject } changed to { $after }
fact_changed_value = { $subject } { $before } → { $after }
fact_rewritten = { $subject } rewritten
fact_reordered = { $subject } reordered
fact_later = { $subject } { $length } later
fact_earlier = { $subject } { $length } earlier
fact_moment = less than a second
fact_estimate = { $subject } is now an estimate
fact_no_estimate = { $subject } is no longer an estimate
fact_done = { $subject } closed
fact_wont_do = { $subject } declined
fact_in_progress = { $subject } in progress
fact_open = { $subject } reopened
fact_one_services = service
fact_one_teams = team
fact_one_tags = tag
fact_one_related = related incident
fact_one_aliases = old address
fact_one_signals = signal
fact_one_regions = region
fact_one_approvers = approver
fact_one_evidence = evidence
fact_one_went_well = what went well: item
fact_one_went_poorly = what went poorly: item
fact_one_got_lucky = where we got lucky: item
fact_one_learned = lesson
fact_one_prevention = preventive measure
fact_one_severity_changes = severity change of
fact_one_responders = responder
fact_one_timeline = timeline entry of
fact_one_communications = message of
fact_one_causes = cause
fact_one_five_whys = chain of whys
fact_one_whys = why
fact_one_bones = fishbone category
fact_one_threats = threat
fact_one_consequences = consequence
fact_one_barriers = barrier
fact_one_decisions = decision of
fact_one_actions = action item
fact_one_reviews = follow-up review of
fact_one_references = reference
fact_one_sections = section
fact_one_fields = field
fact_one_value = value
fact_file = file
fact_id = id
fact_title = title
fact_severity = severity
fact_status = status
fact_summary = summary
fact_services = services
fact_teams = teams
fact_tags = tags
fact_commander = commander
fact_time_zone = time zone
fact_visibility = visibility
fact_near_miss = near miss
fact_related = related incidents
fact_aliases = old addresses
fact_duplicate_of = duplicate of
fact_withdrawn = reason for withdrawal
fact_introduced = introduced
fact_started = started
fact_detected = detected
fact_acknowledged = acknowledged
fact_declared = declared
fact_mitigated = mitigated
fact_resolved = resolved
fact_detection_method = detection method
fact_detection_source = detection source
fact_signals = signals
fact_impact_customer = customer impact
fact_impact_business = business impact
fact_impact_internal = internal impact
fact_impact_duration = stated duration
fact_users_affected = users affected
fact_users_affected_percent = percentage of users affected
fact_requests_failed = requests failed
fact_revenue_lost = revenue lost
fact_revenue_lost_amount = revenue lost
fact_revenue_lost_currency = currency of the revenue lost
fact_support_tickets = support tickets
fact_data_lost = data lost
fact_sla_breached = SLA breached
fact_regions = regions
fact_severity_changes = severity changes
fact_at = time
fact_to = severity
fact_reason = reason
fact_responders = responders
fact_name = name
fact_role = role
fact_team = team
fact_timeline = timeline
fact_event = event
fact_kind = kind
fact_milestone = milestone
fact_by = by
fact_source = source
fact_url = link
fact_image = image
fact_image_alt = image description
fact_communications = communications
fact_channel = channel
fact_audience = audience
fact_message = message
fact_narrative = narrative
fact_trigger = trigger
fact_resolution = resolution
fact_causes = causes
fact_cause = cause
fact_category = category
fact_evidence = evidence
fact_five_whys = five whys
fact_problem = problem
fact_whys = whys
fact_question = question
fact_answer = answer
fact_fishbone = fishbone
fact_effect = effect
fact_bones = fishbone categories
fact_bow_tie = bow tie
fact_hazard = hazard
fact_top_event = top event
fact_threats = threats
fact_threat = threat
fact_consequences = consequences
fact_consequence = consequence
fact_barriers = barriers
fact_barrier = barrier
fact_held = held
fact_decisions = decisions
fact_decision = decision
fact_context = context
fact_alternatives = alternatives
fact_outcome = outcome
fact_went_well = what went well
fact_went_poorly = what went poorly
fact_got_lucky = where we got lucky
fact_learned = what we learned
fact_actions = action items
fact_description = description
fact_success_criteria = success criteria
fact_priority = priority
fact_owner = owner
fact_due = due date
fact_closed = closing date
fact_actions_url = ticket
fact_prevention = preventive measures
fact_reviews = follow-up reviews
fact_what = subject
fact_reviews_done = completion date
fact_review_state = review state
fact_review_owner = review owner
fact_review_held = review meeting
fact_review_published = publication of the review
fact_review_recording = recording of the review
fact_approvers = approvers
fact_references = references
fact_sections = sections
fact_body = text
fact_role_root = root cause
fact_role_trigger = trigger
fact_role_contributing = contributing factor
fact_visibility_public = public
fact_visibility_internal = internal

## The strip of an incident

phase_undetected = Undetected
phase_responding = Responding
phase_monitoring = Monitoring
start_to_resolution = start to resolution
event_count =
    { $count ->
        [one] 1 event
       *[other] { $count } events
    }
message_count =
    { $count ->
        [one] 1 message
       *[other] { $count } messages
    }
earlier = { $length } earlier
later = { $length } later
up_to = up to { $distance }
time_unknown = time unknown
resolution_unknown = Time of resolution unknown.
severity_was = Severity: { $labels }.
entry_count =
    { $count ->
        [one] 1 timeline entry
       *[other] { $count } timeline entries
    }
communication_count =
    { $count ->
        [one] 1 communication
       *[other] { $count } communications
    }

## Texts of authors

alert_note = Note
alert_tip = Tip
alert_important = Important
alert_warning = Warning
alert_caution = Caution
task_done = done
task_open = not done
table = Table

## Feeds and calendar

withdrawn_title = { $title } (withdrawn)
no_summary = No summary yet.
calendar_follow_up = Follow-up of { $id } { $title }
calendar_follow_up_what = Follow-up of { $id } { $title }: { $what }
calendar_due = Due: { $title } ({ $id })
calendar_owner = Owner: { $owner }

## Scripts

close = Close
search_not_loaded = Search could not be loaded. Reload the page.
link_copied = Link copied
link_in_address_bar = The link is in the address bar
copied = Copied
copy_failed = Failed
save_picture = Save picture as SVG
copy_code = Copy code
keyboard_shortcuts = Keyboard shortcuts
key_next = Next in the list
key_previous = Previous in the list
showing = Showing { $shown } of { $total }
showing_actions = { $shown } of { $total } action items shown.
fixed_by = Fixed by:
corrected = No match for “{ $word }”; showing results for { $words }.
nothing_found_filtered = Nothing found with these filters.
nothing_found = Nothing found.
partial_matches = No incident has all of these words. Showing the closest matches.
searching = Searching…
similar_words = Similar words
latest_incidents = Latest incidents
index_not_loaded = The search index could not be loaded. If the site has been updated, reload the page.
reload = Reload
search_hint = Keywords, “exact phrases”, -excluded, service:name, or an incident ID.
all_of =
    { $count ->
        [1] View { $count } incident
       *[other] View all { $count } incidents
    }
more_results = More results
more_of =
    { $count ->
        [1] of 1 incident
       *[other] of { $count } incidents
    }
