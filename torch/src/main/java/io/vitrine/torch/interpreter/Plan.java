package io.vitrine.torch.interpreter;

import io.vitrine.torch.convolution.Geometry;
import io.vitrine.torch.machine.OneDnnLibrary;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * A graph made ready to be looked at again and again with the same weights: chains of nodes between
 * the values that are asked for run in one. Holds native memory.
 */
final class Plan implements AutoCloseable {
  /** How the nodes of a chain run. */
  enum Pace {
    /** All in one call, so that the values between them are never there. */
    AT_ONCE,
    /** One after the other, each shown what it makes before the next one overwrites it. */
    STEP_BY_STEP
  }

  private final Set<String> wanted;
  private final Pace pace;
  private final Findings findings = new Findings();
  private final List<FusedConvolution> fused = new ArrayList<>();
  private final List<ConvolutionGroup> groups = new ArrayList<>();
  private final Frame frame;

  Plan(Frame whole, Set<String> wanted, Pace pace) {
    this.wanted = Set.copyOf(wanted);
    this.pace = pace;
    this.frame = fuse(whole);
  }

  private Frame fuse(Frame whole) {
    try {
      Frame chains = Fusion.fuse(whole, wanted, this::fused);
      return pace == Pace.AT_ONCE && OneDnnLibrary.isPresent()
          ? Grouping.group(chains, wanted, this::grouped)
          : chains;
    } catch (RuntimeException e) { // whatever a file may hold: running it says what is wrong
      return whole;
    }
  }

  private FusedConvolution fused(Chain chain, Geometry geometry) {
    FusedConvolution one = new FusedConvolution(chain, geometry, findings, pace);
    fused.add(one);
    return one;
  }

  private ConvolutionGroup grouped(List<Frame.Step> steps, List<String> exports) {
    ConvolutionGroup one = new ConvolutionGroup(steps, exports, findings);
    groups.add(one);
    return one;
  }

  boolean isFor(Set<String> values) {
    return wanted.equals(values);
  }

  /** The graph for the next run. */
  Frame begin() {
    findings.clear();
    return frame;
  }

  @Override
  public void close() {
    groups.forEach(ConvolutionGroup::close);
    fused.forEach(FusedConvolution::close);
  }
}
