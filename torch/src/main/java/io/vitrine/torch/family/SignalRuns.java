package io.vitrine.torch.family;

import io.vitrine.model.ElementType;
import io.vitrine.model.Node;
import io.vitrine.torch.call.Call;
import io.vitrine.torch.call.Fresh;
import io.vitrine.torch.call.NativeTensors;
import io.vitrine.torch.call.NativeValue;
import io.vitrine.torch.call.Numbers;
import io.vitrine.torch.call.OperatorFactory;
import io.vitrine.torch.call.Rounding;
import java.util.Map;
import org.bytedeco.pytorch.LongOptional;
import org.bytedeco.pytorch.StringViewOptional;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;

/** Transforms of signals, and the windows and filters that go with them. */
final class SignalRuns {
  static final Map<String, OperatorFactory> ALL =
      Map.of(
          "DFT", OperatorFactory.of(SignalRuns::transform),
          "STFT", OperatorFactory.of(SignalRuns::shortTime),
          "HannWindow", OperatorFactory.ofValue(call -> window(call, 0.5, 0.5, 0)),
          "HammingWindow",
              OperatorFactory.ofValue(call -> window(call, 25.0 / 46, 1 - 25.0 / 46, 0)),
          "BlackmanWindow", OperatorFactory.ofValue(call -> window(call, 0.42, 0.5, 0.08)),
          "MelWeightMatrix", OperatorFactory.ofValue(SignalRuns::mel));

  private SignalRuns() {}

  /**
   * The discrete Fourier transform along an axis; the last axis holds the real part, or real and
   * imaginary. One-sided, only the first half and the middle stand for the whole.
   */
  private static Tensor transform(Call call) {
    Node node = call.context().node();
    Tensor input = call.input(0);
    boolean inverse = node.intOr("inverse", 0) != 0;
    boolean half = node.intOr("onesided", 0) != 0;
    long usual = call.context().opset() < 20 ? node.intOr("axis", 1) : call.longOr(2, -2);
    int axis = Numbers.axis(usual, input.dim());
    long length = call.longOr(1, 0);
    LongOptional size = length > 0 ? new LongOptional(length) : new LongOptional();
    Tensor complex = complex(input);
    if (inverse && half) {
      Tensor real = torch.fft_irfft(complex, size, axis, none());
      return real.unsqueeze(-1).to(NativeTensors.type(input));
    }
    Tensor result =
        inverse
            ? torch.fft_ifft(complex, size, axis, none())
            : torch.fft_fft(complex, size, axis, none());
    if (half) {
      result = result.narrow(axis, 0, result.size(axis) / 2 + 1);
    }
    return torch.view_as_real(result).to(NativeTensors.type(input));
  }

  private static StringViewOptional none() {
    return new StringViewOptional();
  }

  /** The complex numbers, in 64 bits, whose parts the last axis holds. */
  private static Tensor complex(Tensor input) {
    Tensor parts =
        input.size(-1) > 1
            ? input
            : torch.cat(new TensorVector(input, torch.zeros_like(input)), -1);
    return torch.view_as_complex(parts.to(torch.ScalarType.Double).contiguous());
  }

  /** Frames of a signal (N, L, 1 or 2), each windowed and transformed: (N, frames, bins, 2). */
  private static Tensor shortTime(Call call) {
    Tensor signal = call.input(0);
    long step = call.longs(1)[0];
    long length = call.has(3) ? call.longs(3)[0] : call.input(2).size(0);
    Tensor given = signal.dim() == 2 ? signal.unsqueeze(-1) : signal;
    Tensor frames = given.unfold(1, length, step).transpose(2, 3);
    Tensor complex = complex(frames);
    if (call.has(2)) {
      complex = complex.mul(call.input(2).to(torch.ScalarType.Double));
    }
    Tensor result = torch.fft_fft(complex, new LongOptional(), -1, none());
    boolean half = call.context().node().intOr("onesided", 1) != 0;
    return torch
        .view_as_real(half ? result.narrow(-1, 0, length / 2 + 1) : result)
        .to(NativeTensors.type(signal));
  }

  /** a - b cos(2 pi k / N) + c cos(4 pi k / N); N is the size, or one less if not periodic. */
  private static NativeValue window(Call call, double a, double b, double c) {
    Node node = call.context().node();
    int size = (int) call.longs(0)[0];
    double period = node.intOr("periodic", 1) != 0 ? size : size - 1;
    double[] values = new double[size];
    for (int k = 0; k < size; k++) {
      double angle = 2 * Math.PI * k / period;
      values[k] = a - b * Math.cos(angle) + c * Math.cos(2 * angle);
    }
    ElementType target = ElementType.of((int) node.intOr("output_datatype", 1));
    return Rounding.cast(Fresh.doubles(values, size), target, true);
  }

  /** Triangles evenly spaced in mel, 2595 log10(1 + f / 700), over the bins of a spectrum. */
  private static NativeValue mel(Call call) {
    int bands = (int) call.longs(0)[0];
    long transform = call.longs(1)[0];
    double rate = call.doubles(2)[0];
    double low = 2595 * Math.log10(1 + call.doubles(3)[0] / 700);
    double high = 2595 * Math.log10(1 + call.doubles(4)[0] / 700);
    int bins = (int) (transform / 2 + 1);
    int[] edges = new int[bands + 2];
    for (int i = 0; i < edges.length; i++) {
      double mel = low + i * (high - low) / edges.length;
      double hertz = 700 * (Math.pow(10, mel / 2595) - 1);
      edges[i] = (int) Math.floor((transform + 1) * hertz / rate);
    }
    double[] weights = new double[bins * bands];
    for (int band = 0; band < bands; band++) {
      triangle(weights, bands, band, edges[band], edges[band + 1], edges[band + 2]);
    }
    ElementType target = ElementType.of((int) call.context().node().intOr("output_datatype", 1));
    return Rounding.cast(Fresh.doubles(weights, bins, bands), target, true);
  }

  private static void triangle(
      double[] weights, int bands, int band, int lower, int centre, int upper) {
    if (centre == lower) {
      weights[centre * bands + band] = 1;
    } else {
      for (int bin = lower; bin <= centre; bin++) {
        weights[bin * bands + band] = (double) (bin - lower) / (centre - lower);
      }
    }
    for (int bin = centre; bin < upper; bin++) {
      weights[bin * bands + band] = (double) (upper - bin) / (upper - centre);
    }
  }
}
