package dev.reflow.sample;

import java.nio.file.Path;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What the command line asks for. Immutable.
 *
 * @param ratePerSecond readings a second
 * @param duration how long to read; zero for no end
 * @param seed makes two runs read the same temperatures
 * @param truth file for the network's own counts, or null
 * @param causes file for the network's own account of what caused what, or null
 * @param help whether only to explain the options
 */
record Options(
    double ratePerSecond,
    Duration duration,
    long seed,
    @Nullable Path truth,
    @Nullable Path causes,
    boolean help) {

  static final String USAGE =
      """
      usage: java -jar sensor-network.jar [--rate N] [--duration TIME] [--seed N] [--truth FILE]
                                     [--causes FILE]
        --rate N         readings a second, above 0 (default 100)
        --duration TIME  how long to read: 500ms, 10s, 2m; 0 for no end (default 10s)
        --seed N         whole number; the same seed reads the same temperatures (default 1)
        --truth FILE     write what each connector carried to FILE, one line of JSON each
        --causes FILE    write what caused each send to FILE, one line of JSON each
        --help           this text
      """;

  private static final Options DEFAULT =
      new Options(100, Duration.ofSeconds(10), 1, null, null, false);
  private static final double MAX_RATE = 1e9;
  private static final Pattern TIME = Pattern.compile("(\\d{1,9})(ms|s|m|)");

  /** The command line cannot be understood; the message is one line. */
  static final class BadOptionException extends Exception {

    private static final long serialVersionUID = 1;

    BadOptionException(String line) {
      super(line);
    }
  }

  static Options parse(String... arguments) throws BadOptionException {
    Options options = DEFAULT;
    for (int i = 0; i < arguments.length; i++) {
      String name = arguments[i];
      if (name.equals("--help")) {
        return new Options(1, Duration.ZERO, 1, null, null, true);
      }
      if (!USAGE.contains("\n  " + name + " ") || !name.startsWith("--")) {
        throw new BadOptionException("unknown option " + name + ", see --help");
      }
      if (++i == arguments.length) {
        throw new BadOptionException(name + " needs a value, see --help");
      }
      options = options.with(name, arguments[i]);
    }
    return options;
  }

  private Options with(String name, String value) throws BadOptionException {
    return switch (name) {
      case "--rate" -> new Options(rate(value), duration, seed, truth, causes, help);
      case "--duration" -> new Options(ratePerSecond, time(value), seed, truth, causes, help);
      case "--seed" ->
          new Options(ratePerSecond, duration, wholeNumber(value), truth, causes, help);
      case "--causes" -> new Options(ratePerSecond, duration, seed, truth, Path.of(value), help);
      default -> new Options(ratePerSecond, duration, seed, Path.of(value), causes, help);
    };
  }

  private static double rate(String value) throws BadOptionException {
    try {
      double rate = Double.parseDouble(value);
      if (rate > 0 && rate <= MAX_RATE) {
        return rate;
      }
    } catch (NumberFormatException e) {
      // Said below.
    }
    throw new BadOptionException("--rate: \"" + value + "\" is not a number above 0");
  }

  private static Duration time(String value) throws BadOptionException {
    Matcher time = TIME.matcher(value);
    if (!time.matches()) {
      throw new BadOptionException(
          "--duration: \"" + value + "\" is not a time like 500ms, 10s, 2m");
    }
    long number = Long.parseLong(time.group(1));
    return switch (time.group(2)) {
      case "ms" -> Duration.ofMillis(number);
      case "m" -> Duration.ofMinutes(number);
      default -> Duration.ofSeconds(number);
    };
  }

  private static long wholeNumber(String value) throws BadOptionException {
    try {
      return Long.parseLong(value);
    } catch (NumberFormatException e) {
      throw new BadOptionException("--seed: \"" + value + "\" is not a whole number");
    }
  }
}
