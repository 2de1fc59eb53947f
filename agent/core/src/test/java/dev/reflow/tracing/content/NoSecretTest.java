package dev.reflow.tracing.content;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reflow.tracing.content.Captures.Found;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.jspecify.annotations.Nullable;

/** Whatever a message looks like: no value that is redacted stands among the captured bytes. */
class NoSecretTest {

  private static final String SECRET = "hunter2";
  private static final List<String> RULES =
      List.of("password", "*.ssn", "card.number", "*token*", "/deep/0/pin");
  private static final List<String> HIDDEN =
      List.of("password", "PASSWORD", "ssn", "accessToken", "token");
  private static final List<String> SHOWN = List.of("name", "passwords2", "number", "a.b", "ü", "");

  /** A bean with fields that are hidden and fields that are not. */
  static final class Bean {
    @Nullable Object password;
    @Nullable Object value;
    @Nullable Object accessToken;
    @Nullable Object card;
  }

  record Card(@Nullable Object number, @Nullable Object holder) {}

  @Property(tries = 1_500)
  void shouldNeverStandAmongTheCapturedBytes(
      @ForAll long seed, @ForAll @IntRange(min = 1, max = 600) int maxBytes) {
    Random random = new Random(seed);
    Object message = value(random, 0, false);
    Object sent = message == null || random.nextInt(3) == 0 ? json(message) : message;
    if (sent instanceof String text && random.nextBoolean()) {
      sent = text.getBytes(StandardCharsets.UTF_8);
    }
    Captures captures =
        new Captures(new ContentPolicy(random.nextBoolean(), true, maxBytes, List.of(), RULES));

    Found found = captures.of(sent);

    assertThat(new String(found.bytes(), StandardCharsets.UTF_8)).doesNotContain(SECRET);
    assertThat(captures.warnings()).doesNotContain(SECRET);
  }

  /** Any value; {@code hidden} where it is inside of a field that is, so that it may be secret. */
  private static @Nullable Object value(Random random, int depth, boolean hidden) {
    return switch (random.nextInt(depth > 4 ? 4 : 9)) {
      case 0 -> hidden ? SECRET : "plain " + random.nextInt(100);
      case 1 -> hidden ? SECRET.toCharArray() : random.nextInt();
      case 2 -> hidden ? Map.of("k", SECRET) : null;
      // Text in text: what it hides stands beside its name.
      case 3 -> hidden ? Optional.of(SECRET) : textWithSecret(random);
      case 4, 5 -> map(random, depth, hidden);
      case 6 -> bean(random, depth, hidden);
      case 7 -> new Card(value(random, depth + 1, hidden), value(random, depth + 1, hidden));
      default -> list(random, depth, hidden);
    };
  }

  private static String textWithSecret(Random random) {
    String name = HIDDEN.get(random.nextInt(HIDDEN.size()));
    return switch (random.nextInt(4)) {
      case 0 -> "{\"" + name + "\":\"" + SECRET + "\"}";
      case 1 -> name + "=" + SECRET;
      case 2 -> "<" + name + ">" + SECRET + "</" + name + ">";
      default -> "{\"\\u0070assword\":\"" + SECRET + "\"} ";
    };
  }

  private static Object map(Random random, int depth, boolean hidden) {
    Map<String, @Nullable Object> map = new LinkedHashMap<>();
    for (int i = random.nextInt(4); i > 0; i--) {
      boolean isHidden = random.nextBoolean();
      List<String> names = isHidden ? HIDDEN : SHOWN;
      String name = names.get(random.nextInt(names.size()));
      map.put(name, value(random, depth + 1, hidden || isHidden));
    }
    if (random.nextInt(4) == 0) {
      map.put("card", Map.of("number", SECRET));
    }
    if (depth == 0 && random.nextInt(4) == 0) {
      map.put("deep", List.of(Map.of("pin", SECRET)));
    }
    return map;
  }

  private static Object bean(Random random, int depth, boolean hidden) {
    Bean bean = new Bean();
    bean.password = value(random, depth + 1, true);
    bean.accessToken = SECRET;
    bean.value = value(random, depth + 1, hidden);
    bean.card = random.nextBoolean() ? null : new Card(SECRET, "holder");
    return bean;
  }

  private static Object list(Random random, int depth, boolean hidden) {
    List<@Nullable Object> list = new ArrayList<>();
    for (int i = random.nextInt(4); i > 0; i--) {
      list.add(value(random, depth + 1, hidden));
    }
    return random.nextBoolean() ? list : list.toArray();
  }

  /** The same as JSON text, all of it: made by the capture that hides nothing. */
  private static Object json(@Nullable Object message) {
    String json =
        message == null
            ? null
            : new Captures(new ContentPolicy(false, true, 16_384, List.of(), List.of()))
                .content(message);
    return json == null ? "null" : json;
  }
}
