//! A running `serve` or `watch`: its lines on the terminal, and a client that knows HTTP and nothing of the server.

use std::collections::BTreeMap;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::process::{Child, Command, Stdio};
use std::sync::mpsc::{self, Receiver};
use std::time::Duration;

use crate::project::{AS_OF, Project};

/// How long anything may take before a test gives up: nothing that works takes so long.
const PATIENCE: Duration = Duration::from_mins(1);

/// A command that runs until it is told to stop.
pub(crate) struct Running {
    child: Child,
    lines: Receiver<String>,
    /// Every line so far.
    pub(crate) said: Vec<String>,
    pub(crate) port: u16,
}

impl Running {
    /// `serve` on any free port, once it serves.
    pub(crate) fn serve(project: &Project, args: &[&str]) -> Self {
        let mut running = Self::start(project, &[&["serve", "--port", "0", "--as-of", AS_OF], args].concat());
        running.await_address();
        running
    }

    /// `watch`, once it watches.
    pub(crate) fn watch(project: &Project, args: &[&str]) -> Self {
        let mut running = Self::start(project, &[&["watch", "--as-of", AS_OF], args].concat());
        running.line("Watching for changes");
        running
    }

    /// A command, started.
    pub(crate) fn start(project: &Project, args: &[&str]) -> Self {
        Self::spawn(&mut project.command(args))
    }

    /// The same of a command that is made already.
    pub(crate) fn spawn(command: &mut Command) -> Self {
        let mut child = command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::piped()).spawn().unwrap();
        let (sender, lines) = mpsc::channel();
        let stderr = BufReader::new(child.stderr.take().unwrap());
        std::thread::spawn(move || stderr.lines().map_while(Result::ok).try_for_each(|line| sender.send(line)));
        Self { child, lines, said: Vec::new(), port: 0 }
    }

    /// Waits for the line with the address.
    pub(crate) fn await_address(&mut self) {
        let line = self.line("Serving at");
        let port = line.split("//").nth(1).unwrap().split('/').next().unwrap().rsplit(':').next().unwrap();
        self.port = port.parse().unwrap();
    }

    /// The next line that has these words.
    pub(crate) fn line(&mut self, words: &str) -> String {
        loop {
            let Ok(line) = self.lines.recv_timeout(PATIENCE) else {
                panic!("{words:?} was never said, but:\n{}", self.said.join("\n"));
            };
            assert!(!line.contains("panicked"), "{line}");
            self.said.push(line.clone());
            if line.contains(words) {
                return line;
            }
        }
    }

    /// Waits until something is so: it is asked again after every line, since a save may be seen in two steps.
    pub(crate) fn eventually(&mut self, is_so: impl Fn(&Self) -> bool) {
        while !is_so(self) {
            self.line("");
        }
    }

    /// Every line with these words, of those that have been said by now.
    pub(crate) fn lines_with(&mut self, words: &str) -> usize {
        self.said.extend(self.lines.try_iter());
        self.said.iter().filter(|line| line.contains(words)).count()
    }

    /// Asks for a path.
    pub(crate) fn get(&self, path: &str) -> Reply {
        self.ask("GET", path, &[])
    }

    /// The text of a page that is there.
    pub(crate) fn page(&self, path: &str) -> String {
        let reply = self.get(path);
        assert_eq!(reply.status, 200, "{path}: {}", reply.text());
        reply.text()
    }

    pub(crate) fn ask(&self, method: &str, path: &str, headers: &[(&str, &str)]) -> Reply {
        let own = format!("localhost:{}", self.port);
        let host = headers.iter().find(|(name, _)| *name == "Host").map_or(own.as_str(), |(_, value)| value);
        let mut lines = vec![format!("{method} {path} HTTP/1.1"), "Connection: close".to_owned(), format!("Host: {host}")];
        let others = headers.iter().filter(|(name, _)| *name != "Host");
        lines.extend(others.map(|(name, value)| format!("{name}: {value}")));
        let mut stream = self.connect();
        stream.write_all(format!("{}\r\n\r\n", lines.join("\r\n")).as_bytes()).unwrap();
        let mut bytes = Vec::new();
        stream.read_to_end(&mut bytes).unwrap();
        Reply::of(&bytes)
    }

    /// Opens a page as a browser would: loads it, and listens for its changes.
    pub(crate) fn open(&self, path: &str) -> Tab {
        let html = self.get(path).text();
        let state = html.split("data-state=\"").nth(1).unwrap().split('"').next().unwrap();
        let asked = format!("/.pir-site/live?path={path}&state={state}");
        self.listen(&asked)
    }

    /// Listens at an address of events.
    pub(crate) fn listen(&self, asked: &str) -> Tab {
        let mut stream = self.connect();
        write!(stream, "GET {asked} HTTP/1.1\r\nHost: localhost\r\nAccept: text/event-stream\r\n\r\n").unwrap();
        Tab { lines: BufReader::new(stream), asked: asked.to_owned() }
    }

    pub(crate) fn connect(&self) -> TcpStream {
        let stream = TcpStream::connect(("127.0.0.1", self.port)).unwrap();
        stream.set_read_timeout(Some(PATIENCE)).unwrap();
        stream
    }

    /// Interrupts it as Ctrl-C does. Returns its exit code.
    #[cfg(unix)]
    pub(crate) fn interrupt(mut self) -> Option<i32> {
        let id = self.child.id().to_string();
        assert!(std::process::Command::new("kill").args(["-INT", &id]).status().unwrap().success());
        self.child.wait().unwrap().code()
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// What the server answered.
#[derive(Debug)]
pub(crate) struct Reply {
    pub(crate) status: u16,
    headers: BTreeMap<String, String>,
    pub(crate) body: Vec<u8>,
}

impl Reply {
    fn of(bytes: &[u8]) -> Self {
        let end = bytes.windows(4).position(|four| four == b"\r\n\r\n").unwrap();
        let head = String::from_utf8(bytes[..end].to_vec()).unwrap();
        let status = head.split(' ').nth(1).unwrap().parse().unwrap();
        let headers = head.lines().skip(1).filter_map(|line| line.split_once(": "));
        let headers = headers.map(|(name, value)| (name.to_lowercase(), value.to_owned())).collect();
        Self { status, headers, body: bytes[end + 4..].to_vec() }
    }

    pub(crate) fn header(&self, name: &str) -> &str {
        self.headers.get(name).map_or("", String::as_str)
    }

    pub(crate) fn text(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }
}

/// A page that is open in a browser.
pub(crate) struct Tab {
    lines: BufReader<TcpStream>,
    /// Where it listens.
    pub(crate) asked: String,
}

impl Tab {
    /// The next event: its name and its data.
    pub(crate) fn event(&mut self) -> (String, String) {
        let (mut name, mut idle) = (String::new(), 0);
        loop {
            let mut line = String::new();
            assert!(self.lines.read_line(&mut line).unwrap() > 0, "the server hung up");
            // It says every few seconds that it is still there.
            idle += u32::from(line.starts_with(':'));
            assert!(idle < 4, "nothing happened");
            if let Some(found) = line.strip_prefix("event: ") {
                found.trim().clone_into(&mut name);
            } else if let Some(data) = line.strip_prefix("data: ") {
                return (name, data.trim().to_owned());
            }
        }
    }

    /// The data of the next event of that name, and the names of those before it.
    pub(crate) fn until(&mut self, name: &str) -> (String, Vec<String>) {
        let mut before = Vec::new();
        loop {
            let (found, data) = self.event();
            if found == name {
                return (data, before);
            }
            before.push(found);
        }
    }

    /// What a page hears first: that nothing is wrong, and what is good to know.
    pub(crate) fn greeted(mut self) -> Self {
        assert_eq!(self.until("problems"), ("[]".to_owned(), Vec::new()));
        self.until("note");
        self
    }
}
