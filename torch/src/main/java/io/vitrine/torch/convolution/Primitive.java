package io.vitrine.torch.convolution;

import java.util.Map;
import org.bytedeco.dnnl.dnnl_exec_arg_t;
import org.bytedeco.dnnl.dnnl_primitive;
import org.bytedeco.dnnl.global.dnnl;
import org.bytedeco.dnnl.memory;
import org.bytedeco.dnnl.primitive;
import org.bytedeco.dnnl.stream;

/** An operation of oneDNN with all that it reads and writes, ready to be run again and again. */
final class Primitive {
  private final dnnl_primitive operation;
  private final dnnl_exec_arg_t arguments;
  private final int count;

  private Primitive(dnnl_primitive operation, dnnl_exec_arg_t arguments, int count) {
    this.operation = operation;
    this.arguments = arguments;
    this.count = count;
  }

  /**
   * An operation.
   *
   * @param given memory by oneDNN's numbers of arguments; held by the caller
   * @param held holds the operation
   */
  static Primitive of(primitive operation, Map<Integer, memory> given, Held held) {
    dnnl_exec_arg_t arguments = held.keep(new dnnl_exec_arg_t(given.size()));
    int at = 0;
    for (Map.Entry<Integer, memory> each : given.entrySet()) {
      arguments.getPointer(at).arg(each.getKey());
      arguments.getPointer(at).memory(each.getValue().get());
      at++;
    }
    return new Primitive(held.keep(operation).get(), arguments, at);
  }

  void run(stream queue) {
    int status = dnnl.dnnl_primitive_execute(operation, queue.get(), count, arguments);
    if (status != dnnl.dnnl_success) {
      throw new IllegalStateException("oneDNN ends with status " + status);
    }
  }
}
