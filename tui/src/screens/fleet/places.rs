//! Where the parts of the screen are.

use ratatui::layout::Rect;

/// From this width on the node stands beside the list.
const WIDE: u16 = 100;

/// Least and most columns of the node beside the list; between them, it takes a third.
const NODE: [u16; 2] = [40, 72];

/// Rows of the facets below the list.
const FACETS: u16 = 8;

/// Rows the list keeps when something stands below it.
const LIST: u16 = 8;

/// Which part has the keys.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) enum Part {
    /// The nodes.
    #[default]
    List,
    /// The node under the cursor.
    Node,
    /// The facets.
    Facets,
}

/// What is wanted.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Wanted {
    /// Which part has the keys.
    pub(super) focus: Part,
    /// Whether that part takes all the room.
    pub(super) zoom: bool,
    /// Whether facets are shown.
    pub(super) facets: bool,
    /// Whether something is said below the scope.
    pub(super) remark: bool,
}

/// Where the parts are; those without room are empty.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Places {
    /// The scope.
    pub(super) scope: Rect,
    /// What is said about the scope or the list.
    pub(super) remark: Rect,
    /// The nodes.
    pub(super) list: Rect,
    /// The node under the cursor.
    pub(super) node: Rect,
    /// The facets.
    pub(super) facets: Rect,
}

/// Divides the screen.
pub(super) fn places(screen: Rect, wanted: Wanted) -> Places {
    let (scope, rest) = top(screen, 1);
    let (remark, rest) = top(rest, u16::from(wanted.remark));
    let mut places = Places {
        scope,
        remark,
        ..Places::default()
    };
    if wanted.zoom {
        match wanted.focus {
            Part::List => places.list = rest,
            Part::Node => places.node = rest,
            Part::Facets => places.facets = rest,
        }
        return places;
    }
    if rest.width >= WIDE {
        let facets = if wanted.facets { FACETS } else { 0 };
        let (above, below) = bottom(rest, facets.min(rest.height.saturating_sub(LIST)));
        places.facets = below;
        (places.list, places.node) = right(above, (above.width / 3).clamp(NODE[0], NODE[1]));
        return places;
    }
    // Two parts above one another: what has the keys, or the node, below the list.
    let half = (rest.height / 2).min(rest.height.saturating_sub(LIST));
    match (half >= 5, wanted.facets, wanted.focus) {
        (true, true, Part::List | Part::Facets) => (places.list, places.facets) = bottom(rest, half),
        (true, _, _) => (places.list, places.node) = bottom(rest, half),
        (false, _, Part::List) => places.list = rest,
        (false, _, Part::Node) => places.node = rest,
        (false, _, Part::Facets) => places.facets = rest,
    }
    places
}

/// The first rows and the rest.
fn top(area: Rect, rows: u16) -> (Rect, Rect) {
    let rows = rows.min(area.height);
    let rest = Rect {
        y: area.y + rows,
        height: area.height - rows,
        ..area
    };
    (Rect { height: rows, ..area }, rest)
}

/// The rest and the last rows.
fn bottom(area: Rect, rows: u16) -> (Rect, Rect) {
    let (above, below) = top(area, area.height - rows.min(area.height));
    (above, below)
}

/// The rest and the last columns.
fn right(area: Rect, columns: u16) -> (Rect, Rect) {
    let columns = columns.min(area.width);
    let rest = Rect {
        width: area.width - columns,
        ..area
    };
    let last = Rect {
        x: rest.right(),
        width: columns,
        ..area
    };
    (rest, last)
}
