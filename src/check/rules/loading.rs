//! Rules about files and their form. They are found while files are read, before any other rule runs, and always fail.

use crate::check::rule::{Group, Rule, RuleLevel, Scope};

/// Every rule of this kind.
pub(super) const RULES: [Rule; 22] = [
    Rule {
        wrong: &["title = Payments failed\n#       ^^^^^^^^^^^^^^^\n"],
        right: &["title = \"Payments failed\"\n"],
        ..form(
            "syntax",
            "a file that is no TOML",
            "nothing in the file can be relied on behind the first error of syntax",
            "write text in quotes and one `key = value` on a line; https://toml.io/ has the whole syntax",
        )
    },
    Rule {
        wrong: &["[[timeline]]\n#^^^^^^^^^^^\nat = 2024-03-15T14:30:00Z\n"],
        right: &["[[timeline]]\nat = 2024-03-15T14:30:00Z\nevent = \"Payments fail.\"\n"],
        ..form(
            "missing-key",
            "a table without a key that it must have",
            "pages and statistics show what the key holds",
            "add the key",
        )
    },
    Rule {
        wrong: &["sumary = \"Payments failed for an hour.\"\n#^^^^^\n"],
        right: &["summary = \"Payments failed for an hour.\"\n[fields]\nticket = \"OPS-4711\"\n"],
        ..form(
            "unknown-key",
            "a key that its table does not have",
            "a misspelt key would be missing on every page without anyone noticing",
            "correct the spelling; keys of your own go under [fields]",
        )
    },
    Rule {
        wrong: &["services = \"payment-api\"\n#          ^^^^^^^^^^^^^\n"],
        right: &["services = [\"payment-api\"]\n"],
        ..form(
            "wrong-type",
            "a value of another type than its key has",
            "a date in quotes is a text, and cannot be computed with",
            "write the value as the hint shows it",
        )
    },
    Rule {
        wrong: &["status = \"solved\"\n#        ^^^^^^^^\n"],
        right: &["status = \"resolved\"\n[milestones]\nstarted = 2024-03-15\nresolved = 2024-03-15\n"],
        ..form(
            "bad-value",
            "a value that its key does not accept: a word that is none of its vocabulary, or a number out of range",
            "incidents are filtered and counted by these values",
            "write one of the values that the hint lists",
        )
    },
    Rule {
        wrong: &["time_zone = \"Europe/Berln\"\n#           ^^^^^^^^^^^^^^\n"],
        right: &["time_zone = \"Europe/Berlin\"\n"],
        ..form(
            "unknown-time-zone",
            "a time zone that the IANA database does not have",
            "local times cannot be placed without their zone",
            "write an IANA name such as \"Europe/Berlin\" or \"UTC\"",
        )
    },
    Rule {
        wrong: &["time_zone = \"Europe/Berlin\"\n[milestones]\nstarted = 2025-03-30T02:30:00\n#         ^^^^^^^^^^^^^^^^^^^\n"],
        right: &["time_zone = \"Europe/Berlin\"\n[milestones]\nstarted = 2025-03-30T02:30:00+02:00\n"],
        ..form(
            "local-time",
            "a local time that a change to or from daylight-saving time skips or repeats",
            "to guess which of the two is meant would move the incident by an hour",
            "write the time with its offset",
        )
    },
    Rule {
        wrong: &["[[timeline]]\nat = 14:30:00\n#    ^^^^^^^^\nevent = \"Payments fail.\"\n"],
        right: &["[[timeline]]\nat = 2024-03-15T14:30:00Z\nevent = \"Payments fail.\"\n"],
        ..form(
            "time-without-day",
            "a time without a date in the first timeline entry",
            "a time alone takes the day of the entry before it",
            "write the date too",
        )
    },
    form(
        "too-many-names",
        "a list of services, teams, tags or values of a field with more than 200 names",
        "each name has a page that shows all the others, so the site grows with the square of their number",
        "name what was affected most, or what the others belong to",
    ),
    form(
        "duplicate-name",
        "a name of the configuration that two entries claim, as id, label or alias",
        "a name in an incident file can stand for one entry only",
        "remove the name from one of the two entries",
    ),
    form(
        "unknown-language",
        "a language under `check.languages` whose phrases are not known",
        "none of its phrases would be found",
        "remove it, and list the team's own phrases under [[check.phrases]]",
    ),
    form(
        "unknown-placeholder",
        "a placeholder in the template of new incidents that does not exist",
        "it would stand in every new file as it is",
        "use one of the placeholders that the hint lists",
    ),
    file(
        "unreadable",
        "a file or folder that cannot be read",
        "a file that is skipped would be missing on the site without anyone noticing",
        "check that it exists and that you may read it",
    ),
    file(
        "not-utf8",
        "a file with bytes that are not UTF-8",
        "TOML files are UTF-8: another encoding gives other letters",
        "save it with the encoding UTF-8",
    ),
    file(
        "empty-file",
        "an incident file without content",
        "it is most often an incident that was never saved",
        "write the incident, or remove the file",
    ),
    file(
        "not-a-file",
        "a folder with the name of an incident file, or something that is neither a file nor a folder",
        "it cannot be read as an incident",
        "rename it, or move it out of the content folder",
    ),
    file(
        "outside-project",
        "a path or a symbolic link that leads out of the project, or into the built site",
        "a build publishes only what lies in the project",
        "copy what it leads to into the project",
    ),
    file("link-loop", "a symbolic link to a folder around itself", "following it would never end", "remove the link"),
    file(
        "catalog",
        "a catalog of the site's texts with an error of syntax, a message that nothing shows, or another variable than the message has",
        "pages would show a text in English, or none",
        "correct the message; the default English catalog has every name with its variables",
    ),
    file(
        "template",
        "a template of the theme that cannot be compiled, or that fails when a page is rendered",
        "a build renders every page, and stops at the first that fails",
        "correct the template where the message points; docs/theme-api.md lists what templates see",
    ),
    file(
        "import",
        "a document that an import cannot read",
        "incidents that it describes would be missing without anyone noticing",
        "correct the document where the message points",
    ),
    Rule {
        group: Group::Names,
        level: RuleLevel::Warn,
        ..file(
            "unused-theme-file",
            "a file of the theme that replaces no default file and that no file of the theme names",
            "a template or static file with a misspelt name has no effect on any page",
            "give it the path of the default file that it replaces, name it in a template, or remove it",
        )
    },
];

/// A rule about keys and values.
const fn form(name: &'static str, summary: &'static str, why: &'static str, help: &'static str) -> Rule {
    let (group, level, scope) = (Group::Build, RuleLevel::Deny, Scope::Loading);
    Rule { name, group, level, summary, why, help, wrong: &[], right: &[], scope }
}

/// A rule about files.
const fn file(name: &'static str, summary: &'static str, why: &'static str, help: &'static str) -> Rule {
    Rule { group: Group::Files, ..form(name, summary, why, help) }
}
