package io.vitrine.torch.convolution;

import io.vitrine.torch.machine.OneDnnLibrary;
import java.util.Map;
import java.util.Optional;
import org.bytedeco.dnnl.convolution_forward;
import org.bytedeco.dnnl.engine;
import org.bytedeco.dnnl.global.dnnl;
import org.bytedeco.dnnl.memory;
import org.bytedeco.dnnl.post_ops;
import org.bytedeco.dnnl.primitive_attr;
import org.bytedeco.dnnl.reorder;
import org.bytedeco.dnnl.stream;
import org.bytedeco.javacpp.Pointer;
import org.jspecify.annotations.Nullable;

/**
 * oneDNN's own interface on this processor. Images lie in blocks of as many channels as a register
 * holds numbers (16 with AVX-512, else 8), the last block filled up with zeros.
 *
 * <p>Used on the engine's thread; what it makes lives as long as the scope around or its holder.
 */
final class OneDnn {
  /** Of so few channels the first convolution of a network reads planes. */
  private static final long PLANES = 3;

  /** As many as a network of many layers has that differ; code of others is compiled anew. */
  private static final int COMPILED = 256;

  private static @Nullable OneDnn opened;

  private final engine processor;
  private final stream queue;
  private final memory.format_tag blocks;

  private OneDnn() {
    this.processor = new engine(org.bytedeco.dnnl.engine.kind.cpu, 0).retainReference();
    this.queue = new stream(processor).retainReference();
    int wide = dnnl.dnnl_cpu_isa_avx512_core;
    boolean isWide = (dnnl.dnnl_get_effective_cpu_isa() & wide) == wide;
    this.blocks = isWide ? memory.format_tag.nChw16c : memory.format_tag.nChw8c;
    dnnl.set_primitive_cache_capacity(COMPILED);
  }

  /** Empty where the library is not there or does not load. */
  static Optional<OneDnn> open() {
    if (opened == null && OneDnnLibrary.load()) {
      opened = new OneDnn();
    }
    return Optional.ofNullable(opened);
  }

  memory.desc blocked(long[] sizes) {
    return new memory.desc(sizes, memory.data_type.f32, blocks);
  }

  static memory.desc planes(long[] sizes) {
    return new memory.desc(sizes, memory.data_type.f32, memory.format_tag.nchw);
  }

  static memory.desc channelsLast(long[] sizes) {
    return new memory.desc(sizes, memory.data_type.f32, memory.format_tag.nhwc);
  }

  /** Whether images are read as planes by the convolution that they are given to. */
  static boolean isPlanes(long[] sizes) {
    return sizes[1] <= PLANES;
  }

  /** Memory at an address, null where it gets one later. */
  memory at(memory.desc description, @Nullable Pointer address) {
    return new memory(description, processor, address);
  }

  /**
   * A convolution, empty where oneDNN has no compiled code for it.
   *
   * @param from the images that it reads
   * @param to what it makes, where an addend is laid out too
   */
  Optional<convolution_forward.primitive_desc> convolution(
      Stage stage, memory.desc from, memory.desc to) {
    Geometry geometry = stage.geometry();
    convolution_forward.primitive_desc description =
        new convolution_forward.primitive_desc(
            processor,
            dnnl.prop_kind.forward_inference,
            dnnl.algorithm.convolution_direct,
            from,
            new memory.desc(geometry.kernel(), memory.data_type.f32, memory.format_tag.any),
            bias(geometry),
            to,
            geometry.strides(),
            geometry.gaps(),
            geometry.paddings(),
            geometry.paddings(),
            afterwards(stage, to),
            true);
    boolean compiled =
        description.get(true) != null && isCompiled(description.impl_info_str().getString());
    return compiled ? Optional.of(description) : Optional.empty();
  }

  private static boolean isCompiled(String implementation) {
    return implementation.startsWith("jit") || implementation.startsWith("brg");
  }

  /** Biases, one a filter. */
  static memory.desc bias(Geometry geometry) {
    return new memory.desc(
        new long[] {geometry.weight().get(0)}, memory.data_type.f32, memory.format_tag.x);
  }

  private static primitive_attr afterwards(Stage stage, memory.desc to) {
    post_ops steps = new post_ops();
    if (stage.addend().isPresent()) {
      steps.append_binary(dnnl.algorithm.binary_add, to);
    }
    Activation activation = stage.activation();
    switch (activation.name()) {
      case "relu" -> steps.append_eltwise(dnnl.algorithm.eltwise_relu, 0, 0);
      case "hardtanh" ->
          steps.append_eltwise(
              dnnl.algorithm.eltwise_clip,
              activation.numbers().get(0).floatValue(),
              activation.numbers().get(1).floatValue());
      default -> {}
    }
    primitive_attr attributes = new primitive_attr();
    attributes.set_post_ops(steps);
    return attributes;
  }

  /** Kernels row by row. */
  static memory.desc rows(Geometry geometry) {
    return new memory.desc(
        geometry.kernel(),
        memory.data_type.f32,
        geometry.groups() == 1 ? memory.format_tag.oihw : memory.format_tag.goihw);
  }

  /** Numbers in another order, once. */
  memory reordered(memory from, memory.desc order) {
    memory to = new memory(order, processor);
    new reorder(from, to).execute(queue, from, to);
    return to;
  }

  Primitive reorder(memory from, memory to, Held held) {
    return Primitive.of(
        new reorder(from, to), Map.of(dnnl.DNNL_ARG_FROM, from, dnnl.DNNL_ARG_TO, to), held);
  }

  void run(Primitive primitive) {
    primitive.run(queue);
  }
}
