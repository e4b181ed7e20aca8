//! `pir-site serve`: the site while it is being written, over real sockets and from real files.

use std::fs;
use std::io::{Read, Write};
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, TcpListener, TcpStream, UdpSocket};

use crate::project::{AS_OF, Project, Tree, has_extension, incident, tree};
use crate::serving::Running;

const PAGE: &str = "/incidents/inc-1/";

/// A project of two incidents.
fn project() -> Project {
    let project = Project::new();
    project.incident("INC-1", "").incident("INC-2", "");
    project
}

fn titled(id: &str, title: &str) -> String {
    incident(id, &format!("title = \"{title}\"\n"))
}

/// A served page as a build writes it: without live reload, and with the mark of the style sheet that `built` has.
fn without_live_reload(html: &str, built: &str) -> String {
    let start = html.find("<script defer src=\"/.pir-site/live.js\"").unwrap();
    let end = start + html[start..].find("</script>\n").unwrap() + "</script>\n".len();
    let html = format!("{}{}", &html[..start], &html[end..]);
    let html = if built.contains("connect-src") { html } else { html.replacen("; connect-src 'self'", "", 1) };
    let style = built.split("static/style.css").nth(1).unwrap().split('"').next().unwrap();
    html.replacen("static/style.css\"", &format!("static/style.css{style}\""), 1)
}

/// Holds every page of the server against a fresh build.
fn assert_serves(server: &Running, site: &Tree) {
    for (path, bytes) in site.iter().filter(|(path, _)| !path.starts_with(".pir-site/") && *path != "404.html") {
        let reply = server.get(&format!("/{}", path.strip_suffix("index.html").unwrap_or(path).replace(' ', "%20")));
        assert_eq!(reply.status, 200, "{path}");
        if has_extension(path, "html") {
            let built = String::from_utf8_lossy(bytes);
            assert_eq!(without_live_reload(&reply.text(), &built), built, "{path}");
        } else {
            assert!(reply.body == *bytes, "{path} differs");
        }
    }
}

#[test]
fn every_file_is_served_as_build_writes_it_and_nothing_of_the_server_is_published() {
    let project = Project::sample();
    let server = Running::serve(&project, &[]);
    let _open = server.open("/").greeted();
    assert!(!project.root().join("public").exists(), "serve wrote to the output folder");
    let site = project.build(&[]);
    assert_serves(&server, &site);
    for (path, bytes) in &site {
        let text = String::from_utf8_lossy(bytes);
        assert!(!text.contains("/.pir-site/") && !text.contains(&format!("localhost:{}", server.port)), "{path}");
    }
}

#[test]
fn requests_are_answered_as_the_protocol_has_it() {
    let project = project();
    project.incident("INC-3", "[[timeline]]\nat = 2024-03-15T09:30:00Z\nevent = \"[log](a.txt)\"\n");
    project.write("content/a.txt", "0123456789");
    let server = Running::serve(&project, &[]);

    let page = server.get(PAGE);
    assert_eq!((page.status, page.header("content-type")), (200, "text/html; charset=utf-8"));
    assert_eq!((page.header("cache-control"), page.header("x-content-type-options")), ("no-store", "nosniff"));
    let head = server.ask("HEAD", PAGE, &[]);
    assert_eq!((head.status, head.body.len(), head.header("content-length")), (200, 0, page.header("content-length")));
    let folder = server.get("/incidents/inc-1?a=b");
    assert_eq!((folder.status, folder.header("location")), (301, "/incidents/inc-1/?a=b"));
    let missing = server.get("/nope/");
    assert_eq!(missing.status, 404);
    assert!(missing.text().contains("Page not found") && missing.text().contains("live.js"), "{}", missing.text());
    let post = server.ask("POST", "/", &[]);
    assert_eq!((post.status, post.header("allow")), (405, "GET, HEAD"));
    assert_eq!(server.get("/static/style.css").header("content-type"), "text/css; charset=utf-8");
    assert_eq!(server.get("/incidents.json").header("content-type"), "application/json");

    let file = "/incidents/inc-3/a.txt";
    let whole = server.get(file);
    assert_eq!((whole.status, whole.text().as_str(), whole.header("cache-control")), (200, "0123456789", "no-store"));
    assert_eq!(whole.header("content-type"), "text/plain; charset=utf-8");
    let part = server.ask("GET", file, &[("Range", "bytes=2-4")]);
    assert_eq!((part.status, part.text().as_str(), part.header("content-range")), (206, "234", "bytes 2-4/10"));
    assert_eq!(server.ask("GET", file, &[("Range", "bytes=20-")]).status, 416);
}

#[test]
fn no_path_leads_out_of_the_site() {
    let project = project();
    project.write("secret.txt", "canary").write("content/unnamed.txt", "canary");
    let server = Running::serve(&project, &[]);
    // The shapes of public lists of traversal payloads.
    let ups = [
        "..",
        "%2e%2e",
        "%2E%2E",
        ".%2e",
        "%252e%252e",
        "..%00",
        "..%c0%af",
        "%c0%ae%c0%ae",
        "....",
        "..;",
        "%uff0e%uff0e",
        "..%0d%0a",
        "..%20",
        ". .",
        "%e2%80%a5",
        "..%ef%bc%8f",
    ];
    let slashes = ["/", "%2f", "%2F", "\\", "%5c", "%255c", "//", "/./", "%c1%9c", "%252f"];
    let shapes = ups.iter().flat_map(|up| slashes.iter().map(move |slash| format!("{up}{slash}")));
    for (number, shape) in shapes.enumerate() {
        let start = ["/", "/incidents/inc-1/", "/static/"][number % 3];
        for (depth, target) in [(1, "secret.txt"), (2, "content/INC-1.toml"), (3, "pir-site.toml"), (8, "etc/passwd")] {
            let path = format!("{start}{}{target}", shape.repeat(depth)).replace(' ', "%20");
            // A client of the web would not send it as it stands: neither does the server take it.
            let reply = server.get(&path);
            assert!([400, 404].contains(&reply.status), "{path}: {}", reply.status);
            assert!(!reply.text().contains("canary") && !reply.text().contains("root:"), "{path}");
        }
    }
    for path in [
        "/secret.txt",
        "/content/INC-1.toml",
        "/incidents/inc-1/unnamed.txt",
        "//etc/passwd",
        "/etc/passwd",
        "/.git/config",
        "/c:/x",
    ] {
        assert_eq!(server.get(path).status, 404, "{path}");
    }
}

#[cfg(unix)]
#[test]
fn an_attachment_that_becomes_a_link_out_of_the_project_is_not_served() {
    let outside = tempfile::tempdir().unwrap();
    fs::write(outside.path().join("secret"), "canary").unwrap();
    let project = project();
    project
        .incident("INC-3", "[[timeline]]\nat = 2024-03-15T09:30:00Z\nevent = \"[log](a.txt)\"\n")
        .write("content/a.txt", "fine");
    let mut server = Running::serve(&project, &[]);
    assert_eq!(server.get("/incidents/inc-3/a.txt").text(), "fine");
    fs::remove_file(project.root().join("content/a.txt")).unwrap();
    std::os::unix::fs::symlink(outside.path().join("secret"), project.root().join("content/a.txt")).unwrap();
    assert_eq!(server.get("/incidents/inc-3/a.txt").status, 404);
    server.line("this link leads out of the project");
}

#[cfg(unix)]
#[test]
fn an_incident_file_that_becomes_a_link_out_of_the_project_is_not_shown() {
    let outside = tempfile::tempdir().unwrap();
    for (name, id) in [("INC-1.toml", "INC-1"), ("folder/INC-3.toml", "INC-3")] {
        fs::create_dir_all(outside.path().join("folder")).unwrap();
        fs::write(outside.path().join(name), titled(id, "canary")).unwrap();
    }
    for path in ["INC-1.toml", "folder"] {
        let project = project();
        project.write("content/folder/INC-3.toml", incident("INC-3", ""));
        let mut server = Running::serve(&project, &[]);
        let (file, link) = (project.root().join("content").join(path), project.root().join("link"));
        std::os::unix::fs::symlink(outside.path().join(path), &link).unwrap();
        if file.is_dir() {
            fs::rename(&file, project.root().join("away")).unwrap();
        }
        fs::rename(&link, &file).unwrap();
        server.line("this link leads out of the project");
        assert!(!server.page("/").contains("canary"), "{path}");
        let build = project.try_build(&[]);
        assert!(build.code != 0 && build.stderr.contains("this link leads out of the project"), "{}", build.stderr);
    }
}

#[cfg(unix)]
#[test]
fn problems_of_folders_are_reported_until_they_are_fixed_though_no_file_changes() {
    use std::os::unix::fs::symlink;

    let outside = tempfile::tempdir().unwrap();
    let project = Project::with_config("content = [\"content\", \"more\"]\n");
    project.incident("INC-1", "");
    let at = |path: &str| project.root().join(path);
    fs::create_dir(at("more")).unwrap();
    let mut server = Running::serve(&project, &[]);
    symlink(outside.path(), at("content/out")).unwrap();
    server.line("this link leads out of the project");
    fs::remove_file(at("content/out")).unwrap();
    server.line("Updated the content folders");

    symlink("nowhere", at("content/INC-9.toml")).unwrap();
    server.line("this cannot be read");
    fs::remove_file(at("content/INC-9.toml")).unwrap();
    server.line("Updated the content folders");

    symlink("..", at("content/around")).unwrap();
    server.line("this link leads back to");
    fs::remove_file(at("content/around")).unwrap();
    server.line("Updated the content folders");

    fs::create_dir(at("content/INC-2.toml")).unwrap();
    server.line("a folder has the name of an incident file");
    fs::remove_dir(at("content/INC-2.toml")).unwrap();
    server.line("Updated the content folders");

    fs::remove_dir(at("more")).unwrap();
    server.line("the content folder more is missing");
    fs::create_dir(at("more")).unwrap();
    server.line("Updated the content folders");
    assert!(!server.page("/").contains("the content folder more is missing"));
}

#[test]
fn only_loopback_addresses_are_served_over_ipv4_and_ipv6() {
    let server = Running::serve(&project(), &[]);
    let is_open = |address: IpAddr| TcpStream::connect((address, server.port)).is_ok();
    assert!(is_open(Ipv4Addr::LOCALHOST.into()));
    // A machine without IPv6 has no such address to listen on.
    if TcpListener::bind((Ipv6Addr::LOCALHOST, 0)).is_ok() {
        assert!(is_open(Ipv6Addr::LOCALHOST.into()));
    }
    // The address by which others know this machine, if it has one; nothing is sent to find it.
    let socket = UdpSocket::bind("0.0.0.0:0").unwrap();
    if socket.connect("192.0.2.1:9").is_ok() {
        let own = socket.local_addr().unwrap().ip();
        assert!(own.is_loopback() || !is_open(own), "{own} is answered too");
        let open = Running::serve(&project(), &["--interface", "0.0.0.0"]);
        assert!(TcpStream::connect((own, open.port)).is_ok());
    }
}

#[test]
fn a_name_of_another_site_is_refused() {
    let server = Running::serve(&project(), &["--allow-host", "dev.example"]);
    let status = |host: &str| server.ask("GET", "/", &[("Host", host)]).status;
    assert_eq!(status("evil.example"), 403);
    assert_eq!(status(&format!("evil.example:{}", server.port)), 403);
    assert_eq!((status("localhost"), status("127.0.0.1:1"), status("[::1]"), status("dev.example:80")), (200, 200, 200, 200));
    assert_eq!(server.ask("GET", "http://evil.example/", &[]).status, 403);
    assert_eq!(server.ask("GET", "/.pir-site/live.js", &[("Host", "evil.example")]).status, 403);
}

#[test]
fn a_request_needs_one_host_and_has_limited_time_for_its_headers() {
    let server = Running::serve(&project(), &[]);
    for (request, status) in [
        ("GET / HTTP/1.1\r\nConnection: close\r\n\r\n", "400"),
        ("GET / HTTP/1.0\r\n\r\n", "400"),
        ("GET /static/style.css HTTP/1.1\r\nConnection: close\r\n\r\n", "400"),
        ("GET /.pir-site/live?path=/&state=1-2-3 HTTP/1.1\r\nConnection: close\r\n\r\n", "400"),
        ("GET / HTTP/1.1\r\nHost: localhost\r\nHost: localhost\r\nConnection: close\r\n\r\n", "400"),
        ("GET / HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n", "200"),
    ] {
        let mut stream = server.connect();
        stream.write_all(request.as_bytes()).unwrap();
        let mut response = Vec::new();
        stream.read_to_end(&mut response).unwrap();
        assert_eq!(String::from_utf8_lossy(&response).split(' ').nth(1), Some(status), "{request:?}");
    }
    // The server hangs up on each of these, and long before the client would.
    for half in ["", "GET / HT", "GET / HTTP/1.1\r\nHost: localhost\r\nX-Slow: "] {
        let mut stream = server.connect();
        stream.write_all(half.as_bytes()).unwrap();
        let mut response = Vec::new();
        let began = std::time::Instant::now();
        let _ = stream.read_to_end(&mut response);
        assert!(began.elapsed() < std::time::Duration::from_secs(30), "{half:?} was waited for");
    }
}

#[test]
fn the_usual_port_moves_on_and_an_explicit_one_fails_with_the_reason() {
    // Where somebody else has the usual port, so much the better.
    let _taken = TcpListener::bind(("127.0.0.1", 1111));
    let project = project();
    let mut server = Running::start(&project, &["serve"]);
    server.await_address();
    assert_ne!(server.port, 1111);
    server.line("Port 1111 is taken");
    let run = project.run(&["serve", "--port", &server.port.to_string()]);
    assert_eq!(run.code, 2);
    assert!(run.stderr.contains(&format!("port {}", server.port)) && run.stderr.contains("in use"), "{}", run.stderr);
}

#[test]
fn only_pages_whose_bytes_changed_reload() {
    let project = project();
    let server = Running::serve(&project, &[]);
    let (mut one, mut other) = (server.open(PAGE).greeted(), server.open("/incidents/inc-2/").greeted());
    let mut home = server.open("/").greeted();
    project.write("content/INC-1.toml", incident("INC-1", "summary = \"Only its own page tells this.\"\n"));
    assert_eq!(one.event().0, "reload");
    project.write("content/INC-1.toml", "broken");
    assert_eq!(other.event().0, "problems", "a page that did not change was reloaded");
    assert_eq!(home.event().0, "problems", "a page that did not change was reloaded");
    assert!(server.page(PAGE).contains("Only its own page tells this."));
}

#[test]
fn a_changed_style_sheet_is_replaced_without_a_reload() {
    let project = project();
    project.write("themes/default/static/style.css", "body { color: red }");
    let server = Running::serve(&project, &[]);
    let mut tab = server.open(PAGE).greeted();
    project.write("themes/default/static/style.css", "body { color: green }");
    assert_eq!(tab.event().0, "styles");
    assert_eq!(server.get("/static/style.css").text(), "body { color: green }");
}

#[test]
fn a_template_of_ones_own_gets_live_reload_from_the_context_or_at_its_end() {
    let project = project();
    let frame = |script: &str| {
        format!(
            "{{% import \"partials/words.html\" as words %}}<html><head>{script}</head><body>{{% block main %}}{{% endblock %}}</body></html>"
        )
    };
    let script = "{% if site.live_reload %}<script src=\"{{ site.live_reload.script }}\" data-state=\"{{ site.live_reload.state }}\">\
                  </script>{% endif %}";
    project.write("themes/default/templates/base.html", frame(script));
    let server = Running::serve(&project, &[]);
    let mut tab = server.open(PAGE).greeted();
    project.write("content/INC-1.toml", titled("INC-1", "Changed"));
    assert_eq!(tab.event().0, "reload");
    assert!(!project.build(&[])["incidents/inc-1/index.html"].windows(6).any(|bytes| bytes == b"script"));
    project.write("themes/default/templates/base.html", frame(""));
    let server = Running::serve(&project, &[]);
    let page = server.page(PAGE);
    assert_eq!(page.matches("live.js").count(), 1, "{page}");
    let mut tab = server.open(PAGE).greeted();
    project.write("content/INC-1.toml", titled("INC-1", "Changed again"));
    assert_eq!(tab.event().0, "reload");
    assert!(!project.build(&[])["incidents/inc-1/index.html"].windows(6).any(|bytes| bytes == b"script"));
    // Its page too is loaded again from the next server.
    let asked = server.open(PAGE).greeted().asked;
    assert_eq!(Running::serve(&project, &[]).listen(&asked).event().0, "reload");
}

#[test]
fn a_page_reloads_when_the_server_is_back() {
    let project = project();
    let asked = Running::serve(&project, &[]).open(PAGE).greeted().asked;
    let server = Running::serve(&project, &[]);
    assert_eq!(server.listen(&asked).event().0, "reload");
    server.open(PAGE).greeted();
}

#[test]
fn errors_are_shown_over_the_last_good_page_until_they_are_fixed() {
    let project = project();
    let mut server = Running::serve(&project, &[]);
    let mut tab = server.open(PAGE).greeted();
    project.write("content/INC-2.toml", incident("INC-2", "sumary = \"<script>alert(1)</script>\"\n"));
    let (problems, _) = tab.until("problems");
    for word in ["sumary", "content/INC-2.toml:", "<script>alert(1)</script>", "help: did you mean"] {
        assert!(problems.contains(word), "{word}: {problems}");
    }
    server.line("the browser shows the last good pages");
    assert!(server.page("/incidents/inc-2/").contains("Checkout was slow"));
    project.write("content/INC-2.toml", titled("INC-2", "Mended"));
    assert_eq!(tab.until("problems").0, "[]");
    assert!(server.page("/incidents/inc-2/").contains("Mended"));
}

#[test]
fn what_cannot_be_loaded_at_first_is_served_once_it_can() {
    for (path, broken, mended) in [
        ("content/INC-1.toml", "id = ".to_owned(), titled("INC-1", "Mended")),
        ("pir-site.toml", "titel = \"x\"".to_owned(), "title = \"Mended\"".to_owned()),
        ("themes/default/templates/incident.html", "{% if %}".to_owned(), "Mended".to_owned()),
        ("themes/default/templates/incident.html", "{{ nothing.there }}".to_owned(), "Mended".to_owned()),
    ] {
        let project = project();
        project.write(path, &broken);
        let mut server = Running::serve(&project, &[]);
        let page = server.get(PAGE);
        assert_eq!(page.status, 503, "{path}");
        assert!(page.text().contains(path.rsplit('/').next().unwrap()), "{path}: {}", page.text());
        let mut tab = server.open(PAGE);
        assert_ne!(tab.until("problems").0, "[]");
        project.write(path, &mended);
        tab.until("reload");
        server.eventually(|server| server.get(PAGE).text().contains("Mended"));
    }
}

#[test]
fn a_template_or_configuration_that_breaks_leaves_the_last_good_pages() {
    for (path, broken, mended) in [
        ("pir-site.toml", "titel = 1", "title = \"Mended\""),
        ("themes/default/templates/incident.html", "{% if %}", "Mended"),
        ("themes/default/templates/incident.html", "{{ nothing.there }}", "Mended"),
    ] {
        let project = project();
        fs::create_dir_all(project.root().join("themes/default/templates")).unwrap();
        let mut server = Running::serve(&project, &[]);
        let mut tab = server.open(PAGE).greeted();
        project.write(path, broken);
        let (problems, before) = tab.until("problems");
        assert!(problems.contains("error") && before.is_empty(), "{path}: {problems} {before:?}");
        assert!(problems.contains(path), "the file is not named as it lies on the disk: {problems}");
        assert!(server.page(PAGE).contains("Checkout was slow"));
        project.write("content/INC-2.toml", titled("INC-2", "Other"));
        project.write(path, mended);
        assert_eq!(tab.until("problems").0, "[]");
        // A configuration that is empty while it is being saved is a good one, too.
        server.eventually(|server| server.page(PAGE).contains("Mended"));
    }
}

#[test]
fn an_old_address_links_to_the_new_one_and_names_a_draft() {
    let project = project();
    let mut server = Running::serve(&project, &[]);
    project.write("content/INC-1.toml", incident("INC-9", ""));
    server.eventually(|server| server.get("/incidents/inc-9/").status == 200);
    let old = server.get(PAGE);
    assert_eq!(old.status, 404);
    assert!(old.text().contains("href=\"/incidents/inc-9/\""), "{}", old.text());

    project.write("content/INC-3.toml", incident("INC-3", "[review]\nstate = \"draft\"\n"));
    server.eventually(|server| server.get("/incidents/inc-3/").text().contains("content/INC-3.toml is a draft"));
    assert_eq!(server.get("/incidents/inc-3/").status, 404);
    assert!(server.open("/").until("note").0.contains("Left out 1 draft"));
    let with_drafts = Running::serve(&project, &["--drafts"]);
    assert_eq!(with_drafts.get("/incidents/inc-3/").status, 200);
}

#[test]
fn a_public_server_never_names_an_internal_incident() {
    let project = project();
    project.incident("INC-7", "visibility = \"internal\"\n[review]\nstate = \"draft\"\n");
    let server = Running::serve(&project, &[]);
    assert!(!server.get("/incidents/inc-7/").text().to_lowercase().contains("inc-7"));
    assert_eq!(Running::serve(&project, &["--audience", "internal", "--drafts"]).get("/incidents/inc-7/").status, 200);
}

/// Saves as editors do: in place, by a temporary file, and with the old file put aside.
fn save(project: &Project, how: usize, path: &str, text: &str) {
    let file = project.root().join(path);
    let beside = |suffix: &str| file.with_file_name(format!("{}{suffix}", file.file_name().unwrap().to_str().unwrap()));
    match how {
        0 => fs::write(&file, text).unwrap(),
        1 => {
            fs::write(beside(".tmp"), text).unwrap();
            fs::rename(beside(".tmp"), &file).unwrap();
        }
        2 => {
            fs::write(file.with_file_name("4913"), "").unwrap();
            fs::remove_file(file.with_file_name("4913")).unwrap();
            fs::rename(&file, beside("~")).unwrap();
            fs::write(&file, text).unwrap();
            fs::remove_file(beside("~")).unwrap();
        }
        3 => {
            fs::write(file.with_file_name(".#INC-1.toml"), "lock").unwrap();
            fs::write(file.with_file_name(".INC-1.toml.swp"), "swap").unwrap();
            fs::remove_file(&file).unwrap();
            fs::write(&file, text).unwrap();
            fs::remove_file(file.with_file_name(".#INC-1.toml")).unwrap();
        }
        _ => {
            let (one, two) = text.split_at(text.len() / 2);
            fs::write(&file, one).unwrap();
            fs::write(&file, format!("{one}{two}")).unwrap();
        }
    }
}

#[test]
fn the_last_text_is_shown_however_an_editor_saves() {
    let project = project();
    for args in [&[][..], &["--poll"]] {
        let server = Running::serve(&project, args);
        for how in 0..5 {
            let mut tab = server.open(PAGE).greeted();
            let title = format!("Saved by way {how}{}", args.concat());
            save(&project, how, "content/INC-1.toml", &titled("INC-1", &title));
            tab.until("reload");
            assert!(server.page(PAGE).contains(&title), "{title}");
        }
    }
}

#[test]
fn of_twenty_saves_in_a_row_the_last_one_is_shown() {
    let project = project();
    let server = Running::serve(&project, &[]);
    let mut tab = server.open(PAGE).greeted();
    for save in 1..=20 {
        project.write("content/INC-1.toml", titled("INC-1", &format!("Save number {save}.")));
    }
    tab.until("reload");
    while !server.page(PAGE).contains("Save number 20.") {
        server.open(PAGE).until("reload");
    }
}

#[test]
fn folders_come_are_renamed_and_go() {
    let project = project();
    let mut server = Running::serve(&project, &[]);
    project.write("content/2027/new/INC-5.toml", incident("INC-5", ""));
    server.eventually(|server| server.get("/incidents/inc-5/").status == 200);
    fs::rename(project.root().join("content/2027"), project.root().join("content/2028")).unwrap();
    server.eventually(|server| server.get("/incidents/inc-5/incident.json").text().contains("2028/new/INC-5.toml"));
    project.write("content/2028/new/INC-5.toml", titled("INC-5", "Edited after the move"));
    server.eventually(|server| server.get("/incidents/inc-5/").text().contains("Edited after the move"));
    fs::remove_dir_all(project.root().join("content/2028")).unwrap();
    server.eventually(|server| server.get("/incidents/inc-5/").status == 404);

    fs::rename(project.root().join("content"), project.root().join("away")).unwrap();
    server.line("the browser shows the last good pages");
    fs::rename(project.root().join("away"), project.root().join("content")).unwrap();
    server.line("Updated");
    project.write("content/INC-1.toml", titled("INC-1", "Edited in the folder that came back"));
    server.eventually(|server| server.get(PAGE).text().contains("Edited in the folder that came back"));
}

#[test]
fn a_branch_that_is_switched_is_not_a_thousand_changes() {
    let project = project();
    let mut server = Running::serve(&project, &[]);
    let mut tab = server.open("/incidents/").greeted();
    for number in 0..1000 {
        project.write(&format!("branch/INC-B{number}.toml"), incident(&format!("INC-B{number}"), ""));
    }
    fs::rename(project.root().join("branch"), project.root().join("content/branch")).unwrap();
    tab.until("reload");
    assert_eq!(server.get("/incidents/inc-b999/").status, 200);
    fs::remove_dir_all(project.root().join("content/branch")).unwrap();
    while server.get("/incidents/inc-b999/").status == 200 || server.get("/incidents/inc-b0/").status == 200 {
        server.line("Updated");
    }
    // A removal takes its time, and a busy machine may pause in between.
    assert!(server.lines_with("Updated") < 10, "{:?}", server.said);
}

#[cfg(unix)]
#[test]
fn content_behind_a_link_inside_the_project_is_followed() {
    let project = project();
    project.write("shared/INC-5.toml", incident("INC-5", "")).write("single.toml", incident("INC-6", ""));
    std::os::unix::fs::symlink("../shared", project.root().join("content/linked")).unwrap();
    std::os::unix::fs::symlink("../single.toml", project.root().join("content/INC-6.toml")).unwrap();
    let mut server = Running::serve(&project, &[]);
    for (path, id) in [("shared/INC-5.toml", "INC-5"), ("single.toml", "INC-6")] {
        project.write(path, titled(id, "Edited behind the link"));
        let page = format!("/incidents/{}/", id.to_lowercase());
        server.eventually(|server| server.get(&page).text().contains("Edited behind the link"));
    }
}

#[test]
fn attachments_come_change_and_are_shown() {
    let project = project();
    project.incident("INC-3", "[[timeline]]\nat = 2024-03-15T09:30:00Z\nevent = \"It broke.\"\nimage = \"a.svg\"\n");
    let mut server = Running::serve(&project, &[]);
    assert_eq!(server.get("/").status, 503);
    project.write("content/a.svg", "<svg/>");
    server.eventually(|server| server.get("/incidents/inc-3/a.svg").text() == "<svg/>");
    // That one may have seen the file before all of it was there, and be about to say so.
    let server = Running::serve(&project, &[]);
    let mut tab = server.open("/incidents/inc-3/").greeted();
    project.write("content/a.svg", "<svg></svg>");
    assert_eq!(tab.event().0, "images");
    assert_eq!(server.get("/incidents/inc-3/a.svg").text(), "<svg></svg>");
}

#[cfg(unix)]
#[test]
fn an_interrupt_ends_it_cleanly_and_removes_nothing() {
    let project = project();
    let before = tree(project.root());
    let server = Running::serve(&project, &[]);
    let _tab = server.open(PAGE).greeted();
    assert_eq!(server.interrupt(), Some(0));
    assert!(tree(project.root()) == before, "serve left something behind or took something away");
}

/// A source of choices that is the same on every run.
pub(crate) struct Dice(pub u64);

impl Dice {
    pub(crate) fn roll(&mut self, sides: u64) -> u64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % sides
    }
}

#[test]
fn after_any_sequence_of_changes_every_page_is_that_of_a_fresh_build() {
    let project = Project::sample();
    project.write("themes/default/static/extra.css", "");
    let config = fs::read_to_string(project.root().join("pir-site.toml")).unwrap();
    let titled = |step: usize| config.replacen("title = \"", &format!("title = \"{step} "), 1);
    let mut server = Running::serve(&project, &[]);
    let mut dice = Dice(7);
    for step in 0..30 {
        let id = format!("INC-9{}", dice.roll(4));
        let file = format!("content/{}/{id}.toml", ["a", "b/c"][usize::from(dice.roll(2) == 1)]);
        let path = project.root().join(&file);
        let others = ["a", "b/c"].map(|folder| project.root().join(format!("content/{folder}/{id}.toml")));
        match dice.roll(6) {
            0 if path.exists() => fs::remove_file(&path).unwrap(),
            1 => _ = project.write("content/broken.toml", "id = "),
            2 => _ = project.write("pir-site.toml", titled(step)),
            3 => _ = project.write("themes/default/static/extra.css", format!("/* {step} */")),
            _ if others.iter().all(|other| !other.exists() || *other == path) => {
                let severity = 1 + dice.roll(3);
                let more = format!(
                    "title = \"Step {step}\"\nseverity = \"sev{severity}\"\nservices = [\"s{}\"]\naliases = [\"/old/{id}-{}\"]\nrelated = []\n",
                    dice.roll(5),
                    dice.roll(2)
                );
                let day = 1 + dice.roll(28);
                let text = incident(&id, &more).replace("2024-03-15", &format!("2024-03-{day:02}"));
                project.write(&file, text);
            }
            _ => continue,
        }
        if step % 5 == 4 {
            let _ = fs::remove_file(project.root().join("content/broken.toml"));
            let fresh = fresh(&project);
            // What the server says last may belong to a change before this one: what counts is what it serves in the end.
            settle(&mut server, &project, step);
            assert_serves(&server, &fresh);
        }
    }
}

/// A fresh build of the project, in a folder of its own.
fn fresh(project: &Project) -> Tree {
    let output = tempfile::tempdir().unwrap();
    let run = project.run(&["build", "--as-of", AS_OF, "--output", output.path().join("site").to_str().unwrap()]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    tree(&output.path().join("site"))
}

/// Waits until the server has seen a change that is made now, and with it all those before.
fn settle(server: &mut Running, project: &Project, step: usize) {
    let marker = format!("content/marker/INC-M{step}.toml");
    project.write(&marker, incident(&format!("INC-M{step}"), ""));
    while server.get(&format!("/incidents/inc-m{step}/")).status != 200 {
        server.line("");
    }
    fs::remove_file(project.root().join(&marker)).unwrap();
    while server.get(&format!("/incidents/inc-m{step}/")).status == 200 {
        server.line("");
    }
}
