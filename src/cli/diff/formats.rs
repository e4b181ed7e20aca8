//! Formats the report of `pir-site diff` for a terminal, a program, a comment and a chat. Text from files is escaped in each
//! format.

use std::collections::BTreeSet;
use std::fmt::Write as _;

use serde_json::{Value, json};

use crate::cli::args::{DiffArgs, DiffFormat};
use crate::config::Config;
use crate::diagnostic;
use crate::history::{ChangedIncident, Fact, IncidentChange};
use crate::locale::Locale;
use crate::prose;

/// The maximum number of incidents in a chat message, and of facts per incident. Longer messages are not read.
const MOST_IN_MESSAGE: usize = 20;

/// The changes to report.
pub(super) struct DiffReport<'a> {
    pub args: &'a DiffArgs,
    pub changes: &'a [ChangedIncident<'a>],
    /// The files that could not be parsed.
    pub left_out: &'a BTreeSet<String>,
    /// The number of excluded files. For the public, they are not named.
    pub left_out_count: usize,
    pub config: &'a Config,
    /// English, the language of the facts.
    pub locale: &'a Locale,
}

impl DiffReport<'_> {
    /// The report in the requested format.
    pub(super) fn written(&self) -> String {
        match self.args.format {
            DiffFormat::Human => self.human(),
            DiffFormat::Json => diagnostic::escaped_json(&format!("{:#}\n", self.json())),
            DiffFormat::Markdown => self.markdown(),
            DiffFormat::Slack => diagnostic::escaped_json(&format!("{:#}\n", self.slack())),
        }
    }

    fn human(&self) -> String {
        let mut text = String::new();
        for change in self.changes {
            let gap = if text.is_empty() { "" } else { "\n" };
            let _ = writeln!(text, "{gap}{}  {}", change.change.label(), self.title(change));
            change.facts.iter().for_each(|fact| _ = writeln!(text, "  {}", fact.text(self.locale)));
        }
        diagnostic::harmless(&text).into_owned()
    }

    fn markdown(&self) -> String {
        let mut text = String::new();
        for change in self.changes {
            let _ = writeln!(text, "- **{}** {}", change.change.label(), diagnostic::escaped_markdown(&self.title(change)));
            change
                .facts
                .iter()
                .for_each(|fact| _ = writeln!(text, "  - {}", diagnostic::escaped_markdown(&fact.text(self.locale))));
        }
        text
    }

    fn json(&self) -> Value {
        let incident = |change: &ChangedIncident| {
            let incident = &change.incident.incident;
            json!({
                "change": change.change,
                "id": incident.id,
                "title": incident.title,
                "severity": incident.severity,
                "source": change.incident.shown_source(),
                "facts": change.facts.iter().map(|fact| self.fact(fact)).collect::<Vec<_>>(),
            })
        };
        json!({
            "schema_version": 1,
            "from": self.args.from,
            "to": self.args.to,
            "audience": self.args.readership.audience,
            "incidents": self.changes.iter().map(incident).collect::<Vec<_>>(),
            "left_out": self.left_out,
            "left_out_count": self.left_out_count,
        })
    }

    /// A Block Kit message. Its texts are of the type `plain_text`, which has no markup, links or mentions.
    fn slack(&self) -> Value {
        let heading = match self.changes.len() {
            0 => "No incident changed".to_owned(),
            count => format!("{} changed", prose::count(count, "incident", "incidents")),
        };
        let mut elements = vec![section(&[bold(&heading)])];
        for change in self.changes.iter().take(MOST_IN_MESSAGE) {
            let title = format!(" {}", self.title(change));
            elements.push(section(&[bold(change.change.label()), plain(&title)]));
            let mut facts: Vec<Value> =
                change.facts.iter().take(MOST_IN_MESSAGE).map(|fact| section(&[plain(&fact.text(self.locale))])).collect();
            let rest = change.facts.len() - facts.len();
            facts.extend(
                (rest > 0).then(|| section(&[plain(&format!("and {}", prose::count(rest, "other change", "other changes")))])),
            );
            if !facts.is_empty() {
                elements.push(json!({ "type": "rich_text_list", "style": "bullet", "elements": facts }));
            }
        }
        let rest = self.changes.len().saturating_sub(MOST_IN_MESSAGE);
        if rest > 0 {
            elements.push(section(&[plain(&format!("and {}", prose::count(rest, "other incident", "other incidents")))]));
        }
        json!({ "text": heading, "blocks": [{ "type": "rich_text", "elements": elements }] })
    }

    fn fact(&self, fact: &Fact) -> Value {
        json!({
            "key": fact.key,
            "change": fact.change,
            "item": fact.item(),
            "before": fact.before,
            "after": fact.after,
            "text": fact.text(self.locale),
        })
    }

    /// The title line of an incident, with its current severity, since no fact states the severity of an added or removed incident.
    fn title(&self, change: &ChangedIncident) -> String {
        let incident = &change.incident.incident;
        let title: Vec<&str> = incident.title.split_whitespace().collect();
        let severity = self.config.severities.find(&incident.severity).map_or(&incident.severity, |known| &known.label);
        match change.change {
            IncidentChange::Added | IncidentChange::Removed => format!("{} {} ({severity})", incident.id, title.join(" ")),
            IncidentChange::Renamed | IncidentChange::Changed => format!("{} {}", incident.id, title.join(" ")),
        }
    }
}

fn section(elements: &[Value]) -> Value {
    json!({ "type": "rich_text_section", "elements": elements })
}

fn plain(text: &str) -> Value {
    json!({ "type": "text", "text": text })
}

fn bold(text: &str) -> Value {
    json!({ "type": "text", "text": text, "style": { "bold": true } })
}
