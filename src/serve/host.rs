//! Which `Host` a request may name. A page of another site cannot make the browser read this one by giving its own name this
//! machine's address (DNS rebinding): such a request bears the other site's name.

use std::net::IpAddr;

/// Whether a request may name this host: an address, this machine's own name for itself, or a name that was allowed.
pub(super) fn is_allowed(host: &str, names: &[String]) -> bool {
    let name = without_port(host);
    let is_address = name.trim_start_matches('[').trim_end_matches(']').parse::<IpAddr>().is_ok();
    let name = name.trim_end_matches('.').to_ascii_lowercase();
    is_address
        || name == "localhost"
        || name.ends_with(".localhost")
        || names.iter().any(|known| known.eq_ignore_ascii_case(&name))
}

fn without_port(host: &str) -> &str {
    let is_port = |port: &str| port.bytes().all(|byte| byte.is_ascii_digit());
    match host.rsplit_once(':') {
        Some((name, port)) if is_port(port) && (!host.starts_with('[') || name.ends_with(']')) => name,
        _ => host,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_other_sites_are_refused() {
        for host in
            ["localhost", "LOCALHOST:1111", "a.localhost:80", "127.0.0.1:1111", "[::1]:1111", "[::1]", "192.168.1.7", "dev.box:1"]
        {
            assert!(is_allowed(host, &["dev.box".to_owned()]), "{host} was refused");
        }
        for host in
            ["evil.example", "localhost.evil.example", "127.0.0.1.evil.example:1111", "", "evil.example:1111", "notlocalhost"]
        {
            assert!(!is_allowed(host, &["dev.box".to_owned()]), "{host:?} was allowed");
        }
    }
}
