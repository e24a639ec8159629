//! That nothing goes round for ever: what a stream publishes again may be kept by others, which others may take it from.

use std::collections::{HashMap, HashSet, VecDeque};
use std::sync::Arc;

use super::StreamConfig;
use super::check::Others;
use crate::streams::overlap::{Patterns, Steps, Tangled};

/// All streams but one, by what brings messages into them.
struct Links {
    all: Vec<Arc<StreamConfig>>,
    subjects: Patterns<usize>,
    /// Those that take messages from the stream of a name.
    takers: HashMap<String, Vec<usize>>,
}

/// Whether something that is published again on the way can come back to the stream.
pub(super) fn comes_back(config: &StreamConfig, others: &dyn Others) -> Result<bool, Tangled> {
    if config.republish.is_none() && !others.republish() {
        return Ok(false);
    }
    let links = Links::of(others.all(), &config.name);
    let (mut steps, mut seen) = (Steps::default(), HashSet::new());
    let mut waiting = VecDeque::from([(Arc::new(config.clone()), false)]);
    while let Some((stream, published)) = waiting.pop_front() {
        let results = stream.republishes_on();
        if stream.name != config.name {
            let again = results
                .as_deref()
                .is_some_and(|results| config.keeps_any(results));
            if again || published && config.takes_from(&stream.name) {
                return Ok(true);
            }
        }
        let mut next = Vec::new();
        if let Some(results) = &results {
            links.subjects.overlapping(results, &mut steps, |index| {
                next.push((*index, true));
                false
            })?;
        }
        let takers = links.takers.get(&stream.name).into_iter().flatten();
        next.extend(takers.map(|index| (*index, published)));
        for (index, published) in next {
            if seen.insert((index, published)) {
                waiting.push_back((Arc::clone(&links.all[index]), published));
            }
        }
    }
    Ok(false)
}

impl Links {
    fn of(mut all: Vec<Arc<StreamConfig>>, without: &str) -> Self {
        all.retain(|other| other.name != without);
        let (mut subjects, mut takers) = (Patterns::default(), HashMap::<_, Vec<_>>::new());
        for (index, other) in all.iter().enumerate() {
            for subject in &other.subjects {
                subjects.insert(subject, index);
            }
            for source in other.mirror.iter().chain(&other.sources) {
                takers.entry(source.name.clone()).or_default().push(index);
            }
        }
        Self {
            all,
            subjects,
            takers,
        }
    }
}

impl StreamConfig {
    fn takes_from(&self, name: &str) -> bool {
        let mut sources = self.mirror.iter().chain(&self.sources);
        sources.any(|source| source.name == name)
    }
}
