package dev.reflow.tracing.cli;

import dev.reflow.tracing.config.SinkKind;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Takes a sink by the name that {@code reflow.sinks} has for it. Stateless; any thread. */
final class SinkConverter implements ITypeConverter<SinkKind> {

  @Override
  public SinkKind convert(String text) {
    return Arrays.stream(SinkKind.values())
        .filter(kind -> kind != SinkKind.NONE && name(kind).equals(text))
        .findAny()
        .orElseThrow(() -> new TypeConversionException("\"" + text + "\" is none of " + names()));
  }

  /** As a user writes it. */
  static String name(SinkKind kind) {
    return kind.name().toLowerCase(Locale.ROOT);
  }

  private static String names() {
    return Arrays.stream(SinkKind.values())
        .filter(kind -> kind != SinkKind.NONE)
        .map(SinkConverter::name)
        .collect(Collectors.joining(", "));
  }
}
