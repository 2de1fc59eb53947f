package dev.reflow.tracing.ship;

import dev.reflow.tracing.health.Log;
import dev.reflow.tracing.queue.QueueUnavailableException;
import dev.reflow.tracing.queue.RunDirectory;
import java.nio.file.Path;
import java.util.List;

/**
 * What earlier processes of the service could not ship before they ended: the shippers of this one
 * ship it beside their own run, and a run that every sink has is deleted. Stateless; any thread.
 */
public final class Adoption {

  private Adoption() {}

  /**
   * Hands the runs of dead processes beside {@code own} to {@code shippers}, which are all that
   * this process has. A run is taken when its turn comes, by one process only.
   *
   * @return how many runs there are
   */
  public static int adopt(RunDirectory own, List<Shipper> shippers, Log log)
      throws QueueUnavailableException {
    Path queueDir = own.path().getParent();
    if (shippers.isEmpty() || queueDir == null) {
      return 0;
    }
    int runs = 0;
    for (RunDirectory run : RunDirectory.list(queueDir)) {
      if (!run.path().equals(own.path()) && !run.isAlive()) {
        LeftRun left = new LeftRun(run, shippers.size(), log);
        shippers.forEach(shipper -> shipper.adopt(new LeftFeed(left, shipper.sink(), log)));
        runs++;
      }
    }
    return runs;
  }
}
