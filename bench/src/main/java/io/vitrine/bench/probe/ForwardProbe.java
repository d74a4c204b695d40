package io.vitrine.bench.probe;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.vitrine.engine.Request;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.file.Path;

/**
 * Runs a network forward a number of times at each order that standard input gives, and answers
 * with the seconds that they took.
 */
public final class ForwardProbe {
  private ForwardProbe() {}

  /** Arguments: the ONNX file, images a batch, threads. */
  public static void main(String[] args) throws IOException {
    BufferedReader orders = new BufferedReader(new InputStreamReader(System.in, UTF_8));
    try (ForwardJob job =
        ForwardJob.open(Path.of(args[0]), Integer.parseInt(args[1]), Integer.parseInt(args[2]))) {
      System.out.println("ready " + job.description());
      for (String order = orders.readLine(); order != null; order = orders.readLine()) {
        long start = System.nanoTime();
        for (int i = Integer.parseInt(order.strip()); i > 0; i--) {
          job.model().run(job.images(), Request.forward());
        }
        System.out.println((System.nanoTime() - start) / 1e9);
      }
    }
  }
}
