//! A team that the site does not know.

use crate::check::{Group, Level, Rule, Scope, names};

pub(in crate::check) const RULE: Rule = Rule {
    name: "unknown-team",
    group: Group::Names,
    level: Level::Warn,
    finds: "a team, of the incident, a responder or an action item, that is no id, label or alias of the teams in pir-site.toml, if \
            that lists any",
    why: "an action item of a team that nobody knows is on nobody's page",
    mend: "write the team as pir-site.toml does, or add it there",
    wrong: &[r#"
teams = ["payments"]
actions = [{ title = "Add an index", team = "Data-base" }]
#                                           ^^^^^^^^^^^
# file: pir-site.toml
teams = [{ id = "payments" }, { id = "database" }]
"#],
    right: &[r#"
teams = ["Payments"]
actions = [{ title = "Add an index", team = "database" }]
# file: pir-site.toml
teams = [{ id = "payments", label = "Payments" }, { id = "database" }]
"#],
    scope: Scope::Incident(|subject, findings| {
        names::unknown(&RULE, "team", &subject.review.config.teams, names::teams, (subject, findings));
    }),
};
