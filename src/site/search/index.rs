//! Indexing by Pagefind: records in, the files of a shard out. Knows the library and nothing of incidents.

use std::fmt::Write;
use std::panic::resume_unwind;
use std::thread;

use pagefind::api::PagefindIndex;
use pagefind::options::PagefindServiceConfig;

use super::record::{PARTS, Record};
use crate::error::{Error, Result};

/// By this word the library marks where a part begins, and by its like whatever else it wants to tell itself.
const MARK: &str = "___PAGEFIND_ANCHOR___";

/// Files of the library that nobody asks for: its own user interfaces, and a worker that would need a looser policy.
const UNUSED: [&str; 3] = ["-ui.", "-highlight.", "-worker."];

/// What reads an index in a language without a stemmer. Where there is one, nobody asks for it.
const WITHOUT_STEMMER: &str = "wasm.unknown.pagefind";

/// The index of some records: paths below the shard's folder, and bytes. `language` decides how words are stemmed.
///
/// # Errors
/// The library refuses a record, or cannot run.
pub(super) fn index(records: impl Iterator<Item = Record> + Send, language: &str) -> Result<Vec<(String, Vec<u8>)>> {
    alone(|| run(records, language))?
}

/// Runs `work` on a thread of its own, with a pool of one thread below it. The library hands its work to the pool of whoever calls
/// it, and waits; a thread of our pool that waits takes up other work meanwhile: another shard, within this one.
fn alone<T: Send>(work: impl FnOnce() -> T + Send) -> Result<T> {
    let pool = rayon::ThreadPoolBuilder::new().num_threads(1).build();
    let pool = pool.map_err(|error| Error::new("failed to start a thread for search").because(error))?;
    let done = thread::scope(|scope| scope.spawn(|| pool.install(work)).join());
    Ok(done.unwrap_or_else(|panic| resume_unwind(panic)))
}

fn run(records: impl Iterator<Item = Record>, language: &str) -> Result<Vec<(String, Vec<u8>)>> {
    let runtime = tokio::runtime::Builder::new_current_thread().build();
    let runtime = runtime.map_err(|error| Error::new("failed to start the indexing of search").because(error))?;
    let failed = |error: &dyn std::fmt::Display| Error::new(format!("failed to index for search ({error})"));
    runtime.block_on(async {
        let options = PagefindServiceConfig::builder().force_language(language.to_lowercase()).build();
        let mut index = PagefindIndex::new(Some(options)).map_err(|error| failed(&error))?;
        for Record { address, parts, meta, filters } in records {
            let added = index.add_custom_record(address, content(&parts), language.to_owned(), Some(meta), Some(filters), None);
            added.await.map_err(|error| failed(&error))?;
        }
        let files = index.get_files().await.map_err(|error| failed(&error))?;
        let named = files.into_iter().map(|file| (file.filename.to_string_lossy().replace('\\', "/"), file.contents));
        Ok(used(named.collect()))
    })
}

/// The files that a browser asks for, by their paths.
fn used(mut files: Vec<(String, Vec<u8>)>) -> Vec<(String, Vec<u8>)> {
    let has_stemmer = files.iter().any(|(path, _)| path.starts_with("wasm.") && path != WITHOUT_STEMMER);
    let is_unused = |path: &str| UNUSED.iter().any(|unused| path.contains(unused)) || (has_stemmer && path == WITHOUT_STEMMER);
    files.retain(|(path, _)| !is_unused(path));
    files.sort();
    files
}

/// The texts of a record as one, with a mark where each part begins.
fn content(parts: &[(usize, String)]) -> String {
    let mut content = String::with_capacity(parts.iter().map(|(_, text)| text.len() + 48).sum());
    for (number, (part, text)) in parts.iter().enumerate() {
        let _ = write!(content, "{MARK}h2:{number}:{} ", PARTS[*part].0);
        // What an author writes is never taken for one of the library's own words.
        content.push_str(&text.replace("___", "_ _ _"));
        content.push(' ');
    }
    content
}
