package dev.reflow.tracing.config;

/**
 * Addresses as they can be shown. Stateless.
 *
 * <p>Looks for no well-formed address, since one that is not is what a user is told of.
 */
final class Addresses {

  private static final String HIDDEN = "****";

  private Addresses() {}

  /**
   * The address with stars for its user and password, and for the values behind its question mark.
   */
  static String withoutSecrets(String address) {
    int question = address.indexOf('?');
    String place = question < 0 ? address : address.substring(0, question);
    int at = place.lastIndexOf('@');
    if (at >= 0) {
      int slashes = place.indexOf("//");
      int start = slashes >= 0 && slashes < at ? slashes + 2 : 0;
      place = place.substring(0, start) + HIDDEN + place.substring(at);
    }
    return question < 0 ? place : place + "?" + parameters(address.substring(question + 1));
  }

  /** Names stay, so that a user finds the parameter again. */
  private static String parameters(String text) {
    StringBuilder shown = new StringBuilder();
    for (String each : text.split("&", -1)) {
      int equals = each.indexOf('=');
      shown.append(shown.length() == 0 ? "" : "&");
      shown.append(equals < 0 ? HIDDEN : each.substring(0, equals + 1) + HIDDEN);
    }
    return shown.toString();
  }
}
