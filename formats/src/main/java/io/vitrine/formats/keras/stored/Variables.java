package io.vitrine.formats.keras.stored;

import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** The variables of a layer, by what they are. */
public interface Variables {
  /** No variables. */
  Variables NONE =
      new Variables() {
        @Override
        public Optional<Variable> get(String role, int index) {
          return Optional.empty();
        }

        @Override
        public Variables inner(String attribute, String name) {
          return this;
        }

        @Override
        public Variables member(String list, String className, int before, String name) {
          return this;
        }

        @Override
        public List<Variable> all() {
          return List.of();
        }
      };

  /**
   * A variable.
   *
   * @param role its name in Keras, such as {@code kernel}
   * @param index its place among the layer's variables, which counts where the file has no names
   */
  Optional<Variable> get(String role, int index) throws IOException;

  /**
   * The variables of a layer inside this one.
   *
   * @param attribute the name of the attribute that holds it, such as {@code forward_layer}
   * @param name what its own name is or begins with, such as {@code forward_}
   */
  Variables inner(String attribute, String name) throws IOException;

  /**
   * The variables of one of several layers that this one holds in a list.
   *
   * @param list the name of the attribute that holds the list, such as {@code cells}
   * @param className the inner layer's class
   * @param before how many of that class come before it in the list
   * @param name its own name
   */
  Variables member(String list, String className, int before, String name) throws IOException;

  /** All of them, in their order. */
  List<Variable> all() throws IOException;
}
