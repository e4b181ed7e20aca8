//! Prints the unresolved incidents of an archive that are visible to the public.
//!
//! `cargo run --example open_incidents -- path/to/archive`

use std::error::Error;
use std::path::PathBuf;

use pir_site::project::{Project, ProjectOptions, ProjectPath};

fn main() -> Result<(), Box<dyn Error>> {
    let root = std::env::args_os().nth(1).map_or_else(|| PathBuf::from("."), PathBuf::from);
    let project = Project::open(ProjectPath::new(root, None)?, ProjectOptions::default())?;
    let today = project.config().zone.to_datetime(jiff::Timestamp::now()).date();
    let problems = project.problems(today);
    if !problems.is_empty() {
        return Err(problems.into());
    }

    let view = project.view(today)?;
    for place in view.ongoing() {
        let incident = &view.cases[place];
        let since = incident.started.map_or_else(|| "an unknown day".to_owned(), |day| day.to_string());
        let (title, actions) = (incident.incident.title.trim(), incident.actions.open());
        println!("{}  since {since}  {title} ({actions} open action items)", incident.incident.id);
    }
    Ok(())
}
