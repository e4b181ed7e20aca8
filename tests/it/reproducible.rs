//! The same content, configuration, theme, day and version make the same bytes, however and wherever they are built.

use std::fs;
use std::time::{Duration, SystemTime};

use crate::archive::public;
use crate::project::{AS_OF, Project, Run, Tree, difference, sample};

/// Fails unless the site is the same as the first build of the sample archive, file by file and byte by byte.
fn assert_same(site: &Tree, how: &str) {
    assert!(site.len() > 100, "{how}: hardly anything was built");
    if let Some(difference) = difference(public(), site) {
        panic!("{how}: {difference}");
    }
}

#[test]
fn the_number_of_threads_does_not_matter() {
    for jobs in ["1", "4", "13"] {
        assert_same(&Project::sample().build(&["--jobs", jobs]), &format!("{jobs} threads"));
    }
}

#[test]
fn the_zone_and_the_language_of_the_machine_do_not_matter() {
    for (zone, language) in [("Asia/Tokyo", "ja_JP.UTF-8"), ("America/St_Johns", "tr_TR.UTF-8"), ("Pacific/Kiritimati", "C")] {
        let project = Project::sample();
        let mut command = project.command(&["build", "--as-of", AS_OF]);
        command.env("TZ", zone).env("LANG", language).env("LC_ALL", language).env("HOME", "/nowhere").env("USER", "somebody");
        let run = Run::of(&mut command);
        assert_eq!(run.code, 0, "{}", run.stderr);
        assert_same(&project.site(), &format!("TZ={zone} LANG={language}"));
    }
}

#[test]
fn the_order_times_and_folder_of_the_files_do_not_matter() {
    let project = Project::new();
    let nested = project.root().join("a/much/longer/way ü to the/project");
    for (age, (path, bytes)) in sample().into_iter().rev().enumerate() {
        let file = nested.join(&path);
        fs::create_dir_all(file.parent().unwrap()).unwrap();
        fs::write(&file, bytes).unwrap();
        let time = SystemTime::UNIX_EPOCH + Duration::from_secs(1_000_000_000 + age as u64 * 86_400);
        fs::File::options().write(true).open(&file).unwrap().set_modified(time).unwrap();
    }
    let run = Run::of(project.command(&["build", "--as-of", AS_OF]).current_dir(&nested));
    assert_eq!(run.code, 0, "{}", run.stderr);
    assert_same(&crate::project::tree(&nested.join("public")), "another folder");
}

#[test]
fn the_way_the_project_is_named_does_not_matter() {
    let project = Project::sample();
    let root = project.root().to_str().unwrap();
    let (config, output) = (format!("{root}/pir-site.toml"), format!("{root}/public"));
    for args in [&["--root", root][..], &["--config", &config], &["--root", ".", "--output", &output]] {
        fs::remove_dir_all(project.root().join("public")).ok();
        let run = project.try_build(args);
        assert_eq!(run.code, 0, "{args:?}: {}", run.stderr);
        assert_same(&project.site(), &format!("{args:?}"));
    }
    fs::remove_dir_all(project.root().join("public")).unwrap();
    let run = Run::of(project.command(&["build", "--as-of", AS_OF]).current_dir(project.root().join("content/2024")));
    assert_eq!(run.code, 0, "{}", run.stderr);
    assert_same(&project.site(), "from a folder below");
}

#[test]
fn a_fresh_build_and_one_over_another_are_equal() {
    let project = Project::sample();
    let files = sample();
    let edited = "content/2024/INC-2024-0315-001/incident.toml";
    let text = String::from_utf8(files[edited].clone()).unwrap();
    project.write(edited, text.replace("sev2", "sev1").replace("\"deployment\"", "\"another-tag\""));
    project.write("content/2020/extra.toml", crate::project::incident("extra", "services = [\"extra\"]"));
    fs::remove_file(project.root().join("content/2026/INC-2026-0416-001.toml")).unwrap();
    let other = project.build(&[]);
    assert!(difference(public(), &other).is_some(), "the edit changed nothing");

    for (path, bytes) in &files {
        project.write(path, bytes);
    }
    fs::remove_file(project.root().join("content/2020/extra.toml")).unwrap();
    assert_same(&project.build(&[]), "on top of another build");
    assert_same(&project.build(&[]), "once more");
}

#[test]
fn the_day_comes_from_the_command_line_or_from_source_date_epoch() {
    let project = Project::sample();
    let mut command = project.command(&["build"]);
    // 2026-11-24T12:00:00Z.
    let run = Run::of(command.env("SOURCE_DATE_EPOCH", "1795521600"));
    assert_eq!(run.code, 0, "{}", run.stderr);
    assert_same(&project.site(), "SOURCE_DATE_EPOCH");
    let run = Run::of(project.command(&["build"]).env("SOURCE_DATE_EPOCH", "yesterday"));
    assert_eq!(run.code, 2);
    assert!(run.stderr.contains("SOURCE_DATE_EPOCH") && run.stderr.contains("yesterday"), "{}", run.stderr);
}
