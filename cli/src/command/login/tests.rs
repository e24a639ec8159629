use tempfile::TempDir;

use crate::exit::Exit;
use crate::fixture::{self, Text};
use crate::host::Input;
use crate::run_with;

/// Runs `mco login` with a configuration, a search path and what is typed.
async fn login(folder: &TempDir, lines: &str, answers: &str, words: &[&str]) -> (Exit, String, String) {
    let config = folder.path().join("client.conf");
    std::fs::write(&config, lines).unwrap();
    let (out, err) = (Text::default(), Text::default());
    let mut host = fixture::host(Box::new(out.clone()), Box::new(err.clone()));
    host.environment.vars = [
        ("PATH".to_owned(), folder.path().display().to_string()),
        ("USER".to_owned(), "bob".to_owned()),
    ]
    .into();
    host.input = Input {
        reader: Box::new(std::io::Cursor::new(answers.to_owned())),
        terminal: false,
        piped: true,
    };
    let config = config.display().to_string();
    let line = ["mco", "login", "--config", &config];
    let exit = run_with(line.iter().chain(words).map(Into::into), host).await;
    let dir = format!("{}/", folder.path().display());
    (exit, out.text().replace(&dir, ""), err.text().replace(&dir, ""))
}

fn tokens(folder: &TempDir) -> String {
    let dir = folder.path().display();
    format!(
        "plugin.security.provider = choria\nplugin.security.choria.token_file = {dir}/bob.jwt\n\
         plugin.security.choria.seed_file = {dir}/bob.seed\nplugin.choria.use_srv = no\n"
    )
}

#[tokio::test]
async fn a_sites_own_program_comes_first() {
    let folder = tempfile::tempdir().unwrap();
    let program = folder.path().join("choria-login");
    for (real, exit) in [("/bin/false", Exit::Error), ("/bin/true", Exit::Done)] {
        let _ = std::fs::remove_file(&program);
        std::os::unix::fs::symlink(real, &program).unwrap();
        assert_eq!(login(&folder, "", "", &[]).await.0, exit);
    }
}

#[tokio::test]
async fn what_is_missing_is_told_before_a_password_is_asked_for() {
    let folder = tempfile::tempdir().unwrap();
    let file = "plugin.security.provider = file\nplugin.security.file.certificate = /c\n\
                plugin.security.file.key = /k\nplugin.security.file.ca = /ca\n";
    insta::assert_snapshot!(login(&folder, file, "s3cret\n", &[]).await.2, @r"
    mco: there is no place for the token
      hint: plugin.choria.security.request_signer.token_file names its file
    ");
    insta::assert_snapshot!(login(&folder, &tokens(&folder), "s3cret\n", &[]).await.2, @"mco: no login service is configured: set plugin.login.aaasvc.login.url");
    let lines = format!(
        "{}plugin.login.aaasvc.login.url = http://127.0.0.1:1/\n",
        tokens(&folder)
    );
    insta::assert_snapshot!(login(&folder, &lines, "", &[]).await.2, @"mco: no password was given");
    let (exit, _, err) = login(&folder, &lines, "s3cret\n", &["--user", "ann"]).await;
    assert_eq!(exit, Exit::Error);
    insta::assert_snapshot!(err, @r"
    mco: cannot log in
      because: http://127.0.0.1:1/ does not answer
      because: Connection refused (os error 111)
    ");
    assert!(!folder.path().join("bob.seed").exists());
}

#[tokio::test]
async fn a_password_that_others_could_read_is_warned_of_before_it_is_given() {
    let folder = tempfile::tempdir().unwrap();
    let told = async |lines: &str| {
        let urls = "plugin.login.aaasvc.login.url = https://aaa.example.net/l, http://aaa.example.net/l, \
                    http://localhost:1/, http://[::1]:1/, https://127.0.0.1/\n";
        login(&folder, &format!("{}{urls}{lines}", tokens(&folder)), "", &[])
            .await
            .2
    };
    insta::assert_snapshot!(told("").await, @r"
    mco: warning: the password goes to https://aaa.example.net/l to whoever answers: plugin.security.choria.ca names who signs its certificate
    mco: warning: the password goes to http://aaa.example.net/l without encryption
    mco: no password was given
    ");
    insta::assert_snapshot!(told("plugin.security.choria.ca = /ca.pem\n").await, @r"
    mco: warning: the password goes to http://aaa.example.net/l without encryption
    mco: no password was given
    ");
}
