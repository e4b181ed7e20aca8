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
use crate::error::{Error, Result};
use crate::locale::Locale;
use crate::prose;
use crate::theme::Theme;

/// The templates of a theme.
pub(crate) struct Templates {
    environment: Environment<'static>,
    /// Paths of the project's own templates.
    places: BTreeMap<String, String>,
}

impl Templates {
    /// Compiles every template of the theme.
    ///
    /// # Errors
    /// A template cannot be parsed. The error has its name, the line and the cause.
    pub(crate) fn compile(theme: &Theme, locale: &Arc<Locale>) -> Result<Self> {
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
        for (name, source) in &theme.templates {
            let added = environment.add_template_owned(name.clone(), source.clone().into_owned());
            added.map_err(|error| failure(name, &error, &theme.places))?;
        }
        Ok(Self { environment, places: theme.places.clone() })
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
    let file = places.get(template).map_or(template, String::as_str);
    let place = innermost.line().map_or_else(|| file.to_owned(), |line| format!("{file}, line {line}"));
    let what =
        innermost.detail().map_or_else(|| innermost.kind().to_string(), |detail| format!("{}: {detail}", innermost.kind()));
    let within =
        if innermost.name().is_some_and(|template| template != name) { format!(" (rendering {name})") } else { String::new() };
    let line =
        innermost.template_source().zip(innermost.line()).and_then(|(source, line)| source.lines().nth(line.saturating_sub(1)));
    let shown = line.map_or_else(String::new, |line| format!("\n  | {}", line.trim()));
    Error::new(format!("template {place}: {what}{within}{shown}"))
}
