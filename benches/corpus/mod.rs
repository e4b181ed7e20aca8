//! A corpus of generated incidents, identical on every run. Each is about 9 kB of TOML, like real reviews.

use std::fmt::Write as _;
use std::fs;
use std::path::Path;

/// Writes a project with `count` incidents and an empty configuration below `root`.
pub(crate) fn write(root: &Path, count: usize) {
    for index in 0..count {
        let mut random = Random(index as u64 + 1);
        let (day, year) = (index % 28 + 1, 2019 + index % 7);
        let month = index / 28 % 12 + 1;
        let id = format!("INC-{year}-{month:02}{day:02}-{index:05}");
        let folder = root.join("content").join(year.to_string());
        fs::create_dir_all(&folder).expect("a folder for the corpus");
        let text = incident(&id, &format!("{year}-{month:02}-{day:02}"), &mut random);
        fs::write(folder.join(format!("{id}.toml")), text).expect("a file of the corpus");
    }
    fs::write(root.join("pir-site.toml"), "").expect("the configuration of the corpus");
}

/// A small pseudo-random number generator that is the same on every platform (Knuth's MMIX constants).
struct Random(u64);

impl Random {
    fn below(&mut self, limit: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).unwrap_or(0) % limit
    }

    fn pick<'a>(&mut self, words: &[&'a str]) -> &'a str {
        words[self.below(words.len())]
    }

    fn sentence(&mut self) -> String {
        format!(
            "The {} of **{}** {} while {} {}.",
            self.pick(&["connection pool", "request queue", "write path", "cache", "leader election"]),
            self.pick(SERVICES),
            self.pick(&["ran full", "lost its leader", "answered late", "dropped every third message", "kept a stale lock"]),
            self.pick(&["the nightly import", "a deployment", "the fail-over", "a burst of retries", "the index rebuild"]),
            self.pick(&["was under way", "had just ended", "waited for `pg_stat_activity`", "went on for an hour"]),
        )
    }

    fn paragraph(&mut self, sentences: usize) -> String {
        (0..sentences).map(|_| self.sentence()).collect::<Vec<_>>().join(" ")
    }
}

const SERVICES: &[&str] = &["payments", "checkout", "search", "ledger", "mail", "edge", "login", "reports", "stock", "feed"];
const PEOPLE: &[&str] = &["Ada Quist", "Bo Lindqvist", "Chidi Obi", "Dana Řezníčková", "Emi 田中", "Farid Haddad"];

fn incident(id: &str, day: &str, random: &mut Random) -> String {
    let mut toml = String::with_capacity(10_000);
    let (one, two) = (random.pick(SERVICES), random.pick(SERVICES));
    let _ = write!(
        toml,
        "id = \"{id}\"\ntitle = \"{one}: requests fail\"\nseverity = \"sev{}\"\nservices = [\"{one}\", \"{two}\"]\n\
         tags = [\"{}\", \"capacity\"]\ncommander = \"{}\"\nsummary = '''\n{}\n'''\n\n[milestones]\nstarted = {day}T10:00:00Z\n\
         detected = {day}T10:{:02}:00Z\nacknowledged = {day}T10:40:00Z\nmitigated = {day}T11:30:00Z\nresolved = {day}T12:15:00Z\n\n\
         [impact]\ncustomer = '''\n{}\n'''\nusers_affected_percent = {}\n",
        random.below(5) + 1,
        random.pick(&["database", "network", "deploy"]),
        random.pick(PEOPLE),
        random.paragraph(4),
        random.below(30),
        random.paragraph(3),
        random.below(100),
    );
    for minute in 0..15 {
        let (event, by) = (random.sentence(), random.pick(PEOPLE));
        let _ = write!(
            toml,
            "\n[[timeline]]\nat = {day}T10:{:02}:00Z\nkind = \"action\"\nevent = \"{event}\"\nby = \"{by}\"\n",
            minute * 3
        );
    }
    let _ = write!(toml, "\n[analysis]\nnarrative = '''\n{}\n'''\n", random.paragraph(5));
    for _ in 0..3 {
        let _ = write!(toml, "\n[[analysis.causes]]\ncause = \"{}\"\ncategory = \"technology\"\n", random.sentence());
    }
    let _ = write!(toml, "\n[lessons]\nwent_well = [\"{}\"]\nlearned = [\"{}\"]\n", random.sentence(), random.sentence());
    for _ in 0..4 {
        let (title, owner) = (random.sentence(), random.pick(PEOPLE));
        let _ = write!(
            toml,
            "\n[[actions]]\ntitle = \"{title}\"\nowner = \"{owner}\"\ndue = {day}\npriority = \"p1\"\nkind = \"prevent\"\n"
        );
    }
    let _ = write!(
        toml,
        "\n[review]\nstate = \"reviewed\"\n\n[[sections]]\ntitle = \"Details\"\nbody = '''\n### Diagnosis\n\n{}\n\n- {}\n- {}\n\n\
         | metric | before | during |\n| --- | ---: | ---: |\n| p99 (ms) | 120 | 8500 |\n\n```\nERROR pool exhausted 200/200\n```\n\n{}\n'''\n",
        random.paragraph(6),
        random.sentence(),
        random.sentence(),
        random.paragraph(6),
    );
    toml
}
