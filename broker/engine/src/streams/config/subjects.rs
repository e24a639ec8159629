//! Which subjects a stream keeps, what they become, and where they are published again.

use super::check::{Others, bad};
use super::{StreamConfig, SubjectTransform, republishing};
use crate::streams::error::ApiError;
use crate::streams::fleet;
use crate::streams::overlap::{Patterns, Steps};
use crate::streams::transform::Transform;
use crate::subject;

/// Subjects of one stream.
const MOST_SUBJECTS: usize = 2_000;
/// Subjects of the API, and where an exception is made.
const OF_API: [(&str, &str, &str); 4] = [
    ("$JS.>", "$JS.EVENT.>", "jetstream"),
    ("$JSC.>", "$JS.EVENT.>", "jetstream"),
    ("$NRG.>", "$JS.EVENT.>", "jetstream"),
    ("$SYS.>", "$SYS.ACCOUNT.>", "system"),
];

impl StreamConfig {
    pub(super) fn check_subjects(&mut self) -> Result<(), ApiError> {
        if self.subjects.is_empty() && self.mirror.is_none() && self.sources.is_empty() {
            self.subjects.push(self.name.clone());
            return Ok(());
        }
        if self.subjects.len() > MOST_SUBJECTS {
            return bad(format!("too many subjects, maximum allowed is {MOST_SUBJECTS}"));
        }
        for ours in &self.subjects {
            if !subject::is_valid(ours) || subject::is_too_deep(ours) {
                return bad("invalid subject");
            }
        }
        let (patterns, mut steps) = (self.patterns(), Steps::default());
        for (index, ours) in self.subjects.iter().enumerate() {
            self.check_reserved(ours)?;
            let mut second = None;
            patterns.overlapping(ours, &mut steps, |other| {
                if *other > index {
                    second = Some(second.map_or(*other, |second: usize| second.min(*other)));
                }
                false
            })?;
            if let Some(other) = second {
                let other = &self.subjects[other];
                return bad(format!("subject {ours:?} overlaps with {other:?}"));
            }
        }
        Ok(())
    }

    /// Its subjects, for many comparisons; each has its place in the list.
    pub(super) fn patterns(&self) -> Patterns<usize> {
        let mut patterns = Patterns::default();
        for (index, subject) in self.subjects.iter().enumerate() {
            patterns.insert(subject, index);
        }
        patterns
    }

    /// Acknowledging requests of the API would answer them twice.
    fn check_reserved(&self, ours: &str) -> Result<(), ApiError> {
        if self.no_ack {
            return Ok(());
        }
        if ours == ">" {
            return bad("capturing all subjects requires no-ack to be true");
        }
        for (reserved, exception, whose) in OF_API {
            if subject::overlap(ours, reserved) && !subject::is_subset(ours, exception) {
                return bad(format!(
                    "subjects that overlap with {whose} api require no-ack to be true"
                ));
            }
        }
        Ok(())
    }

    pub(super) fn check_transform(&self) -> Result<(), ApiError> {
        let Some(SubjectTransform { src, dest }) = &self.subject_transform else {
            return Ok(());
        };
        if !src.is_empty() && !subject::is_valid(src) {
            let text = format!("stream transform source: invalid subject {src}");
            return Err(ApiError::with(400, 10155, text));
        }
        if !dest.is_empty()
            && let Err(failure) = Transform::new(src, dest)
        {
            let text = format!("stream transform: {failure}");
            return Err(ApiError::with(400, 10156, text));
        }
        Ok(())
    }

    pub(super) fn check_republish(&mut self) -> Result<(), ApiError> {
        let Some(mut republish) = self.republish.clone() else {
            return Ok(());
        };
        if republish.src.is_empty() {
            self.pedantic("republish source can not be empty")?;
            ">".clone_into(&mut republish.src);
        }
        if republish.dest == ">"
            && republish.src == ">"
            && let (Some(transform), [only]) = (&self.subject_transform, &*self.subjects)
            && transform.src == *only
        {
            self.pedantic("implicit republish based on subject transform")?;
            republish.src.clone_from(&transform.dest);
            republish.dest.clone_from(&transform.dest);
        }
        self.republish = Some(republish.clone());
        if republish.dest.is_empty() {
            // Clients that send every member of a configuration mean that nothing is published again.
            return Ok(());
        }
        let transform = Transform::new(&republish.src, &republish.dest);
        if self.keeps_any(&republish.dest) {
            return bad("stream configuration for republish destination forms a cycle");
        }
        let Ok(transform) = transform else {
            return bad(format!(
                "stream configuration for republish with transform from '{}' to '{}' not valid",
                republish.src, republish.dest
            ));
        };
        let results = transform.results();
        if fleet::is_asked_or_answered(&results) {
            return bad(format!(
                "stream configuration for republish destination {results:?} is for requests or replies"
            ));
        }
        if self.keeps_any(&results) {
            return bad("stream configuration for republish destination forms a cycle");
        }
        Ok(())
    }

    /// A pattern of all subjects that it publishes again on; none if it does not.
    pub(crate) fn republishes_on(&self) -> Option<String> {
        let republish = self.republish.as_ref()?;
        let transform = Transform::new(&republish.src, &republish.dest);
        transform.ok().map(|transform| transform.results())
    }

    /// That nothing goes round for ever.
    pub(super) fn check_cycles(&self, others: &dyn Others) -> Result<(), ApiError> {
        if republishing::comes_back(self, others)? {
            return bad(
                "stream configuration for republish destination forms a cycle by way of other streams",
            );
        }
        Ok(())
    }

    /// Whether it keeps anything the pattern names.
    pub(crate) fn keeps_any(&self, pattern: &str) -> bool {
        self.subjects.iter().any(|ours| subject::overlap(ours, pattern))
    }
}
