//! Reads requests, one a line, with the types that Reflow's own server and clients have, and says what it read.

use reflow_tracing_protocol::{TraceEventType, TracingRequest};
use std::io::{self, BufRead};

fn main() {
    for line in io::stdin().lock().lines() {
        let line = line.expect("a line of UTF-8");
        match serde_json::from_str::<TracingRequest>(&line) {
            Ok(TracingRequest::RecordEvent { trace_id, event }) => {
                let kind = match &event.event_type {
                    TraceEventType::DataFlow { to_actor, to_port } => format!("{to_actor}.{to_port}"),
                    other => format!("{other:?}"),
                };
                let message = event.data.message.as_ref().expect("a message");
                let line = format!(
                    "{}|{}|{}|{}|{}|{}|{}|{}",
                    trace_id.0,
                    event.event_id.0,
                    event.timestamp.timestamp_nanos_opt().unwrap(),
                    event.actor_id,
                    kind,
                    message.message_type,
                    message.size_bytes,
                    event.data.performance_metrics.execution_time_ns,
                );
                println!("{}", line.replace('\n', "\\n"));
            }
            Ok(_) => println!("another request"),
            Err(problem) => println!("refused: {problem}"),
        }
    }
}
