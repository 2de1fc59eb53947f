package dev.reflow.tracing.event;

import static dev.reflow.tracing.event.EventLayout.*;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Reads the records of one file, page after page, and hands each flow on with its names filled in.
 * Not thread-safe; make one for each file, and give it the file's pages from the first on.
 */
public final class PageReader {

  private static final String UNKNOWN = "unknown";

  private final EdgeRates rates;
  private final Dictionary dictionary = new Dictionary();
  private final EventView view = new EventView();
  private @Nullable ProcessInfo process;
  private int undefined;
  private int place;
  private long handedOn;

  /** A reader of a file that is alone. */
  public PageReader() {
    this(new EdgeRates());
  }

  /** A reader of one of several files whose edge counts tell of all. */
  public PageReader(EdgeRates rates) {
    this.rates = rates;
  }

  /** Whose events the file holds, or null before its first record was read. */
  public @Nullable ProcessInfo process() {
    return process;
  }

  /**
   * Reads records from {@code offset} on until {@code maxFlows} flows were handed on, the page
   * ends, a zero length ends its records, or one names what nothing has defined.
   *
   * @param page one page, little-endian, from index 0 to its limit
   * @return where the next read of this page goes on; the limit when the page is done
   * @throws CorruptRecordException when the bytes at its offset are no record; those before were
   *     handed on
   */
  public int read(ByteBuffer page, int offset, int maxFlows, EventHandler handler)
      throws CorruptRecordException {
    page.order(ByteOrder.LITTLE_ENDIAN);
    int at = offset;
    int flows = 0;
    int known = undefined;
    while (flows < maxFlows && at + BODY <= page.limit() && undefined == known) {
      place = at;
      int length = page.getInt(at);
      if (length == 0) {
        return page.limit();
      }
      checkHeader(page, at, length);
      if (readRecord(page, at, length, handler)) {
        flows++;
        handedOn++;
      }
      at += length;
    }
    return at + BODY > page.limit() ? page.limit() : at;
  }

  /**
   * Reads the definitions among the records before {@code end} and passes over the flows: for a
   * reader that begins in the middle of a file.
   *
   * @throws CorruptRecordException when the bytes at its offset are no record
   */
  public void readDefinitions(ByteBuffer page, int end) throws CorruptRecordException {
    page.order(ByteOrder.LITTLE_ENDIAN);
    int at = 0;
    while (at + BODY <= Math.min(end, page.limit())) {
      int length = page.getInt(at);
      if (length == 0) {
        return;
      }
      checkHeader(page, at, length);
      readDefinition(page, at, length);
      at += length;
    }
  }

  private static void checkHeader(ByteBuffer page, int at, int length)
      throws CorruptRecordException {
    if (length < BODY || (length & 3) != 0 || length > page.limit() - at) {
      throw new CorruptRecordException(at, "a record of " + length + " bytes cannot be");
    }
    byte version = page.get(at + VERSION_AT);
    if (version != VERSION) {
      throw new CorruptRecordException(
          at, "format version " + version + ", this reader knows " + VERSION);
    }
  }

  private boolean readRecord(ByteBuffer page, int at, int length, EventHandler handler)
      throws CorruptRecordException {
    if (isEvent(page.get(at + KIND))) {
      readFlow(page, at, length, handler);
      return true;
    }
    if (page.get(at + KIND) == KIND_EDGE_COUNT) {
      EdgeCount count = readCount(page, at, length);
      rates.put(count);
      handler.onEdgeCount(count, owner(at, "an edge count"));
      return false;
    }
    if (page.get(at + KIND) == KIND_LOAD) {
      readLoad(page, at, length);
      return false;
    }
    readDefinition(page, at, length);
    return false;
  }

  private void readLoad(ByteBuffer page, int at, int length) throws CorruptRecordException {
    if (length < LOAD_SIZE) {
      throw new CorruptRecordException(at, "a load of only " + length + " bytes");
    }
    double percent = page.getDouble(at + LOAD_CPU_PERCENT);
    // Damage must not become a number that no JSON can hold.
    rates.putCpu(percent >= 0 && percent <= 100 ? percent : EdgeRates.UNKNOWN);
  }

  private void readDefinition(ByteBuffer page, int at, int length) throws CorruptRecordException {
    switch (page.get(at + KIND)) {
      case KIND_EDGE -> readEdge(new Body(page, at, length));
      case KIND_NAME -> readName(new Body(page, at, length));
      case KIND_PROCESS -> readProcess(new Body(page, at, length));
      default -> {
        // A flow, or a later version's kind.
      }
    }
  }

  private void readFlow(ByteBuffer page, int at, int length, EventHandler handler)
      throws CorruptRecordException {
    ProcessInfo owner = owner(at, "a flow");
    if (length < PARTS) {
      throw new CorruptRecordException(at, "a flow of only " + length + " bytes");
    }
    Edge edge = edge(at, page.getInt(at + EDGE_ID));
    Name type = name(at, page.getInt(at + TYPE_ID));
    Name thread = name(at, page.getInt(at + THREAD_ID));
    view.wrap(page, at, length, owner, edge, type, thread, dictionary);
    view.setRates(rates);
    handler.onEvent(view);
  }

  private ProcessInfo owner(int at, String what) throws CorruptRecordException {
    ProcessInfo owner = process;
    if (owner == null) {
      throw new CorruptRecordException(at, what + " before the file's process record");
    }
    return owner;
  }

  private EdgeCount readCount(ByteBuffer page, int at, int length) throws CorruptRecordException {
    if (length < COUNT_SIZE) {
      throw new CorruptRecordException(at, "an edge count of only " + length + " bytes");
    }
    int id = page.getInt(at + EDGE_ID);
    return new EdgeCount(
        edge(at, id),
        page.getLong(at + COUNT_UNTIL_NS),
        page.getLong(at + COUNT_SPAN_NS),
        page.getLong(at + COUNT_FLOWS),
        page.getLong(at + COUNT_SAMPLED_OUT),
        page.getLong(at + COUNT_BYTES),
        page.getLong(at + COUNT_ERRORS),
        page.getLong(at + COUNT_TIMED),
        page.getLong(at + COUNT_TOTAL_NS),
        page.getLong(at + COUNT_LONGEST_NS));
  }

  /** Where the record begins that was read last; where a handler threw, its record. */
  public int place() {
    return place;
  }

  /** Flows handed on so far. */
  public long flows() {
    return handedOn;
  }

  /** Edges and names that flows used and nothing had defined, each counted once. */
  public int undefined() {
    return undefined;
  }

  /** The definition may be lost with a damaged page; the flow itself is worth having. */
  private Edge edge(int at, int id) throws CorruptRecordException {
    Edge edge = dictionary.edge(id);
    if (edge == null) {
      undefined++;
      edge = new Edge(checkId(at, id), UNKNOWN, "out", UNKNOWN, "in", Edge.IN_MEMORY);
      dictionary.define(edge);
    }
    return edge;
  }

  private Name name(int at, int id) throws CorruptRecordException {
    Name name = dictionary.name(id);
    if (name == null) {
      undefined++;
      name = new Name(checkId(at, id), UNKNOWN);
      dictionary.define(name);
    }
    return name;
  }

  private static int checkId(int at, int id) throws CorruptRecordException {
    if (id <= 0 || id > Dictionary.MAX_ID) {
      throw new CorruptRecordException(at, "dictionary id " + id + " cannot be");
    }
    return id;
  }

  private void readEdge(Body body) throws CorruptRecordException {
    int id = body.id();
    dictionary.define(
        new Edge(id, body.text(), body.text(), body.text(), body.text(), body.text()));
  }

  private void readName(Body body) throws CorruptRecordException {
    dictionary.define(new Name(body.id(), body.text()));
  }

  private void readProcess(Body body) throws CorruptRecordException {
    body.need(3 * Long.BYTES);
    process =
        new ProcessInfo(
            body.longValue(),
            body.longValue(),
            body.longValue(),
            body.text(),
            body.text(),
            body.text());
  }

  /** Walks a record's body and answers for its bounds. */
  private static final class Body {
    private final ByteBuffer page;
    private final int start;
    private final int end;
    private int at;

    Body(ByteBuffer page, int start, int length) {
      this.page = page;
      this.start = start;
      this.end = start + length;
      this.at = start + BODY;
    }

    void need(int bytes) throws CorruptRecordException {
      if (bytes > end - at) {
        throw new CorruptRecordException(start, "a record shorter than what it holds");
      }
    }

    int id() throws CorruptRecordException {
      need(Integer.BYTES);
      int id = page.getInt(at);
      at += Integer.BYTES;
      return checkId(start, id);
    }

    long longValue() {
      long value = page.getLong(at);
      at += Long.BYTES;
      return value;
    }

    String text() throws CorruptRecordException {
      need(Short.BYTES);
      int bytes = page.getShort(at) & 0xFFFF;
      at += Short.BYTES;
      need(bytes);
      byte[] utf8 = new byte[bytes];
      page.get(at, utf8);
      at += bytes;
      return new String(utf8, StandardCharsets.UTF_8);
    }
  }
}
