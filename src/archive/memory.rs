//! What a readership saw of the archive the last time, so that only what has changed since is worked out again: incidents are redacted
//! one by one, and what follows from all of them together is taken over where no incident has changed in what it follows from.

use std::collections::HashMap;
use std::sync::Arc;

use jiff::civil::Date;

use super::view::Sums;
use super::{Case, Life};
use crate::incident::{Analysis, Incident};

/// The incidents of one view before and after redaction, and what followed from all of them. It serves one readership and one
/// configuration: another one begins with an empty memory.
#[derive(Debug, Default)]
pub struct Memory {
    /// By the address of the incident in memory, which stays taken as long as it is remembered.
    kept: HashMap<usize, Kept>,
    whole: Option<Whole>,
}

/// All cases of the view in their order, and what followed from them on a day.
#[derive(Debug)]
struct Whole {
    cases: Vec<(Arc<Incident>, Life)>,
    day: Date,
    sums: Sums,
}

#[derive(Debug, Clone)]
struct Kept {
    _original: Arc<Incident>,
    /// Which of the incidents that it names the reader could see.
    shown: Vec<bool>,
    seen: Arc<Incident>,
    life: Life,
}

impl Memory {
    /// The incident as the reader sees it: as `before` remembers it, or else as `redact` makes it. Either way it is remembered.
    pub(super) fn keep(
        &mut self,
        before: &Self,
        incident: Arc<Incident>,
        is_shown: &dyn Fn(&str) -> bool,
        redact: impl FnOnce(Arc<Incident>) -> Arc<Incident>,
    ) -> (Life, Arc<Incident>) {
        let address = Arc::as_ptr(&incident).addr();
        let shown: Vec<bool> = incident.related.iter().chain(&incident.duplicate_of).map(|id| is_shown(id)).collect();
        let kept = match before.kept.get(&address) {
            Some(kept) if kept.shown == shown => kept.clone(),
            _ => {
                let seen = redact(Arc::clone(&incident));
                Kept { _original: incident, shown, life: Life::of(&seen), seen }
            }
        };
        let seen = (kept.life.clone(), Arc::clone(&kept.seen));
        self.kept.insert(address, kept);
        seen
    }

    /// What followed from these cases on this day, if they are those that are remembered but for their words.
    pub(super) fn sums_of(&self, cases: &[Case], as_of: Date) -> Option<Sums> {
        let Whole { cases: before, day, sums } = self.whole.as_ref()?;
        let is_alike = |((incident, life), case): (&(Arc<Incident>, Life), &Case)| {
            Arc::ptr_eq(incident, &case.incident) || (*life == case.life && differ_in_words(incident, &case.incident))
        };
        (*day == as_of && before.len() == cases.len() && before.iter().zip(cases).all(is_alike)).then(|| sums.clone())
    }

    /// Remembers what followed from these cases.
    pub(super) fn keep_sums(&mut self, cases: &[Case], as_of: Date, sums: Sums) {
        let cases = cases.iter().map(|case| (Arc::clone(&case.incident), case.life.clone())).collect();
        self.whole = Some(Whole { cases, day: as_of, sums });
    }
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
