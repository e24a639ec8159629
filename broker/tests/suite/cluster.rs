//! Brokers that are one cluster, other clusters, and leaf nodes.
