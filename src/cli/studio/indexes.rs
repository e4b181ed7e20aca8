//! The search index as the server needs it: each shard is made when a browser first asks for one of its files, behind the page.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};

use crate::error::Result;
use crate::site::Site;
use crate::site::search::Shard;

/// The files of a shard, by their paths below its folder.
type Files = Arc<BTreeMap<String, Vec<u8>>>;

/// The shards that were made so far, by their folders. A folder's name says what is in it, so an edit makes one shard again.
#[derive(Default)]
pub(super) struct Indexes(Mutex<BTreeMap<String, Files>>);

impl Indexes {
    /// The file of the index at a path of the site, if it has one there.
    ///
    /// # Errors
    /// The indexing library fails.
    pub(super) fn get(&self, site: &Site, path: &str) -> Result<Option<Vec<u8>>> {
        let found = site.shards().iter().find_map(|shard| Some((shard, path.strip_prefix(&shard.folder)?.strip_prefix('/')?)));
        let Some((shard, file)) = found else { return Ok(None) };
        Ok(self.files(site, shard)?.get(file).cloned())
    }

    /// The files of a shard. Whoever asks while it is being made waits for it.
    fn files(&self, site: &Site, shard: &Shard) -> Result<Files> {
        let mut made = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(files) = made.get(&shard.folder) {
            return Ok(Arc::clone(files));
        }
        let files: Files = Arc::new(site.index(shard)?.into_iter().collect());
        made.retain(|folder, _| site.shards().iter().any(|shard| shard.folder == *folder));
        made.insert(shard.folder.clone(), Arc::clone(&files));
        Ok(files)
    }
}
