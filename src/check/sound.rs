//! Which incidents broke no rule when they were last asked, so that after a change only the others are asked again.

use std::collections::{BTreeSet, HashMap};
use std::path::PathBuf;
use std::sync::Arc;

use crate::content::{Content, Entry};

/// Incidents that broke no rule of the build: by one configuration, which another one does not follow.
#[derive(Debug, Default)]
pub struct Sound {
    /// By the address of the entry in memory, which stays taken as long as it is remembered.
    entries: HashMap<usize, Arc<Entry>>,
    /// What could be attached then.
    attachments: Arc<BTreeSet<PathBuf>>,
}

impl Sound {
    pub(super) fn has(&self, entry: &Arc<Entry>) -> bool {
        self.entries.contains_key(&Arc::as_ptr(entry).addr())
    }

    /// Remembers what was found of this content: everything is sound but the entries at these places.
    pub(super) fn renew(&mut self, content: &Content, unsound: &BTreeSet<usize>) {
        let sound = content.entries.iter().enumerate().filter(|(place, _)| !unsound.contains(place));
        self.entries = sound.map(|(_, entry)| (Arc::as_ptr(entry).addr(), Arc::clone(entry))).collect();
        self.attachments = Arc::clone(&content.attachments);
    }

    /// Forgets everything where something else can be attached now.
    pub(super) fn hold_against(&mut self, content: &Content) {
        if !Arc::ptr_eq(&self.attachments, &content.attachments) {
            self.entries.clear();
        }
    }
}
