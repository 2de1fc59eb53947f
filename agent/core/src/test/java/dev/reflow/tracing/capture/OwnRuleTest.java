package dev.reflow.tracing.capture;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Rules as a user writes them, evaluated. */
class OwnRuleTest {

  record Route(String target) {}

  record Order(long orderNumber, String region, Route route) {}

  record Owner(String name) {}

  static class Channel {
    final Owner owner;

    Channel(String owner) {
      this.owner = new Owner(owner);
    }
  }

  @TempDir Path dir;

  @Test
  void shouldReadWhatTheRuleNames() throws Exception {
    try (CaptureRig rig =
        new CaptureRig(
            dir,
            "reflow.connector.orders.type",
            Channel.class.getName(),
            "reflow.connector.orders.method",
            "publish",
            "reflow.connector.orders.from-actor",
            "this.owner.name",
            "reflow.connector.orders.from-port",
            "\"orders\"",
            "reflow.connector.orders.to-actor",
            "arg0.route().target()",
            "reflow.connector.orders.message-id",
            "arg0.orderNumber",
            "reflow.connector.orders.attribute.region",
            "arg0.region")) {
      int site = rig.connector("orders", Channel.class);
      Channel channel = new Channel("shop");
      rig.send(site, channel, new Order(7, "emea", new Route("billing")));
      rig.send(site, channel, new Order(8, "apac", new Route("shipping")));

      assertThat(rig.ends())
          .containsExactly("shop.orders -> billing.in", "shop.orders -> shipping.in");
      assertThat(rig.events()).extracting(CaptureRig.Seen::messageId).containsExactly(7L, 8L);
      assertThat(rig.events())
          .extracting(seen -> seen.attributes().get("region"))
          .containsExactly("emea", "apac");
    }
  }

  @Test
  void shouldTraceAMessageThatIsReturnedUnlessNoneIs() throws Exception {
    try (CaptureRig rig =
        new CaptureRig(
            dir,
            "reflow.connector.inbox.type",
            Channel.class.getName(),
            "reflow.connector.inbox.method",
            "poll",
            "reflow.connector.inbox.message",
            "return",
            "reflow.connector.inbox.from-actor",
            "this.owner.name",
            "reflow.connector.inbox.to-actor",
            "\"reader\"",
            "reflow.connector.inbox.message-id",
            "message.orderNumber")) {
      int site = rig.connector("inbox", Channel.class, -1);
      Channel channel = new Channel("shop");
      rig.sendReturning(site, channel, null, new Order(7, "emea", new Route("billing")));
      rig.sendReturning(site, channel, null, null);

      assertThat(rig.ends()).containsExactly("shop.out -> reader.in");
      assertThat(rig.events()).extracting(CaptureRig.Seen::messageId).containsExactly(7L);
      assertThat(rig.events()).extracting(CaptureRig.Seen::type).containsExactly("Order");
    }
  }

  @Test
  void shouldReadTheOtherArgumentThatAdvicePassesAlone() throws Exception {
    try (CaptureRig rig =
        new CaptureRig(
            dir,
            "reflow.connector.pipe.type",
            Channel.class.getName(),
            "reflow.connector.pipe.method",
            "put",
            "reflow.connector.pipe.message",
            "arg1",
            "reflow.connector.pipe.from-actor",
            "this.owner.name",
            "reflow.connector.pipe.to-actor",
            "arg0.target")) {
      int site = rig.connector("pipe", Channel.class, 1, 0);

      Order order = new Order(7, "emea", new Route("x"));
      Object token =
          rig.tracer.enterWithOther(site, new Channel("shop"), null, order, new Route("billing"));
      rig.tracer.exit(token, null, null);

      assertThat(rig.ends()).containsExactly("shop.out -> billing.in");
    }
  }

  @Test
  void shouldReadAMessageGivenByItsArgumentWithoutALookAtTheCall() throws Exception {
    try (CaptureRig rig =
        new CaptureRig(
            dir,
            "reflow.connector.put.type",
            Channel.class.getName(),
            "reflow.connector.put.method",
            "put",
            "reflow.connector.put.to-actor",
            "\"b\"",
            "reflow.connector.put.message-id",
            "arg0.missing | arg0.orderNumber",
            "reflow.connector.put.message-type",
            "arg0.region")) {
      int site = rig.connector("put", Channel.class);
      rig.send(site, new Channel("shop"), new Order(9, "emea", new Route("x")));

      assertThat(rig.events())
          .extracting(seen -> seen.messageId() + " " + seen.type())
          .containsExactly("9 emea");
    }
  }
}
