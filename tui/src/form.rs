//! A form made from an action's DDL.
