-- What lies on disk. An id is two numbers, which take a third of what a UUID takes, and what another column says already
-- is NULL: the trace where it is the root's id, the root where it is the event's own, the span where it is the id's end.
CREATE TABLE flow_rows (
  timestamp               TIMESTAMPTZ NOT NULL,
  nanos                   SMALLINT NOT NULL,
  id_high                 BIGINT NOT NULL,
  id_low                  BIGINT NOT NULL,
  trace_high              BIGINT,
  trace_low               BIGINT,
  parent_high             BIGINT,
  parent_low              BIGINT,
  root_high               BIGINT,
  root_low                BIGINT,
  event_type              VARCHAR NOT NULL,
  service                 VARCHAR,
  flow_id                 VARCHAR,
  source_actor            VARCHAR,
  source_port             VARCHAR,
  destination_actor       VARCHAR,
  destination_port        VARCHAR,
  message_id              VARCHAR,
  correlation_id          VARCHAR,
  message_type            VARCHAR,
  size_bytes              BIGINT,
  checksum                VARCHAR,
  execution_time_ns       BIGINT,
  queue_depth             BIGINT,
  throughput_msgs_per_sec DOUBLE,
  memory_usage_bytes      BIGINT,
  cpu_usage_percent       DOUBLE,
  dependency_depth        INTEGER NOT NULL,
  given_span_id           VARCHAR,
  protocol                VARCHAR,
  error                   VARCHAR,
  sample_weight           DOUBLE NOT NULL,
  attributes              VARCHAR NOT NULL,
  content                 VARCHAR
);

CREATE MACRO reflow_uuid(high, low) AS CAST(CAST(printf('%016x%016x', high, low) AS UUID) AS VARCHAR);

-- The columns that everybody knows, and behind them what lies below for the server's own queries.
CREATE VIEW event_rows AS SELECT
  reflow_uuid(id_high, id_low) AS event_id,
  timestamp,
  event_type,
  service,
  flow_id,
  reflow_uuid(COALESCE(trace_high, root_high, id_high), COALESCE(trace_low, root_low, id_low)) AS trace_id,
  source_actor,
  source_port,
  destination_actor,
  destination_port,
  message_id,
  correlation_id,
  message_type,
  size_bytes,
  checksum,
  execution_time_ns,
  queue_depth,
  throughput_msgs_per_sec,
  memory_usage_bytes,
  cpu_usage_percent,
  CASE WHEN parent_high IS NULL THEN NULL ELSE reflow_uuid(parent_high, parent_low) END AS parent_event_id,
  reflow_uuid(COALESCE(root_high, id_high), COALESCE(root_low, id_low)) AS root_cause_event_id,
  dependency_depth,
  COALESCE(given_span_id, printf('%016x', id_low)) AS span_id,
  protocol,
  error,
  sample_weight,
  CAST(attributes AS JSON) AS attributes,
  content,
  nanos, id_high, id_low, trace_high, trace_low, root_high, root_low
FROM flow_rows;

CREATE VIEW data_flow_events AS SELECT
  * EXCLUDE (nanos, id_high, id_low, trace_high, trace_low, root_high, root_low)
FROM event_rows;

CREATE TABLE reflow_traces (
  trace_id     VARCHAR PRIMARY KEY,
  flow_id      VARCHAR NOT NULL,
  execution_id VARCHAR NOT NULL,
  version      VARCHAR NOT NULL,
  start_ns     BIGINT NOT NULL,
  end_ns       BIGINT,
  status       VARCHAR NOT NULL,
  metadata     VARCHAR NOT NULL
);
