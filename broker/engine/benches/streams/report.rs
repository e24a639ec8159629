//! The table.

/// What a ratio or a figure should be.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Goal {
    AtLeast(f64),
    AtMost(f64),
    /// For information.
    None,
}

pub(crate) fn head() {
    println!(
        "{:<44} {:>12} {:>12} {:>8}  goal",
        "what", "mco engine", "beside", "ratio"
    );
}

/// A figure of ours beside another one; the goal is about ours divided by the other.
pub(crate) fn beside(what: &str, ours: f64, other: f64, goal: Goal) {
    let ratio = ours / other;
    println!(
        "{what:<44} {:>12} {:>12} {ratio:>8.2}  {}",
        figure(ours),
        figure(other),
        judged(ratio, goal)
    );
}

/// A figure of ours with a goal of its own.
pub(crate) fn alone(what: &str, ours: f64, goal: Goal) {
    println!(
        "{what:<44} {:>12} {:>12} {:>8}  {}",
        figure(ours),
        "",
        "",
        judged(ours, goal)
    );
}

pub(crate) fn median(mut figures: Vec<f64>) -> f64 {
    figures.sort_by(f64::total_cmp);
    figures.get(figures.len() / 2).copied().unwrap_or(f64::NAN)
}

fn figure(value: f64) -> String {
    if value < 1000.0 {
        format!("{value:.1}")
    } else {
        format!("{value:.0}")
    }
}

fn judged(value: f64, goal: Goal) -> String {
    let (sign, bound, met) = match goal {
        Goal::AtLeast(bound) => (">=", bound, value >= bound),
        Goal::AtMost(bound) => ("<=", bound, value <= bound),
        Goal::None => return String::new(),
    };
    format!("{sign} {bound:.2} {}", if met { "met" } else { "MISSED" })
}
