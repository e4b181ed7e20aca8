//! Binds a port, on the loopback addresses of IPv4 and IPv6 unless another interface is given.

use std::io::{self, ErrorKind};
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr, TcpListener};

use crate::error::{Error, Result};

/// The number of ports to try after the default one.
const TRIED: u16 = 20;

/// The port to bind.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Port {
    /// This port, or one of the next ones if it is in use.
    Usual(u16),
    /// Only this port. 0 stands for any free port.
    Exactly(u16),
}

/// The bound sockets.
#[derive(Debug)]
pub struct Binding {
    /// One listener per address.
    pub listeners: Vec<TcpListener>,
    /// The common port.
    pub port: u16,
}

/// Binds a port on an interface, or on the loopback addresses of IPv4 and, if available, IPv6.
///
/// # Errors
/// The port is in use, or the operating system refuses the port or the interface.
pub fn bind(interface: Option<IpAddr>, port: Port) -> Result<Binding> {
    let addresses = interface.map_or(vec![Ipv4Addr::LOCALHOST.into(), Ipv6Addr::LOCALHOST.into()], |address| vec![address]);
    let (first, last) = match port {
        Port::Usual(port) => (port, port.saturating_add(TRIED)),
        Port::Exactly(port) => (port, port),
    };
    let mut refusal = None;
    for port in first..=last {
        match all(&addresses, port) {
            Ok(binding) => return Ok(binding),
            Err(error) => {
                let is_taken = error.kind() == ErrorKind::AddrInUse;
                refusal.get_or_insert(error);
                if !is_taken {
                    break;
                }
            }
        }
    }
    Err(refused(&addresses, first, last, refusal))
}

fn refused(addresses: &[IpAddr], first: u16, last: u16, why: Option<io::Error>) -> Error {
    let ports = if first == last { format!("port {first}") } else { format!("any port from {first} to {last}") };
    let on = addresses.iter().map(ToString::to_string).collect::<Vec<_>>().join(" and ");
    let error =
        Error::new(format!("failed to listen on {ports} of {on}")).hint("choose another port with --port; 0 is any free port");
    match why {
        Some(why) => error.because(why),
        None => error,
    }
}

/// Binds a port on every address. An unavailable address family is skipped if another address can be bound.
fn all(addresses: &[IpAddr], port: u16) -> io::Result<Binding> {
    let mut binding = Binding { listeners: Vec::new(), port };
    for address in addresses {
        match TcpListener::bind(SocketAddr::new(*address, binding.port)) {
            Ok(listener) => {
                binding.port = listener.local_addr()?.port();
                binding.listeners.push(listener);
            }
            Err(error) if binding.listeners.is_empty() || error.kind() == ErrorKind::AddrInUse => return Err(error),
            Err(_) => {}
        }
    }
    Ok(binding)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_usual_port_moves_on_where_it_is_taken_and_an_explicit_one_fails() {
        let taken = bind(None, Port::Exactly(0)).unwrap();
        let next = bind(None, Port::Usual(taken.port)).unwrap();
        assert!(next.port > taken.port);
        let error = bind(None, Port::Exactly(taken.port)).unwrap_err().to_string();
        assert!(error.contains(&taken.port.to_string()) && error.contains("in use"), "{error}");
    }
}
