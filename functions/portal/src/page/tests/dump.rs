//! Temporary.
use super::*;
#[test]
fn dump() {
    let Ok(dir) = std::env::var("DUMP") else { return };
    let dir = std::path::Path::new(&dir);
    std::fs::create_dir_all(dir.join("assets")).unwrap();
    for html in pages(Locale::En) {
        for (at, _) in html.match_indices("/assets/") {
            let name = html[at + 8..].split('"').next().unwrap();
            std::fs::write(dir.join("assets").join(name), asset(name).unwrap().0).unwrap();
        }
    }
    for entry in super::super::assets::all() {
        std::fs::write(dir.join("assets").join(entry.0), entry.1).unwrap();
    }
    let w = |n: &str, h: String| std::fs::write(dir.join(n), h).unwrap();
    for l in Locale::ALL {
        let t = l.tag();
        let mut task = company();
        task.uploads = vec![
            fixture::upload(1, "Extrato.pdf", fixture::clean()),
            fixture::upload(
                4,
                "Bad.pdf",
                vestibule_domain::upload::Progress::Rejected { at: at(NOW), reason: "EICAR".into() },
            ),
        ];
        task.comments = vec![fixture::comment(1, "Which year do you need?\n\nWe close in March.")];
        w(&format!("landing.{t}.html"), landing(l));
        w(&format!("invitation.{t}.html"), invitation_page(l, None));
        w(&format!("refused.{t}.html"), invitation_page(l, Some(&OpenRefused::PasswordWrong { attempt: 2 })));
        w(&format!("work.{t}.html"), work_page(l, &[task.clone(), contract()]));
        w(&format!("receipt.{t}.html"), receipt_page(l));
        let mut last = fixture::completed(contract());
        last.uploads.clear();
        w(&format!("completed.{t}.html"), work_page(l, &[fixture::completed(company()), last]));
        w(&format!("dead.{t}.html"), dead_page(l, &Denied::Revoked { at: at(NOW) }, Some(TOKEN)));
        w(&format!("notvalid.{t}.html"), not_valid(l));
        w(&format!("failure.{t}.html"), failure(l, "1-67891233-abcdef012345678912345678"));
        let (share, brief, run) = (share(l), brief(l), run());
        let check = lit("company");
        w(
            &format!("check.{t}.html"),
            work(&WorkView {
                share: &share,
                brief: &brief,
                run: &run,
                tasks: &[task, contract()],
                csrf: "c0ffee",
                now: at(NOW),
                check: Some(&check),
            }),
        );
    }
}
