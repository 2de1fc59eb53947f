package dev.reflow.e2e;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A file on a disk of its own, which is dead while it is full. */
final class FileEnd implements FaultySink {

  private final Path temporary = Files.createTempDirectory("reflow-file-");
  private final Path file;
  private final SmallDisk disk;

  FileEnd() throws IOException, InterruptedException {
    Path directory = temporary.resolve("disk");
    file = directory.resolve("events.ndjson");
    disk = SmallDisk.ext4(directory);
  }

  @Override
  public void configure(AgentRun run) {
    run.set("sinks", "file").set("sink.file.path", file.toString());
  }

  @Override
  public void kill() throws IOException {
    disk.fill();
  }

  @Override
  public void restart() throws IOException {
    disk.free();
  }

  @Override
  public void forEach(Delivered delivered) {
    FileNumbers.read(file).forEach(delivered);
  }

  @Override
  public void close() throws IOException {
    disk.close();
    Files.delete(temporary.resolve("disk"));
    Files.delete(temporary.resolve("ext4.img"));
    Files.delete(temporary);
  }
}
