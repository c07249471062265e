"""Clocks: one run of a program, and `plenary serve` from start to first page and from edit to page."""

import http.client
import multiprocessing
import os
import re
import shutil
import signal
import socket
import statistics
import subprocess
import sys
import time
import urllib.parse
from pathlib import Path

import model
import tools


class Failed(Exception):
    """A program did not do its work."""


def timed(command, folder, log):
    """Runs a program: seconds and peak memory in megabytes (of 10^6 bytes).

    The peak is the kernel's, of the process and all that it waited for. It cannot be below what
    this runner itself takes, since a process counts from before it became the program; the runner
    is kept small for that.
    """
    os.chdir(folder)
    quiet = os.open(log, os.O_WRONLY | os.O_CREAT | os.O_TRUNC)
    files = [(os.POSIX_SPAWN_DUP2, quiet, 1), (os.POSIX_SPAWN_DUP2, quiet, 2)]
    words = [str(word) for word in command]
    begun = time.perf_counter()
    child = os.posix_spawnp(words[0], words, os.environ, file_actions=files)
    _, status, usage = os.wait4(child, 0)
    seconds = time.perf_counter() - begun
    os.close(quiet)
    if os.waitstatus_to_exitcode(status) != 0:
        raise Failed(f"{' '.join(words)} failed:\n{Path(log).read_text()[-2000:]}")
    return seconds, usage.ru_maxrss * 1024 / 1e6


def apart(work, *arguments):
    """Does something in a process of its own, since what this runner holds counts in `timed`."""
    process = multiprocessing.get_context("fork").Process(target=work, args=arguments)
    process.start()
    process.join()
    if process.exitcode != 0:
        raise Failed("that ends the run")


def edit(tool, page, mark):
    """Changes the text of one page."""
    page.body = page.body.replace("\n", f" {mark}\n", 1)
    tool.write(page)


def check(tool, pages):
    """Holds a tool's output against the model; a fault is said before it ends the run."""
    try:
        tool.check(pages)
    except tools.Unlike as fault:
        sys.exit(f"run.py: {fault}")


def round_of(tool, pages, number, log):
    """One cold build, one of an unchanged site, one after an edit."""
    tool.forget()
    cold, memory = timed(tool.command(), tool.root, log)
    if number == 0:
        apart(check, tool, pages)
    unchanged, again = timed(tool.command(), tool.root, log)
    page = model.page(pages // 2 + number, pages, tool.address)
    mark = f"This was changed in round {number}."
    edit(tool, page, mark)
    edited, third = timed(tool.command(), tool.root, log)
    tool.expect(mark in tool.output(page).read_text(), f"the edit of {page.name}")
    return {"cold": cold, "unchanged": unchanged, "edit": edited, "memory": max(memory, again, third)}


def coalition(tool, project, work, log, rounds):
    """The project's own site, cold, the whole process."""
    root, out = work / "coalition", work / "coalition-out"
    for folder in ("content", "templates", "static"):
        shutil.copytree(project / folder, root / folder)
    settings = root / "content/site.yaml"
    text = settings.read_text()
    for key in ("search", "previews"):
        if key in tool.settings():
            text = re.sub(rf"(?m)^{key}:.*\n", "", text) + f"\n{key}: off\n"
    settings.write_text(text)
    seconds = []
    for _ in range(rounds):
        for left in (out, root / ".plenary"):
            shutil.rmtree(left, ignore_errors=True)
        seconds.append(timed([tool.program, "build", "--root", root, "--out", out], root, log)[0])
    return statistics.median(seconds)


class Events:
    """Server-sent events of a page, read from the socket as they come.

    As the page's own script does, it says what the browser has: the page's `data-seen`.
    """

    def __init__(self, port, route, html):
        seen = re.search(r'data-seen="([^"]*)"', html)
        asked = urllib.parse.urlencode({"route": route, **({"seen": seen.group(1)} if seen else {})})
        self.connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
        self.connection.request("GET", f"/__plenary/events?{asked}")
        self.answer = self.connection.getresponse()
        if self.answer.status != 200:
            raise Failed(f"/__plenary/events answers {self.answer.status}")

    def wait_for(self, name):
        """Reads until an event of this name has come whole."""
        event = ""
        while line := self.answer.readline():
            line = line.decode().rstrip("\r\n")
            if line.startswith("event:"):
                event = line.removeprefix("event:").strip()
            elif not line and event == name:
                return
        raise Failed(f"the server ended before it told of a {name}")


def get(port, route):
    """The bytes at a route; none while nothing answers."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    try:
        connection.request("GET", route)
        answer = connection.getresponse()
        return answer.read().decode() if answer.status == 200 else None
    except ConnectionRefusedError:
        return None
    finally:
        connection.close()


def free_port():
    """A port that nothing listens on."""
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        return taken.getsockname()[1]


def serve(tool, pages, rounds, debounce, log):
    """`plenary serve`: seconds from start to the first page, and from an edit to its page's bytes.

    The watcher's debounce, in seconds, is taken off the second: a wait, not work.
    """
    first, saved, memory = [], [], []
    for number in range(rounds):
        tool.forget()
        port = free_port()
        page = model.page(pages // 3 + number, pages, tool.address)
        route = tool.address.replace("NAME", page.name)
        with open(log, "w") as quiet:
            begun = time.perf_counter()
            server = subprocess.Popen(
                [tool.program, "serve", "--root", tool.root, "--port", str(port)], stdout=quiet, stderr=quiet
            )
            try:
                while get(port, route) is None:
                    if server.poll() is not None or time.perf_counter() - begun > 120:
                        raise Failed(f"no page from plenary serve:\n{Path(log).read_text()[-2000:]}")
                    time.sleep(0.001)
                first.append(time.perf_counter() - begun)
                # What is made behind the first page is not what is measured now.
                time.sleep(1)
                for again in range(3):
                    events = Events(port, route, get(port, route))
                    time.sleep(0.3)
                    mark = f"This was changed in round {number}, the {again + 1}. time."
                    begun = time.perf_counter()
                    edit(tool, page, mark)
                    events.wait_for("reload")
                    html = get(port, route)
                    saved.append(time.perf_counter() - begun - debounce)
                    tool.expect(html and mark in html, f"the edit of {page.name}, served")
                    events.connection.close()
                status = Path(f"/proc/{server.pid}/status").read_text()
                memory.append(int(re.search(r"VmHWM:\s+(\d+)", status).group(1)) * 1024 / 1e6)
            finally:
                server.send_signal(signal.SIGINT)
                try:
                    server.wait(10)
                except subprocess.TimeoutExpired:
                    server.kill()
                    server.wait()
    return {
        "first": statistics.median(first),
        "saved": statistics.median(saved),
        "memory": max(memory),
    }
