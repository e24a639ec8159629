//! What is wrong with a consumer's configuration, in the order of the numbers that clients test.

use crate::streams::error::ApiError;

pub(super) const NAME_IN_USE: ApiError = ApiError::new(400, 10013, "consumer name already in use");
pub(super) const DURABLE_NOT_IN_SUBJECT: ApiError = ApiError::new(
    400,
    10016,
    "consumer expected to be durable but no durable name set in subject",
);
pub(super) const DURABLE_MISMATCH: ApiError = ApiError::new(
    400,
    10017,
    "consumer name in subject does not match durable name in request",
);
pub(super) const DURABLE_NOT_SET: ApiError = ApiError::new(
    400,
    10018,
    "consumer expected to be durable but a durable name was not set",
);
pub(super) const EPHEMERAL_WITH_DURABLE: ApiError = ApiError::new(
    400,
    10020,
    "consumer expected to be ephemeral but a durable name was set in request",
);
pub(super) const TOO_MANY: ApiError = ApiError::new(400, 10026, "maximum consumers limit reached");
pub(super) const REPLICAS: ApiError =
    ApiError::new(500, 10074, "replicas > 1 not supported in non-clustered mode");
pub(super) const DELIVER_WILDCARD: ApiError =
    ApiError::new(400, 10079, "consumer deliver subject has wildcards");
pub(super) const PUSH_MAX_WAITING: ApiError =
    ApiError::new(400, 10080, "consumer in push mode can not set max waiting");
pub(super) const DELIVER_CYCLE: ApiError =
    ApiError::new(400, 10081, "consumer deliver subject forms a cycle");
pub(super) const PENDING_WITHOUT_ACKS: ApiError =
    ApiError::new(400, 10082, "consumer requires ack policy for max ack pending");
pub(super) const SMALL_HEARTBEAT: ApiError =
    ApiError::new(400, 10083, "consumer idle heartbeat needs to be >= 100ms");
pub(super) const PULL_REQUIRES_ACKS: ApiError = ApiError::new(
    400,
    10084,
    "consumer in pull mode requires explicit ack policy on workqueue stream",
);
pub(super) const PULL_RATE_LIMIT: ApiError =
    ApiError::new(400, 10086, "consumer in pull mode can not have rate limit set");
pub(super) const PULL_HEARTBEAT: ApiError = ApiError::new(
    400,
    10088,
    "consumer idle heartbeat requires a push based consumer",
);
pub(super) const PULL_FLOW_CONTROL: ApiError =
    ApiError::new(400, 10089, "consumer flow control requires a push based consumer");
pub(super) const DIRECT_PULL: ApiError =
    ApiError::new(400, 10090, "consumer direct requires a push based consumer");
pub(super) const DIRECT_DURABLE: ApiError =
    ApiError::new(400, 10091, "consumer direct requires an ephemeral consumer");
pub(super) const QUEUE_REQUIRES_ACKS: ApiError =
    ApiError::new(400, 10098, "workqueue stream requires explicit ack");
pub(super) const QUEUE_UNFILTERED: ApiError = ApiError::new(
    400,
    10099,
    "multiple non-filtered consumers not allowed on workqueue stream",
);
pub(super) const QUEUE_NOT_UNIQUE: ApiError =
    ApiError::new(400, 10100, "filtered consumer not unique on workqueue stream");
pub(super) const QUEUE_NOT_ALL: ApiError =
    ApiError::new(400, 10101, "consumer must be deliver all on workqueue stream");
pub(super) const FLOW_WITHOUT_HEARTBEAT: ApiError =
    ApiError::new(400, 10108, "consumer with flow control also needs heartbeats");
pub(super) const BAD_DELIVER_SUBJECT: ApiError =
    ApiError::new(400, 10112, "invalid push consumer deliver subject");
pub(super) const DELIVER_IS_REQUEST: ApiError =
    ApiError::new(400, 10112, "consumer deliver subject is for requests");
pub(super) const SMALL_MAX_EXPIRES: ApiError =
    ApiError::new(400, 10115, "consumer max request expires needs to be >= 1ms");
pub(super) const BACKOFF_TOO_LONG: ApiError = ApiError::new(
    400,
    10116,
    "max deliver is required to be > length of backoff values",
);
pub(super) const REPLICAS_ABOVE_STREAM: ApiError =
    ApiError::new(400, 10126, "consumer config replica count exceeds parent stream");
pub(super) const NAME_IS_PATH: ApiError =
    ApiError::new(400, 10127, "Consumer name can not contain path separators");
pub(super) const FILTER_MISMATCH: ApiError = ApiError::new(
    400,
    10131,
    "Consumer create request did not match filtered subject from create subject",
);
pub(super) const TWO_NAMES: ApiError = ApiError::new(
    400,
    10132,
    "Consumer Durable and Name have to be equal if both are provided",
);
pub(super) const NEGATIVE_REPLICAS: ApiError = ApiError::new(400, 10133, "replicas count cannot be negative");
pub(super) const REPLICAS_OF_STREAM: ApiError = ApiError::new(
    400,
    10134,
    "consumer config replicas must match interest retention stream's replicas",
);
pub(super) const TWO_FILTERS: ApiError = ApiError::new(
    400,
    10136,
    "consumer cannot have both FilterSubject and FilterSubjects specified",
);
pub(super) const FILTERS_IN_SUBJECT: ApiError = ApiError::new(
    400,
    10137,
    "consumer with multiple subject filters cannot use subject based API",
);
pub(super) const FILTERS_OVERLAP: ApiError =
    ApiError::new(400, 10138, "consumer subject filters cannot overlap");
pub(super) const EMPTY_FILTER: ApiError =
    ApiError::new(400, 10139, "consumer filter in FilterSubjects cannot be empty");
pub(super) const EXISTS: ApiError = ApiError::new(400, 10148, "consumer already exists");
pub(super) const MISSING: ApiError = ApiError::new(400, 10149, "consumer does not exist");
pub(super) const POLICY_WITHOUT_GROUP: ApiError = ApiError::new(
    400,
    10159,
    "Setting PriorityPolicy requires at least one PriorityGroup to be set",
);
pub(super) const NO_SUCH_GROUP: ApiError = ApiError::new(
    400,
    10160,
    "Provided priority group does not exist for this consumer",
);
pub(super) const EMPTY_GROUP: ApiError = ApiError::new(400, 10161, "Group name cannot be an empty string");
pub(super) const BAD_GROUP: ApiError = ApiError::new(
    400,
    10162,
    "Valid priority group name must match A-Z, a-z, 0-9, -_/=)+ and may not exceed 16 characters",
);
pub(super) const PUSH_WITH_GROUP: ApiError =
    ApiError::new(400, 10178, "priority groups can not be used with push consumers");
pub(super) const NEGATIVE_ACK_WAIT: ApiError =
    ApiError::new(400, 10183, "consumer ack wait needs to be positive");
pub(super) const NEGATIVE_BACKOFF: ApiError =
    ApiError::new(400, 10184, "consumer backoff needs to be positive");
pub(super) const GROUP_WITHOUT_POLICY: ApiError = ApiError::new(
    400,
    10196,
    "consumer can not have priority groups when policy is none",
);
pub(super) const TIMEOUT_WITHOUT_POLICY: ApiError =
    ApiError::new(400, 10197, "PinnedTTL cannot be set when PriorityPolicy is none");
