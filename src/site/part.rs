//! Page parts that are identical on many pages: each is rendered once per directory depth.

use std::fmt::Debug;
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use minijinja::value::{Enumerator, Object, Value, from_args};
use minijinja::{Error, ErrorKind, State};
use serde::Serialize;

use super::templates::{self, TemplateContext};

/// A context with a template method `html(root)`, which renders `template` with the context as `name`. The result depends only on
/// `root`, the relative path to the site's root.
pub(crate) fn part<C: Context>(template: &'static str, name: &'static str, context: C) -> Value {
    Value::from_object(Part { template, name, context, value: OnceLock::new(), rendered: Mutex::default() })
}

/// What a part is rendered from.
pub(crate) trait Context: Debug + Send + Sync + Serialize + 'static {}

impl<C: Debug + Send + Sync + Serialize + 'static> Context for C {}

#[derive(Debug)]
struct Part<C> {
    template: &'static str,
    name: &'static str,
    context: C,
    /// The context as a template value, for templates that read its fields. It takes several times the memory, and most parts are
    /// only rendered.
    value: OnceLock<Value>,
    /// The rendered HTML by `root`. There is one entry per directory depth.
    rendered: Mutex<Vec<(String, Value)>>,
}

impl<C: Context> Object for Part<C> {
    fn get_value(self: &Arc<Self>, key: &Value) -> Option<Value> {
        self.get_value_by_str(key.as_str()?)
    }

    fn get_value_by_str(self: &Arc<Self>, key: &str) -> Option<Value> {
        self.value().get_attr(key).ok().filter(|value| !value.is_undefined())
    }

    fn enumerate(self: &Arc<Self>) -> Enumerator {
        self.value().try_iter().map_or(Enumerator::NonEnumerable, |keys| Enumerator::Values(keys.collect()))
    }

    fn call_method(self: &Arc<Self>, state: &mut State<'_, '_>, method: &str, args: &[Value]) -> Result<Value, Error> {
        if method != "html" {
            return Err(ErrorKind::UnknownMethod.into());
        }
        let (root,): (&str,) = from_args(args)?;
        if let Some(html) = self.rendered_from(root) {
            return Ok(html);
        }
        let site = state.lookup("site").unwrap_or_default();
        let context =
            TemplateContext(vec![(self.name, templates::value(&self.context)), ("root", Value::from(root)), ("site", site)]);
        let html = Value::from_safe_string(state.env().get_template(self.template)?.render(Value::from_object(context))?);
        self.rendered.lock().unwrap_or_else(PoisonError::into_inner).push((root.to_owned(), html.clone()));
        Ok(html)
    }
}

impl<C: Context> Part<C> {
    fn value(&self) -> &Value {
        self.value.get_or_init(|| templates::value(&self.context))
    }

    /// The HTML rendered earlier for `root`, if any.
    fn rendered_from(&self, root: &str) -> Option<Value> {
        let rendered = self.rendered.lock().unwrap_or_else(PoisonError::into_inner);
        rendered.iter().find(|(from, _)| from == root).map(|(_, html)| html.clone())
    }
}
