//! `build --record`, and what of a site that was published in a folder a new publication keeps.

use std::fs;
use std::path::Path;
use std::process::Command;

/// What a command gave: its exit status, standard output and standard error.
pub struct Ran {
    pub status: i32,
    pub out: String,
    pub err: String,
}

/// Runs the program in a folder, on a day of 2026.
pub fn run(root: &Path, arguments: &[&str]) -> Ran {
    let mut command = Command::new(env!("CARGO_BIN_EXE_plenary"));
    // 2026-11-24, noon.
    command.current_dir(root).args(arguments).env("SOURCE_DATE_EPOCH", "1795521600");
    let output = command.output().unwrap();
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
    Ran { status: output.status.code().unwrap(), out: text(output.stdout), err: text(output.stderr) }
}

/// Writes the files of a site, each behind a line `-- PATH --`.
pub fn write(root: &Path, site: &str) {
    for file in site.split("-- ").filter(|file| !file.trim().is_empty()) {
        let (path, text) = file.split_once(" --\n").unwrap();
        let path = root.join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }
}

pub const SITE: &str = "\
-- content/site.yaml --
title: Test
base_url: https://towns.github.io/network/
languages: {fr: {}}
-- content/index.md --
---
title: Home
---
[The report](report.pdf)
-- content/report.pdf --
x
-- content/members.md --
---
title: Members
aliases: [/who/]
---
Text.
-- content/members.fr.md --
---
title: Membres
slug: réunis
---
Texte.
-- content/plan.md --
---
title: Plan
draft: yes
---
Text.
-- content/soon.md --
---
title: Soon
publish_at: 2027-01-01
---
Text.
";

fn ledger(root: &Path) -> String {
    fs::read_to_string(root.join("content/addresses.yaml")).unwrap_or_default()
}

fn entries(root: &Path) -> Vec<String> {
    ledger(root).lines().filter_map(|line| Some(line.strip_prefix("- ")?.to_owned())).collect()
}

#[test]
fn what_was_published_is_recorded_and_nothing_else() {
    let root = tempfile::tempdir().unwrap();
    let root = root.path();
    write(root, SITE);
    let ran = run(root, &["build", "--record"]);
    assert_eq!(ran.status, 0, "{}", ran.err);
    assert!(
        ran.out.ends_with("15 addresses added to content/addresses.yaml\n"),
        "{}{}",
        ran.out,
        ledger(root)
    );
    let first = entries(root);
    for address in ["/", "/members/", "/fr/réunis/", "/report.pdf", "/who/", "/data/governance.ttl", "/fr/"]
    {
        assert!(first.contains(&address.to_owned()), "{address}: {first:?}");
    }
    let not =
        ["plan", "soon", "assets", "404", "robots", "sitemap", "build.json", "pagefind", "network", "icon"];
    assert!(!first.iter().any(|address| not.iter().any(|part| address.contains(part))), "{first:?}");
    assert!(first.is_sorted());

    // Nothing new is not written again; the file is not even touched.
    let before = fs::metadata(root.join("content/addresses.yaml")).unwrap().modified().unwrap();
    let again = run(root, &["build", "--record"]);
    assert!(again.status == 0 && !again.out.contains("added"), "{}", again.out);
    assert_eq!(fs::metadata(root.join("content/addresses.yaml")).unwrap().modified().unwrap(), before);

    // Where nothing has to be made, what is missing is recorded all the same.
    fs::remove_file(root.join("content/addresses.yaml")).unwrap();
    assert_eq!(run(root, &["build"]).status, 0);
    assert!(run(root, &["build", "--record"]).out.contains("nothing changed"));
    assert_eq!(entries(root), first);

    // An editor's comments stay, and an old address stays for ever.
    let with_words = ledger(root).replace("- /who/", "# On the poster of 2019.\n- /who/");
    fs::write(root.join("content/addresses.yaml"), &with_words).unwrap();
    fs::rename(root.join("content/members.md"), root.join("content/partners.md")).unwrap();
    fs::rename(root.join("content/members.fr.md"), root.join("content/partners.fr.md")).unwrap();
    let lost = run(root, &["build", "--record"]);
    assert_eq!(lost.status, 1);
    assert!(
        lost.err.contains("address-gone") && lost.err.contains("aliases: [/members/] to content/partners.md")
    );
    assert_eq!(ledger(root), with_words, "what is not published is not recorded");
    let page = fs::read_to_string(root.join("content/partners.md")).unwrap();
    fs::write(root.join("content/partners.md"), page.replace("[/who/]", "[/who/, /members/]")).unwrap();
    let moved = run(root, &["build", "--record"]);
    assert_eq!(moved.status, 0, "{}", moved.err);
    assert_eq!(ledger(root), with_words.replace("- /report.pdf", "- /partners/\n- /report.pdf"));
    assert!(!root.join("content/addresses.yaml.new").exists());
}

#[test]
fn only_the_site_as_the_public_sees_it_is_recorded() {
    let root = tempfile::tempdir().unwrap();
    let root = root.path();
    write(root, SITE);
    for (arguments, why) in [
        (&["--drafts"][..], "--drafts shows something else"),
        (&["--today", "2027-02-01"], "--today gives a day to come"),
        (&["--today", "2026-11-23"], "--today gives a day that is over"),
        (&["--base-url", "https://preview.example.org/"], "--base-url gives another address than site.yaml"),
    ] {
        let ran = run(root, &[&["build", "--record"], arguments].concat());
        assert!(ran.status == 2 && ran.err.contains(why), "{}", ran.err);
        assert!(!root.join("public").exists() && ledger(root).is_empty(), "nothing was done");
    }
    let mut command = Command::new(env!("CARGO_BIN_EXE_plenary"));
    command.current_dir(root).args(["build", "--record"]).env("SOURCE_DATE_EPOCH", "95795521600");
    let later = command.output().unwrap();
    let said = String::from_utf8_lossy(&later.stderr);
    assert!(said.contains("SOURCE_DATE_EPOCH gives a day to come"), "{said}");
    assert!(ledger(root).is_empty());
    for arguments in [&["--today", "2026-11-24"][..], &["--base-url", "https://towns.github.io/network"]] {
        let ran = run(root, &[&["build", "--record"], arguments].concat());
        assert_eq!(ran.status, 0, "{}", ran.err);
    }
    // Whoever publishes a site that names no address gives it.
    write(root, "-- content/site.yaml --\ntitle: Test\nlanguages: {fr: {}}\n");
    assert_eq!(run(root, &["build", "--record", "--base-url", "https://www.example.org/"]).status, 0);
}

/// A picture of one dot.
const DOT: &[u8] = b"GIF89a\x01\0\x01\0\x80\0\0\0\0\0\xff\xff\xff,\0\0\0\0\x01\0\x01\0\0\x02\x02D\x01\0;";

#[test]
fn a_picture_that_a_text_leads_to_is_recorded_and_one_that_it_shows_is_not() {
    let root = tempfile::tempdir().unwrap();
    let root = root.path();
    write(
        root,
        "-- content/site.yaml --\ntitle: Test\nbase_url: https://www.example.org/\nhosts: [nginx, caddy, s3]\n",
    );
    let text = "---\ntitle: Home\n---\n[The plan](plan.gif)\n\n![A hill](hill.gif)\n";
    write(root, &format!("-- content/index.md --\n{text}"));
    for name in ["plan.gif", "hill.gif"] {
        fs::write(root.join("content").join(name), DOT).unwrap();
    }
    let ran = run(root, &["build", "--record"]);
    assert_eq!(ran.status, 0, "{}", ran.err);
    let recorded = entries(root);
    assert!(recorded.contains(&"/plan.gif".to_owned()), "{recorded:?}");
    let not = ["hill", "nginx", "Caddy", "cloudfront", "s3", ".gz", ".br"];
    assert!(!recorded.iter().any(|address| not.iter().any(|part| address.contains(part))), "{recorded:?}");
}

#[test]
fn verify_says_what_was_not_built() {
    let root = tempfile::tempdir().unwrap();
    let root = root.path();
    write(root, SITE);
    assert_eq!(run(root, &["build"]).status, 0);
    assert_eq!(run(root, &["verify", "public"]).status, 0);
    write(root, "-- public/members/win.html --\nx\n-- public/.git/config --\nx\n");
    let ran = run(root, &["verify", "public"]);
    assert!(ran.status == 1 && ran.out.starts_with("members/win.html was not built\n"), "{}", ran.out);
    for i in 0..30 {
        write(root, &format!("-- public/fr/{i}.html --\nx\n"));
    }
    let ran = run(root, &["verify", "public"]);
    assert!(ran.out.contains("11 more files were not built\n"), "{}", ran.out);

    let json = fs::read_to_string(root.join("public/build.json")).unwrap();
    let odd = r#""outputs": [{"path": "a\u001b[2J\u202e", "size": 0, "sha256": ""},"#;
    fs::write(root.join("public/build.json"), json.replace("\"outputs\": [", odd)).unwrap();
    let ran = run(root, &["verify", "public"]);
    assert!(ran.out.contains("a\\u{1b}[2J\\u{202e} is missing"), "{}", ran.out);
}

fn styles(folder: &Path) -> Vec<String> {
    let entries = fs::read_dir(folder.join("assets")).unwrap();
    let names = entries.map(|entry| entry.unwrap().file_name().to_string_lossy().into_owned());
    let mut names: Vec<String> = names.filter(|name| name.starts_with("own.")).collect();
    names.sort();
    names
}

#[test]
fn an_empty_folder_takes_over_what_caches_need_for_one_publication() {
    let root = tempfile::tempdir().unwrap();
    let root = root.path();
    write(root, SITE);
    let build = |style: &str, out: &str, against: &str| {
        write(root, &format!("-- static/own.css --\n{style}\n"));
        // As on a machine that has never seen the site.
        let _ = fs::remove_dir_all(root.join(".plenary"));
        let ran = run(root, &["build", "--out", out, "--against", against]);
        assert_eq!(ran.status, 0, "{}", ran.err);
        assert_eq!(run(root, &["verify", out]).status, 0);
        ran.err
    };
    fs::create_dir(root.join("nothing")).unwrap();
    let said = build("a{color:red}", "one", "nothing");
    assert!(said.contains("Nothing of this site is published at nothing yet"), "{said}");
    let first = styles(&root.join("one"));
    let said = build("a{color:blue}", "two", "one");
    assert!(said.contains("1 file of the site that is online is kept"), "{said}");
    let second = styles(&root.join("two"));
    assert!(second.len() == 2 && second.contains(&first[0]), "{second:?}");
    assert!(!fs::read_to_string(root.join("two/build.json")).unwrap().contains(&first[0]));
    build("a{color:lime}", "three", "two");
    let third = styles(&root.join("three"));
    assert!(third.len() == 2 && !third.contains(&first[0]), "one publication later it goes: {third:?}");

    // A file that is not what was built is not spread.
    let changed = root.join("three/assets").join(third.iter().find(|name| !second.contains(name)).unwrap());
    fs::write(&changed, "a{color:red}").unwrap();
    let said = build("a{color:gold}", "four", "three");
    assert!(said.contains("is left out: it is not as it was built"), "{said}");
    assert_eq!(styles(&root.join("four")).len(), 1);

    // In the folder in which it was built last, the same goes for a file that was taken over.
    let before = styles(&root.join("two"));
    write(root, "-- static/own.css --\na{color:blue}\n");
    assert_eq!(run(root, &["build", "--out", "five", "--against", "one"]).status, 0);
    assert_eq!(styles(&root.join("five")), before);
    assert_eq!(run(root, &["build", "--out", "five"]).status, 0);
    assert_eq!(styles(&root.join("five")), before, "nothing was published");
    write(root, "-- content/index.md --\n---\ntitle: Home\n---\nOther words. [The report](report.pdf)\n");
    assert_eq!(run(root, &["build", "--out", "five"]).status, 0);
    assert_eq!(styles(&root.join("five")).len(), 1);
}

#[test]
fn what_is_online_must_stay() {
    let root = tempfile::tempdir().unwrap();
    let root = root.path();
    write(root, SITE);
    assert_eq!(run(root, &["build", "--out", "one"]).status, 0);
    fs::remove_file(root.join("content/members.md")).unwrap();
    fs::remove_file(root.join("content/members.fr.md")).unwrap();
    let ran = run(root, &["build", "--out", "two", "--against", "one"]);
    assert_eq!(ran.status, 1);
    for address in ["/members/", "/fr/réunis/", "/who/"] {
        assert!(
            ran.err.contains(&format!("error[address-gone]: {address} was published once")),
            "{}",
            ran.err
        );
    }
    assert!(ran.err.contains("content/site.yaml:1:1") && !root.join("two").exists());
    // What was found against another site is not said again without it.
    let plain = run(root, &["build", "--out", "two"]);
    assert!(plain.status == 0 && !plain.err.contains("address-gone"), "{}", plain.err);
    // Nor is nothing found because the last build found nothing.
    assert_eq!(run(root, &["build", "--out", "two", "--against", "one"]).status, 1);
    let wrong = run(root, &["build", "--against", "nowhere"]);
    assert!(wrong.status == 2 && wrong.err.contains("there is no folder nowhere"), "{}", wrong.err);
}
