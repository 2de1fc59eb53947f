package app.shapes;

/** What most shapes carry. */
record Letter(String messageId) {

  int sizeBytes() {
    return 64;
  }

  static Letter number(int number) {
    return new Letter("letter_" + number);
  }
}
