//! Manners on a terminal and in a pipe: no colour, no complaint when the reader leaves, and help with examples.

use std::io::{BufRead, BufReader};
use std::process::Stdio;

use crate::project::{Project, Run, incident, pir_site, repository};

#[test]
fn a_closed_pipe_is_no_error() {
    let project = Project::new();
    for number in 0..400 {
        project.write(&format!("content/{number}.toml"), "nonsense = 1\n");
    }
    for args in [&["explain"][..], &["check"][..], &["man"][..]] {
        let mut child = project.command(args).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
        let mut line = String::new();
        BufReader::new(child.stdout.take().unwrap()).read_line(&mut line).unwrap();
        let output = child.wait_with_output().unwrap();
        let stderr = String::from_utf8(output.stderr).unwrap();
        assert!(output.status.code().unwrap() < 2 && !stderr.contains("failed") && !stderr.contains("panicked"), "{stderr}");
    }
}

#[test]
fn a_pipe_gets_no_colour_and_no_progress_unless_it_asks() {
    let project = Project::new();
    project.write("content/a.toml", "nonsense = 1\n");
    let run = project.run(&["check"]);
    assert!(!run.stdout.contains('\u{1b}') && !run.stderr.contains('\u{1b}'));
    assert!(project.run(&["check", "--color", "always"]).stdout.contains('\u{1b}'));
}

/// Every command, as the help of all lists them.
fn commands(help: &str) -> Vec<&str> {
    let names = help.lines().filter_map(|line| line.strip_prefix("  ")).filter(|line| !line.starts_with(' '));
    names.filter_map(|line| line.split_once("  ")).map(|(name, _)| name).collect()
}

fn help(args: &[&str]) -> String {
    let run = Run::of(pir_site(args).env("COLUMNS", "80"));
    assert_eq!((run.code, run.stderr.as_str()), (0, ""));
    run.stdout
}

#[test]
fn every_help_fits_a_screen_and_has_examples() {
    let all = help(&["--help"]);
    let commands = commands(&all);
    assert_eq!(commands.len(), 16, "{all}");
    let mut texts = vec![format!("$ pir-site --help\n{all}")];
    texts.extend(commands.iter().map(|name| format!("$ pir-site {name} --help\n{}", help(&[name, "--help"]))));
    for text in &texts {
        let rows = text.lines().skip(1);
        assert!(rows.clone().count() <= 24, "{} rows:\n{text}", rows.count());
        let examples = text.split_once("\nExamples:\n").map(|(_, examples)| examples).unwrap_or_default();
        assert!(examples.starts_with("  pir-site "), "{text}");
        assert!(text.lines().all(|row| row.chars().count() <= 80), "{text}");
    }
    for (name, text) in commands.iter().zip(&texts[1..]) {
        assert_eq!(help(&[name, "-h"]), *text.split_once('\n').unwrap().1, "-h and --help say the same");
    }
    insta::assert_snapshot!("help", texts.join("\n"));
}

#[test]
fn every_example_of_a_help_is_understood() {
    let project = Project::new();
    let all = help(&["--help"]);
    for name in commands(&all) {
        let text = help(&[name, "--help"]);
        for example in text.split_once("Examples:\n").unwrap().1.lines() {
            // What stands before and after is the shell's.
            let words =
                example.split(" | ").find(|part| part.trim().starts_with("pir-site")).unwrap().split(" > ").next().unwrap();
            let quoted = words.split('"').enumerate();
            let words = quoted.flat_map(|(at, part)| if at % 2 == 1 { vec![part] } else { part.split_whitespace().collect() });
            let words: Vec<&str> = words.skip(1).chain(["--help"]).collect();
            let said = project.run(&words);
            assert_eq!(said.code, 0, "{example}: {}", said.stderr);
        }
    }
}

#[test]
fn verbose_says_more_where_there_is_more_to_say() {
    let project = Project::new();
    let change = "[[severity_changes]]\nat = 2024-03-15T09:30:00Z\nto = \"sev2\"\n";
    let excuse = "[[exceptions]]\nrule = \"severity-changes\"\nreason = \"Never written down.\"\n";
    project.incident("INC-1", &format!("{change}{excuse}"));
    project.incident("INC-2", "[review]\nstate = \"draft\"\n");
    for (args, more) in [
        (&["build", "--force"][..], &["written: index.html", "left out, a draft: content/INC-2.toml"][..]),
        (&["check"], &["suppressed: content/INC-1.toml"]),
        (&["export", "csv"], &["left out, a draft: content/INC-2.toml"]),
        (&["stats"], &["left out, a draft: content/INC-2.toml"]),
    ] {
        let _ = std::fs::remove_dir_all(project.root().join("public"));
        let plain = project.run(args);
        let _ = std::fs::remove_dir_all(project.root().join("public"));
        // Before the command it means the same.
        for verbose in [&[args, &["-v"]].concat(), &[&["--verbose"], args].concat()] {
            let said = project.run(verbose);
            assert_eq!((said.code, &said.stdout), (plain.code, &plain.stdout), "{args:?}: {}", said.stderr);
            let _ = std::fs::remove_dir_all(project.root().join("public"));
            for line in more {
                assert!(said.stderr.lines().any(|said| said.starts_with(line)), "{line}: {}", said.stderr);
                assert!(!plain.stderr.contains(line), "{line}: {}", plain.stderr);
            }
        }
    }
    assert_eq!(project.run(&["build", "-q", "-v"]).code, 2);
    project.run(&["build"]);
    project.write("content/INC-1.toml", incident("INC-3", ""));
    let again = project.run(&["build", "--verbose"]).stderr;
    assert!(
        again.contains("removed: incidents/inc-1/index.html") && again.contains("written: incidents/inc-3/index.html"),
        "{again}"
    );
    assert!(!again.contains("static/style.css"), "what did not change was not written: {again}");
}

#[test]
fn timings_name_stages_and_what_was_slowest() {
    let project = Project::sample();
    let said = project.run(&["build", "--no-search", "--timings"]).stderr;
    let part = |title: &str| {
        said.split_once(title).unwrap_or_else(|| panic!("{title}: {said}")).1.split("slowest").next().unwrap().to_owned()
    };
    for stage in ["load", "check", "derive", "plan", "publish"] {
        assert!(said.lines().any(|line| line.trim_start().starts_with(stage) && line.ends_with(" ms")), "{stage}: {said}");
    }
    let read = part("slowest incident files to read:\n");
    assert!(read.lines().count() >= 5 && read.lines().take(5).all(|line| line.contains(" ms  content/20")), "{read}");
    let templates = part("slowest templates, in sum:\n");
    assert!(templates.contains("incident.html (18 pages)") && templates.contains("term.html ("), "{templates}");
    assert!(part("slowest files of the site:\n").contains("/index.html"), "{said}");
    assert!(!project.run(&["build", "--no-search"]).stderr.contains("slowest"));
}

/// What a command writes to a terminal, and how long it took.
#[cfg(unix)]
fn on_a_terminal(project: &Project, args: &[&str]) -> (String, std::time::Duration) {
    use rustix::pty::{OpenptFlags, grantpt, openpt, ptsname, unlockpt};
    use std::io::Read;
    use std::os::unix::ffi::OsStrExt;
    let controller = openpt(OpenptFlags::RDWR | OpenptFlags::NOCTTY).unwrap();
    grantpt(&controller).unwrap();
    unlockpt(&controller).unwrap();
    let name = ptsname(&controller, Vec::new()).unwrap();
    let terminal = std::fs::File::options().read(true).write(true).open(std::ffi::OsStr::from_bytes(name.to_bytes())).unwrap();
    let began = std::time::Instant::now();
    let mut command = project.command(args);
    let mut child = command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(terminal).env("TERM", "xterm").spawn().unwrap();
    // The command's own copy of the terminal must be the last, or reading never ends.
    drop(command);
    let (mut seen, mut bytes, mut reader) = (Vec::new(), [0; 4096], std::fs::File::from(controller));
    // A terminal that nobody has open any more is an error to read from.
    while let Ok(count @ 1..) = reader.read(&mut bytes) {
        seen.extend_from_slice(&bytes[..count]);
        if args[0] == "watch" && String::from_utf8_lossy(&seen).contains("Watching for changes") {
            child.kill().unwrap();
        }
    }
    child.wait().unwrap();
    (String::from_utf8_lossy(&seen).into_owned(), began.elapsed())
}

#[cfg(unix)]
#[test]
fn work_over_half_a_second_shows_progress_on_a_terminal_alone_and_ends_with_one_line() {
    let project = Project::new();
    let mut count = 0;
    let mut add_half_as_many_again = || {
        for _ in 0..200.max(count / 2) {
            count += 1;
            let entry = |minute: usize| {
                format!("[[timeline]]\nat = 2024-03-15T09:{minute:02}:00Z\nevent = \"Somebody saw something.\"\n")
            };
            project.incident(&format!("INC-{count}"), &(10..50).map(entry).collect::<String>());
        }
        assert!(count < 50_000, "this machine never takes over half a second");
    };
    // As many incidents as the command cannot do in clearly more than half a second, however fast this machine is.
    let mut on_a_long_archive = |args: &[&str]| loop {
        let (seen, took) = on_a_terminal(&project, args);
        if took.as_millis() > 700 {
            break seen;
        }
        add_half_as_many_again();
    };
    let record = repository().join("tests/data/import/nested.json");
    for (args, stages, closing) in [
        (&["check"][..], &["load", "check"][..], "Checked "),
        (&["build", "--no-search"], &["load", "publish"], "Built "),
        (&["watch", "--output", "watched"], &["load", "publish"], "Watching "),
        (&["import", "pir-json", record.to_str().unwrap(), "--dry-run"], &["load", "import"], "Would import "),
        (&["stats"], &["load"], ""),
    ] {
        let seen = on_a_long_archive(args);
        let bars = seen.matches("0s)").count() + seen.matches("1s)").count();
        assert!(
            bars > 0 && stages.iter().any(|stage| seen.contains(&format!(" {stage} (")) || seen.contains(&format!("{stage} ["))),
            "{args:?}: {seen:?}"
        );
        let last = seen.trim_end().rsplit(['\n', '\r']).next().unwrap().replace("\u{1b}[2K", "");
        assert!(last.starts_with(closing) || args[0] == "stats", "{args:?} ends with {last:?}");
        // What watches says nothing when it is quiet, and never ends.
        if args[0] != "watch" {
            let (quiet, _) = on_a_terminal(&project, &[args, &["--quiet"]].concat());
            assert_eq!(quiet, "", "{args:?}");
            let piped = project.run(args).stderr;
            assert!(!piped.contains('\u{1b}') && !piped.contains('\r'), "{piped}");
        }
    }
}

#[test]
fn completions_and_manual_pages_know_every_command() {
    let run = Run::of(&mut pir_site(&["completions"]));
    assert!(run.code == 2 && run.stderr.contains("<bash|elvish|fish|powershell|zsh>"), "{}", run.stderr);
    for shell in ["bash", "zsh", "fish", "powershell", "elvish"] {
        assert!(Run::of(&mut pir_site(&["completions", shell])).stdout.contains("completions"), "{shell}");
    }
    let folder = tempfile::tempdir().unwrap();
    assert_eq!(Run::of(&mut pir_site(&["man", folder.path().to_str().unwrap()])).code, 0);
    let pages = crate::project::tree(folder.path());
    assert!(pages.contains_key("pir-site.1") && pages.contains_key("pir-site-new.1"), "{:?}", pages.keys());
}
