//! For any manifest in the output folder, a build publishes the site or refuses to, and changes nothing outside of it.

#![no_main]

use std::fs;
use std::io::Write;
use std::path::Path;
use std::sync::LazyLock;

use libfuzzer_sys::fuzz_target;
use pir_site::error::Error;
use pir_site::publish::{Item, ItemSource, Target, publish};
use pir_site::route::Route;
use xxhash_rust::xxh3::xxh3_64;

static FOLDER: LazyLock<tempfile::TempDir> = LazyLock::new(|| tempfile::tempdir().expect("a temporary folder"));

const PAGES: [(&str, &str); 3] = [("index.html", "home"), ("a/index.html", "a"), ("b", "b")];

// The bytes are the lines of a manifest: once verbatim, and once between a header and a valid checksum.
fuzz_target!(|bytes: &[u8]| {
    let root = FOLDER.path().join("project");
    let ours = root.join("public/.pir-site");
    fs::create_dir_all(&ours).expect("an output folder");
    fs::write(FOLDER.path().join("outside"), "outside").expect("a file outside");
    let body = [b"pir-site manifest 2\nfor public\n", bytes].concat();
    let lines = bytes.split_inclusive(|byte| *byte == b'\n').count();
    let end = format!("end {lines} {:016x}\n", xxh3_64(&body));
    for manifest in [bytes, &[&body[..], end.as_bytes()].concat()] {
        fs::write(ours.join("manifest"), manifest).expect("a manifest");
        if build(&root).is_ok() {
            for (path, text) in PAGES {
                assert_eq!(fs::read_to_string(root.join("public").join(path)).expect("a page"), text, "{path}");
            }
        }
        assert_eq!(fs::read_to_string(FOLDER.path().join("outside")).expect("the file outside"), "outside");
    }
});

fn build(root: &Path) -> Result<(), Error> {
    let item = |(path, text)| Item { route: Route::new(path).expect("a route"), source: ItemSource::Render(text) };
    let target = Target { output: root.join("public"), root, home: None, sources: &[], audience: "public", force: false };
    let write = |text: &&str, out: &mut dyn Write| out.write_all(text.as_bytes()).map_err(|error| Error::new("failed").because(error));
    publish(&target, &PAGES.map(item), write).map(|_| ())
}
