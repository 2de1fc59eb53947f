package dev.reflow.tracing.config;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AddressesTest {

  @ParameterizedTest
  @CsvSource({
    "ws://localhost:8080, ws://localhost:8080",
    "wss://me:s3cret@host/ws?token=s3cret&x=1, wss://****@host/ws?token=****&x=****",
    "postgresql://me:s3@cret@host/db, postgresql://****@host/db",
    "jdbc:postgresql://host/db?user=me&password=s3cret, jdbc:postgresql://host/db?user=****&password=****",
    "me:s3cret@host?s3cret, ****@host?****",
    "'', ''",
  })
  void shouldShowNoSecret(String address, String shown) {
    assertThat(Addresses.withoutSecrets(address)).isEqualTo(shown);
  }
}
