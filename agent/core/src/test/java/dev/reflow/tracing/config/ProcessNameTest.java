package dev.reflow.tracing.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProcessNameTest {

  @ParameterizedTest
  @CsvSource({
    "com.acme.Orders,Orders",
    "com.acme.Orders --port 80,Orders",
    "Orders,Orders",
    "com.acme.Shop$Orders,Orders",
    "com.acme.shop/com.acme.Orders x,Orders",
    "/opt/app/orders-1.2.jar --x,orders-1.2",
    "orders.jar,orders",
    "'',unknown",
    "com.acme.,unknown"
  })
  void shouldBeTheMainClassOrTheJar(String command, String expected) {
    Properties system = new Properties();
    system.setProperty("sun.java.command", command);

    assertThat(ProcessName.of(system)).isEqualTo(expected);
  }

  @Test
  void shouldFindAJarWithSpacesInItsPath() {
    Properties system = new Properties();
    system.setProperty("sun.java.command", "/my apps/order desk.jar run");
    system.setProperty("java.class.path", "/my apps/order desk.jar");

    assertThat(ProcessName.of(system)).isEqualTo("order-desk");
  }

  @Test
  void shouldFallBackToTheMainModule() {
    Properties system = new Properties();
    system.setProperty("jdk.module.main.class", "com.acme.Orders");

    assertThat(ProcessName.of(system)).isEqualTo("Orders");
  }

  @ParameterizedTest
  @CsvSource({"../../etc,etc", "a b/c:d,a-b-c-d", "größe,größe", "..,unknown", "a\\b,a-b"})
  void shouldBeFitForADirectory(String text, String expected) {
    assertThat(ProcessName.fileName(text)).isEqualTo(expected);
  }

  @Test
  void shouldBeShort() {
    assertThat(ProcessName.fileName("x".repeat(500))).hasSize(64);
  }
}
