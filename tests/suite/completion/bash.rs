//! Completion in bash.

use super::{Desk, Shell, completes_everything};

#[tokio::test(flavor = "multi_thread")]
async fn bash_completes_everything_that_a_line_is_made_of() {
    completes_everything(Shell::Bash).await;
}
