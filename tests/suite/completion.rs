//! Completion as people meet it: their own shell in a terminal, a key pressed, and the line that is there then.

mod desk;
mod shells;

use desk::Desk;
use shells::Shell;

/// What is typed before the key, and the words that stand there after it, each ended by `|` when a space follows it.
const CASES: [(&str, &str); 38] = [
    // Commands, agents, actions.
    ("mco pac", "mco|package|"),
    ("mco disc", "mco|discover|"),
    ("mco set sh", "mco|set|show|"),
    ("mco package st", "mco|package|status|"),
    ("mco rpc depl", "mco|rpc|deploy|"),
    ("mco rpc deploy sta", "mco|rpc|deploy|stage|"),
    ("mco deploy sta", "mco|deploy|stage|"),
    ("mco plugin doc depl", "mco|plugin|doc|deploy|"),
    // Inputs and their values.
    ("mco rpc deploy stage rel", "mco|rpc|deploy|stage|release="),
    ("mco rpc deploy stage mode=fa", "mco|rpc|deploy|stage|mode=fast|"),
    ("mco rpc deploy stage force=t", "mco|rpc|deploy|stage|force=true|"),
    (
        "mco rpc deploy stage 'mode=ve",
        "mco|rpc|deploy|stage|mode=very slow|",
    ),
    (
        "mco rpc deploy stage mode=ve",
        "mco|rpc|deploy|stage|mode=very slow|",
    ),
    // Flags and their values.
    ("mco rpc rpcutil ping --dry", "mco|rpc|rpcutil|ping|--dry-run|"),
    (
        "mco rpc rpcutil ping --display=fa",
        "mco|rpc|rpcutil|ping|--display=failed|",
    ),
    (
        "mco rpc rpcutil ping --display fa",
        "mco|rpc|rpcutil|ping|--display|failed|",
    ),
    ("mco ping -T mcoll", "mco|ping|-T|mcollective|"),
    ("mco find --dm inv", "mco|find|--dm|inventory|"),
    // What is known of the fleet.
    ("mco ping -F coun", "mco|ping|-F|country="),
    ("mco ping -F country=u", "mco|ping|-F|country=uk|"),
    ("mco ping --wf=country=u", "mco|ping|--wf=country=uk|"),
    ("mco ping -F os.name=Deb", "mco|ping|-F|os.name=Debian GNU/Linux|"),
    (
        "mco ping -F \"os.name=Deb",
        "mco|ping|-F|os.name=Debian GNU/Linux|",
    ),
    (
        "mco ping -F motd=",
        "mco|ping|-F|motd=$(touch PWNED); `touch PWNED` it's \"x\"|",
    ),
    ("mco ping -C role::w", "mco|ping|-C|role::web|"),
    ("mco ping -I web1.l", "mco|ping|-I|web1.lab.test|"),
    ("mco ping -I @wor", "mco|ping|-I|@workers|"),
    ("mco facts os.na", "mco|facts|os.name|"),
    // Files.
    ("mco plugin lint ./no", "mco|plugin|lint|./nodes of uk.txt|"),
    ("mco ping --nodes nod", "mco|ping|--nodes|nodes of uk.txt|"),
    ("mco ping --nodes @wor", "mco|ping|--nodes|@workers|"),
    ("mco gen man .conf", "mco|gen|man|.config/"),
    // Saved sets and jobs.
    ("mco set show wor", "mco|set|show|workers|"),
    ("mco resume k7", "mco|resume|k7m2q|"),
    (
        "mco rpc rpcutil ping --resume k7",
        "mco|rpc|rpcutil|ping|--resume|k7m2q|",
    ),
    // Other names.
    ("orch package st", "orch|package|status|"),
    // Commands in commands, and nothing where nothing fits.
    ("mco demo -- pin", "mco|demo|--|ping|"),
    ("mco ping -C evil", "mco|ping|-C|evil"),
];

/// Tries every case in a shell.
async fn completes_everything(shell: Shell) {
    let Some(desk) = Desk::with(shell) else {
        return;
    };
    let mut session = desk.session().await;
    let mut wrong = Vec::new();
    for (typed, expected) in CASES {
        let found = session.completed(typed).await;
        if found != expected {
            wrong.push(format!("{typed}\n   wanted {expected}\n   got    {found}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    let found = session
        .completed("mco package st zsh<left><left><left><left>")
        .await;
    assert_eq!(
        found.replace("||", "|"),
        "mco|package|status|zsh",
        "in the middle of a line"
    );
    assert!(!desk.was_tricked(), "a value from the fleet was run");
    desk.replace_program();
    assert_eq!(
        session.completed("mco pac").await,
        "mco|package|",
        "when nobody answers"
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn bash_completes_everything_that_a_line_is_made_of() {
    completes_everything(Shell::Bash).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn zsh_completes_everything_that_a_line_is_made_of() {
    completes_everything(Shell::Zsh).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn fish_completes_everything_that_a_line_is_made_of() {
    completes_everything(Shell::Fish).await;
}
