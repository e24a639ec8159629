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

# The programs, completions, man pages and units below DESTDIR, after `just dist`.
install DESTDIR="":
    DESTDIR={{DESTDIR}} packaging/install.sh

# Licences, banned crates and sources; needs cargo-deny.
deny:
    cargo deny check bans licenses sources

# The programs the interop suite runs against; python3, and go for the Go client. Agents of the Ruby framework need ruby.
peers:
    tests/peers/install.sh

# Our engine beside nats-server: memory, time and CPU.
bench-engine *ARGS:
    cargo bench -p mco-engine --bench fleet -- {{ARGS}}

# What the wire costs a node and a client; part of a name runs less.
bench-wire *ARGS:
    cargo bench -p mco-protocol --bench wire -- {{ARGS}}

# What a client needs for the answers of a large fleet.
bench-replies *ARGS:
    cargo bench -p mco-client --bench replies -- {{ARGS}}

# What a policy decision costs a node; part of a name runs less.
bench-policy *ARGS:
    cargo bench -p mco-server --bench policy -- {{ARGS}}
