//! Filters: which nodes both clients find, and that twins never part.

use super::{Complaints, in_every_direction};
use crate::interop::mixed::{Mixed, Side};

const EVERYBODY: &str = "db web";

/// Flags of a filter and the characters it means.
const FILTERS: &[(&[&str], &str)] = &[
    (&[], EVERYBODY),
    // Facts: text.
    (&["-F", "country=mt"], "web"),
    (&["-F", "country == MT"], "web"),
    (&["-F", "country!=mt"], "db"),
    (&["-F", "country=/^[lm]t$/"], "web"),
    (&["-F", "country=~^U"], "db"),
    (&["-F", "country=nowhere"], ""),
    (&["-F", "numeral<9"], "web"),
    // Facts: numbers.
    (&["-F", "cores=4"], "web"),
    (&["-F", "cores>4"], "db"),
    (&["-F", "cores=>4"], EVERYBODY),
    (&["-F", "charge=1.5"], "web"),
    (&["-F", "charge=1"], "web"),
    (&["-F", "charge<1.0"], "db"),
    (&["-F", "cores<much"], ""),
    // Facts: booleans, lists, nothing at all.
    (&["-F", "rented=true"], "web"),
    (&["-F", "rented=false"], "db"),
    // Both take any comparison with what is false for one by equality.
    (&["-F", "rented!=true"], ""),
    (&["-F", "rented!=false"], EVERYBODY),
    (&["-F", "nothing=null"], ""),
    (&["-F", "missing!=x"], ""),
    (&["-F", "place=x"], ""),
    // Facts: paths into them.
    (&["-F", "place.city=valletta"], "web"),
    (&["-F", "place.rack>=10"], "db"),
    (&["-F", "place.rows.1=b"], "web"),
    (&["-F", "place.rows.#=0"], "db"),
    (&["-F", "links.#(name==\"e0\").up=true"], "web"),
    (&["-F", "pl*.city=london"], "db"),
    // Facts: several.
    (&["-F", "country=mt", "-F", "cores=4"], "web"),
    (&["-F", "country=mt", "-F", "cores=16"], ""),
    // Classes.
    (&["-C", "base"], EVERYBODY),
    (&["-C", "role::web"], "web"),
    (&["-C", "ROLE::WEB"], "web"),
    (&["-C", "/^role::d/"], "db"),
    (&["-C", "base", "-C", "/web/"], "web"),
    (&["-C", "nothing"], ""),
    // Names: those that need a look at the nodes.
    (&["-I", "/^web/"], "web"),
    (&["-I", "/^WEB/"], ""),
    (&["-I", "/^web/", "-I", "/^db/"], EVERYBODY),
    (&["-I", "/./", "-C", "role::web"], "web"),
    // Agents.
    (&["-A", "lamp"], EVERYBODY),
    (&["-A", "/^la.p$/", "-F", "country=uk"], "db"),
    (&["-A", "LAMP"], ""),
    // Words of both kinds.
    (&["-W", "country=mt"], "web"),
    (&["-W", "base cores=16"], "db"),
    (&["-W", "role::web country=uk"], ""),
    (&["-W", "/role::d/ country=/u./"], "db"),
    // Expressions.
    (&["-S", "with('country=mt')"], "web"),
    (&["-S", "with('role::web') or with('lamp')"], EVERYBODY),
    (&["-S", "fact('place.rack') > 10 and 'lamp' in agents"], "db"),
    (
        &["-S", "!with('base') || include(fact('place.rows'), 'a')"],
        "web",
    ),
    (&["-S", "semver(fact('release'), '>= 5.10, < 6')"], "web"),
    (&["-S", "semver(fact('release'), '~6.1.0-0')"], "db"),
    (&["-S", "any(classes, {# matches '^Role'})"], "db"),
    (&["-S", "fact('missing') == nil"], EVERYBODY),
    (&["-S", "fact('missing') > 1"], ""),
    (&["-S", "fact('country')"], ""),
    (&["-S", "fact('links.#(up==true).name') == 'e0'"], "web"),
    (&["-S", "config_item('identity').value startsWith 'web'"], "web"),
    (
        &["-S", "choria().machines_count == 0 and choria().agents_count > 0"],
        EVERYBODY,
    ),
    (
        &["-S", "len(classes) == 2 && count(classes, # contains 'web') == 1"],
        "web",
    ),
    (&["-S", "with('base')", "-F", "country=uk"], "db"),
    (&["-S", "with('base')", "-C", "role::web", "-I", "/./"], "web"),
];

/// Filters only our client has.
const OUR_FILTERS: &[(&[&str], &str)] = &[
    (&["-X", "country=mt"], "db"),
    (
        &["-S", "with('rpcutil') // everybody", "-X", "country=/^(uk|de)$/"],
        "web",
    ),
];

pub(super) async fn check(fleet: &Mixed, complaints: &mut Complaints) {
    let questions = in_every_direction(FILTERS, |client, (flags, _)| {
        fleet.ask(client, [&["find"], *flags].concat())
    });
    for (client, (flags, characters), answer) in questions.await {
        let wanted = nodes(characters);
        complaints.same((client, flags, &answer.err), answer.lines(), wanted);
    }
    for (flags, characters) in OUR_FILTERS {
        let answer = fleet.ask(Side::Ours, [&["find"], *flags].concat()).await;
        complaints.same((flags, &answer.err), answer.lines(), nodes(characters));
    }
}

/// The nodes that play these characters, sorted.
fn nodes(characters: &str) -> Vec<String> {
    let mut nodes: Vec<_> = characters
        .split_whitespace()
        .flat_map(|character| Side::BOTH.map(|side| side.node(character)))
        .collect();
    nodes.sort_unstable();
    nodes
}
