use super::*;
use crate::DocumentError;

fn shipped() -> impl Iterator<Item = (&'static str, Result<Agent, DocumentError>)> {
    SHIPPED
        .iter()
        .map(|shipped| (shipped.name, Agent::from_yaml(shipped.yaml.as_bytes())))
}

#[test]
fn every_shipped_document_parses_under_its_own_name() {
    for (name, agent) in shipped() {
        let agent = agent.unwrap_or_else(|error| panic!("{name}: {error:?}"));
        assert_eq!(agent.metadata.name, name);
        assert_eq!(agent.metadata.provider.as_deref(), Some("golang"), "{name}");
        let crate::Metadata {
            description,
            author,
            license,
            version,
            timeout,
            ..
        } = &agent.metadata;
        let texts = [description, author, license, version];
        assert!(
            texts.iter().all(|text| !text.is_empty()) && *timeout >= 2,
            "{name}"
        );
        assert!(!agent.actions.is_empty(), "{name}");
        assert_eq!(builtin(name).as_deref(), Some(&agent));
    }
    assert_eq!(builtin("nonsense"), None);
}

#[test]
fn names_are_sorted_and_complete() {
    let names: Vec<_> = builtin_names().collect();
    assert!(names.is_sorted());
    assert_eq!(names.len(), SHIPPED.len());
}

#[test]
fn every_shipped_document_survives_json() {
    for name in builtin_names() {
        let agent = builtin(name).unwrap();
        let written = serde_json::to_vec(&agent.to_json()).unwrap();
        assert_eq!(Agent::from_json(&written).unwrap(), *agent, "{name}");
    }
}

#[test]
fn every_shipped_action_is_complete() {
    for (agent, action) in actions() {
        let place = format!("{agent}#{}", action.name);
        assert!(!action.description.is_empty(), "{place}");
        assert!(action.declared_risk.is_some(), "{place}");
        for (name, input) in &action.input {
            assert!(
                !input.prompt.is_empty() && !input.description.is_empty(),
                "{place} {name}"
            );
            assert!(
                !matches!(input.kind, crate::InputType::Other(_)),
                "{place} {name}"
            );
            let is_text = input.kind == crate::InputType::String;
            assert_eq!(
                is_text,
                input.max_length > 0 && !input.validation.is_empty(),
                "{place} {name}"
            );
            assert_eq!(
                input.kind == crate::InputType::List,
                !input.list.is_empty(),
                "{place} {name}"
            );
        }
        for (name, output) in &action.output {
            assert!(
                !output.description.is_empty() && !output.display_as.is_empty(),
                "{place} {name}"
            );
            assert!(
                !matches!(output.kind, Some(crate::InputType::Other(_))),
                "{place} {name}"
            );
        }
    }
}

#[test]
fn every_shipped_aggregate_sums_up_a_declared_output() {
    for (agent, action) in actions() {
        for declared in &action.aggregate {
            let output = &declared.output;
            assert!(
                action.output.contains_key(output),
                "{agent}#{} {output}",
                action.name
            );
        }
        assert_eq!(
            crate::Summaries::new(&action).finish().len(),
            action.aggregate.len()
        );
    }
}

fn actions() -> impl Iterator<Item = (&'static str, crate::Action)> {
    builtin_names().flat_map(|name| {
        builtin(name)
            .unwrap()
            .actions
            .clone()
            .into_iter()
            .map(move |action| (name, action))
    })
}
