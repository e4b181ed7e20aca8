//! An unknown service.

use crate::check::names;
use crate::check::rule::{Group, Rule, RuleLevel, Scope};

pub(super) const RULE: Rule = Rule {
    name: "unknown-service",
    group: Group::Names,
    level: RuleLevel::Warn,
    summary: "a service that is no id, label or alias of the services in pir-site.toml, if that lists any",
    why: "incidents are grouped by service: one that is not registered gets a page of its own, and is missing where it belongs",
    help: "write the service as pir-site.toml does, or add it there",
    wrong: &[r#"
services = ["Payments_API"]
#           ^^^^^^^^^^^^^^
# file: pir-site.toml
[[services]]
id = "payment-api"
aliases = ["payments-api"]
"#],
    right: &[
        r#"
services = ["payments-api"]
# file: pir-site.toml
[[services]]
id = "payment-api"
aliases = ["payments-api"]
"#,
        r#"
services = ["anything"]
"#,
    ],
    scope: Scope::Incident(|ctx, found| {
        names::unknown(&RULE, "service", &ctx.checker.config.services, names::services, ctx, found);
    }),
};
