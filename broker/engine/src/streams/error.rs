//! What the API says when it does not do what it was asked: `code` is of HTTP's classes, `err_code` is what clients test.

use std::borrow::Cow;
use std::fmt::Display;

use serde::Serialize;

use crate::streams::store::StoreError;

/// One refusal, as the API answers it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(crate) struct ApiError {
    pub(crate) code: u16,
    pub(crate) err_code: u16,
    pub(crate) description: Cow<'static, str>,
}

impl ApiError {
    pub(crate) const fn new(code: u16, err_code: u16, description: &'static str) -> Self {
        Self {
            code,
            err_code,
            description: Cow::Borrowed(description),
        }
    }

    /// With a text that names what it is about.
    pub(crate) fn with(code: u16, err_code: u16, description: impl Into<String>) -> Self {
        Self {
            code,
            err_code,
            description: Cow::Owned(description.into()),
        }
    }

    pub(crate) fn bad_config(description: impl Into<String>) -> Self {
        Self::with(500, 10052, description)
    }

    pub(crate) fn invalid_json(error: &serde_json::Error) -> Self {
        Self::with(400, 10025, format!("invalid JSON: {error}"))
    }

    /// A stream could not go out.
    pub(crate) fn snapshot_failed(reason: &str) -> Self {
        Self::with(500, 10064, format!("snapshot failed: {reason}"))
    }

    /// A stream could not come in.
    pub(crate) fn restore_failed(reason: &str) -> Self {
        Self::with(500, 10062, format!("restore failed: {reason}"))
    }

    /// A message could not be kept; governors depend on the number.
    pub(crate) fn not_stored(description: impl Into<String>) -> Self {
        Self::with(503, 10077, description)
    }
}

impl From<StoreError> for ApiError {
    fn from(failure: StoreError) -> Self {
        Self::not_stored(failure.to_string())
    }
}

/// A batch has more than it may have.
pub(crate) fn batch_too_large(most: impl Display) -> ApiError {
    ApiError::with(400, 10199, format!("atomic publish batch is too large: {most}"))
}

/// A message of a batch asks for what none of a batch may ask for.
pub(crate) fn not_in_batches(header: &str) -> ApiError {
    ApiError::with(
        400,
        10177,
        format!("atomic publish unsupported header used: {header}"),
    )
}

/// A stream that is there, but damaged.
pub(crate) fn offline(reason: &str) -> ApiError {
    ApiError::with(500, 10194, format!("stream is offline: {reason}"))
}

pub(crate) const BAD_REQUEST: ApiError = ApiError::new(400, 10003, "bad request");
pub(crate) const UNAVAILABLE: ApiError =
    ApiError::new(503, 10008, "JetStream system temporarily unavailable");
pub(crate) const NO_CLUSTER: ApiError = ApiError::new(503, 10010, "JetStream clustering support required");
pub(crate) const CONSUMER_NOT_FOUND: ApiError = ApiError::new(404, 10014, "consumer not found");
pub(crate) const SNAPSHOT_SUBJECT: ApiError = ApiError::new(400, 10015, "deliver subject not valid");
pub(crate) const NO_RESOURCES: ApiError = ApiError::new(503, 10023, "insufficient resources");
pub(crate) const NO_MEMORY: ApiError = ApiError::new(500, 10028, "insufficient memory resources available");
pub(crate) const MIRROR_MESSAGE_SIZE: ApiError =
    ApiError::new(400, 10030, "stream mirror must have max message size >= source");
pub(crate) const MIRROR_WITH_SOURCES: ApiError =
    ApiError::new(400, 10031, "stream mirrors can not also contain other sources");
pub(crate) const MIRROR_WITH_TWO_STARTS: ApiError = ApiError::new(
    400,
    10032,
    "stream mirrors can not have both start seq and start time configured",
);
pub(crate) const MIRROR_WITH_SUBJECTS: ApiError =
    ApiError::new(400, 10034, "stream mirrors can not contain subjects");
pub(crate) const NO_MESSAGE: ApiError = ApiError::new(404, 10037, "no message found");
pub(crate) const UNWANTED_BODY: ApiError = ApiError::new(400, 10038, "expected an empty request payload");
pub(crate) const NOT_ENABLED: ApiError = ApiError::new(503, 10039, "JetStream not enabled for account");
pub(crate) const SOURCE_MESSAGE_SIZE: ApiError =
    ApiError::new(400, 10046, "stream source must have max message size >= target");
pub(crate) const NO_STORAGE: ApiError = ApiError::new(500, 10047, "insufficient storage resources available");
pub(crate) const MESSAGE_TOO_LARGE: ApiError =
    ApiError::new(400, 10054, "message size exceeds maximum allowed");
pub(crate) const MIRROR_CHANGED: ApiError =
    ApiError::new(400, 10055, "stream mirror configuration can not be updated");
pub(crate) const NAME_MISMATCH: ApiError =
    ApiError::new(400, 10056, "stream name in subject does not match request");
pub(crate) const STREAM_EXISTS: ApiError = ApiError::new(
    400,
    10058,
    "stream name already in use with a different configuration",
);
pub(crate) const STREAM_NOT_FOUND: ApiError = ApiError::new(404, 10059, "stream not found");
pub(crate) const FAULT: ApiError = ApiError::new(500, 10051, "a fault in the broker");
pub(crate) const OTHER_STREAM_EXPECTED: ApiError =
    ApiError::new(400, 10060, "expected stream does not match");
pub(crate) const SUBJECTS_OVERLAP: ApiError =
    ApiError::new(400, 10065, "subjects overlap with an existing stream");
pub(crate) const REPLICAS: ApiError =
    ApiError::new(500, 10074, "replicas > 1 not supported in non-clustered mode");
pub(crate) const HEADERS_TOO_LARGE: ApiError =
    ApiError::new(400, 10097, "header size exceeds maximum allowed of 64k");
pub(crate) const SEALED: ApiError = ApiError::new(400, 10109, "invalid operation on sealed stream");
pub(crate) const OFFLINE: ApiError = ApiError::new(500, 10118, "stream is offline");
pub(crate) const PATH_IN_NAME: ApiError =
    ApiError::new(400, 10128, "Stream name can not contain path separators");
pub(crate) const EXISTS_FOR_RESTORE: ApiError =
    ApiError::new(400, 10130, "stream name already in use, cannot restore");
pub(crate) const NEGATIVE_REPLICAS: ApiError = ApiError::new(400, 10133, "replicas count cannot be negative");
pub(crate) const SOURCE_TWICE: ApiError =
    ApiError::new(400, 10140, "duplicate source configuration detected");
pub(crate) const SOURCE_NAME: ApiError = ApiError::new(400, 10141, "sourced stream name is invalid");
pub(crate) const MIRROR_NAME: ApiError = ApiError::new(400, 10142, "mirrored stream name is invalid");
pub(crate) const MIRROR_WITH_FIRST_SEQ: ApiError = ApiError::new(
    400,
    10143,
    "stream mirrors can not have first sequence configured",
);
pub(crate) const SOURCE_BOTH_FILTERS: ApiError = ApiError::new(
    400,
    10144,
    "source with multiple subject transforms cannot also have a single subject filter",
);
pub(crate) const SOURCE_FILTERS_OVERLAP: ApiError =
    ApiError::new(400, 10147, "source filters can not overlap");
pub(crate) const MIRROR_BOTH_FILTERS: ApiError = ApiError::new(
    400,
    10150,
    "mirror with multiple subject transforms cannot also have a single subject filter",
);
pub(crate) const MIRROR_FILTERS_OVERLAP: ApiError =
    ApiError::new(400, 10152, "mirror subject filters can not overlap");
pub(crate) const OTHER_SEQUENCE_EXPECTED: ApiError = ApiError::new(400, 10164, "wrong last sequence");
pub(crate) const INVALID_TTL: ApiError = ApiError::new(400, 10165, "invalid per-message TTL");
pub(crate) const TTL_DISABLED: ApiError = ApiError::new(400, 10166, "per-message TTL is disabled");
pub(crate) const OVERLOADED: ApiError = ApiError::new(429, 10167, "too many requests");
pub(crate) const COUNTERS_DISABLED: ApiError = ApiError::new(400, 10168, "message counters is disabled");
pub(crate) const INCREMENT_MISSING: ApiError =
    ApiError::new(400, 10169, "message counter increment is missing");
pub(crate) const INCREMENT_WITH_PAYLOAD: ApiError = ApiError::new(400, 10170, "message counter has payload");
pub(crate) const INVALID_INCREMENT: ApiError =
    ApiError::new(400, 10171, "message counter increment is invalid");
pub(crate) const COUNTER_BROKEN: ApiError = ApiError::new(400, 10172, "message counter is broken");
pub(crate) const MIRROR_WITH_COUNTERS: ApiError =
    ApiError::new(400, 10173, "stream mirrors can not also calculate counters");
pub(crate) const BATCHES_DISABLED: ApiError = ApiError::new(400, 10174, "atomic publish is disabled");
pub(crate) const BATCH_SEQUENCE: ApiError = ApiError::new(400, 10175, "atomic publish sequence is missing");
pub(crate) const BATCH_INCOMPLETE: ApiError = ApiError::new(400, 10176, "atomic publish batch is incomplete");
pub(crate) const BATCH_ID: ApiError = ApiError::new(400, 10179, "atomic publish batch ID is invalid");
pub(crate) const API_LEVEL: ApiError = ApiError::new(412, 10185, "JetStream minimum api level required");
pub(crate) const MIRROR_WITH_SCHEDULES: ApiError =
    ApiError::new(400, 10186, "stream mirrors can not also schedule messages");
pub(crate) const SOURCE_WITH_SCHEDULES: ApiError =
    ApiError::new(400, 10187, "stream source can not also schedule messages");
pub(crate) const SCHEDULES_DISABLED: ApiError = ApiError::new(400, 10188, "message schedules is disabled");
pub(crate) const SCHEDULE_PATTERN: ApiError =
    ApiError::new(400, 10189, "message schedules pattern is invalid");
pub(crate) const SCHEDULE_TARGET: ApiError = ApiError::new(400, 10190, "message schedules target is invalid");
pub(crate) const SCHEDULE_TTL: ApiError =
    ApiError::new(400, 10191, "message schedules invalid per-message TTL");
pub(crate) const SCHEDULE_ROLLUP: ApiError = ApiError::new(400, 10192, "message schedules invalid rollup");
pub(crate) const SEQUENCE_MISSING: ApiError = ApiError::new(
    400,
    10193,
    "missing sequence for expected last sequence per subject",
);
pub(crate) const MIRROR_WITH_BATCHES: ApiError =
    ApiError::new(400, 10198, "stream mirrors can not also use atomic publishing");
pub(crate) const BATCH_COMMIT: ApiError = ApiError::new(400, 10200, "atomic publish batch commit is invalid");
pub(crate) const BATCH_WITH_DUPLICATE: ApiError =
    ApiError::new(400, 10201, "atomic publish batch contains duplicate message id");
pub(crate) const SCHEDULE_SOURCE: ApiError = ApiError::new(400, 10203, "message schedules source is invalid");
pub(crate) const TOO_MANY_BATCHES: ApiError = ApiError::new(429, 10210, "atomic publish too many inflight");
pub(crate) const SCHEDULER: ApiError = ApiError::new(400, 10212, "message schedules invalid scheduler");
pub(crate) const SCHEDULE_TIME_ZONE: ApiError =
    ApiError::new(400, 10223, "message schedules time zone is invalid");
pub(crate) const SOURCE_HEADER: ApiError =
    ApiError::new(400, 10227, "message stream source header is not allowed");
