package dev.reflow.tracing.cli;

import java.util.List;

/**
 * Widths of the columns of a table that grows while it is shown: a column widens when a wider text
 * comes and never narrows, so that lines stay aligned without waiting for the last. One thread.
 */
final class Columns {

  /** The room of a line that nothing may be cut from. */
  static final int UNLIMITED = Integer.MAX_VALUE;

  /** The least width of a column that is never cut: a number cut in two says something else. */
  static final int WHOLE = Integer.MAX_VALUE;

  /** Blank characters between two columns. */
  static final int GAP = 2;

  /** Where nothing is cut, a longer text moves the rest of its own line and no other. */
  private static final int WIDEST_UNCUT = 48;

  private final int room;
  private final int[] widths;
  private final int[] least;

  /**
   * Columns without width: one that never gets a text is not shown.
   *
   * @param room characters for all columns and the gaps between them, or {@link #UNLIMITED}
   * @param least for each column the width below which it is not cut, or {@link #WHOLE}
   */
  Columns(int room, int... least) {
    this.room = room;
    this.least = least.clone();
    this.widths = new int[least.length];
  }

  /** Makes room for {@code cells}, one for each column. */
  void fit(List<String> cells) {
    int widest = room == UNLIMITED ? WIDEST_UNCUT : room;
    for (int i = 0; i < widths.length; i++) {
      widths[i] = Math.max(widths[i], Math.min(cells.get(i).length(), widest));
    }
  }

  /**
   * The width of each column now, 0 where it is not shown: the widest give way to keep the room.
   */
  int[] widths() {
    int[] shown = widths.clone();
    for (int excess = room == UNLIMITED ? 0 : total(shown) - room; excess > 0; excess--) {
      int widest = widestToCut(shown);
      if (widest < 0) {
        break;
      }
      shown[widest]--;
    }
    return shown;
  }

  /** {@code cell} in a column of {@code width}: cut only where the room is limited. */
  String fitted(String cell, int width, boolean toTheRight) {
    String cut = room == UNLIMITED ? cell : Shortening.middle(cell, width);
    return toTheRight ? Shortening.padLeft(cut, width) : Shortening.padRight(cut, width);
  }

  private static int total(int[] widths) {
    int total = -GAP;
    for (int width : widths) {
      total += width == 0 ? 0 : width + GAP;
    }
    return total;
  }

  private int widestToCut(int[] shown) {
    int widest = -1;
    for (int i = 0; i < shown.length; i++) {
      if (shown[i] > least[i] && (widest < 0 || shown[i] > shown[widest])) {
        widest = i;
      }
    }
    return widest;
  }
}
