use super::*;
use crate::fixture::{Asked, Site, Web, answer};

const SOON: Duration = Duration::from_secs(30);
const MOST: usize = 100;

/// Trusts the site's CA.
fn trusting() -> Tls {
    Tls {
        ca: Some(Site::get().certificate("ca")),
        identity: None,
    }
}

async fn get(url: &str, trust: &Tls) -> Result<Response, HttpError> {
    send(url, None, trust, SOON, MOST).await
}

fn told(error: &HttpError, web: Web) -> String {
    let cause = error
        .source()
        .map(|source| format!(": {source}"))
        .unwrap_or_default();
    format!("{error}{cause}").replace(&web.port.to_string(), "PORT")
}

#[tokio::test]
async fn a_get_and_a_post_say_what_they_should() {
    let web = Web::plain(|asked: Asked| {
        let body = String::from_utf8(asked.body).unwrap();
        let [line, kind] = ["post", "content-type"].map(|word| {
            let mut lines = asked.head.lines();
            lines
                .find(|line| line.to_lowercase().starts_with(word))
                .unwrap_or("-")
        });
        answer("200 OK", &format!("{line} {kind} {body}"))
    })
    .await;
    let url = format!("http://127.0.0.1:{}/a/b?c=d", web.port);
    let got = get(&url, &Tls::default()).await.unwrap();
    assert_eq!((got.status, got.body.as_slice()), (200, &b"- - "[..]));

    let sent = send(&url, Some(b"{}".to_vec()), &Tls::default(), SOON, MOST)
        .await
        .unwrap();
    let text = String::from_utf8(sent.body).unwrap();
    assert_eq!(text, "POST /a/b?c=d HTTP/1.1 content-type: application/json {}");
}

#[tokio::test]
async fn a_server_is_believed_when_our_ca_signed_it_for_that_name() {
    let web = Web::tls("broker", |_| answer("200 OK", "hello")).await;
    let url = format!("https://127.0.0.1:{}", web.port);
    assert_eq!(get(&url, &trusting()).await.unwrap().body, b"hello");

    let stranger = Tls {
        ca: Some(Site::get().certificate("other-ca")),
        identity: None,
    };
    let error = get(&url, &stranger).await.unwrap_err();
    insta::assert_snapshot!(told(&error, web), @"https://127.0.0.1:PORT does not answer: invalid peer certificate: UnknownIssuer");

    let misnamed = Web::tls("misnamed", |_| answer("200 OK", "hello")).await;
    let error = get(&format!("https://127.0.0.1:{}", misnamed.port), &trusting()).await;
    assert!(matches!(error, Err(HttpError::Exchange { .. })), "{error:?}");
}

#[tokio::test]
async fn without_a_ca_any_server_is_believed() {
    let web = Web::tls("misnamed", |_| answer("200 OK", "hello")).await;
    let url = format!("https://127.0.0.1:{}/", web.port);
    assert_eq!(get(&url, &Tls::default()).await.unwrap().body, b"hello");
}

#[tokio::test]
async fn a_certificate_is_shown_to_a_server_that_looks() {
    let web = Web::tls("broker", |asked: Asked| {
        answer("200 OK", if asked.certified { "known" } else { "stranger" })
    })
    .await;
    let url = format!("https://127.0.0.1:{}/", web.port);
    let (site, name) = (Site::get(), "ann.mcollective");
    let known = Tls {
        identity: Some((site.certificate(name), site.key(name))),
        ..trusting()
    };
    assert_eq!(get(&url, &known).await.unwrap().body, b"known");
    assert_eq!(get(&url, &trusting()).await.unwrap().body, b"stranger");

    let mixed = Tls {
        identity: Some((site.certificate(name), site.key("broker"))),
        ..trusting()
    };
    let error = get(&url, &mixed).await.unwrap_err();
    assert!(
        matches!(error, HttpError::Credentials(CredentialsError::Tls { .. })),
        "{error}"
    );
}

#[tokio::test]
async fn a_redirect_is_not_followed() {
    let web = Web::plain(|_| {
        "HTTP/1.1 302 Found\r\nLocation: http://127.0.0.1:1/\r\nContent-Length: 0\r\n\r\n".to_owned()
    });
    let url = format!("http://127.0.0.1:{}/", web.await.port);
    assert_eq!(get(&url, &Tls::default()).await.unwrap().status, 302);
}

#[tokio::test]
async fn a_body_of_the_limit_is_taken_and_one_byte_more_is_not() {
    let web = Web::plain(|asked: Asked| {
        let size = if asked.head.contains("/more") {
            MOST + 1
        } else {
            MOST
        };
        // Without a length, so that only counting helps.
        format!("HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n{}", "x".repeat(size))
    })
    .await;
    let url = format!("http://127.0.0.1:{}", web.port);
    assert_eq!(get(&url, &Tls::default()).await.unwrap().body.len(), MOST);
    let error = get(&format!("{url}/more"), &Tls::default()).await.unwrap_err();
    insta::assert_snapshot!(told(&error, web), @"http://127.0.0.1:PORT/more answered with more than 100 bytes");
}

#[tokio::test]
async fn a_body_that_ends_too_soon_is_an_error() {
    let web = Web::plain(|_| "HTTP/1.1 200 OK\r\nContent-Length: 50\r\n\r\nhalf".to_owned()).await;
    let error = get(&format!("http://127.0.0.1:{}/", web.port), &Tls::default()).await;
    assert!(matches!(error, Err(HttpError::Exchange { .. })), "{error:?}");
}

#[tokio::test]
async fn silence_ends_with_the_time_allowed() {
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("http://{}/", listener.local_addr().unwrap());
    let limit = Duration::from_millis(50);
    let error = send(&url, None, &Tls::default(), limit, MOST).await;
    assert!(matches!(error, Err(HttpError::Timeout { .. })), "{error:?}");
}

#[tokio::test]
async fn something_that_is_no_web_server_is_an_error() {
    let web = Web::plain(|_| "INFO {}\r\n".to_owned()).await;
    let error = get(&format!("http://127.0.0.1:{}/", web.port), &Tls::default()).await;
    assert!(matches!(error, Err(HttpError::Exchange { .. })), "{error:?}");
}

#[tokio::test]
async fn addresses_that_mean_nothing_are_refused_without_their_password() {
    for url in [
        "",
        "puppet:8081",
        "ftp://a/",
        "https://",
        "/path",
        "https://a:99999/",
    ] {
        let error = get(url, &Tls::default()).await;
        assert!(matches!(error, Err(HttpError::Url { .. })), "{url}: {error:?}");
    }
    let error = get("https://ann:secret@db/", &Tls::default()).await.unwrap_err();
    insta::assert_snapshot!(error, @r#""db/" is not a usable address"#);
}

#[test]
fn hosts_and_ports_are_read_from_addresses() {
    for (url, host, port, path) in [
        ("https://db", "db", 443, "/"),
        ("http://db/a?b", "db", 80, "/a?b"),
        ("https://[::1]:8443/x", "::1", 8443, "/x"),
    ] {
        let target = Target::parse(url).unwrap();
        assert_eq!(
            (target.host.as_str(), target.port, target.path.as_str()),
            (host, port, path)
        );
    }
}
