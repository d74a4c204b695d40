package io.vitrine.torch;

import io.vitrine.engine.EngineOptions;
import io.vitrine.engine.Loss;
import io.vitrine.engine.Model;
import io.vitrine.engine.Optimizer;
import io.vitrine.engine.Training;
import io.vitrine.model.Tensor;
import io.vitrine.model.Weights;
import io.vitrine.zoo.Zoo;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Exits with code 3 while another thread trains without end. */
final class ExitProbe {
  private ExitProbe() {}

  public static void main(String[] args) throws InterruptedException {
    CountDownLatch begun = new CountDownLatch(2);
    Thread trainer = new Thread(() -> train(begun), "trainer");
    trainer.setDaemon(true);
    trainer.start();
    System.exit(begun.await(5, TimeUnit.MINUTES) ? 3 : 4);
  }

  private static void train(CountDownLatch begun) {
    try (TorchEngine engine = TorchEngine.open(EngineOptions.defaults());
        Model model = engine.load(Zoo.vgg16(1, 32, 32, 10), Weights.NONE);
        Training training = model.train(new Optimizer.Sgd(0.01, 0.5, 0), Loss.MEAN_SQUARED_ERROR)) {
      Tensor images = OneNode.random(16, 1, 32, 32);
      Tensor targets = OneNode.random(16, 10);
      while (true) {
        training.step(images, targets, Training.Detail.LOSS);
        begun.countDown();
      }
    }
  }
}
