package dev.reflow.tracing.rule;

/**
 * How to look inside of a message that only wraps another: applied as often as it fits.
 *
 * @param typeName the wrapping class, or a superclass or interface of it
 */
public record Unwrap(String typeName, Step step) {

  @Override
  public String toString() {
    return typeName + "." + step;
  }
}
