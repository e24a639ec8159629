//! How a number changes, in one line.

use ratatui::text::Span;

use crate::look::Look;
use crate::theme::Role;

/// A sign for each value, the last `width` of them; the greatest of these reaches the top, and what is not nothing is seen.
pub(crate) fn spark(look: &Look, values: &[u64], width: usize, role: Role) -> Span<'static> {
    let shown = &values[values.len().saturating_sub(width)..];
    let most = shown.iter().copied().max().unwrap_or(0).max(1);
    let levels = look.levels();
    let top = levels.len() - 1;
    let sign = |value: &u64| {
        let level = u128::from(*value) * top as u128;
        levels[usize::try_from(level.div_ceil(u128::from(most))).unwrap_or(top)]
    };
    Span::styled(shown.iter().map(sign).collect::<String>(), look.style(role))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::theme::Theme;

    #[test]
    fn a_spark_shows_the_last_values() {
        let look = Look::new(Theme::Mono, false);
        assert_eq!(
            spark(&look, &[9, 0, 1, 100, 800], 4, Role::Text).to_string(),
            " ▁▁█"
        );
        assert_eq!(spark(&look, &[], 4, Role::Text).to_string(), "");
        assert_eq!(spark(&look, &[u64::MAX, 0], 4, Role::Text).to_string(), "█ ");
    }
}
