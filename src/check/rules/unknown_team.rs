//! An unknown team.

use crate::check::names;
use crate::check::rule::{Group, Rule, RuleLevel, Scope};

pub(super) const RULE: Rule = Rule {
    name: "unknown-team",
    group: Group::Names,
    level: RuleLevel::Warn,
    summary: "a team, of the incident, a responder or an action item, that is no id, label or alias of the teams in pir-site.toml, if \
            that lists any",
    why: "an action item of an unknown team is missing on the page of the right one",
    help: "write the team as pir-site.toml does, or add it there",
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
    scope: Scope::Incident(|ctx, found| {
        names::unknown(&RULE, "team", &ctx.checker.config.teams, names::teams, ctx, found);
    }),
};
