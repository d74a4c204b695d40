package io.vitrine.formats.pytorch;

import io.vitrine.formats.pickle.PickleValue;
import io.vitrine.formats.pickle.PickledDict;
import io.vitrine.formats.pickle.PickledObject;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** What else a file says: how it is written, the class of a module, an epoch, a score. */
final class SavedNotes {
  private static final int MOST_NOTES = 64;
  private static final int MOST_LETTERS = 200;

  private SavedNotes() {}

  /**
   * The notes by key: {@code format}, {@code layout} (zip or stream), {@code tied} (how many names
   * stand for a tensor that has another), {@code class} of a module, and what stands beside the
   * tensors at the top of a checkpoint.
   */
  static Map<String, String> of(TorchFile saved, int tied) {
    Map<String, String> notes = new LinkedHashMap<>();
    notes.put("format", "pytorch");
    notes.put("layout", saved.layout());
    if (tied > 0) {
      notes.put("tied", Integer.toString(tied));
    }
    if (saved.root() instanceof PickledObject object && TorchModule.of(object).isPresent()) {
      notes.put("class", object.type().path());
    } else {
      TorchModule.mapping(saved.root()).ifPresent(top -> addTop(top, notes));
    }
    return notes;
  }

  private static void addTop(PickledDict top, Map<String, String> notes) {
    for (PickledDict.Entry entry : top.entries()) {
      Optional<String> key = entry.key().text().filter(name -> name.length() <= MOST_LETTERS);
      Optional<String> note = note(entry.value());
      if (key.isPresent() && note.isPresent() && notes.size() < MOST_NOTES) {
        notes.putIfAbsent(key.get(), note.get());
      }
    }
  }

  private static Optional<String> note(PickleValue value) {
    if (value instanceof PickleValue.Int number) {
      return Optional.of(Long.toString(number.value()));
    }
    if (value instanceof PickleValue.Real number) {
      return Optional.of(Double.toString(number.value()));
    }
    if (value instanceof PickleValue.Bool truth) {
      return Optional.of(Boolean.toString(truth.value()));
    }
    if (value instanceof PickledObject object && TorchModule.of(object).isPresent()) {
      return Optional.of("a module of class " + object.type().path());
    }
    return value.text().filter(text -> text.length() <= MOST_LETTERS);
  }
}
