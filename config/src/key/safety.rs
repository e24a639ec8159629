//! Keys about what a person is asked before many machines change.

use super::keys;

keys! {
    /// A change on more nodes than this is confirmed by a person.
    "plugin.mco.safety.confirm_over": COUNT = "50", CLIENT, Error;
    /// A change on more than this many percent of the known nodes is confirmed by a person.
    "plugin.mco.safety.confirm_percent": COUNT = "20", CLIENT, Error;
    /// A change on more nodes than this is confirmed by typing their number.
    "plugin.mco.safety.type_over": COUNT = "500", CLIENT, Error;
    /// Whether what a person would have to confirm is refused where nobody can be asked, unless `--yes` is given.
    "plugin.mco.safety.strict": BOOL = "false", CLIENT, Error;
    /// Actions that only look, as `agent#action`, whatever their names and DDLs say.
    "plugin.mco.safety.reads": COMMA_LIST, CLIENT, Error;
    /// Actions that change something, as `agent#action`, whatever their names and DDLs say.
    "plugin.mco.safety.changes": COMMA_LIST, CLIENT, Error;
}
