package io.vitrine.torch.call;

import java.util.Optional;
import org.bytedeco.pytorch.Dispatcher;
import org.bytedeco.pytorch.GenericList;
import org.bytedeco.pytorch.IValue;
import org.bytedeco.pytorch.IValueVector;
import org.bytedeco.pytorch.ListType;
import org.bytedeco.pytorch.OperatorHandle;
import org.bytedeco.pytorch.OperatorHandleOptional;
import org.bytedeco.pytorch.OperatorName;
import org.bytedeco.pytorch.OptionalType;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch.DispatchKey;

/** An operator of libtorch that has no function of its own in Java, called by its name. */
public final class NativeOperator {
  private final OperatorHandle handle;

  private NativeOperator(OperatorHandle handle) {
    this.handle = handle;
  }

  /**
   * The operator, empty where this build of libtorch lacks it. It lives as long as the process.
   *
   * @param name with its namespace, for instance {@code mkldnn::_convolution_pointwise}
   * @param overload empty for the first
   */
  public static Optional<NativeOperator> find(String name, String overload) {
    OperatorHandleOptional found =
        Dispatcher.singleton().findSchema(new OperatorName(name, overload));
    return found.has_value()
        ? Optional.of(new NativeOperator(new OperatorHandle(found.get()).retainReference()))
        : Optional.empty();
  }

  /** Calls it. Throws {@link RuntimeException} with what libtorch said where it fails. */
  public Tensor call(IValue... arguments) {
    IValueVector stack = new IValueVector(arguments);
    handle.callBoxed(stack);
    return new Tensor(stack.get(0).toTensor()); // what the stack holds ends with it
  }

  /**
   * Calls its kernel for tensors of oneDNN at once, past autograd, which need not be looked at.
   *
   * @param stack the arguments; is empty afterwards, so that it holds nothing
   */
  public Tensor callOneDnn(IValueVector stack) {
    handle.callBoxedForDispatchKey(DispatchKey.MkldnnCPU, stack);
    Tensor result = new Tensor(stack.get(0).toTensor());
    stack.resize(0);
    return result;
  }

  /** A list of integers as an argument. */
  public static IValue integers(long... values) {
    GenericList list = new GenericList(ListType.ofInts().containedType(0));
    for (long value : values) {
      list.push_back(new IValue(value));
    }
    return new IValue(list);
  }

  /** A list of numbers of which each may be left out, as an argument. */
  public static IValue numbers(double... values) {
    GenericList list = new GenericList(OptionalType.get(ListType.ofNumbers().containedType(0)));
    for (double value : values) {
      list.push_back(new IValue(value));
    }
    return new IValue(list);
  }
}
