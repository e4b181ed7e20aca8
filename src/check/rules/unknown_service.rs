//! A service that the site does not know.

use crate::check::{Group, Level, Rule, Scope, names};

pub(in crate::check) const RULE: Rule = Rule {
    name: "unknown-service",
    group: Group::Names,
    level: Level::Warn,
    finds: "a service that is no id, label or alias of the services in pir-site.toml, if that lists any",
    why: "incidents are grouped by service: one that nobody knows has a page of its own, and is missing where it belongs",
    mend: "write the service as pir-site.toml does, or add it there",
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
    scope: Scope::Incident(|subject, findings| {
        names::unknown(&RULE, "service", &subject.review.config.services, names::services, (subject, findings));
    }),
};
