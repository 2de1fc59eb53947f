-- The table of the events, as the postgres sink and the server make it. ${key} and ${partitions} differ where it is
-- partitioned by day. Texts are compared byte by byte, whatever the database's language.
CREATE TABLE data_flow_events (
  event_id                TEXT COLLATE "C" NOT NULL,
  timestamp               TIMESTAMPTZ NOT NULL,
  event_type              TEXT COLLATE "C" NOT NULL,
  service                 TEXT COLLATE "C",
  flow_id                 TEXT COLLATE "C",
  trace_id                TEXT COLLATE "C" NOT NULL,
  source_actor            TEXT COLLATE "C",
  source_port             TEXT COLLATE "C",
  destination_actor       TEXT COLLATE "C",
  destination_port        TEXT COLLATE "C",
  message_id              TEXT COLLATE "C",
  correlation_id          TEXT COLLATE "C",
  message_type            TEXT COLLATE "C",
  size_bytes              BIGINT,
  checksum                TEXT COLLATE "C",
  execution_time_ns       BIGINT,
  queue_depth             BIGINT,
  throughput_msgs_per_sec DOUBLE PRECISION,
  memory_usage_bytes      BIGINT,
  cpu_usage_percent       DOUBLE PRECISION,
  parent_event_id         TEXT COLLATE "C",
  root_cause_event_id     TEXT COLLATE "C" NOT NULL,
  dependency_depth        INTEGER NOT NULL DEFAULT 0,
  span_id                 TEXT COLLATE "C",
  protocol                TEXT COLLATE "C",
  error                   TEXT COLLATE "C",
  sample_weight           DOUBLE PRECISION NOT NULL DEFAULT 1,
  attributes              JSONB NOT NULL DEFAULT '{}',
  content                 TEXT COLLATE "C",
  PRIMARY KEY (${key})
)${partitions};

CREATE INDEX data_flow_events_timestamp ON data_flow_events (timestamp);

CREATE INDEX data_flow_events_trace ON data_flow_events (trace_id);

CREATE INDEX data_flow_events_message ON data_flow_events (message_id) WHERE message_id IS NOT NULL;

CREATE INDEX data_flow_events_edge ON data_flow_events (source_actor, destination_actor, timestamp);
