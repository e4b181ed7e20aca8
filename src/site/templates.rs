//! The theme's compiled templates. Undefined values are errors, and the file name decides about escaping.

use std::collections::BTreeMap;
use std::io::Write;
use std::sync::Arc;

use minijinja::syntax::SyntaxConfig;
use minijinja::value::{Enumerator, Object, Serde, Value};
use minijinja::{AutoEscape, Environment, ErrorKind, UndefinedBehavior, escape_formatter};
use serde::Serialize;

use super::output::written;
use super::texts;
use crate::error::{Error, Place, Result};
use crate::locale::Locale;
use crate::prose;
use crate::theme::Theme;

/// The templates of a theme.
pub(crate) struct Templates {
    environment: Environment<'static>,
    /// The paths of the project's own files, by path inside the theme.
    places: BTreeMap<String, String>,
}

impl Templates {
    /// Compiles every template of the theme.
    ///
    /// # Errors
    /// Templates cannot be parsed. Each error has the file, the line and the cause.
    pub(crate) fn compile(theme: &Theme, locale: &Arc<Locale>) -> Result<Self, Vec<Error>> {
        let mut environment = environment(locale).map_err(|error| vec![error])?;
        let mut add = |name: &String, source: &str| {
            let added = environment.add_template_owned(name.clone(), source.to_owned());
            added.err().map(|error| failure(name, &error, &theme.places))
        };
        let errors: Vec<Error> = theme.templates.iter().filter_map(|(name, source)| add(name, source)).collect();
        if errors.is_empty() { Ok(Self { environment, places: theme.places.clone() }) } else { Err(errors) }
    }

    /// Renders a template into `out`.
    ///
    /// # Errors
    /// The theme has no such template, the template uses an undefined value (the error has its name, the line and the cause), or
    /// the writer fails.
    pub(crate) fn render(&self, name: &str, shown: TemplateContext, out: &mut dyn Write) -> Result<()> {
        let context = Value::from_object(shown);
        let _span = tracing::info_span!("template", name).entered();
        let rendered = self.environment.get_template(name).and_then(|template| template.render_captured_to(context, out));
        rendered.map(drop).map_err(|error| match error.kind() {
            ErrorKind::WriteFailure => written(error),
            _ => failure(name, &error, &self.places),
        })
    }
}

/// An environment without templates, which knows the messages of a language.
fn environment(locale: &Arc<Locale>) -> Result<Environment<'static>> {
    let mut environment = Environment::new();
    let syntax = SyntaxConfig::builder().trim_blocks(true).lstrip_blocks(true).build();
    environment.set_syntax(syntax.map_err(|error| Error::new("failed to set up the templates").because(error))?);
    environment.set_undefined_behavior(UndefinedBehavior::Strict);
    environment.set_debug(true);
    environment.set_formatter(|out, state, value| match value {
        value if value.is_none() => Err(minijinja::Error::new(
            ErrorKind::InvalidOperation,
            "this value is none, which has no text: ask with `{% if … %}` first",
        )),
        value => match (value.as_str(), state.auto_escape()) {
            (Some(text), AutoEscape::Html) if !value.is_safe() => Ok(prose::write_html(out, text)?),
            _ => escape_formatter(out, state, value),
        },
    });
    texts::add_to(&mut environment, locale);
    Ok(environment)
}

/// The top-level variables of a template. There are few, and they are looked up more often than anything else, so a vector is
/// faster than a map.
#[derive(Debug)]
pub(crate) struct TemplateContext(pub(crate) Vec<(&'static str, Value)>);

impl Object for TemplateContext {
    fn get_value(self: &Arc<Self>, key: &Value) -> Option<Value> {
        self.get_value_by_str(key.as_str()?)
    }

    fn get_value_by_str(self: &Arc<Self>, key: &str) -> Option<Value> {
        self.0.iter().find(|(name, _)| *name == key).map(|(_, value)| value.clone())
    }

    fn enumerate(self: &Arc<Self>) -> Enumerator {
        Enumerator::Values(self.0.iter().map(|(name, _)| Value::from(*name)).collect())
    }
}

/// Converts a context into a template value.
pub(crate) fn value<T: Serialize>(context: T) -> Value {
    Value::from(Serde(context))
}

/// Describes a template error. The innermost cause is the most specific: it has the line in the included template. A template of
/// the project is named by its path.
fn failure(name: &str, error: &minijinja::Error, places: &BTreeMap<String, String>) -> Error {
    let mut innermost = error;
    while let Some(inner) = std::error::Error::source(innermost).and_then(|source| source.downcast_ref::<minijinja::Error>()) {
        innermost = inner;
    }
    let template = innermost.name().unwrap_or(name);
    let file = places.get(&format!("templates/{template}")).map_or(template, String::as_str).to_owned();
    let what =
        innermost.detail().map_or_else(|| innermost.kind().to_string(), |detail| format!("{}: {detail}", innermost.kind()));
    let within = if template == name { String::new() } else { format!(" (rendering {name})") };
    let Some(line) = innermost.line() else { return Error::new(format!("template {file}: {what}{within}")) };
    let text = innermost.template_source().and_then(|source| source.lines().nth(line.saturating_sub(1)));
    Error::new(format!("template {what}{within}")).at(Place { file, line, text: text.unwrap_or_default().to_owned() })
}
