//! An old address that cannot redirect.

use crate::check::{Findings, Group, Level, Rule, Scope, Subject};
use crate::diagnostic::ValuePath;
use crate::route::{self, Route};

pub(in crate::check) const RULE: Rule = Rule {
    name: "bad-alias",
    group: Group::Build,
    level: Level::Deny,
    finds: "an alias that is no path inside the site",
    why: "a redirect is a file of the site, and has to be written somewhere in it",
    mend: "write a path such as `/postmortems/2024/payments/`",
    wrong: &[r#"
aliases = ["/../admin/"]
#          ^^^^^^^^^^^^
"#],
    right: &[r#"
aliases = ["/postmortems/2024/payments/"]
"#],
    scope: Scope::Incident(find),
};

fn find(subject: &Subject<'_>, findings: &mut Findings) {
    for (index, alias) in subject.aliases.iter().enumerate() {
        if Route::new(route::redirect(alias)).is_err() {
            let path = ValuePath::root().key("aliases").index(index);
            findings.report(RULE.breach(path, format!("{alias:?} is no path inside the site")));
        }
    }
}
