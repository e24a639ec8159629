# What the gate runs, piece by piece.
check: fmt lint test doc sizes

fmt:
    cargo fmt --all --check

lint:
    cargo clippy --workspace --all-targets -- -D warnings

test:
    cargo test --workspace

doc:
    RUSTDOCFLAGS="-D warnings" cargo doc --workspace --no-deps

# Files that hold more than one idea.
sizes:
    .ci/sizes

# The programs as packages ship them, below target/dist and target/node.
dist:
    cargo build --profile dist -p mco -p mco-broker
    cargo build --profile node -p mco-server

# Licences, banned crates and sources; needs cargo-deny.
deny:
    cargo deny check bans licenses sources

# The programs the interop suite runs against.
peers:
    tests/peers/install.sh

# Our engine beside nats-server: memory, time and CPU.
bench-engine *ARGS:
    cargo bench -p mco-engine --bench fleet -- {{ARGS}}
