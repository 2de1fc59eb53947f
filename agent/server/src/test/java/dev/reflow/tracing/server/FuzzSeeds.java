package dev.reflow.tracing.server;

import com.github.luben.zstd.Zstd;
import dev.reflow.tracing.server.collect.Compression;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.Arguments;

/** Frames as clients send them, for fuzz tests to begin with. */
public final class FuzzSeeds {

  /** {@code "Ping"} as Brotli's own tool compresses it. */
  private static final byte[] BROTLI_PING = Base64.getDecoder().decode("iwKAIlBpbmciAw==");

  private FuzzSeeds() {}

  /** One of every request, an array of some, and some compressed in each way. */
  public static Stream<Arguments> frames() {
    byte[] batch = Zstd.decompress(new EventFrames(1_767_323_045_000L, 10).frame(60), 2 << 20);
    byte[] some =
        new String(batch, StandardCharsets.UTF_8)
            .substring(0, 2_000)
            .getBytes(StandardCharsets.UTF_8);
    String event = WireEvents.record(WireEvents.flow(2, 1L, "a", "b", "m", 5));
    Stream<byte[]> packed =
        Stream.of(Compression.ZSTD, Compression.GZIP, Compression.LZ4)
            .map(how -> how.pack(event.getBytes(StandardCharsets.UTF_8)));
    return Stream.concat(
            Stream.concat(texts(event).map(it -> it.getBytes(StandardCharsets.UTF_8)), packed),
            Stream.of(some, BROTLI_PING))
        .map(seed -> Arguments.of((Object) seed));
  }

  private static Stream<String> texts(String event) {
    String id = WireEvents.id(1).toString();
    return List.of(
        "\"Ping\"",
        "\"Unsubscribe\"",
        "\"GetMetrics\"",
        event,
        "[" + event + ",\"Ping\"]",
        event.replace(
            "{\"DataFlow\":{\"to_actor\":\"b\",\"to_port\":\"input\"}}", "\"MessageSent\""),
        event.replace("\"serialized_data\":[]", "\"serialized_data\":[123,34,255]"),
        "{\"StartTrace\":{\"flow_id\":\"f\",\"version\":{\"major\":1}}}",
        "{\"GetTrace\":{\"trace_id\":\"" + id + "\"}}",
        "{\"GetFlowVersions\":{\"flow_id\":\"f\"}}",
        "{\"QueryTraces\":{\"query\":{\"flow_id\":\"f\",\"actor_filter\":\"a\",\"limit\":5,"
            + "\"offset\":1,\"time_range\":[\"2026-01-02T03:04:05Z\",\"2026-01-03T03:04:05Z\"]}}}",
        "{\"Subscribe\":{\"filters\":{\"event_types\":[\"MessageSent\"],\"actor_ids\":[\"a\"],"
            + "\"custom_filter\":\"execution_time_ns > 10\"}}}",
        "{\"StoreTrace\":{\"trace\":{\"trace_id\":\""
            + id
            + "\",\"flow_id\":\"f\","
            + "\"execution_id\":\""
            + id
            + "\",\"version\":{\"major\":1},"
            + "\"start_time\":\"2026-01-02T03:04:05Z\",\"end_time\":null,\"status\":\"Running\","
            + "\"events\":[],\"metadata\":{}}}}")
        .stream();
  }
}
