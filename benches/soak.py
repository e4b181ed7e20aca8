#!/usr/bin/env python3
"""Runs `pir-site serve` and `pir-site watch` under random changes and requests: do they end equal to a fresh build?

    benches/soak.py PIR_SITE [--project DIR] [--minutes 60] [--every 0.2] [--seed 1]

The project is copied (by default the repository's sample archive) into a git repository with two branches. Incident files are
edited, added, broken, renamed and removed, folders are renamed, files and attachments are swapped for links inside and out of the
project, the theme and the configuration change, branches are switched, and pages are requested all the while, also by halves of
requests. Every minute all that is broken is restored. Then what `serve` serves and what `watch` has published must be what a
fresh build writes, byte for byte but for live reload. Nothing from outside the project may ever be served or published.

Memory is the resident set of each process (Linux), measured after every change. The exit code is 1 where its median over the last
fifth of the time is more than a fifth above that of the second fifth, or where anything differs.

Python 3.9 or later and git, and nothing else.
"""
import argparse
import http.client
import os
import pathlib
import random
import re
import shutil
import socket
import statistics
import subprocess
import sys
import tempfile
import threading
import time

ROOT = pathlib.Path(__file__).resolve().parent.parent
DAY = "2026-11-24"
SECRET = "soak-secret-outside-the-project"
INCIDENT = """id = "{id}"
title = "{title}"
severity = "sev{severity}"
services = ["service-{service}"]

[milestones]
started = 2026-01-{day:02}T09:00:00Z
resolved = 2026-01-{day:02}T10:05:00Z

[[timeline]]
at = 2026-01-{day:02}T09:30:00Z
event = "See [the log]({log})."

[review]
state = "reviewed"
"""


def incident(number, dice, log="log.txt"):
    values = {"title": f"Soak {dice.random()}", "severity": dice.randint(1, 3), "service": dice.randint(1, 9), "day": dice.randint(1, 28)}
    return INCIDENT.format(id=f"SOAK-{number}", log=log, **values)


def replace(path, text):
    """Writes a file as an editor may: in place, or by a temporary file."""
    if path.is_symlink() or hash(text) % 2:
        temporary = path.with_name(f".{path.name}.tmp")
        temporary.write_text(text, encoding="utf-8")
        temporary.replace(path)
    else:
        path.write_text(text, encoding="utf-8")


def link(path, target):
    """Puts a link in the place of a file, in one step."""
    temporary = path.with_name(".link.tmp")
    temporary.unlink(missing_ok=True)
    temporary.symlink_to(target)
    temporary.replace(path)


class Project:
    def __init__(self, folder, source, dice):
        self.root, self.outside, self.dice = folder / "project", folder / "outside", dice
        self.content = self.root / "content" / "soak"
        shutil.copytree(source / "content", self.root / "content")
        shutil.copy(source / "pir-site.toml", self.root)
        self.style = self.root / "themes" / "default" / "static" / "extra.css"
        self.style.parent.mkdir(parents=True)
        self.style.write_text("/* soak */")
        self.content.mkdir()
        (self.content / "log.txt").write_text("a log")
        self.outside.mkdir()
        (self.outside / "log.txt").write_text(SECRET)
        (self.outside / "a.toml").write_text(incident(0, dice).replace("Soak", SECRET))
        for number in range(1, 6):
            (self.content / f"SOAK-{number}.toml").write_text(incident(number, dice))
        self.git("init", "-q", "-b", "one")
        (self.root / ".gitignore").write_text("/public\n")
        self.commit()
        self.git("checkout", "-q", "-b", "two")
        # Many files are elsewhere on this branch, and no reference to them breaks.
        for path in [path for path in (self.root / "content").iterdir() if path.is_dir() and path != self.content]:
            path.rename(path.with_name(f"{path.name}-two"))
        self.commit()
        self.git("checkout", "-q", "one")

    def git(self, *args):
        identity = ["-c", "user.name=soak", "-c", "user.email=soak@example.com", "-c", "core.hooksPath=/dev/null"]
        subprocess.run(["git", *identity, *args], cwd=self.root, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)

    def commit(self):
        self.git("add", "-A")
        self.git("commit", "-q", "--allow-empty", "-m", "soak")

    def numbered(self):
        return self.content / f"SOAK-{self.dice.randint(1, 12)}.toml"

    def change(self):
        """One random change. Which files there are is looked up each time, so changes may undo each other."""
        number = self.dice.randint(1, 12)
        file = self.content / f"SOAK-{number}.toml"
        log = self.content / "log.txt"
        moved = self.root / "content" / "moved"
        changes = [
            lambda: replace(file, incident(number, self.dice)),
            lambda: replace(file, incident(number, self.dice)),
            lambda: replace(file, incident(number, self.dice)),
            lambda: replace(file, "id = "),
            lambda: file.unlink(missing_ok=True),
            lambda: file.exists() and file.rename(self.content / f"renamed-{number}.toml"),
            lambda: replace(log, f"a log {self.dice.random()}"),
            lambda: link(log, self.outside / "log.txt"),
            lambda: link(log, "../../pir-site.toml"),
            lambda: link(file, self.outside / "a.toml"),
            lambda: moved.exists() or self.content.rename(moved),
            lambda: moved.exists() and not self.content.exists() and moved.rename(self.content),
            lambda: self.content.exists() and not moved.exists() and (self.content.rename(moved), link(self.content, self.outside)),
            lambda: replace(self.style, f"/* {self.dice.random()} */"),
            lambda: self.title(f"Soak {self.dice.random()}"),
            lambda: self.title('"'),
            lambda: self.switch(),
        ]
        try:
            self.dice.choice(changes)()
        except FileNotFoundError:
            pass  # Its folder is away.

    def title(self, title):
        file = self.root / "pir-site.toml"
        replace(file, re.sub(r"^title = .*$", lambda _: f'title = "{title}"', file.read_text(encoding="utf-8"), count=1, flags=re.M))

    def switch(self):
        """Switches branches as a person may: with what was changed put aside."""
        self.restore()
        self.commit()
        branch = subprocess.run(["git", "branch", "--show-current"], cwd=self.root, check=True, capture_output=True, text=True)
        self.git("checkout", "-q", "two" if branch.stdout.strip() == "one" else "one")

    def restore(self):
        """Makes the project one that can be built, whatever the changes have left."""
        moved = self.root / "content" / "moved"
        if self.content.is_symlink():
            self.content.unlink()
        if moved.exists():
            if self.content.exists():
                shutil.rmtree(moved)
            else:
                moved.rename(self.content)
        for path in self.content.iterdir():
            if path.is_symlink() or path.name.startswith(("renamed-", ".")):
                path.unlink()
        replace(self.content / "log.txt", f"a log {self.dice.random()}")
        for number in range(1, 13):
            file = self.content / f"SOAK-{number}.toml"
            if number < 6 or file.exists():
                replace(file, incident(number, self.dice))
        self.title("Soak")


class Process:
    """A running command, of which somebody has to read what it writes."""

    def __init__(self, *args):
        self.lines, self.port = [], None
        self.process = subprocess.Popen([str(arg) for arg in args], stderr=subprocess.PIPE, text=True)
        ready = threading.Event()

        def read():
            for line in self.process.stderr:
                self.lines = self.lines[-200:] + [line]
                if found := re.search(r"Serving at http://localhost:(\d+)/|Watching for changes", line):
                    self.port = found[1] and int(found[1])
                    ready.set()

        threading.Thread(target=read, daemon=True).start()
        if not ready.wait(60):
            sys.exit(f"{args} did not start:\n" + "".join(self.lines))

    def memory(self):
        """The resident set, in MiB."""
        status = pathlib.Path(f"/proc/{self.process.pid}/status").read_text()
        return int(re.search(r"VmRSS:\s+(\d+)", status)[1]) / 1024

    def stop(self):
        self.process.terminate()
        self.process.wait()


def get(port, path):
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    try:
        connection.request("GET", path)
        response = connection.getresponse()
        return response.status, response.read()
    finally:
        connection.close()


def request(port, paths, dice, stop, errors):
    """Asks for random paths, and now and then for half of one, until told to stop."""
    while not stop.is_set():
        try:
            if dice.random() < 0.05:
                with socket.create_connection(("127.0.0.1", port), timeout=60) as half:
                    half.sendall(b"GET / HTTP/1.1\r\nHost: local")
                    time.sleep(dice.random())
            else:
                status, body = get(port, dice.choice(paths))
                if SECRET.encode() in body:
                    errors.append("a file from outside the project was served")
                if status >= 500 and status != 503 and b"cannot be rendered" not in body:
                    errors.append(f"status {status}: {body[:300]}")
        except OSError as error:
            if not stop.is_set():
                errors.append(f"a request failed: {error}")
        time.sleep(0.02)


def files(folder):
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def without_live_reload(html):
    html = re.sub(rb'<script defer src="/\.pir-site/live\.js"[^>]*></script>\n', b"", html)
    return re.sub(rb"; connect-src 'self'|(?<=static/style\.css)\?v=[0-9a-f]+", b"", html)


def differences(fresh, published, port):
    """What differs between a fresh build, what is published, and what is served."""
    found = [f"watch: {path}" for path in sorted(fresh.keys() | published.keys()) if fresh.get(path) != published.get(path)]
    for path, expected in fresh.items():
        if path.startswith(".pir-site/") or path == "404.html":
            continue
        status, body = get(port, "/" + re.sub(r"(^|/)index\.html$", r"\1", path))
        is_same = without_live_reload(body) == without_live_reload(expected) if path.endswith(".html") else body == expected
        if status != 200 or not is_same:
            found.append(f"serve: {path} ({status})")
    return found


def settle(binary, project, folder, server):
    """Waits until `serve` and `watch` show the project as it is now. Returns what differs in the end."""
    project.restore()
    shutil.rmtree(folder / "fresh", ignore_errors=True)
    build = subprocess.run(
        [binary, "--root", project.root, "build", "--quiet", "--as-of", DAY, "--output", folder / "fresh"], capture_output=True, text=True
    )
    if build.returncode:
        return [f"build: {build.stderr}"]
    fresh, deadline = files(folder / "fresh"), time.monotonic() + 30
    while (found := differences(fresh, files(folder / "watched"), server.port)) and time.monotonic() < deadline:
        time.sleep(0.5)
    return found


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("binary", type=pathlib.Path)
    parser.add_argument("--project", type=pathlib.Path, default=ROOT)
    parser.add_argument("--minutes", type=float, default=60)
    parser.add_argument("--every", type=float, default=0.2, help="seconds from one change to the next, on average")
    parser.add_argument("--seed", type=int, default=1)
    args = parser.parse_args()
    dice, binary = random.Random(args.seed), args.binary.resolve()

    with tempfile.TemporaryDirectory() as temporary:
        folder = pathlib.Path(temporary).resolve()
        project = Project(folder, args.project, dice)
        common = [binary, "--root", project.root]
        server = Process(*common, "serve", "--port", "0", "--as-of", DAY)
        watcher = Process(*common, "watch", "--as-of", DAY, "--output", folder / "watched")
        paths = ["/" + path.removesuffix("index.html") for path in files(folder / "watched")] + ["/nowhere", "/incidents", "/%2e%2e/x"]
        stop, errors = threading.Event(), []
        threading.Thread(target=request, args=(server.port, paths, random.Random(args.seed), stop, errors), daemon=True).start()
        begin, memory, count, failed = time.monotonic(), {"serve": [], "watch": []}, 0, []
        end, settled = begin + args.minutes * 60, begin
        while not failed and not errors and time.monotonic() < end:
            project.change()
            count += 1
            memory["serve"].append(server.memory())
            memory["watch"].append(watcher.memory())
            time.sleep(dice.expovariate(1 / args.every))
            if time.monotonic() - settled > min(60, args.minutes * 6):
                failed = settle(binary, project, folder, server)
                settled = time.monotonic()
                shown = ", ".join(f"{name} {sizes[-1]:.1f} MiB" for name, sizes in memory.items())
                print(f"{settled - begin:6.0f} s, {count} changes: {'differs' if failed else 'equal to a fresh build'}; {shown}", flush=True)
        failed = failed or settle(binary, project, folder, server)
        stop.set()
        running = [name for name, it in (("serve", server), ("watch", watcher)) if it.process.poll() is not None]
        if any(SECRET.encode() in bytes for bytes in files(folder / "watched").values()):
            errors.append("a file from outside the project was published")
        server.stop()
        watcher.stop()
    fifth = max(1, count // 5)
    growth = {
        name: statistics.median(sizes[-fifth:]) / statistics.median(sizes[fifth : 2 * fifth] or sizes) - 1 for name, sizes in memory.items()
    }
    errors += [f"{name} ended by itself" for name in running] + [f"differs: {path}" for path in failed[:20]]
    errors += [f"{name} grew by {rate:.0%}" for name, rate in growth.items() if rate > 0.2]
    print(f"{count} changes; memory: " + ", ".join(f"{name} {rate:+.1%}" for name, rate in growth.items()))
    print("\n".join(errors) or "equal to a fresh build")
    return bool(errors)


if __name__ == "__main__":
    sys.exit(main())
