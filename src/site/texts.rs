//! Localised messages in templates and scripts: the object `t` with every message, and the filters that format numbers and dates.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::sync::Arc;

use minijinja::value::{Enumerator, Kwargs, Object, Value, ValueKind, from_args};
use minijinja::{Environment, Error, ErrorKind, State};

use crate::locale::{Argument, Locale};
use crate::theme::{Theme, is_script};

/// Adds `t`, `|number` and `|date` to the template environment.
pub(super) fn add_to(environment: &mut Environment<'static>, locale: &Arc<Locale>) {
    environment.add_global("t", Value::from_object(Messages(Arc::clone(locale))));
    let writer = Arc::clone(locale);
    environment.add_filter("number", move |number: usize| writer.number(number));
    let writer = Arc::clone(locale);
    environment.add_filter("date", move |iso: &str| writer.date_of_iso(iso));
}

/// The messages as a template object: `t.name`, or `t.name(variable=value)`. Both yield HTML.
#[derive(Debug)]
struct Messages(Arc<Locale>);

impl Object for Messages {
    fn get_value(self: &Arc<Self>, key: &Value) -> Option<Value> {
        self.get_value_by_str(key.as_str()?)
    }

    fn get_value_by_str(self: &Arc<Self>, key: &str) -> Option<Value> {
        self.0.plain(key).map(Value::from)
    }

    fn enumerate(self: &Arc<Self>) -> Enumerator {
        Enumerator::NonEnumerable
    }

    fn call_method(self: &Arc<Self>, _: &mut State<'_, '_>, name: &str, args: &[Value]) -> Result<Value, Error> {
        let (given,): (Kwargs,) = from_args(args)?;
        let values = given.args().map(|name| Ok((name, given.peek::<Value>(name)?))).collect::<Result<Vec<_>, Error>>()?;
        let arguments: Vec<(&str, Argument<'_>)> = values.iter().map(|(name, value)| (*name, argument(value))).collect();
        let html = self.0.html(name, &arguments).map_err(|error| Error::new(ErrorKind::UndefinedError, error))?;
        Ok(Value::from_safe_string(html))
    }
}

/// Converts a template value into a message argument. A number selects the plural form, and HTML stays HTML.
fn argument(value: &Value) -> Argument<'_> {
    if value.kind() == ValueKind::Number
        && let Ok(number) = i64::try_from(value.clone())
    {
        return Argument::Number(number);
    }
    match value.as_str() {
        Some(html) if value.is_safe() => Argument::Html(html.into()),
        Some(text) => Argument::Text(text.into()),
        None => Argument::Text(Cow::Owned(value.to_string())),
    }
}

/// The start of the call by which a script requests a message.
const CALL: &str = "pirText(\"";

/// The theme's scripts that use messages, each prefixed with the messages that it names.
pub(super) fn scripts(theme: &Theme, locale: &Locale) -> BTreeMap<String, Vec<u8>> {
    let with_texts = |(name, bytes): (&String, &Cow<'static, [u8]>)| {
        let script = is_script(name).then(|| std::str::from_utf8(bytes).ok()).flatten()?;
        let names = script.split(CALL).skip(1).filter_map(|rest| rest.split('"').next());
        let texts: serde_json::Map<String, serde_json::Value> =
            names.filter_map(|name| Some((name.to_owned(), locale.for_script(name)?))).collect();
        if texts.is_empty() {
            return None;
        }
        // All scripts of a page share one object.
        let texts = serde_json::Value::Object(texts);
        Some((
            name.clone(),
            format!("\"use strict\";Object.assign((globalThis.pirTexts ??= {{}}), {texts});\n{script}").into_bytes(),
        ))
    };
    theme.statics.iter().filter_map(with_texts).collect()
}
