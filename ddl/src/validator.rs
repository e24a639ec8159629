//! Validators of string inputs: names the DDL language defines, names classic plugins define, or a regular expression.

mod address;
mod puppet;

use pattern::Case;

/// Words a shell would act on.
const UNSAFE: [&str; 7] = ["`", "$", ";", "|", "&&", ">", "<"];

/// Names of the validators below.
const NAMES: [&str; 12] = [
    "shellsafe",
    "ipv4address",
    "ipv6address",
    "ipaddress",
    "service_name",
    "package_name",
    "nettest_fqdn",
    "nettest_server_address",
    "puppet_variable",
    "puppet_tags",
    "puppet_server_address",
    "puppet_resource",
];

/// Checks `text` against the validator a DDL names; the error is the rule in words.
///
/// A name in lower case that is not known here is accepted, as the plugin that defines it may run only on the node.
pub(crate) fn check(validation: &str, text: &str) -> Result<(), String> {
    match validation {
        "shellsafe" => shellsafe(text),
        "ipv4address" => wanted(address::is_ipv4(text), "an IPv4 address"),
        "ipv6address" => wanted(address::is_ipv6(text), "an IPv6 address"),
        "ipaddress" => wanted(address::is_ip(text), "an IP address"),
        "service_name" => wanted(is_made_of(text, ".-_:@"), "letters, digits and any of . - _ : @"),
        "package_name" => wanted(is_made_of(text, ".-_"), "letters, digits and any of . - _"),
        "nettest_fqdn" => wanted(address::is_host(text), "a host name or IPv4 address"),
        "nettest_server_address" => wanted(
            address::is_host_with_port(text),
            "a host name and port, as host:port",
        ),
        "puppet_variable" => {
            shellsafe(text)?;
            wanted(puppet::is_variable(text), "letters, digits and _, or one letter")
        }
        "puppet_tags" => {
            shellsafe(text)?;
            wanted(puppet::is_tags(text), "tags such as one,two::three")
        }
        "puppet_server_address" => {
            shellsafe(text)?;
            wanted(
                address::is_server(text),
                "a host name or IP address, with :port if needed",
            )
        }
        "puppet_resource" => wanted(puppet::is_resource(text), "a resource such as File[/etc/motd]"),
        name if name.starts_with(|c: char| c.is_ascii_lowercase()) => Ok(()),
        expression => matching(expression, text),
    }
}

/// Whether a validator of that name is known here.
pub(crate) fn is_known(name: &str) -> bool {
    NAMES.contains(&name)
}

fn shellsafe(text: &str) -> Result<(), String> {
    match UNSAFE.into_iter().find(|word| text.contains(word)) {
        Some(word) => Err(format!("must not contain {word}")),
        None => Ok(()),
    }
}

fn matching(expression: &str, text: &str) -> Result<(), String> {
    match pattern::compile(expression, Case::Minded) {
        Ok(regex) if regex.is_match(text) => Ok(()),
        Ok(_) => Err(format!("must match {expression}")),
        Err(_) => Err("the DDL's own regular expression for it is invalid".into()),
    }
}

fn wanted(fits: bool, what: &str) -> Result<(), String> {
    if fits {
        Ok(())
    } else {
        Err(format!("wanted {what}"))
    }
}

fn is_made_of(text: &str, others: &str) -> bool {
    !text.is_empty()
        && text
            .chars()
            .all(|c| c.is_ascii_alphanumeric() || others.contains(c))
}

#[cfg(test)]
mod tests;
