//! Completion in fish.

use super::{Desk, Shell, completes_everything};

#[tokio::test(flavor = "multi_thread")]
async fn fish_completes_everything_that_a_line_is_made_of() {
    completes_everything(Shell::Fish).await;
}
