//! How often something occurs, beside others.

use ratatui::text::Span;

use crate::look::Look;
use crate::theme::Role;

/// Parts of a cell, from an eighth up.
const PARTS: [&str; 8] = ["▏", "▎", "▍", "▌", "▋", "▊", "▉", "█"];

/// A bar as long as `count` is of `most`, in at most `width` columns; what occurs at all is seen.
pub(crate) fn bar(look: &Look, count: usize, most: usize, width: usize, role: Role) -> Span<'static> {
    let style = look.style(role);
    if count == 0 || most == 0 || width == 0 {
        return Span::styled("", style);
    }
    let count = count.min(most) as u128;
    let eighths = usize::try_from(count * width as u128 * 8 / most as u128).unwrap_or(width * 8);
    let eighths = eighths.max(1);
    let text = match look.ascii() {
        true => "#".repeat(eighths.div_ceil(8)),
        false => {
            let rest = (eighths % 8).checked_sub(1).map_or("", |part| PARTS[part]);
            "█".repeat(eighths / 8) + rest
        }
    };
    Span::styled(text, style)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::theme::Theme;

    #[test]
    fn bars_compare_counts() {
        let look = Look::new(Theme::Mono, false);
        let drawn = [187, 14, 1, 0].map(|count| bar(&look, count, 187, 16, Role::Text).to_string());
        assert_eq!(drawn, ["████████████████", "█▏", "▏", ""]);
        let plain = Look::new(Theme::Mono, true);
        assert_eq!(bar(&plain, 14, 187, 16, Role::Text).to_string(), "##");
        assert_eq!(
            bar(&plain, usize::MAX, usize::MAX, 3, Role::Text).to_string(),
            "###"
        );
    }
}
