//! Contacts and credentials in what an importer does not know: phone numbers, mailboxes, PINs, access to a call, keys.

use super::names;
use super::pattern::Pattern;
use super::tree::{Node, Object, Value};
use crate::diagnostic;

static VALUE: Pattern = Pattern::new(
    r"(?ix)
        \+\d[\d\ ().\-]{6,}\d                                   # +1 415-555-0100
        | (?:^|[^\w.:/+-])\(?\d{3}\)?[\ .-]\d{3}[\ .-]\d{4}\b   # 415-555-0100
        | \btel:|\bmailto:
        | ,{2,}\s*\d{3,} | \b\d{4,}\#                           # ,,,,1234#
        | [\w.+-]+@[\w-]+(?:\.[\w-]+)+                          # a mailbox
        | [?&;](?:pwd|password|passcode|pin|token|access_token|auth|authkey|key|api_?key|secret|sig|signature|code)=[^\s&]
        | \b(?:password|passcode|pin|pwd|access\ code|meeting\ id)\s*[:=]\s*\S
        | (?:zoom\.us/(?:j|my|s)|meet\.google\.com|teams\.microsoft\.com/l/meetup-join|\.webex\.com|gotomeeting\.com|chime\.aws|whereby\.com)/?\S
        ",
);

/// Whether a text has a contact or a credential in it.
pub(super) fn is_in(text: &str) -> bool {
    VALUE.is_match(text) || !diagnostic::secrets(text).is_empty()
}

/// Whether the name of a value says that it may be a contact or a credential.
pub(super) fn is_name(name: &str) -> bool {
    let plain = names::plain(name);
    plain.split(' ').any(|word| names::list("private").contains(&word))
        || plain.contains("api key")
        || plain.contains("private key")
}

/// What was removed from an object.
#[derive(Default)]
pub(super) struct Removed {
    /// Values that are contacts or credentials by their form, with their keys.
    pub certain: Vec<(String, Node)>,
    /// Values that may be some by their keys.
    pub possible: Vec<(String, Node)>,
}

/// Removes contacts and credentials from an object, however deep they are in it.
pub(super) fn remove(object: &mut Object, removed: &mut Removed) {
    for (key, node) in std::mem::take(&mut object.entries) {
        if let Some(node) = without(&key, node, removed) {
            object.entries.push((key, node));
        }
    }
}

fn without(key: &str, mut node: Node, removed: &mut Removed) -> Option<Node> {
    match node.value {
        Value::Object(mut object) => {
            remove(&mut object, removed);
            node.value = Value::Object(object);
        }
        Value::List(nodes) => {
            node.value = Value::List(nodes.into_iter().filter_map(|node| without(key, node, removed)).collect());
        }
        Value::Text(ref text) if is_in(text) => {
            removed.certain.push((key.to_owned(), node));
            return None;
        }
        Value::Text(_) | Value::Number(_) if is_name(key) => {
            removed.possible.push((key.to_owned(), node));
            return None;
        }
        _ => {}
    }
    Some(node)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn contacts_and_credentials_are_known_by_their_form() {
        for text in [
            "+14155550101",
            "+1-415-555-0100,,,,1234#",
            "call (415) 555-0100",
            "415.555.0100",
            "+49 30 901820",
            "maren@example.com",
            "https://meet.example.com/abc?pwd=123",
            "https://zoom.us/j/123456",
            "https://ada:secret@example.com/",
            "Passcode: 8231",
            "tel:110",
        ] {
            assert!(is_in(text), "{text}");
        }
        for text in [
            "2024-03-15T14:30:00+01:00",
            "4711",
            "v2.2.9",
            "45,000",
            "200 of 200",
            "INC-2024-0315-001",
            "https://example.com/a?page=2",
            "10.0.0.1",
            "#123",
            "1710513000",
            "+5 nodes",
            "2024-03-15 14:30",
        ] {
            assert!(!is_in(text), "{text}");
        }
        for name in ["phone_number", "contactEmail", "conference_number", "API key", "On-call phone", "PIN"] {
            assert!(is_name(name), "{name}");
        }
        for name in ["pager", "weather", "escalation_policy", "shipping", "war_room_established"] {
            assert!(!is_name(name), "{name}");
        }
    }
}
