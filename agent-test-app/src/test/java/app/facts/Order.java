package app.facts;

/** Whose accessors for a fact of the message are called, and no others. */
public record Order(String messageId, Card card, String password, String note) {

  /** How it is paid. */
  public record Card(String number, String holder) {}

  public long sizeBytes() {
    return 40;
  }

  @Override
  public String password() {
    throw new IllegalStateException("nobody may ask for it");
  }
}
