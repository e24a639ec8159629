//! Where a stream takes messages from beside its subjects.

use std::cell::LazyCell;
use std::collections::{HashSet, VecDeque};
use std::sync::Arc;

use super::check::{Others, bad, is_name};
use super::{StreamConfig, StreamSource, SubjectTransform};
use crate::streams::error::{self, ApiError};
use crate::streams::moment;
use crate::streams::overlap::{Patterns, Steps, Tangled};
use crate::streams::transform::Transform;
use crate::subject;

/// Sources of one stream.
const MOST_SOURCES: usize = 1_000;
/// Filters and transforms of one source.
const MOST_TRANSFORMS: usize = 1_000;
/// Bytes of all filters and destinations of one source: together they name the note that tells how far it was taken.
const LONGEST_INDEX: usize = 32 * 1024;

/// The refusals that differ for a mirror and for sources.
struct Refusals {
    both_filters: ApiError,
    name: ApiError,
    too_large: ApiError,
    overlap: ApiError,
    /// Whether the filters may name no subject twice, or only none that another one names all of.
    disjoint: bool,
    /// Numbers of a bad filter and of a bad destination, and what their texts begin with.
    filter: (u16, &'static str),
    destination: (u16, &'static str),
}

const OF_MIRROR: Refusals = Refusals {
    both_filters: error::MIRROR_BOTH_FILTERS,
    name: error::MIRROR_NAME,
    too_large: error::MIRROR_MESSAGE_SIZE,
    overlap: error::MIRROR_FILTERS_OVERLAP,
    disjoint: true,
    filter: (10151, "mirror transform source"),
    destination: (10154, "mirror transform"),
};
const OF_SOURCE: Refusals = Refusals {
    both_filters: error::SOURCE_BOTH_FILTERS,
    name: error::SOURCE_NAME,
    too_large: error::SOURCE_MESSAGE_SIZE,
    overlap: error::SOURCE_FILTERS_OVERLAP,
    disjoint: false,
    filter: (10145, "source transform source"),
    destination: (10146, "source transform"),
};

impl StreamConfig {
    pub(super) fn check_mirror(&mut self, others: &dyn Others) -> Result<(), ApiError> {
        let Some(mirror) = &self.mirror else {
            return Ok(());
        };
        if self.first_seq > 0 {
            return Err(error::MIRROR_WITH_FIRST_SEQ);
        }
        if !self.subjects.is_empty() {
            return Err(error::MIRROR_WITH_SUBJECTS);
        }
        if !self.sources.is_empty() {
            return Err(error::MIRROR_WITH_SOURCES);
        }
        if self.allow_msg_counter {
            return Err(error::MIRROR_WITH_COUNTERS);
        }
        if self.allow_atomic {
            return Err(error::MIRROR_WITH_BATCHES);
        }
        if self.allow_msg_schedules {
            return Err(error::MIRROR_WITH_SCHEDULES);
        }
        if mirror.opt_start_seq > 0 && mirror.opt_start_time.is_some() {
            return Err(error::MIRROR_WITH_TWO_STARTS);
        }
        if self.subject_delete_marker_ttl > 0 {
            return bad("subject delete markers forbidden on mirrors");
        }
        mirror.check(&OF_MIRROR, self.max_msg_size, others, &mut Steps::default())?;
        if let Some(origin) = others.find(&mirror.name) {
            if self.mirror_direct != origin.allow_direct {
                self.pedantic("origin stream has direct get set, mirror has it disabled")?;
            }
            self.mirror_direct = origin.allow_direct;
        }
        Ok(())
    }

    pub(super) fn check_sources(&self, others: &dyn Others) -> Result<(), ApiError> {
        if !self.sources.is_empty() && self.allow_msg_schedules {
            return Err(error::SOURCE_WITH_SCHEDULES);
        }
        if self.sources.len() > MOST_SOURCES {
            return bad(format!("too many sources, maximum allowed is {MOST_SOURCES}"));
        }
        let (mut seen, mut steps) = (HashSet::new(), Steps::default());
        for source in &self.sources {
            if !is_name(&source.name) {
                return Err(error::SOURCE_NAME);
            }
            if !seen.insert(source.index()) {
                return Err(error::SOURCE_TWICE);
            }
            source.check(&OF_SOURCE, self.max_msg_size, others, &mut steps)?;
        }
        Ok(())
    }

    /// That no stream takes messages from itself by way of others.
    pub(super) fn check_source_cycles(&self, others: &dyn Others) -> Result<(), ApiError> {
        let mut seen = HashSet::from([self.name.clone()]);
        let mut waiting = VecDeque::from([Arc::new(self.clone())]);
        let mut steps = Steps::default();
        while let Some(stream) = waiting.pop_front() {
            let sources = stream.sources.iter().map(|source| (source, false));
            let kept = LazyCell::new(|| stream.patterns());
            for (source, mirrored) in sources.chain(stream.mirror.iter().map(|mirror| (mirror, true))) {
                let filter = &source.filter_subject;
                if source.name == self.name
                    && (mirrored || filter.is_empty() || kept.overlapping(filter, &mut steps, |_| true)?)
                {
                    return bad("detected cycle");
                }
                // Noted before it waits: streams that share their sources would else wait there more often with each step.
                if seen.insert(source.name.clone()) {
                    waiting.extend(others.find(&source.name));
                }
            }
        }
        Ok(())
    }
}

impl StreamSource {
    /// What tells it from other sources, also of the same stream: the name of the stream, the filters and what they turn into.
    pub(crate) fn index(&self) -> String {
        if self.subject_transforms.is_empty() {
            let filter = if self.filter_subject.is_empty() {
                ">"
            } else {
                &self.filter_subject
            };
            return format!("{} {filter} >", self.name);
        }
        let or_all = |text: &str| {
            if text.is_empty() {
                ">".to_owned()
            } else {
                text.to_owned()
            }
        };
        let transforms = self.subject_transforms.iter();
        let (sources, destinations): (Vec<_>, Vec<_>) = transforms
            .map(|transform| (or_all(&transform.src), or_all(&transform.dest)))
            .unzip();
        format!(
            "{} {} {}",
            self.name,
            sources.join("\u{c}"),
            destinations.join("\u{c}")
        )
    }

    fn check(
        &self,
        refusals: &Refusals,
        max_msg_size: i64,
        others: &dyn Others,
        steps: &mut Steps,
    ) -> Result<(), ApiError> {
        if self.external.is_some() {
            return bad("streams of other accounts and domains can not be sources of streams on this server");
        }
        if self.consumer.is_some() {
            return bad("sources with a consumer of their own are not supported by this server");
        }
        if !self.filter_subject.is_empty() && !self.subject_transforms.is_empty() {
            return Err(refusals.both_filters.clone());
        }
        if !is_name(&self.name) {
            return Err(refusals.name.clone());
        }
        if !self.filter_subject.is_empty() && !subject::is_valid(&self.filter_subject) {
            return bad(format!(
                "subject filter '{}' is not a valid subject",
                self.filter_subject
            ));
        }
        if let Some(start) = &self.opt_start_time
            && moment::parse(start).is_none()
        {
            return bad(format!("start time '{start}' is not a time"));
        }
        self.check_transforms(refusals, steps)?;
        if self.index().len() > LONGEST_INDEX {
            return bad(format!(
                "filters and transforms of one source are too long, maximum allowed is {LONGEST_INDEX}"
            ));
        }
        let theirs = others.find(&self.name).map_or(-1, |origin| origin.max_msg_size);
        if max_msg_size > 0 && theirs > max_msg_size {
            return Err(refusals.too_large.clone());
        }
        Ok(())
    }

    fn check_transforms(&self, refusals: &Refusals, steps: &mut Steps) -> Result<(), ApiError> {
        let transforms = &self.subject_transforms;
        if transforms.len() > MOST_TRANSFORMS {
            return bad(format!(
                "too many subject transforms, maximum allowed is {MOST_TRANSFORMS}"
            ));
        }
        for SubjectTransform { src, dest } in transforms {
            if !src.is_empty() && !subject::is_valid(src) {
                let (number, what) = refusals.filter;
                return Err(ApiError::with(
                    400,
                    number,
                    format!("{what}: invalid subject {src}"),
                ));
            }
            if !dest.is_empty()
                && let Err(failure) = Transform::new(src, dest)
            {
                let (number, what) = refusals.destination;
                return Err(ApiError::with(400, number, format!("{what}: {failure}")));
            }
        }
        let pattern = |transform: &SubjectTransform| match &*transform.src {
            "" => ">".to_owned(),
            pattern => pattern.to_owned(),
        };
        let filters: Vec<String> = transforms.iter().map(pattern).collect();
        if refusals.overlaps(&filters, steps)? {
            return Err(refusals.overlap.clone());
        }
        Ok(())
    }
}

impl Refusals {
    /// Whether two of the filters may not stand beside each other.
    fn overlaps(&self, filters: &[String], steps: &mut Steps) -> Result<bool, Tangled> {
        let mut patterns = Patterns::default();
        for (index, filter) in filters.iter().enumerate() {
            patterns.insert(filter, index);
        }
        for (index, filter) in filters.iter().enumerate() {
            let another = |other: &usize| *other != index;
            let found = match self.disjoint {
                true => patterns.overlapping(filter, steps, another)?,
                false => patterns.covering(filter, steps, another)?,
            };
            if found {
                return Ok(true);
            }
        }
        Ok(false)
    }
}
