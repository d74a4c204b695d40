package io.vitrine.formats.pickle;

import io.vitrine.model.ModelFormatException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The stack, marks and memo of a pickle's machine. */
final class PickleStack {
  private final PickleInput in;
  private final List<PickleValue> values = new ArrayList<>();
  private final List<PickleValue> memo = new ArrayList<>();
  private final Map<Long, PickleValue> sparseMemo = new HashMap<>();
  private int[] marks = new int[16];
  private int markCount;

  PickleStack(PickleInput in) {
    this.in = in;
  }

  void push(PickleValue value) {
    values.add(value);
  }

  PickleValue pop() throws ModelFormatException {
    PickleValue top = top();
    values.remove(values.size() - 1);
    return top;
  }

  /** The topmost value above the last mark. */
  PickleValue top() throws ModelFormatException {
    if (values.size() <= floor()) {
      throw in.fault(in.position(), "the pickle takes a value that is not there");
    }
    return values.get(values.size() - 1);
  }

  private int floor() {
    return markCount == 0 ? 0 : marks[markCount - 1];
  }

  /** As many values as asked for, in the order in which they were pushed. */
  List<PickleValue> pop(int count) throws ModelFormatException {
    if (values.size() - floor() < count) {
      throw in.fault(in.position(), "the pickle takes " + count + " values that are not there");
    }
    return cut(values.size() - count);
  }

  void mark() {
    if (markCount == marks.length) {
      marks = Arrays.copyOf(marks, markCount * 2);
    }
    marks[markCount++] = values.size();
  }

  /** The values above the last mark, and the mark is gone. */
  List<PickleValue> popToMark() throws ModelFormatException {
    if (markCount == 0) {
      throw in.fault(in.position(), "the pickle goes back to a mark that is not there");
    }
    return cut(marks[--markCount]);
  }

  /** Removes a value, or the mark that lies on top. */
  void drop() throws ModelFormatException {
    if (markCount > 0 && marks[markCount - 1] == values.size()) {
      markCount--;
    } else {
      pop();
    }
  }

  private List<PickleValue> cut(int from) {
    List<PickleValue> above = values.subList(from, values.size());
    List<PickleValue> cut = new ArrayList<>(above);
    above.clear();
    return cut;
  }

  void memoize() throws ModelFormatException {
    remember(memo.size());
  }

  void remember(long index) throws ModelFormatException {
    if (index < 0) {
      throw in.fault(in.position(), "expected a memo's number of 0 or more, found " + index);
    }
    if (index == memo.size()) {
      memo.add(top());
    } else if (index < memo.size()) {
      memo.set((int) index, top());
    } else {
      sparseMemo.put(index, top());
    }
  }

  void recall(long index) throws ModelFormatException {
    @Nullable PickleValue value =
        index >= 0 && index < memo.size() ? memo.get((int) index) : sparseMemo.get(index);
    if (value == null) {
      throw in.fault(in.position(), "the pickle recalls value " + index + ", which it never kept");
    }
    push(value);
  }
}
