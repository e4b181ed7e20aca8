//! The status of an incident.

use super::vocabulary::vocabulary;

vocabulary! {
    /// How an incident stands.
    Status {
        /// The cause is sought.
        Investigating = "investigating" | "Investigating",
        /// The cause is known.
        Identified = "identified" | "Identified",
        /// A fix is in place and watched.
        Monitoring = "monitoring" | "Monitoring",
        /// It is over.
        Resolved = "resolved" | "Resolved",
    }
}
