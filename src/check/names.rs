//! The names of services, tags and teams in an incident, and the comparison of spellings.

use crate::diagnostic::{ValuePath, at};
use crate::incident::Incident;
use crate::prose::normalized;

/// Receives a name and its path.
pub(super) type Each<'e, 'a> = &'e mut dyn FnMut(&'a str, ValuePath);

/// The services of an incident.
pub(super) fn services<'a>(incident: &'a Incident, each: Each<'_, 'a>) {
    list(&incident.services, &at!["services"], each);
}

/// The tags of an incident.
pub(super) fn tags<'a>(incident: &'a Incident, each: Each<'_, 'a>) {
    list(&incident.tags, &at!["tags"], each);
}

/// The teams of an incident: those involved, and those of responders and action items.
pub(super) fn teams<'a>(incident: &'a Incident, each: Each<'_, 'a>) {
    list(&incident.teams, &at!["teams"], each);
    for (index, responder) in incident.responders.iter().enumerate() {
        responder.team.iter().for_each(|team| each(team, at!["responders", index, "team"]));
    }
    for (index, action) in incident.actions.iter().enumerate() {
        action.team.iter().for_each(|team| each(team, at!["actions", index, "team"]));
    }
}

/// The names of a list.
pub(super) fn list<'a>(names: &'a [String], path: &ValuePath, each: Each<'_, 'a>) {
    for (index, name) in names.iter().enumerate() {
        each(name, path.clone().then(index));
    }
}

/// Folds a name: removes differences in case, Unicode form, spaces, hyphens and underscores. A separator between two digits is kept:
/// 1-1 is not 11.
pub(super) fn folded(name: &str) -> String {
    let mut folded = String::with_capacity(name.len());
    let mut separated = false;
    for letter in normalized(name.trim()).chars().flat_map(char::to_lowercase) {
        if letter.is_whitespace() || matches!(letter, '-' | '_') {
            separated = true;
            continue;
        }
        if separated && letter.is_ascii_digit() && folded.ends_with(|last: char| last.is_ascii_digit()) {
            folded.push('-');
        }
        folded.push(letter);
        separated = false;
    }
    folded
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spellings_of_one_name_fold_to_the_same() {
        for twin in ["payment-api", "Payment API", "payment_api", "PaymentApi", " payment  api "] {
            assert_eq!(folded(twin), "paymentapi");
        }
        assert_eq!(folded("café"), folded("cafe\u{301}"));
        assert_eq!(folded("eu-west-1"), folded("EU West 1"));
        assert_ne!(folded("1-1"), folded("11"));
        assert_ne!(folded("payments-api"), folded("payment-api"));
    }
}
