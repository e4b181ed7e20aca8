#!/usr/bin/env python3
"""Edits an incident again and again under a running `pir-site serve`: does its memory grow, and what does an edit cost?

    benches/edits.py PIR_SITE [--project DIR] [--edits 5000] [--every 0.03]

The project is copied (by default the repository's sample archive) and its newest incident edited: its words each time, every tenth
time its services, and every hundredth time it is broken and fixed. After each edit its page and the front page are asked for. An edit
every 30 ms for some minutes is more than a person makes in an hour. Memory is the resident set of the process (Linux), after a tenth
of the edits and then after each further tenth; where the last is above the first by more than a tenth, the exit code is 1.

Python 3.9 or later, and nothing else.
"""
import argparse
import http.client
import os
import pathlib
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import threading
import time

ROOT = pathlib.Path(__file__).resolve().parent.parent


def start(binary, project):
    server = subprocess.Popen([binary, "--root", project, "serve", "--port", "0"], stderr=subprocess.PIPE, text=True)
    for line in server.stderr:
        if found := re.search(r"Serving at http://localhost:(\d+)/", line):
            # The server would wait if nobody read its messages.
            threading.Thread(target=lambda: [None for _ in server.stderr], daemon=True).start()
            return server, int(found[1])
    sys.exit("the server did not start")


def resident(server):
    status = pathlib.Path(f"/proc/{server.pid}/status").read_text()
    return int(re.search(r"VmRSS:\s+(\d+)", status)[1]) / 1024


def processor(server):
    fields = pathlib.Path(f"/proc/{server.pid}/stat").read_text().rsplit(")", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("binary")
    parser.add_argument("--project", type=pathlib.Path, default=ROOT)
    parser.add_argument("--edits", type=int, default=5000)
    parser.add_argument("--every", type=float, default=0.03, help="seconds from one edit to the next")
    args = parser.parse_args()

    with tempfile.TemporaryDirectory() as folder:
        project = pathlib.Path(folder)
        shutil.copy(args.project / "pir-site.toml", project)
        for part in ("content", "themes"):
            if (args.project / part).is_dir():
                shutil.copytree(args.project / part, project / part)
        file = max(project.glob("content/**/*.toml"), key=lambda file: (file.parent.name, file.name))
        original = file.read_text(encoding="utf-8")
        page = "/incidents/" + re.search(r'^id = "(.*)"', original, re.M)[1].lower() + "/"
        server, port = start(args.binary, str(project))
        try:
            connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)

            def get(path):
                connection.request("GET", path)
                return connection.getresponse().read()

            memory, seen, began = [], [], processor(server)
            for edit in range(1, args.edits + 1):
                # A new title each time: whatever was kept of the old ones would add up.
                title = f"Edit {edit} of {args.edits}"
                text = re.sub(r"^title = .*$", f'title = "{title}"', original, count=1, flags=re.M)
                if edit % 10 == 0:
                    text = re.sub(r"^services = .*$", f'services = ["service-{edit}"]', text, count=1, flags=re.M)
                if edit % 100 == 0:
                    text = text.replace("\nid =", "\nidd =", 1) if "\nid =" in text else "idd" + text
                next_at = time.perf_counter() + args.every
                file.write_text(text, encoding="utf-8")
                written = time.perf_counter()
                while edit % 100 and title.encode() not in get(page):
                    if time.perf_counter() - written > 60:
                        sys.exit(f"{title!r} was never shown")
                    time.sleep(0.001)
                if edit % 100:
                    seen.append((time.perf_counter() - written) * 1e3)
                get("/")
                time.sleep(max(0, next_at - time.perf_counter()))
                if edit % max(1, args.edits // 10) == 0:
                    memory.append(resident(server))
                    print(f"{edit:7} edits  {memory[-1]:8.1f} MiB", flush=True)
            took = (processor(server) - began) / args.edits * 1e3
            print(f"changed page after {statistics.median(seen):.1f} ms (median), {took:.1f} ms of CPU for an edit with its pages")
        finally:
            server.terminate()
            server.wait()
    growth = memory[-1] / memory[0] - 1
    print(f"memory from a tenth of the edits to the last: {growth:+.1%}")
    return growth > 0.1


if __name__ == "__main__":
    sys.exit(main())
