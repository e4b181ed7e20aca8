//! What one incident file costs: four times the input takes at most six times the work, or is a located error.

use std::fmt::Write as _;
use std::process::Command;

use serde_json::{Value, json};

use crate::project::{AS_OF, Project, incident};

/// Makes the rest of an incident file, with so many of one kind of value.
type Make = fn(usize) -> String;

/// Values that a file can have any number of, each with a number to begin with.
const KINDS: [(&str, usize, Make); 14] = [
    ("equal headings", 1500, |count| text(&"# a\n".repeat(count))),
    ("equal headings of many texts", 700, |count| {
        repeated(count, |_| "[[sections]]\ntitle = \"a\"\nbody = \"# a\"\n".to_owned())
    }),
    ("nested pictures", 400, |count| text(&format!("{}a{}", "![".repeat(count), "](b)".repeat(count)))),
    ("links", 1500, |count| text(&"[a](https://a.example) ".repeat(count))),
    ("open brackets", 3000, |count| text(&"[".repeat(count))),
    ("footnotes", 700, |count| text(&repeated(count, |number| format!("a[^{number}]\n\n[^{number}]: b\n\n")))),
    ("table rows", 1500, |count| text(&format!("| a | b |\n| --- | --- |\n{}", "| 1 | 2 |\n".repeat(count)))),
    ("nested lists", 60, |count| text(&repeated(count, |depth| format!("{}- a\n", "  ".repeat(depth))))),
    ("aliases", 700, |count| format!("aliases = [{}]\n", repeated(count, |number| format!("\"/old/{number}\", ")))),
    ("timeline entries", 500, |count| {
        repeated(count, |number| format!("[[timeline]]\nat = 2024-03-15T09:{:02}:00Z\nevent = \"It broke.\"\n", 1 + number % 50))
    }),
    ("action items", 400, |count| repeated(count, |_| "[[actions]]\ntitle = \"Fix it\"\nowner = \"Ada\"\n".to_owned())),
    ("responders", 700, |count| repeated(count, |_| "[[responders]]\nname = \"Ada\"\nrole = \"a\"\n".to_owned())),
    ("references", 700, |count| repeated(count, |_| "[[references]]\ntitle = \"a\"\nurl = \"https://a.example\"\n".to_owned())),
    ("equal tags", 50, |count| format!("tags = [{}]\n", "\"a\", ".repeat(count))),
];

fn text(markdown: &str) -> String {
    format!("summary = '''\n{markdown}\n'''\n")
}

fn repeated(count: usize, one: impl Fn(usize) -> String) -> String {
    (0..count).map(one).collect()
}

/// Values of which each is something to find, each with a number to begin with.
const FINDINGS: [(&str, usize, Make); 14] = [
    ("unknown keys", 1000, |count| repeated(count, |number| format!("unknown_{number} = 1\n"))),
    ("one unknown key in many tables", 500, |count| {
        repeated(count, |_| "[[actions]]\ntitle = \"Fix it\"\ncolour = \"red\"\n".to_owned())
    }),
    ("repeated keys", 1000, |count| "summary = \"a\"\n".repeat(count)),
    ("wrong values", 500, |count| repeated(count, |_| "[[timeline]]\nat = \"later\"\nevent = 1\n".to_owned())),
    ("private addresses", 2000, |count| text(&"10.20.1.5 ".repeat(count))),
    ("private addresses in many texts", 700, |count| {
        repeated(count, |_| "[[sections]]\ntitle = \"a\"\nbody = \"10.20.1.5\"\n".to_owned())
    }),
    ("words of blame", 700, |count| text(&"The engineer forgot it, and then carelessly failed to look. ".repeat(count))),
    ("a sentence of clauses without an end", 2000, |count| text(&"if we had the engineer and then forgot ".repeat(count))),
    ("adverbs", 3000, |count| text(&format!("we could {}have", "probably ".repeat(count)))),
    ("vague titles", 500, |count| repeated(count, |_| "[[actions]]\ntitle = \"We need to improve monitoring\"\n".to_owned())),
    ("a long vague title", 3000, |count| format!("[[actions]]\ntitle = \"{}\"\n", "we need to please try to ".repeat(count))),
    ("bare links", 700, |count| text(&"See http://a.example.com/b. ".repeat(count))),
    ("entries out of order", 500, |count| {
        repeated(count, |number| format!("[[timeline]]\nat = 2024-03-15T09:{:02}:00Z\nevent = \"a\"\n", 59 - number % 59))
    }),
    ("lone carriage returns", 2000, |count| text(&"a\r".repeat(count))),
];

/// Names and what surrounds them, where they become roles, each with a number to begin with.
const PEOPLE: [(&str, usize, Make); 3] = [
    ("people", 700, |count| {
        repeated(count, |number| format!("[[responders]]\nname = \"Fn{number} Ln{number}\"\nrole = \"a\"\n"))
    }),
    ("owners of one word", 500, |count| {
        repeated(count, |number| {
            format!("[[actions]]\ntitle = \"Fix it\"\nowner = \"own{number}\"\nteam = \"t{}\"\n", number % 50)
        })
    }),
    ("what begins like a name", 300, |count| {
        let texts: Vec<String> = BESIDE_NAMES.iter().map(|shape| shape.repeat(count)).collect();
        let people = "[review]\nstate = \"reviewed\"\napprovers = [\"山田太郎\", \"佐藤 花子\", \"Grace\", \"zquark\", \"Zebulon Quarkington\"]\n";
        format!("{}{people}", text(&texts.join("\n\n")))
    }),
];

/// Parts of texts in which names are looked for.
const BESIDE_NAMES: [&str; 18] = [
    "[x](https://x.example/zquark y) ",
    "](https://",
    "[",
    "zquark/",
    "Zebulon ",
    "&#90;",
    "https://a%25",
    "山田太郎",
    "佐藤",
    "佐藤/",
    "![",
    "e\u{301}",
    "_",
    "zquark+",
    "Grace ",
    "zquark@",
    "<",
    "[r]: https://x.example/zquark\n",
];

/// The processor time of a command on one incident, in seconds.
fn cost(config: &str, command: &str, more: &str) -> f64 {
    let project = Project::with_config(config);
    project.incident("INC-1", more);
    cost_in(&project, &format!("{command} --quiet --as-of {AS_OF}"))
}

/// The processor time of a command in a project, in seconds. The shell measures its only child.
fn cost_in(project: &Project, command: &str) -> f64 {
    let binary = env!("CARGO_BIN_EXE_pir-site");
    let script = format!("{binary} {command} >&2; code=$?; times; exit $code");
    let run = Command::new("sh").args(["-c", &script]).current_dir(project.root()).output().unwrap();
    let said = String::from_utf8(run.stdout).unwrap();
    // A check that finds errors fails; one that could not run measures nothing.
    let is_allowed = run.status.success() || (command.starts_with("check") && run.status.code() == Some(1));
    assert!(is_allowed, "{}", String::from_utf8_lossy(&run.stderr));
    let times = said.lines().last().unwrap().split_whitespace();
    times
        .map(|time| time.split_once('m').unwrap())
        .map(|(minutes, seconds)| minutes.parse::<f64>().unwrap() * 60.0 + seconds.trim_end_matches('s').parse::<f64>().unwrap())
        .sum()
}

/// Holds that four times the input takes at most six times the work.
fn is_linear(config: &str, command: &str, kinds: &[(&str, usize, Make)]) {
    let mut report = String::new();
    let mut is_linear = true;
    for (kind, count, make) in kinds {
        let (one, four) = (cost(config, command, &make(*count)), cost(config, command, &make(4 * count)));
        is_linear &= four <= 6.0 * one.max(0.02);
        writeln!(report, "{kind}: {one:.2} s for {count}, {four:.2} s for {}", 4 * count).unwrap();
    }
    println!("{report}");
    assert!(is_linear, "{report}");
}

#[cfg(unix)]
#[test]
fn four_times_the_input_takes_at_most_six_times_the_work() {
    is_linear("", "build --jobs 1 --no-search", &KINDS);
}

#[cfg(unix)]
#[test]
fn four_times_the_findings_take_at_most_six_times_the_work() {
    is_linear("", "check --format json", &FINDINGS);
}

#[cfg(unix)]
#[test]
fn four_times_the_names_take_at_most_six_times_the_work_to_replace() {
    is_linear("[privacy]\npeople = \"roles\"\n", "build --jobs 1 --no-search", &PEOPLE);
}

#[cfg(unix)]
#[test]
fn four_times_the_records_of_one_day_without_ids_take_at_most_six_times_the_work_to_import() {
    let cost = |count: usize| {
        let project = Project::new();
        let record = |number| json!({ "name": format!("Outage {number}"), "created_at": "2025-01-01T10:00:00Z" });
        project.write("records.json", (0..count).map(record).collect::<Value>().to_string());
        let cost = cost_in(&project, "import statuspage records.json --severity sev3");
        assert!(project.root().join(format!("content/2025/INC-2025-0101-{count:03}.toml")).exists());
        cost
    };
    let (one, four) = (cost(300), cost(1200));
    assert!(four <= 6.0 * one.max(0.02), "{one:.2} s, {four:.2} s");
}

#[test]
fn lists_whose_names_have_pages_of_their_own_are_limited() {
    let names = |count: usize| repeated(count, |number| format!("\"name-{number}\", "));
    for (key, more) in [("services", "services"), ("teams", "teams"), ("tags", "tags"), ("fields", "[fields]\nregion")] {
        let project = Project::new();
        project.incident("INC-1", &format!("{more} = [{}]\n", names(200)));
        assert_eq!(project.try_build(&[]).code, 0, "{key}");
        let list = format!("{more} = [{}]\n", names(2000));
        let text = incident("INC-1", &list);
        project.write("content/INC-1.toml", &text);
        let line = 1 + text.lines().position(|line| line.contains("name-200\"")).unwrap();
        for command in ["build", "check"] {
            let run = project.run(&[command, "--as-of", AS_OF]);
            let said = format!("{}{}", run.stdout, run.stderr);
            assert_eq!(run.code, 1, "{key}: {said}");
            assert!(said.contains(&format!("content/INC-1.toml:{line}:")) && said.contains("at most 200"), "{key}: {said}");
        }
    }
}
