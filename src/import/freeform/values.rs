//! Values: each goes to the field that its name stands for.

use std::ops::Range;

use super::blocks::Outline;
use super::figures::figure;
use super::reader::Reader;
use super::text::{self, list, put, unmarked, words};
use super::{people, references, title};
use crate::diagnostic::at;
use crate::import::names::{Field, FieldTarget, own_key, plain};
use crate::import::pattern::Pattern;
use crate::import::{html, private, stamp, vocabulary};
use crate::incident::{Day, FieldValue, Impact, Milestone, ReviewState};

/// A value longer than this is a text.
const SHORT: usize = 200;

impl Reader<'_> {
    /// Gives a value to what its name stands for.
    pub(super) fn target(&mut self, target: &FieldTarget, name: &str, value: &str, span: &Range<usize>) -> bool {
        match target {
            FieldTarget::Nothing => self.draft.dropped(span.clone(), format!("\"{}\", ignored by --map", words(name))),
            FieldTarget::Own(key) => self.own_field(key, value, span),
            FieldTarget::Field(field) if !self.fact(*field, name, value, span) => self.own_field(name, value, span),
            FieldTarget::Field(_) => {}
        }
        true
    }

    /// Gives a value to a field. `false` where it cannot be one of that field.
    pub(super) fn fact(&mut self, field: Field, name: &str, value: &str, span: &Range<usize>) -> bool {
        let value = html::to_markdown(value);
        let value = self.with_addresses(&value);
        let value: &str = &self.chosen(field, name, &value, span);
        if !self.has_content(value, span) {
            return true;
        }
        match field {
            Field::Id => self.id(value),
            Field::Title => self.title(value),
            Field::Severity => self.severity(value, span),
            Field::Status => self.status(value, span),
            Field::ReviewState => self.review_state(value, span),
            Field::Services | Field::Teams | Field::Tags | Field::Regions | Field::Related => self.names_of(field, value),
            Field::Commander => self.commander(value),
            Field::Role => people::role(self, name, value),
            Field::TimeZone => stamp::zone(value).map(|zone| self.clock.set_zone(zone)).is_some(),
            Field::Milestone(Milestone::Resolved) if vocabulary::yes_or_no(&bare(value)) == Some(true) => {
                self.status("resolved", span)
            }
            Field::Milestone(milestone) => self.state_moment(Some(milestone), name, value, span),
            Field::When => self.state_moment(None, name, value, span),
            Field::Detection | Field::Resolution if is_moment(value) => {
                let milestone = match plain(name).as_str() {
                    _ if field == Field::Detection => Milestone::Detected,
                    "mitigation" => Milestone::Mitigated,
                    _ => Milestone::Resolved,
                };
                self.state_moment(Some(milestone), name, value, span)
            }
            Field::Duration => self.duration(name, value),
            Field::UsersAffected
            | Field::RequestsFailed
            | Field::RevenueLost
            | Field::SupportTickets
            | Field::DataLost
            | Field::SlaBreached => self.figure(field, value, span),
            Field::ReviewOwner => self.review_owner(name, value, span),
            Field::Approvers => {
                let approvers = list(value);
                self.draft.incident.review.approvers.extend(approvers);
                true
            }
            Field::Held | Field::Published => self.review_day(field, value, span),
            Field::Recording => self.recording(value),
            Field::Ticket => references::ticket(self, name, value),
            Field::Ignored => {
                self.draft.dropped(span.clone(), format!("\"{}\" is about the document, not about the incident", words(name)));
                true
            }
            _ => {
                let is_line = field == Field::Actions && !value.trim().contains('\n') && unmarked(value).1 == value.trim();
                let node = Outline::of_text(&if is_line { text::item(value.trim(), None) } else { value.to_owned() }, span);
                self.part(field, name, node);
                true
            }
        }
    }

    /// Whether a value is neither empty nor a placeholder. A placeholder is noted.
    fn has_content(&mut self, value: &str, span: &Range<usize>) -> bool {
        self.draft.content(value.trim().trim_matches(['_', '*', '`']).to_owned(), span.clone()).is_some()
    }

    fn id(&mut self, value: &str) -> bool {
        let link = references::links(value).into_iter().next();
        let text = words(value);
        let id = text.trim_start_matches('#').to_owned();
        let fits = !id.is_empty()
            && !id.contains(char::is_whitespace)
            && id.len() <= 60
            && id.contains(|c: char| c.is_ascii_alphanumeric());
        if !fits || !self.draft.incident.id.is_empty() && self.draft.incident.id != id {
            return false;
        }
        self.draft.incident.id = id;
        if let Some(link) = link {
            references::add(self, &text, &link.target, Some(crate::incident::ReferenceKind::Ticket));
        }
        true
    }

    fn title(&mut self, value: &str) -> bool {
        let title = title::cleaned(self, value);
        if self.draft.incident.title.is_empty() || title::is_kind_alone(&self.draft.incident.title) {
            self.draft.incident.title = title;
            return true;
        }
        self.draft.incident.title == title
    }

    fn status(&mut self, value: &str, span: &Range<usize>) -> bool {
        match vocabulary::status(&bare(value)) {
            Some(status) if self.draft.incident.status.is_none_or(|known| known == status) => {
                self.draft.incident.status = Some(status);
                true
            }
            _ => self.review_state(value, span),
        }
    }

    /// An imported review is a draft until a person has checked it. What the source says of its state is a comment, unless the source
    /// is this archive's own table.
    fn review_state(&mut self, value: &str, span: &Range<usize>) -> bool {
        let word = bare(value).to_lowercase().replace(' ', "-");
        let is_in_review = matches!(word.as_str(), "review" | "in-progress" | "under-review");
        let named = ReviewState::named(&word).or_else(|| ReviewState::labelled(value));
        match named.or(is_in_review.then_some(ReviewState::InReview)) {
            Some(state) if self.is_own => self.draft.incident.review.state = state,
            Some(ReviewState::Draft) => {}
            Some(_) => {
                let comment = format!("the source says of its review: \"{}\"", words(value));
                self.draft.unsure(at!["review", "state"], span.clone(), comment);
            }
            None => return false,
        }
        true
    }

    fn names_of(&mut self, field: Field, value: &str) -> bool {
        let names = list(value);
        let is_row = |name: &String| name.starts_with('|') || name.chars().count() > 60;
        if names.is_empty() || names.iter().any(is_row) {
            return false;
        }
        let incident = &mut self.draft.incident;
        let known = match field {
            Field::Services => &mut incident.services,
            Field::Teams => &mut incident.teams,
            Field::Tags => &mut incident.tags,
            Field::Related => return false,
            _ => &mut incident.impact.get_or_insert_default().regions,
        };
        let mut names = names;
        names.retain(|name| self.seen.insert((field, name.clone())));
        known.extend(names);
        true
    }

    fn commander(&mut self, value: &str) -> bool {
        let name = people::name(value);
        if name.is_empty() || name.chars().count() > 80 {
            return false;
        }
        put(&mut self.draft.incident.commander, name)
    }

    fn duration(&mut self, name: &str, value: &str) -> bool {
        let mut text = words(value);
        if plain(name).starts_with("minutes") && text.parse::<f64>().is_ok() {
            text.push_str(" minutes");
        }
        put(&mut self.draft.incident.impact.get_or_insert_default().duration, text)
    }

    fn figure(&mut self, field: Field, value: &str, span: &Range<usize>) -> bool {
        static ABOUT: Pattern = Pattern::new(r"(?i)^(?:~|≈|about\b|around\b|approx(?:\.|imately\b)|roughly\b|ca\.|circa\b)\s*");
        let text = words(value);
        let count = ABOUT.replace_all(&text, "");
        let mut impact = self.draft.incident.impact.take().unwrap_or_default();
        let taken = figure(&mut impact, field, &count);
        if taken == Some(true) && count != text {
            self.draft.unsure(at!["impact"], span.clone(), format!("the source says \"{text}\""));
        }
        self.draft.incident.impact = Some(impact).filter(|impact| *impact != Impact::default());
        taken == Some(true)
    }

    fn review_owner(&mut self, name: &str, value: &str, span: &Range<usize>) -> bool {
        let owners = list(value);
        match (owners.as_slice(), &self.draft.incident.review.owner) {
            ([owner], None) => self.draft.incident.review.owner = Some(owner.clone()),
            _ => {
                let key = own_key(&words(name));
                self.draft.kept(span.clone(), format!("the owner of a review is one person: these are \"{key}\" under [fields]"));
                return self.own_list(name, owners);
            }
        }
        true
    }

    fn review_day(&mut self, field: Field, value: &str, span: &Range<usize>) -> bool {
        let text = words(value);
        let Some(stamp) = stamp::whole(&text).filter(|stamp| stamp.until.is_none() && !stamp.about) else { return false };
        let mut day = stamp.date.and_then(|date| date.date(None)).map(Day);
        if day.is_none() {
            return false;
        }
        let key = if field == Field::Held { "held" } else { "published" };
        self.settle_day(&mut day, value, span, at!["review", key]);
        let review = &mut self.draft.incident.review;
        let known = if field == Field::Held { &mut review.held } else { &mut review.published };
        *known = known.or(day);
        let is_taken = *known == day;
        if is_taken && stamp.time.is_some() {
            self.draft.unsure(at!["review", key], span.clone(), format!("the source says \"{text}\""));
        }
        is_taken
    }

    fn recording(&mut self, value: &str) -> bool {
        let links = references::links(value);
        match (links.as_slice(), &self.draft.incident.review.recording) {
            ([link], None) if references::is_web(&link.target) => {
                self.draft.incident.review.recording = Some(link.target.clone());
                link.is_alone
            }
            _ => false,
        }
    }

    /// The severity, by one of the site's names for it, in any of the usual spellings.
    fn severity(&mut self, value: &str, span: &Range<usize>) -> bool {
        let text = words(value);
        let severities = self.draft.options().severities;
        let found =
            candidates(&text).into_iter().find_map(|name| severities.find(&name).map(|severity| (severity.id.clone(), name)));
        let known = self.draft.incident.severity.clone();
        match found {
            Some((id, _)) if !known.is_empty() && id != known => false,
            Some((id, name)) => {
                self.draft.incident.severity = id;
                let letters =
                    |text: &str| text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect::<String>();
                if letters(&name) != letters(&text) {
                    self.draft.unsure(at!["severity"], span.clone(), format!("the source says \"{text}\""));
                }
                true
            }
            None if !known.is_empty() => false,
            None => {
                self.draft.severity(&text, span.clone());
                true
            }
        }
    }

    /// Sets one of the team's own fields. A long text is a section.
    pub(super) fn own_field(&mut self, name: &str, value: &str, span: &Range<usize>) {
        if !self.has_content(value, span) {
            return;
        }
        let label = words(name);
        let value = &*html::to_markdown(value);
        if private::is_name(&label) || private::is_in(value) {
            return self.draft.keep_private(label.trim_end_matches(':'), value, span.clone());
        }
        if value.chars().count() > SHORT || value.contains('\n') || own_key(&label).is_empty() {
            let title = label.trim_end_matches(':');
            return self.draft.section(if title.is_empty() { "Details" } else { title }, value, span.clone());
        }
        let text = if references::links(value).is_empty() { words(value) } else { value.to_owned() };
        self.draft.kept(span.clone(), format!("it has no field of its own and is \"{}\" under [fields]", own_key(&label)));
        self.own_list(&label, vec![text]);
    }

    /// Adds to one of the team's own fields.
    pub(super) fn own_list(&mut self, name: &str, values: Vec<String>) -> bool {
        let key = own_key(name);
        let mut all = match self.draft.incident.fields.remove(&key) {
            None => Vec::new(),
            Some(FieldValue::List(known)) => known,
            Some(other) => other.values(),
        };
        all.extend(values.into_iter().filter(|value| self.seen_fields.insert((key.clone(), value.clone()))));
        let value = if all.len() == 1 { one_value(all.remove(0)) } else { FieldValue::List(all) };
        self.draft.incident.fields.insert(key, value);
        true
    }
}

/// Whether a value is a moment, with a remark in parentheses or without: `06:30 UTC (pager)`.
fn is_moment(value: &str) -> bool {
    let text = words(value);
    stamp::prefix(&text).is_some_and(|(stamp, rest)| stamp.time.is_some() && (rest.is_empty() || rest.starts_with('(')))
}

/// A value of a field: a number where the text is one.
fn one_value(text: String) -> FieldValue {
    match text.parse::<i64>() {
        Ok(number) if number.to_string() == text => FieldValue::Integer(number),
        _ => FieldValue::Text(text),
    }
}

/// A word without the emoji and marks around it.
fn bare(value: &str) -> String {
    words(value).trim_matches(|c: char| !c.is_alphanumeric()).to_owned()
}

/// What a text may name as a severity: all of it, all of it without emoji, its first word, its words as one, and its number.
fn candidates(text: &str) -> Vec<String> {
    let bare = text.trim_matches(|c: char| !c.is_alphanumeric());
    let first = bare.split(['(', ',', ';', ':', '–', '—', '/', '|']).next().unwrap_or_default().trim();
    let head = first.split(" - ").next().unwrap_or_default().trim();
    let glued: String = head.chars().filter(|c| c.is_alphanumeric()).collect();
    let digits: String = head.chars().filter(char::is_ascii_digit).collect();
    let mut names = vec![text.trim().to_owned(), bare.to_owned()];
    // `SEV-1/SEV-2/SEV-3` is a template that was not filled in.
    if bare.split(['/', '|']).count() > 2 {
        return names;
    }
    names.extend([head.to_owned(), glued.clone()]);
    let lower = glued.to_lowercase();
    let letters = lower.trim_end_matches(|c: char| c.is_ascii_digit());
    let whole: String = bare.to_lowercase().chars().filter(|c| c.is_alphanumeric()).collect();
    if let Some(digit) = whole.strip_prefix("severity").filter(|rest| rest.len() == 1) {
        names.push(format!("sev{digit}"));
    }
    if digits.len() == 1 && matches!(letters, "" | "s" | "sev" | "severity" | "level" | "severitylevel" | "sevlevel") {
        names.push(format!("sev{digits}"));
    }
    if let Some(word) = head.split_whitespace().next() {
        names.push(word.to_owned());
    }
    // `Majeure (P2)`
    names.extend(bare.split(['(', ')']).nth(1).map(|inner| inner.trim().to_owned()));
    names
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn severities_are_read_in_many_spellings() {
        for text in ["SEV-2", "sev 2", "S2", "2", "SEV2 (major)", "🔴 SEV2", "Sev2: bad"] {
            assert!(candidates(text).iter().any(|name| name.eq_ignore_ascii_case("sev2")), "{text}");
        }
    }
}
