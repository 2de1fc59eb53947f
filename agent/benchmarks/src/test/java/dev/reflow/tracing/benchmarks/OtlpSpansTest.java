package dev.reflow.tracing.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;

class OtlpSpansTest {

  @Test
  void shouldCountSpansOfEveryScopeOfEveryResource() {
    byte[] span = field(1, new byte[16]);
    byte[] scope =
        join(field(1, new byte[3]), field(2, span), field(2, span), field(3, new byte[9]));
    byte[] resource = join(field(1, new byte[200]), field(2, scope), field(2, scope));
    byte[] request = join(field(1, resource), field(1, resource));
    assertThat(OtlpSpans.count(ByteBuffer.wrap(request))).isEqualTo(8);
  }

  @Test
  void shouldPassOverScalarFields() {
    byte[] scalars = {
      (9 << 3), 1, (10 << 3) | 1, 0, 0, 0, 0, 0, 0, 0, 0, (11 << 3) | 5, 0, 0, 0, 0
    };
    byte[] request = join(scalars, field(1, join(scalars, field(2, field(2, scalars)))));
    assertThat(OtlpSpans.count(ByteBuffer.wrap(request))).isEqualTo(1);
  }

  @Test
  void shouldRefuseWhatIsNoProtobuf() {
    assertThatThrownBy(() -> OtlpSpans.count(ByteBuffer.wrap(new byte[] {(1 << 3) | 7})))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void shouldCountWhatArrivesAsTraces() throws Exception {
    byte[] request = field(1, field(2, field(2, new byte[5])));
    try (OtlpCounter counter = new OtlpCounter()) {
      assertThat(post(counter.endpoint() + "/v1/traces", request)).isEqualTo(200);
      assertThat(post(counter.endpoint() + "/v1/metrics", request)).isEqualTo(200);
      assertThat(counter.takeSpans()).isEqualTo(1);
      assertThat(counter.takeSpans()).isZero();
    }
  }

  private static int post(String url, byte[] body) throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(url))
            .POST(HttpRequest.BodyPublishers.ofByteArray(body))
            .build();
    return HttpClient.newHttpClient()
        .send(request, HttpResponse.BodyHandlers.discarding())
        .statusCode();
  }

  private static byte[] field(int number, byte[] value) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write((number << 3) | 2);
    int length = value.length;
    for (; length >= 128; length >>>= 7) {
      out.write((length & 0x7f) | 0x80);
    }
    out.write(length);
    out.writeBytes(value);
    return out.toByteArray();
  }

  private static byte[] join(byte[]... parts) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      out.writeBytes(part);
    }
    return out.toByteArray();
  }
}
