//! What a readership saw of the archive the last time, so that only what has changed since is worked out again: incidents are redacted
//! one by one, and what follows from all of them together is taken over where no incident has changed in what it follows from. Where
//! nothing has changed but words, and every incident is where it was, everything is taken over but those that say something else.

use std::collections::HashMap;
use std::sync::Arc;

use jiff::civil::Date;

use super::view::{Sums, place, visible};
use super::{Archive, Readership, Record, ResolvedMilestones, View, VisibleIncident};
use crate::config::Config;
use crate::incident::{Analysis, Incident};

/// The incidents of one view before and after redaction, and the view. It serves one readership and one
/// configuration: another one begins with an empty memory.
#[derive(Debug, Default)]
pub struct Memory {
    /// By the address of the incident in memory, which stays taken as long as it is remembered.
    kept: HashMap<usize, Kept>,
    whole: Option<Whole>,
}

/// The archive in its order, and what was seen of it.
#[derive(Debug)]
struct Whole {
    records: Vec<Arc<Record>>,
    view: View,
}

#[derive(Debug, Clone)]
struct Kept {
    original: Arc<Incident>,
    /// Which of the incidents that it names the reader could see.
    shown: Vec<bool>,
    seen: Arc<Incident>,
    life: ResolvedMilestones,
}

impl Memory {
    /// The incident as the reader sees it: as `before` remembers it, or else as `redact` makes it. Either way it is remembered.
    pub(super) fn keep(
        &mut self,
        before: &Self,
        incident: &Arc<Incident>,
        is_shown: &dyn Fn(&str) -> bool,
        redact: impl FnOnce(Arc<Incident>) -> Arc<Incident>,
    ) -> (ResolvedMilestones, Arc<Incident>) {
        let address = address(incident);
        let shown: Vec<bool> = incident.related.iter().chain(&incident.duplicate_of).map(|id| is_shown(id)).collect();
        let kept = match before.kept.get(&address) {
            Some(kept) if kept.shown == shown => kept.clone(),
            _ => Kept::new(incident, shown, redact),
        };
        let seen = (kept.life.clone(), Arc::clone(&kept.seen));
        self.kept.insert(address, kept);
        seen
    }

    /// What followed from these cases on this day, if they are those that are remembered but for their words.
    pub(super) fn sums_of(&self, cases: &[Arc<VisibleIncident>], as_of: Date) -> Option<Sums> {
        let Whole { view, .. } = self.whole.as_ref()?;
        let is_alike = |(one, other): (&Arc<VisibleIncident>, &Arc<VisibleIncident>)| {
            Arc::ptr_eq(&one.incident, &other.incident)
                || (one.milestones == other.milestones && differ_in_words(&one.incident, &other.incident))
        };
        let is_whole = view.as_of == as_of && view.cases.len() == cases.len();
        (is_whole && view.cases.iter().zip(cases).all(is_alike)).then(|| view.sums())
    }

    /// Remembers the archive and what is seen of it.
    pub(super) fn keep_whole(&mut self, records: Vec<Arc<Record>>, view: &View) {
        self.whole = Some(Whole { records, view: view.clone() });
    }

    /// The view of this archive, if nothing but the words of incidents that are shown is other than it is remembered. It is
    /// remembered from now on.
    pub(super) fn reworded(&mut self, archive: &Archive, config: &Config, readership: Readership, as_of: Date) -> Option<View> {
        let Whole { records, view } = self.whole.as_ref()?;
        let is_whole = records.len() == archive.records.len() && Arc::ptr_eq(&view.attachments, &archive.attachments);
        if !is_whole || view.as_of != as_of {
            return None;
        }
        let both = records.iter().zip(&archive.records).enumerate().filter(|(_, (before, now))| !Arc::ptr_eq(before, now));
        let reworded = both.map(|(at, (before, now))| Some((at, self.reword(before, now, config, readership)?)));
        let reworded: Vec<(usize, (usize, Kept))> = reworded.collect::<Option<_>>()?;

        let Whole { records, view } = self.whole.as_mut()?;
        for (at, (place, kept)) in reworded {
            let case = &mut view.cases[place];
            *case = Arc::new(VisibleIncident { incident: Arc::clone(&kept.seen), ..VisibleIncident::clone(case) });
            self.kept.remove(&address(&records[at].incident));
            self.kept.insert(address(&kept.original), kept);
            records[at] = Arc::clone(&archive.records[at]);
        }
        Some(view.clone())
    }

    /// The place in the view of an incident that says something else now, and what is seen of it.
    fn reword(&self, before: &Record, now: &Record, config: &Config, readership: Readership) -> Option<(usize, Kept)> {
        let is_there = before.source == now.source && before.folder == now.folder;
        if !is_there || !differ_in_words(&before.incident, &now.incident) {
            return None;
        }
        let Kept { shown, seen, life, .. } = self.kept.get(&address(&before.incident))?;
        // It names the others that it named, and what was to be seen of them still is.
        let is_shown = |id: &str| seen.related.iter().chain(&seen.duplicate_of).any(|named| named == id);
        let kept = Kept::new(&now.incident, shown.clone(), |incident| visible(incident, readership, &is_shown));
        if kept.life != *life || !differ_in_words(seen, &kept.seen) {
            return None;
        }
        let Whole { view, .. } = self.whole.as_ref()?;
        let place = place(&view.cases, &seen.id.to_lowercase(), life, &config.zone)?;
        Arc::ptr_eq(&view.cases[place].incident, seen).then_some((place, kept))
    }
}

impl Kept {
    fn new(original: &Arc<Incident>, shown: Vec<bool>, redact: impl FnOnce(Arc<Incident>) -> Arc<Incident>) -> Self {
        let seen = redact(Arc::clone(original));
        Self { original: Arc::clone(original), shown, life: ResolvedMilestones::of(&seen), seen }
    }
}

/// Where an incident is in memory: a name for it as long as it is kept.
fn address(incident: &Arc<Incident>) -> usize {
    Arc::as_ptr(incident).addr()
}

/// Whether two incidents differ at most in words that are summed up nowhere. Whatever is not known to be such words counts.
fn differ_in_words(one: &Incident, other: &Incident) -> bool {
    let summed_up = |incident: &Incident| {
        let analysis = incident.analysis.as_ref().map(|it| Analysis { causes: it.causes.clone(), ..Analysis::default() });
        Incident {
            title: String::new(),
            summary: None,
            impact: None,
            timeline: Vec::new(),
            communications: Vec::new(),
            analysis: analysis.filter(|analysis| !analysis.causes.is_empty()),
            lessons: None,
            references: Vec::new(),
            sections: Vec::new(),
            exceptions: Vec::new(),
            ..incident.clone()
        }
    };
    summed_up(one) == summed_up(other)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_summed_up_is_more_than_words() {
        let incident = |more: &str| -> Incident {
            toml::from_str(&format!("id = \"a\"\ntitle = \"a\"\nseverity = \"sev1\"\n{more}")).unwrap()
        };
        let plain = incident("");
        for words in ["summary = \"It broke\"", "[analysis]\nnarrative = \"Long\"", "[lessons]\nlearned = [\"x\"]"] {
            assert!(differ_in_words(&plain, &incident(words)), "{words}");
        }
        for fact in [
            "services = [\"a\"]",
            "tags = [\"a\"]",
            "withdrawn = \"no\"",
            "status = \"resolved\"",
            "fields.region = \"eu\"",
            "[[actions]]\ntitle = \"a\"",
            "[[analysis.causes]]\ncause = \"a\"\ncategory = \"people\"",
        ] {
            assert!(!differ_in_words(&plain, &incident(fact)), "{fact}");
        }
    }
}
