package app.shapes;

/** Where a connector leads. No connector itself. */
class Route {

  private final String to;
  private int timesAsked;

  Route(String to) {
    this.to = to;
  }

  String fromActor() {
    timesAsked++;
    return Truth.FROM;
  }

  String toActor() {
    timesAsked++;
    return to;
  }

  /** How often the endpoints were read. */
  int timesAsked() {
    return timesAsked;
  }
}
