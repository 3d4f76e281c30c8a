//! What a session may still do in the tasks.

use super::{super::command::TOO_LONG, Model, Refused, Verdict};

impl Model {
    /// In: a session that has not ended, of a share that is alive.
    fn enter(&self, back: usize) -> Result<(), Refused> {
        let at = self.sessions.len().saturating_sub(back + 1);
        let (epoch, ends_at) = self.sessions.get(at).ok_or("session ended")?;
        if self.now >= *ends_at {
            return Err("session ended");
        }
        if self.revoked {
            return Err("revoked");
        }
        if self.past() {
            return Err(if self.done() { "completed" } else { "expired" });
        }
        if *epoch == self.epoch { Ok(()) } else { Err("session ended") }
    }

    pub(super) fn save(
        &mut self,
        session: usize,
        base: usize,
        field: &'static str,
        value: Option<&'static str>,
    ) -> Verdict {
        self.enter(session)?;
        if self.tasks_done.contains("company") {
            return Err("task done");
        }
        let value = value.filter(|v| !v.is_empty());
        if self.answers.get(field).copied() == value {
            return Ok("same");
        }
        let read = self.edits.saturating_sub(base);
        if self.changed_with.get(field).is_some_and(|edit| *edit > read) {
            return Err("changed elsewhere");
        }
        if self.handed_back && field != "about" {
            return Err("not handed back");
        }
        self.edits += 1;
        self.changed_with.insert(field, self.edits);
        match value {
            Some(value) => self.answers.insert(field, value),
            None => self.answers.remove(field),
        };
        Ok("ok")
    }

    /// In, and at the documents, which wait for the company.
    fn at_documents(&self, session: usize) -> Result<(), Refused> {
        self.enter(session)?;
        if self.tasks_done.contains("documents") {
            return Err("task done");
        }
        if self.tasks_done.contains("company") { Ok(()) } else { Err("waiting") }
    }

    pub(super) fn upload(&mut self, session: usize) -> Verdict {
        self.at_documents(session)?;
        if self.files == 2 {
            return Err("too many");
        }
        self.files += 1;
        Ok("ok")
    }

    pub(super) fn remove(&mut self, session: usize) -> Verdict {
        self.at_documents(session)?;
        self.files = self.files.checked_sub(1).ok_or("no file")?;
        Ok("ok")
    }

    pub(super) fn complete(&mut self, session: usize, task: &str) -> Verdict {
        if task == "company" {
            self.enter(session)?;
            if self.tasks_done.contains("company") {
                return Ok("before");
            }
            self.answers.get("legal_name").filter(|name| **name != TOO_LONG).ok_or("incomplete")?;
            self.edits += 1;
            self.tasks_done.insert("company");
            return Ok("ok");
        }
        match self.at_documents(session) {
            Err("task done") => return Ok("before"),
            other => other?,
        }
        if self.files == 0 {
            return Err("incomplete");
        }
        self.tasks_done.insert("documents");
        Ok("ok")
    }
}
