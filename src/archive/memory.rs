//! What a readership saw of each incident the last time, so that only what has changed since is redacted again.

use std::collections::HashMap;
use std::sync::Arc;

use super::Life;
use crate::incident::Incident;

/// The incidents of one view before and after redaction. It serves one readership: another one begins with an empty memory.
#[derive(Debug, Default)]
pub struct Memory {
    /// By the address of the incident in memory, which stays taken as long as it is remembered.
    kept: HashMap<usize, Kept>,
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
}
