//! What is settled once the whole source was read: values that every file needs, and what may not be in a file as the source has it.

use std::rc::Rc;

use super::{Draft, unknown_columns};
use crate::diagnostic::{Diagnostic, Source, at};
use crate::import::document::Imported;
use crate::import::{links, private, slack};
use crate::incident::{Milestone, Section, Status, Visibility};

impl Draft<'_> {
    /// The incident, once it has everything that a file needs, or the errors.
    pub(in crate::import) fn finish(mut self) -> Result<Imported, Vec<Diagnostic>> {
        self.read_channel();
        self.settle_severity();
        self.settle_start();
        self.settle_id();
        self.settle_title();
        self.settle_order();
        self.settle_end();
        self.settle_categories();
        self.settle_private();
        self.settle_pictures();
        if self.errors.is_empty() { Ok(Imported { incident: self.incident, notes: self.notes }) } else { Err(self.errors) }
    }

    /// Adds the messages of a Slack channel to the timeline, and notes what was left out.
    fn read_channel(&mut self) {
        let Some(channel) = self.options.timeline.filter(slack::is_export) else { return };
        let channel = Rc::new(Source::new(channel.name, channel.text));
        let before = self.reading(Rc::clone(&channel));
        match slack::read(&channel, self.options.slack_users.as_ref()) {
            Ok(found) => {
                for (mut entry, span) in found.entries {
                    if private::is_in(&entry.event) {
                        entry.visibility = Visibility::Internal;
                        let path = at!["timeline", self.incident.timeline.len()];
                        self.unsure(path, span, "this has a contact or a credential in it, and is internal");
                    }
                    self.incident.timeline.push(entry);
                }
                if !found.left_out.is_empty() {
                    self.dropped(0..1, found.left_out.join(", "));
                }
            }
            Err(error) => self.failed(*error),
        }
        self.reading(before);
        self.sort_timeline();
    }

    fn settle_severity(&mut self) {
        if !self.incident.severity.is_empty() || self.has_failed() {
            return;
        }
        self.severity_of_texts();
        match self.options.severity {
            _ if !self.incident.severity.is_empty() => {}
            Some(severity) => {
                severity.clone_into(&mut self.incident.severity);
                self.unsure(at!["severity"], 0..0, "from --severity");
            }
            None => self.missing("it does not say how severe the incident was", Some("say so with --severity"), "severity"),
        }
    }

    fn settle_start(&mut self) {
        if self.incident.milestone(Milestone::Started).is_some() || self.has_failed() {
            return;
        }
        let first = self.incident.timeline.iter().map(|entry| entry.at).min_by(|a, b| a.chronological(*b, self.options.zone));
        let detected = [Milestone::Detected, Milestone::Declared].into_iter().find_map(|it| self.incident.milestones.get(it));
        let earliest = first.into_iter().chain(detected).min_by(|a, b| a.chronological(*b, self.options.zone));
        let (moment, why) = match (earliest, self.options.started) {
            (Some(first), _) => (first, "the source names no start: this is the first moment that it tells of"),
            (None, Some(given)) => (given, "from --started"),
            (None, None) => {
                return self.missing("it does not say when the incident began", Some("say so with --started"), "started");
            }
        };
        self.incident.milestones.started = Some(moment);
        self.unsure(at!["milestones", "started"], 0..0, why);
    }

    /// Adds an error for a value that every file needs, with where it may come from: an option, or a column with an unknown name.
    fn missing(&mut self, message: &str, option: Option<&str>, key: &str) {
        let column = unknown_columns(&self.unknown_columns)
            .map(|unknown| format!("name its column with --map \"COLUMN={key}\": {unknown}"));
        let hints: Vec<String> = option.map(str::to_owned).into_iter().chain(column).collect();
        let error = self.document.error(self.span.clone(), message);
        self.errors.push(if hints.is_empty() { error } else { error.hint(hints.join(", or ")) });
    }

    fn settle_id(&mut self) {
        let allowed = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '_' | '-');
        let id: String = self.incident.id.trim().chars().map(|c| if allowed(c) { c } else { '-' }).collect();
        let id = id.trim_matches(['-', '.']).to_owned();
        if id != self.incident.id {
            self.unsure(at!["id"], 0..0, format!("the source says \"{}\"", self.incident.id));
        }
        self.incident.id = id;
    }

    fn settle_title(&mut self) {
        let title = self.incident.title.split_whitespace().collect::<Vec<_>>().join(" ");
        if title.is_empty() {
            self.missing("it has no title, nor a description that could stand for one", None, "title");
        }
        self.incident.title = title;
    }

    /// Milestones in an order that cannot be are kept, and marked as estimates.
    fn settle_order(&mut self) {
        for (earlier, later) in Milestone::ORDER {
            let (first, second) = (self.incident.milestone(earlier), self.incident.milestone(later));
            let is_odd = first.zip(second).is_some_and(|(first, second)| second.is_before(first, self.options.zone));
            let milestones = &mut self.incident.milestones;
            if is_odd && !milestones.is_approximate(earlier) && !milestones.is_approximate(later) {
                milestones.approximate.push(later);
                let comment = format!("as the source has it, although it lies before {}", earlier.as_str());
                self.unsure(at!["milestones", later.as_str()], 0..0, comment);
            }
        }
    }

    /// An incident whose end is unknown would be shown as ongoing, which no source says by being silent.
    fn settle_end(&mut self) {
        if self.incident.status.is_none() && self.incident.milestone(Milestone::Resolved).is_none() {
            self.incident.status = Some(Status::Resolved);
            self.unsure(at!["status"], 0..0, "the source does not say when it was over, nor that it goes on");
        }
    }

    /// Replaces cause categories that the site does not have by comments.
    fn settle_categories(&mut self) {
        let causes = self.incident.analysis.iter_mut().flat_map(|analysis| &mut analysis.causes).enumerate();
        let unknown: Vec<_> = causes
            .filter_map(|(index, cause)| Some((index, cause.category.take_if(|it| !self.options.causes.contains(it))?)))
            .collect();
        for (index, category) in unknown {
            let comment = format!("the source says \"{category}\", which is not one of the site's cause categories");
            self.unsure(at!["analysis", "causes", index], 0..0, comment);
        }
    }

    /// Removes embedded pictures from all texts, and notes how many there were.
    fn settle_pictures(&mut self) {
        let mut found = 0;
        self.incident.each_markdown_mut(&mut |text| found += links::leave_out_embedded(text));
        self.left_out(found, &(0..0));
        let (count, span) = std::mem::take(&mut self.pictures);
        let comment = match count {
            0 => return,
            1 => {
                "a picture inside of the document was left out: save it beside this file, and show it where it belongs".to_owned()
            }
            _ => format!(
                "{count} pictures inside of the document were left out: save each beside this file, and show it where it belongs"
            ),
        };
        self.unsure(at!["id"], span, comment);
    }

    /// The section of what may be contacts and credentials.
    fn settle_private(&mut self) {
        if self.private.is_empty() {
            return;
        }
        let comment = "these may be contacts or credentials: see who may read them";
        self.unsure(at!["sections", self.incident.sections.len()], 0..0, comment);
        let body = std::mem::take(&mut self.private).join("\n");
        let title = "Possible contacts and credentials".to_owned();
        self.incident.sections.push(Section { title, body, visibility: Visibility::Internal });
    }
}
