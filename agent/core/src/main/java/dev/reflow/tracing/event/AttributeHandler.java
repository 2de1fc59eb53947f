package dev.reflow.tracing.event;

/** Takes the attributes of an event one by one. */
@FunctionalInterface
public interface AttributeHandler {
  /**
   * Takes one attribute.
   *
   * @param value a String, Long, Double, UUID or Boolean
   */
  void onAttribute(String key, Object value);
}
