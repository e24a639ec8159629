use tui::fleet::FacetKind;

use super::*;

#[tokio::test(flavor = "multi_thread")]
async fn nodes_are_told_as_they_answer_and_known_from_then_on() {
    let mut world = World::start(3).await;
    let mut heard = Vec::new();
    let ticket = world.ticket();
    world.begin(Order::Discover {
        ticket,
        scope: Vec::new(),
    });
    let found = world.until(|report| match report {
        Report::Discovering { nodes, .. } => {
            heard.extend(nodes);
            None
        }
        Report::Discovered { result, .. } => Some(result.unwrap()),
        _ => None,
    });
    let found = found.await;
    heard.sort();
    assert_eq!(*found.nodes, heard[..]);
    assert_eq!(
        (found.nodes.len(), found.method.as_str(), found.cut),
        (3, "mc", false)
    );

    world.begin(Order::Load);
    let known = world.until(|report| match report {
        Report::Known(known) => Some(known),
        _ => None,
    });
    let known: Vec<_> = known
        .await
        .into_iter()
        .map(|known| (known.node, known.learned))
        .collect();
    assert_eq!(
        known,
        heard.iter().map(|node| (node.clone(), false)).collect::<Vec<_>>()
    );
    world.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_discovery_that_is_cancelled_tells_what_it_found() {
    let mut world = World::start(2).await;
    let ticket = world.ticket();
    world.begin(Order::Discover {
        ticket,
        scope: words("--discovery-timeout 300"),
    });
    let mut heard = 0;
    world
        .until(|report| match report {
            Report::Discovering { nodes, .. } => {
                heard += nodes.len();
                (heard == 2).then_some(())
            }
            _ => None,
        })
        .await;
    world.begin(Order::Cancel(ticket));
    let found = world.until(|report| match report {
        Report::Discovered { result, .. } => Some(result.unwrap()),
        _ => None,
    });
    let found = found.await;
    assert_eq!((found.nodes.len(), found.cut), (2, true));
    world.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_learned_is_counted_explained_and_shown() {
    let mut world = World::start(3).await;
    let nodes = world.nodes().await;
    let learning = |ticket| Order::Learn {
        ticket,
        nodes: nodes.clone(),
    };
    let learned = world.ask(learning, |report| match report {
        Report::Learned { done, of, over, .. } => over.then_some((done, of)),
        _ => None,
    });
    assert_eq!(learned.await, (3, 3));

    let counting = |ticket| Order::Facets {
        ticket,
        nodes: nodes.clone(),
        facts: words("country no.such.fact"),
    };
    let (facets, counted) = world
        .ask(counting, |report| match report {
            Report::Facets { facets, counted, .. } => Some((facets, counted)),
            _ => None,
        })
        .await;
    assert_eq!(counted, 3);
    let named: Vec<_> = facets
        .iter()
        .map(|facet| (facet.name.as_str(), facet.kind))
        .collect();
    assert_eq!(
        named,
        [
            ("country", FacetKind::Fact),
            ("no.such.fact", FacetKind::Fact),
            ("class", FacetKind::Class),
            ("agent", FacetKind::Agent),
            ("collective", FacetKind::Collective)
        ]
    );
    assert_eq!(facets[0].values.iter().map(|(_, count)| count).sum::<usize>(), 3);
    assert_eq!(facets[1].lacking, 3);

    let country = facets[0].values[0].clone();
    let estimating = |words: Vec<String>| move |ticket| Order::Estimate { ticket, scope: words };
    let told = |report| match report {
        Report::Estimate { result, .. } => Some(result),
        _ => None,
    };
    let scope = vec!["-F".to_owned(), format!("country={}", country.0)];
    let estimate = world.ask(estimating(scope.clone()), told).await.unwrap();
    assert_eq!(
        (estimate.matching, estimate.unsure, estimate.known),
        (country.1, 0, 3)
    );
    let mistake = world
        .ask(estimating(words("-C base -F")), told)
        .await
        .unwrap_err();
    assert!(mistake.unfinished, "{mistake:?}");
    let mistake = world
        .ask(estimating(words("--nonsense -C base -F a=b")), told)
        .await
        .unwrap_err();
    assert_eq!(
        (mistake.text.as_str(), mistake.unfinished),
        ("--nonsense is no filter flag", false)
    );

    let other = nodes
        .iter()
        .find(|node| !estimate.nodes.contains(node))
        .unwrap()
        .clone();
    let explaining = |ticket| Order::Explain {
        ticket,
        scope,
        node: other,
    };
    let reasons = world.ask(explaining, |report| match report {
        Report::Reasons { result, .. } => Some(result.unwrap()),
        _ => None,
    });
    let reason = reasons.await.remove(0);
    assert_eq!(reason.met, Some(false));
    assert!(reason.found.unwrap().starts_with("country = "));
    world.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn nodes_on_the_screen_are_asked_once_they_rest_there() {
    let mut world = World::start(2).await;
    let nodes = world.nodes().await;
    let glancing = |ticket| Order::Glance {
        ticket,
        nodes: nodes.to_vec(),
    };
    let mut glances = Vec::new();
    world
        .ask(glancing, |report| match report {
            Report::Glances(more) => {
                glances.extend(more);
                (glances.len() == 2).then_some(())
            }
            _ => None,
        })
        .await;
    assert!(
        glances
            .iter()
            .all(|(_, glance)| !glance.version.is_empty() && glance.seen.is_some())
    );

    let inspecting = |ticket| Order::Inspect {
        ticket,
        node: nodes[0].clone(),
    };
    let (mut cached, mut fresh) = (None, None);
    world
        .ask(inspecting, |report| match report {
            Report::Detail {
                result, fresh: false, ..
            } => {
                cached = result.unwrap();
                None
            }
            Report::Detail { result, .. } => {
                fresh = result.unwrap();
                Some(())
            }
            _ => None,
        })
        .await;
    let (cached, fresh) = (cached.unwrap(), fresh.unwrap());
    assert_eq!((&cached.agents, &cached.version), (&fresh.agents, &fresh.version));
    assert_eq!(fresh.main_collective, "mcollective");
    assert!(fresh.facts.contains_key("country"));
    world.stop().await;
}
