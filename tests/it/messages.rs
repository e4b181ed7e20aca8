//! Messages: they quote texts as they are written, and explain wrong values in plain words.

use crate::project::{Project, incident};

/// A text with what a debug format would escape: quotes, a backslash and a combining character.
const TEXT: &str = "say \"x\" C:\\dir cafe\u{301}";

fn project_with_a_service() -> Project {
    let project = Project::with_config("[[services]]\nid = \"payment-api\"\n");
    project.incident("a", "");
    project
}

#[test]
fn a_message_quotes_the_text_of_an_option_as_it_was_typed() {
    let project = project_with_a_service();
    for args in [
        &["new", "--severity", TEXT][..],
        &["new", "--service", TEXT],
        &["new", "--started", TEXT],
        &["export", "csv", TEXT],
        &["find", "--like", TEXT],
        &["check", "--deny", TEXT],
        &["import", "markdown", "--time-zone", TEXT, "a.md"],
        &["import", "markdown", "--map", TEXT, "a.md"],
        &["import", "markdown", "--severity", TEXT, "a.md"],
    ] {
        let run = project.run(args);
        assert_eq!(run.code, 2, "{args:?}: {}", run.stderr);
        assert!(run.stderr.contains(TEXT), "{args:?}: {}", run.stderr);
    }
}

#[test]
fn a_message_quotes_the_text_of_a_file_as_it_means_and_a_hint_as_toml_writes_it() {
    let project = Project::with_config("");
    let value = format!("'{TEXT}'");
    for (more, rest) in [
        (format!("services = {value}\n"), format!("put it in brackets: services = [{value}]")),
        (format!("duplicate_of = {value}\n"), format!("there is no incident \"{TEXT}\"")),
        (format!("aliases = [\"/\", {value}]\n"), "\"/\" is not a path inside the site".to_owned()),
        (format!("status = {value}\n"), format!("\"{TEXT}\" is not one of the values allowed here")),
        (format!("[[actions]]\ntitle = \"Fix it\"\nurl = {value}\n"), format!("\"{TEXT}\" is not a link")),
        (format!("{value} = 1\n"), format!("unknown key `{TEXT}`")),
        (format!("[{value}]\na = 1\n"), "unknown key".to_owned()),
        (format!("summary: {TEXT}\n"), format!("write summary = {value}")),
    ] {
        project.incident("a", &more);
        let run = project.run(&["check"]);
        assert!(run.stdout.contains(&rest), "{more}: {}", run.stdout);
    }
    for key in ["language", "time_zone", "base_url", "output", "theme"] {
        // A theme and a folder may have such a name.
        let value = TEXT.replace(' ', "/../");
        project.write("pir-site.toml", format!("{key} = '{value}'\n"));
        let run = project.run(&["check"]);
        assert!(run.stdout.contains(&format!("\"{value}\"")), "{key}: {}", run.stdout);
    }
}

#[test]
fn an_import_quotes_the_text_of_its_source_as_it_was_written() {
    let project = Project::new();
    let document =
        format!("# Payments failed\n\nSeverity: {TEXT}\n\n## Causes\n\n- [ ] {TEXT}\n- [x] A query without an index\n");
    let run = project.write("a.md", document).run(&["import", "markdown", "--dry-run", "--started", "2024-03-15", "a.md"]);
    let printed = format!("{}{}", run.stdout, run.stderr);
    assert!(printed.contains(&format!("\"{TEXT}\" is none of the site's severities")), "{printed}");
    assert!(!printed.contains("u{301}"), "{printed}");
}

#[test]
fn a_wrong_value_of_an_option_is_explained_in_plain_words() {
    let project = Project::new();
    for (args, says) in [
        (&["build", "--as-of", "2024-13-01"][..], "write a day of the calendar, such as 2026-11-24"),
        (&["check", "--as-of", "tomorrow"], "write a day of the calendar, such as 2026-11-24"),
        (&["stats", "--as-of", "2024-02-30"], "write a day of the calendar, such as 2026-11-24"),
        (&["import", "csv", "--started", "2024-1-1", "a.csv"], "write a day of the calendar, such as 2026-11-24"),
        (&["find", "--limit", "abc", "x"], "write a whole number from 1 to 1000000"),
        (&["find", "--limit", "0", "x"], "write a whole number from 1 to 1000000"),
        (&["find", "--limit=-1", "x"], "write a whole number from 1 to 1000000"),
        (&["build", "--jobs", "x"], "write a whole number from 1 to 65535"),
        (&["build", "--jobs", "0"], "write a whole number from 1 to 65535"),
        (&["build", "--jobs", "65536"], "write a whole number from 1 to 65535"),
        (&["serve", "--port", "65536"], "write a whole number from 0 to 65535"),
        (&["serve", "--port", "1.5"], "write a whole number from 0 to 65535"),
        (&["serve", "--interface", "here"], "write an IP address, such as 127.0.0.1 or ::1"),
    ] {
        let run = project.run(args);
        assert_eq!((run.code, run.stdout.as_str()), (2, ""), "{args:?}");
        let first = run.stderr.lines().next().unwrap_or_default();
        assert!(first.starts_with("error: invalid value '") && first.ends_with(says), "{args:?}: {}", run.stderr);
    }
}

#[test]
fn a_file_that_is_not_utf8_is_named_with_the_first_wrong_byte() {
    let project = Project::new();
    project.write("templates/incident.toml", b"id = \"\xff\"").write("map.toml", b"a\xff").write("a.json", "{}");
    for (args, file, byte) in [
        (&["new", "Payments failed"][..], "templates/incident.toml", 7),
        (&["import", "json", "--mapping", "map.toml", "a.json"], "map.toml", 2),
        (&["import", "pagerduty", "--timeline", "map.toml", "a.json"], "map.toml", 2),
    ] {
        let run = project.run(args);
        let says = format!("error: {file}: this file is not UTF-8 text: byte {byte} of the file is not");
        assert!(run.code == 2 && run.stderr.starts_with(&says), "{args:?}: {}", run.stderr);
    }
}

#[test]
fn a_number_outside_of_its_range_is_reported_at_its_place() {
    let project = Project::new();
    for (config, place, range) in [
        ("similar = 51\n", "1:11", "0 to 50"),
        ("similar = -1\n", "1:11", "0 to 50"),
        ("similar = 5000000000\n", "1:11", "0 to 50"),
        ("per_page = 0\n", "1:12", "1 to 10000"),
        ("per_page = 10001\n", "1:12", "1 to 10000"),
        ("[check]\nmost_actions = -1\n", "2:16", "0"),
    ] {
        let run = project.write("pir-site.toml", config).run(&["check", "--format", "short"]);
        assert!(
            run.code == 2 && run.stdout.starts_with(&format!("pir-site.toml:{place}: error[bad-value]")),
            "{config}: {}",
            run.stdout
        );
        assert!(project.run(&["build"]).stderr.contains(range), "{config}");
    }
    for config in ["similar = 0\n", "similar = 50\n", "per_page = 1\n", "per_page = 10000\n", "[check]\nmost_actions = 0\n"] {
        let run = project.write("pir-site.toml", config).run(&["check"]);
        assert_eq!(run.code, 0, "{config}: {}", run.stdout);
    }
    project.write("pir-site.toml", "");
    for (key, value) in [
        ("users_affected_percent", "100.5"),
        ("users_affected_percent", "-1"),
        ("users_affected_percent", "nan"),
        ("users_affected", "-1"),
        ("requests_failed", "-1"),
        ("support_tickets", "-1"),
        ("revenue_lost", "{ amount = -0.5, currency = \"USD\" }"),
    ] {
        project.write("content/a.toml", incident("a", &format!("[impact]\n{key} = {value}\n")));
        let run = project.run(&["check", "--format", "short"]);
        assert!(run.code == 1 && run.stdout.contains(": error[bad-value] "), "{key} = {value}: {}", run.stdout);
    }
}

#[test]
fn an_option_without_effect_is_refused() {
    let project = Project::new();
    project.incident("a", "");
    for args in [
        &["export", "json", "--as-of", "2024-03-15"][..],
        &["export", "csv", "--as-of", "2024-03-15"],
        &["export", "markdown", "--as-of", "2024-03-15"],
        &["export", "json", "--bom"],
        &["diff", "HEAD", "--as-of", "2024-03-15"],
        &["check", "--baseline", "a.toml", "--write-baseline", "b.toml"],
        &["find", "--like", "a", "word"],
        &["build", "--timings", "--quiet"],
    ] {
        let run = project.run(args);
        assert_eq!((run.code, run.stdout.as_str()), (2, ""), "{args:?}: {}", run.stderr);
    }
}

#[test]
fn no_text_of_a_file_can_command_the_terminal_that_it_is_printed_on() {
    let project = Project::new();
    project.incident("a", "title = \"Payments \\u001b[2J failed\"\nservices = [\"api\\u009b\"]\n");
    for args in [&["find", "payments"][..], &["find", "--like", "a"], &["stats"], &["check"], &["export", "csv", "\u{1b}[2J"]] {
        let run = project.run(args);
        let printed = format!("{}{}", run.stdout, run.stderr);
        assert!(printed.chars().all(|letter| letter == '\n' || !letter.is_control()), "{args:?}: {printed:?}");
    }
}
