//! Text that is HTML already, and is not escaped again.

use minijinja::Value;
use serde::{Serialize, Serializer};

/// HTML that the site made itself. In a template it prints as it is.
#[derive(Debug, Clone)]
pub struct Html(Value);

impl Html {
    pub(in crate::site) fn new(html: String) -> Self {
        Self(Value::from_safe_string(html))
    }

    /// Pieces of HTML, one after the other.
    pub(in crate::site) fn join(pieces: &[Self]) -> Self {
        Self::new(pieces.iter().filter_map(|piece| piece.0.as_str()).collect())
    }
}

impl Serialize for Html {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.0.serialize(serializer)
    }
}

impl schemars::JsonSchema for Html {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Html".into()
    }
    fn inline_schema() -> bool {
        true
    }
    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        schemars::json_schema!({ "type": "string", "format": "html" })
    }
}
