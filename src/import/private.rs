//! Contacts and credentials in what an importer does not know: phone numbers, mailboxes, PINs, access to a call, keys.

use super::names;
use super::pattern::Pattern;
use super::tree::{Node, Object, Value};
use super::vocabulary;
use crate::diagnostic;

static VALUE: Pattern = Pattern::new(
    r#"(?ix)
        \+\d[\d\ ().\-]{6,}\d                                       # +1 415-555-0100
        | (?:^|[^\w.:/+-])(?:1[\ .-])?\(?\d{3}\)?[\ .-]\d{3}[\ .-]\d{4}\b   # 415-555-0100
        | (?:^|[^\w.:/+-])00\ ?[1-9]\d{0,2}[\ /-]\(?\d[\d\ ()/-]{5,}\d   # 00 49 30 123456
        | (?:^|[^\w.:/+-])0[1-9](?:\d{8,10}|\d{1,4}[\ /-]\d{5,8}|\d{1,4}[\ /-]\d{3,4}[\ -]\d{3,5}|\d{1,3}[\ /-]\d{2,3}(?:[\ -]\d{2,3}){2,3}|(?:[\ .]\d\d){4})\b
        | \(0\d{1,4}\)\ ?\d{2,}                                      # (030) 123 45 67
        | \b(?:tel|telephone|telefon|phone|mobile|cell|fax|call|dial|sms|whatsapp)(?:\ (?:number|no))?\b[.:=]?\s*(?:\d[\d\ ()]{5,}\d|\d{3}-\d{4}\b)
        | \btel:|\bmailto:
        | ,{2,}\s*\d{3,} | \b\d{4,}\# | \b\d{3}(?:[\ -]?\d{3,4}){1,3}\#   # ,,,,1234#
        | [\w.+-]+@[\w-]+(?:\.[\w-]+)+                              # a mailbox
        | (?:^|\s)@[\w.=/-]+:[\w-]+(?:\.[\w-]+)+                     # a Matrix account
        | [?&;](?:pwd|pass|passwd|password|passcode|pin|token|access_?token|auth|authkey|key|api_?key|secret|session|sid|jwt|sig|signature|code|x-amz-signature)=[^\s&]
        | \b(?:password|passcode|passphrase|pin|pwd|pass\ code|access\ (?:code|key|token)|api\ key|secret|meeting\ id)\s*[:=]\s*\S
        | \b(?:password|passcode|passphrase|pin|pwd|secret|token|(?:access|door|entry|host|participant|security|conf(?:erence)?|meeting)\ code)\ (?:is|was)\s+(?:['"`]|\S*[\d!@\#$%^&*])
        | \b(?:passcode|passphrase|pwd|token)\s*[:=]?\s+[^\W\d]*\d\w*\b
        | \b(?:pin|pin\ code|password)\s+\d{3,}\b
        | \b(?:access|door|entry|gate|host|participant|security|conf(?:erence)?|meeting|webinar|bridge|dial[\ -]?in)\.?\s*(?:id|code|number|no|pin)\.?\s*(?:is\s+)?[:=\#]?\s*\d[\d\ ]{2,}
        | (?:zoom(?:gov)?\.(?:us|com)/(?:j|my|s|w|wc|join)|meet\.google\.com|teams\.microsoft\.com/(?:l/meetup-join|meet)|teams\.live\.com/meet|\.webex\.com|gotomeeting\.com|gotomeet\.me|meet\.goto\.com|chime\.aws|whereby\.com|bluejeans\.com|8x8\.vc|join\.skype\.com|chat\.whatsapp\.com|app\.slack\.com/huddle|//(?:meet|jitsi|bbb)\.[\w.-]+)/[^\s)>/]
        | (?:hooks\.slack\.com|hooks\.zapier\.com|webhook\.office\.com|outlook\.office\.com/webhook|discord(?:app)?\.com/api/webhooks|api\.telegram\.org/bot)/?\S
        "#,
);

/// Whether a text has a contact or a credential in it.
pub(super) fn is_in(text: &str) -> bool {
    VALUE.is_match(text) || !diagnostic::secrets(text).is_empty()
}

/// Whether a row of a table in a text has a private name and a number: `| Pager PIN | 9876 |`.
pub(super) fn is_in_table(text: &str) -> bool {
    let is_code = |cell: &str| {
        let digits = cell.bytes().filter(u8::is_ascii_digit).count();
        digits >= 3 && cell.bytes().all(|byte| byte.is_ascii_digit() || b" ()+-#`*".contains(&byte))
    };
    let has_code = |row: &&str| row.starts_with('|') && row.split('|').any(is_code);
    let mut rows = text.lines().map(str::trim).filter(has_code);
    rows.any(|row| row.split('|').any(|cell| is_name(&cell.replace(['*', '`'], ""))))
}

/// Whether the name of a value says that it may be a contact or a credential. Remarks in parentheses count: `Bridge (PIN)`.
pub(super) fn is_name(name: &str) -> bool {
    let plain = names::plain(&name.replace(['(', ')', '[', ']'], " "));
    let words: Vec<&str> = plain.split(' ').map(|word| word.trim_end_matches(|it: char| it.is_ascii_digit())).collect();
    let plain = format!(" {} ", words.join(" "));
    let has = |name: &&str| plain.contains(&format!(" {name} ")) || plain.contains(&format!(" {name}s "));
    names::list("private").iter().any(has)
}

/// Whether a record says that it is not for everybody: `"confidential": true`, `"public": false`, `"visibility": "private"`.
pub(super) fn is_restricted(object: &Object) -> bool {
    object.entries.iter().any(|(key, node)| {
        let is = |kind| names::is(kind, key);
        match &node.value {
            Value::Object(inner) => is("visibility") && !inner.is_empty() || is("attributes") && is_restricted(inner),
            Value::List(nodes) => is("attributes") && nodes.iter().filter_map(object_of).any(is_restricted),
            _ => node.scalar().is_some_and(|text| {
                let answer = vocabulary::yes_or_no(&text);
                is("restricted") && (answer == Some(true) || text == "1")
                    || is("unrestricted") && (answer == Some(false) || text == "0")
                    || is("visibility") && !names::is("everybody", &text)
            }),
        }
    })
}

fn object_of(node: &Node) -> Option<&Object> {
    match &node.value {
        Value::Object(object) => Some(object),
        _ => None,
    }
}

/// What was removed from an object.
#[derive(Default)]
pub(super) struct Removed {
    /// Values that are contacts or credentials by their form, with their names.
    pub certain: Vec<(String, Node)>,
    /// Values that may be some by their names, and objects that are not for everybody.
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
    if is_in(key) {
        removed.certain.push(("a key".to_owned(), node));
        return None;
    }
    if let Some(name) = private_name(key, &node) {
        return without_values(&name, node, removed);
    }
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
        _ => {}
    }
    Some(node)
}

/// The name by which a value may be private: its key, or what an object says of itself: `{"name": "PIN", "value": 1234}`.
fn private_name(key: &str, node: &Node) -> Option<String> {
    match &node.value {
        Value::Null | Value::Bool(_) => None,
        _ if is_name(key) => Some(key.to_owned()),
        Value::Object(object) => {
            let inner = object.entries.iter().filter_map(|(_, node)| object_of(node));
            let name = std::iter::once(object).chain(inner).find_map(own_name);
            name.or_else(|| is_restricted(object).then(|| key.to_owned()))
        }
        // An element of a list of pairs, `["PIN", 1234]`, has the name of the list.
        Value::List(nodes) => match nodes.as_slice() {
            [Node { value: Value::Text(name), .. }, Node { value: Value::Text(_) | Value::Number(_), .. }] if is_name(name) => {
                Some(key.to_owned())
            }
            _ => None,
        },
        _ => None,
    }
}

/// What an object calls itself, if that is private.
fn own_name(object: &Object) -> Option<String> {
    let mut named = object.entries.iter().filter(|(key, _)| names::is("naming", key));
    named.find_map(|(_, node)| node.scalar().filter(|text| is_name(text) && !is_in(text)))
}

/// Removes a value with a private name, unless the name is all that it has.
fn without_values(name: &str, node: Node, removed: &mut Removed) -> Option<Node> {
    let (mut rest, before) = (node.clone(), removed.certain.len());
    if has_uncertain(name, &mut rest, removed) {
        removed.possible.push((name.to_owned(), rest));
        return None;
    }
    (removed.certain.len() == before).then_some(node)
}

/// Removes from a value what is private by its form, and the name. Returns whether anything is left.
fn has_uncertain(name: &str, node: &mut Node, removed: &mut Removed) -> bool {
    match &mut node.value {
        Value::Object(object) => object.entries.retain_mut(|(_, node)| has_uncertain(name, node, removed)),
        Value::List(nodes) => nodes.retain_mut(|node| has_uncertain(name, node, removed)),
        Value::Text(text) if is_in(text) => {
            removed.certain.push((name.to_owned(), node.clone()));
            return false;
        }
        Value::Text(text) => return text != name,
        _ => {}
    }
    !node.is_empty()
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
            "0171 2345678",
            "01712345678",
            "020 7946 0958",
            "01 23 45 67 89",
            "(030) 123 45 67",
            "030 123 45 67",
            "00 49 30 123456",
            "1-800-555-0100",
            "tel 4155550123",
            "PIN 9876",
            "Passcode 8231",
            "passcode ab12",
            "conf ID 123 456 789#",
            "Meeting ID 812 345 678",
            "password is hunter2",
            "https://teams.microsoft.com/meet/12345?p=abc",
            "https://teams.live.com/meet/12345",
            "https://us02web.zoom.us/wc/join/123",
            "https://meet.jit.si/Room",
            "https://meet.example.org/abc-def",
            "https://hooks.slack.com/services/T0/B0/x",
        ] {
            assert!(is_in(text), "{text}");
        }
    }

    #[test]
    fn dates_counts_ids_and_versions_are_no_contacts() {
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
            "05-03-2024 14:30",
            "05.03.2024 09:15",
            "0900-1700",
            "05 03 2024",
            "00:49:30 123456",
            "0.12.3",
            "pinned to 2.4.1",
            "pin 2.4.1",
            "the password is wrong",
            "the token was rotated",
            "error code 500123",
            "exit code: 137",
            "mobile: 2024-03-15",
            "1,200 calls 4155550123",
            "ids 100 200 300",
            "12 345 678 requests",
            "build 0123",
            "https://www.example.com/meet/team",
            "https://zoom.us/status",
            "42#7",
        ] {
            assert!(!is_in(text), "{text}");
        }
    }

    #[test]
    fn names_of_contacts_and_credentials_are_known_in_many_spellings() {
        for name in [
            "phone_number",
            "contactEmail",
            "conference_number",
            "API key",
            "On-call phone",
            "PIN",
            "access_code",
            "slack_webhook",
            "passcodes",
            "dial_in",
            "conferenceUrl",
            "webhook_url",
            "secret",
            "api_key",
            "access_token",
            "session_id",
            "cookie",
            "Bridge (PIN)",
            "phone2",
            "ssh_key",
        ] {
            assert!(is_name(name), "{name}");
        }
        for name in
            ["pager", "weather", "escalation_policy", "shipping", "war_room_established", "keyboard", "opinion", "error_code"]
        {
            assert!(!is_name(name), "{name}");
        }
    }
}
