//! Tables with a row for each incident: of a spreadsheet, and our own.

use std::fs;

use super::{fixture, import};
use crate::project::{Project, has_extension, tree};

fn written(project: &Project) -> String {
    let files = tree(&project.root().join("content"));
    files
        .into_iter()
        .filter(|(path, _)| has_extension(path, "toml"))
        .map(|(_, bytes)| String::from_utf8(bytes).unwrap())
        .collect()
}

#[test]
fn a_spreadsheets_rows_are_incidents() {
    let project = Project::new();
    import(&project, "csv", &["--time-zone", "UTC", fixture("spreadsheet.csv").to_str().unwrap()]);
    let check = project.run(&["check"]);
    assert_eq!(check.code, 0, "{}", check.stdout);
    insta::assert_snapshot!("spreadsheet", written(&project));
}

#[test]
fn columns_are_known_by_their_heads_or_by_map_whatever_separates_them() {
    let heads = [
        ("Title,Severity,Started,Résumé\n", ","),
        ("incident title;SEV;start date;Résumé\n", ";"),
        ("Headline\tpriority\tstartedAt\tRésumé\r\n", "\t"),
        ("\u{feff}name,\"severity level\",Start time (UTC),Résumé\r\n", ","),
        ("Wann,Résumé,Was,Wie schlimm\n", ","),
    ];
    for (head, separator) in heads {
        let is_german = head.starts_with("Wann");
        let cells = if is_german {
            ["2024-03-05 14:30", "\"Two\nlines, and a \"\"word\"\"\"", "It broke", "p2"]
        } else {
            ["It broke", "p2", "2024-03-05 14:30", "\"Two\nlines, and a \"\"word\"\"\""]
        };
        let project = Project::new();
        project.write("a.csv", format!("{head}{}\n", cells.join(separator)));
        let german = ["--map", "Wann=started", "--map", "Was=title", "--map", "Wie schlimm=severity"];
        let args: Vec<&str> =
            ["--map", "Résumé=summary", "a.csv"].into_iter().chain(german.into_iter().filter(|_| is_german)).collect();
        import(&project, "csv", &args);
        let text = written(&project);
        for lines in
            ["title = \"It broke\"", "severity = \"sev2\"", "started = 2024-03-05T14:30:00Z", "Two\nlines, and a \"word\""]
        {
            assert!(text.contains(lines), "{head:?}: {lines:?}\n{text}");
        }
    }
}

#[test]
fn a_line_with_the_separator_may_stand_before_the_head() {
    for (line, separator) in
        [("sep=;", ";"), ("SEP=,", ","), ("\"sep=;\"", ";"), ("sep=\t", "\t"), ("\u{feff}sep=|", "|"), ("sep=", ",")]
    {
        for end in ["\n", "\r\n"] {
            let project = Project::new();
            let rows = [["title", "severity", "started"], ["It broke", "p2", "2024-03-05"]].map(|row| row.join(separator));
            project.write("a.csv", format!("{line}{end}{end}{}{end}{}{end}", rows[0], rows[1]));
            import(&project, "csv", &["a.csv"]);
            assert!(written(&project).contains("title = \"It broke\""), "{line:?}: {}", written(&project));
        }
    }
}

#[test]
fn an_unknown_column_becomes_a_custom_field_or_a_section() {
    let project = Project::new();
    let long = "word ".repeat(60);
    project.write("a.csv", format!("title,severity,started,Weather,Story\nA,sev3,2024-03-05,rain,{long}\n"));
    let run = import(&project, "csv", &["a.csv"]);
    let text = written(&project);
    assert!(text.contains("[fields]\nweather = \"rain\"\n") && text.contains("[[sections]]\ntitle = \"Story\""), "{text}");
    assert!(run.stderr.contains("2:19: kept: it has no field of its own and is \"weather\" under [fields]"), "{}", run.stderr);
}

#[test]
fn what_is_no_table_of_incidents_is_an_error_with_a_row_and_a_column() {
    let cases: [(&str, &[&str], &str, &str); 9] = [
        ("", &[], "a.csv:1:1", "empty"),
        ("title,severity,started\n", &[], "a.csv:1:1", "no incident below"),
        ("# A\n\n## Summary\n\nb\n", &[], "a.csv:1:1", "pir-site import markdown"),
        ("{\"title\": \"A\"}\n", &[], "a.csv:1:1", "pir-site import json --mapping FILE"),
        ("title,severity,started\nA,sev3,2024-03-05\nB,grim,2024-03-05\n", &[], "a.csv:3:3", "none of the site's"),
        ("title,severity,started\nA,sev3,2024-03-05,x\n", &[], "a.csv:2:19", "4 cells, and the head 3"),
        ("title,severity,started\nA,sev3,\"2024-03-05\n", &[], "a.csv:2:8", "not closed"),
        ("title,severity,started\nA,sev3,14:30\n", &[], "a.csv:2:8", "no day"),
        ("title,severity,started\nA,sev3,2024-03-05\n", &["--map", "Was=title"], "a.csv:1:1", "there is no column \"Was\""),
    ];
    for (text, args, place, words) in cases {
        let project = Project::new();
        let run = project.write("a.csv", text).run(&[&["import", "csv", "a.csv"], args].concat());
        assert_eq!(run.code, 1, "{text}: {}", run.stderr);
        assert!(run.stderr.contains(&format!("--> {place}")) && run.stderr.contains(words), "{text}: {}", run.stderr);
    }
}

#[test]
fn an_error_about_a_row_lists_the_unknown_columns() {
    let columns = "\"Otsikko\", \"Alku\" and \"Loppu\" are not known";
    let project = Project::new();
    project.write("a.csv", "Otsikko;Alku;Loppu;Severity\nA;2024-03-05 14:30;2024-03-05 15:00;sev3\n");
    let run = project.run(&["import", "csv", "a.csv"]);
    assert_eq!(run.code, 1);
    for hint in [
        format!("say so with --started, or name its column with --map \"COLUMN=started\": {columns}"),
        format!("name its column with --map \"COLUMN=title\": {columns}"),
    ] {
        assert!(run.stderr.contains(&hint), "{hint}: {}", run.stderr);
    }
    project.write("a.csv", "Otsikko;Alku;title\nA;2024-03-05 14:30;A\n");
    let run = project.run(&["import", "csv", "a.csv"]);
    let hint =
        "say so with --severity, or name its column with --map \"COLUMN=severity\": \"Otsikko\" and \"Alku\" are not known";
    assert!(run.stderr.contains(hint), "{}", run.stderr);
    project.write("a.csv", "Otsikko;Alku;Loppu\nA;2024-03-05 14:30;2024-03-05 15:00\n");
    let run = project.run(&["import", "csv", "a.csv"]);
    assert!(run.stderr.contains(&format!("of these columns, {columns}")), "{}", run.stderr);
    assert!(run.stderr.contains("--map \"COLUMN=title\""), "{}", run.stderr);
    // Where every column is known, there is none to name.
    project.write("a.csv", "title,severity\nA,sev3\n");
    let run = project.run(&["import", "csv", "a.csv"]);
    assert!(run.stderr.contains("say so with --started\n"), "{}", run.stderr);
}

#[test]
fn a_row_that_is_refused_keeps_no_other_from_being_imported() {
    let project = Project::new();
    let run = project
        .write("a.csv", "id,title,severity,started\nA-1,A,grim,2024-03-05\nA-2,B,sev3,2024-03-05\n")
        .run(&["import", "csv", "a.csv"]);
    assert_eq!(run.code, 1);
    assert_eq!(tree(&project.root().join("content")).into_keys().collect::<Vec<_>>(), ["2024/A-2.toml"]);
}

#[test]
fn an_export_as_csv_is_imported_without_loss() {
    let (from, to) = (Project::sample(), Project::sample());
    let all = ["--audience", "internal", "--drafts"];
    let export = |project: &Project| {
        let run = project.run(&[&["export", "csv"], &all[..]].concat());
        assert_eq!(run.code, 0, "{}", run.stderr);
        run.stdout
    };
    let before = export(&from);
    fs::remove_dir_all(to.root().join("content")).unwrap();
    fs::create_dir(to.root().join("content")).unwrap();
    to.write("incidents.csv", &before);
    let run = import(&to, "csv", &["incidents.csv"]);
    assert!(run.stderr.contains("dropped: time_to_resolve_seconds follows from the rest"), "{}", run.stderr);
    // What a row does not carry: action items, and that a review was withdrawn or is a duplicate.
    let carried = |table: &str| {
        let mut reader = csv::Reader::from_reader(table.as_bytes());
        let head = reader.headers().unwrap().clone();
        let lost = |name: &str| matches!(name, "open_actions" | "counts");
        let cells = |row: &csv::StringRecord| {
            head.iter().zip(row).filter(|(name, _)| !lost(name)).map(|(name, cell)| format!("{name}={cell}")).collect::<Vec<_>>()
        };
        reader.records().map(|row| cells(&row.unwrap())).collect::<Vec<_>>()
    };
    let (before, after) = (carried(&before), carried(&export(&to)));
    assert!(before.len() >= 20);
    assert_eq!(before.len(), after.len());
    for (before, after) in before.iter().zip(&after) {
        assert_eq!(before, after);
    }
}

#[test]
fn an_import_of_our_own_table_keeps_titles_and_names() {
    let project = Project::new();
    let table = crate::import::text("incidents.csv");
    let head = table.lines().next().unwrap();
    let row =
        "A-1,Incident: search down,sev2,resolved,reviewed,2024-03-02,,,,2024-03-02,,,,,,.net; web,,,,false,0,incidents/a-1/";
    project.write("own.csv", format!("{head}\n{row}\n"));
    import(&project, "csv", &["own.csv"]);
    let text = written(&project);
    for lines in [
        "title = \"Incident: search down\"",
        "services = [\".net\", \"web\"]",
        "# the table says that it counts in no figure",
        "state = \"reviewed\"",
    ] {
        assert!(text.contains(lines), "{lines}: {text}");
    }
}

#[test]
fn an_escaped_formula_is_imported_without_its_escape() {
    let project = Project::new();
    import(&project, "csv", &[fixture("incidents.csv").to_str().unwrap()]);
    let text = written(&project);
    for lines in
        ["title = \"=Lifts stopped\"", "services = [\"lifts\", \"doors\"]", "state = \"reviewed\"", "started = 2024-03-02\n"]
    {
        assert!(text.contains(lines), "{lines}: {text}");
    }
}
