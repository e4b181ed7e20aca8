//! Validates the `Host` header, against DNS rebinding: another site could let its own name resolve to this machine to read this
//! server through the browser. Such requests have the other site as their host.

use std::net::IpAddr;

/// Whether a host is allowed: an IP address, `localhost` or a subdomain of it, or one of the `allowed` names.
pub(super) fn is_allowed(host: &str, allowed: &[String]) -> bool {
    let name = without_port(host);
    let is_address = name.trim_start_matches('[').trim_end_matches(']').parse::<IpAddr>().is_ok();
    let name = name.trim_end_matches('.').to_ascii_lowercase();
    is_address
        || name == "localhost"
        || name.ends_with(".localhost")
        || allowed.iter().any(|allowed| allowed.eq_ignore_ascii_case(&name))
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
