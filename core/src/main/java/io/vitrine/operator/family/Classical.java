package io.vitrine.operator.family;

import io.vitrine.model.Attribute;
import io.vitrine.model.Dim;
import io.vitrine.model.ElementType;
import io.vitrine.model.Node;
import io.vitrine.model.Shape;
import io.vitrine.model.ValueType;
import io.vitrine.operator.entry.Category;
import io.vitrine.operator.entry.Keeps;
import io.vitrine.operator.entry.Operator;
import io.vitrine.operator.shape.Count;
import io.vitrine.operator.shape.Inferred;
import io.vitrine.operator.shape.MacRule;
import io.vitrine.operator.shape.SameShape;
import io.vitrine.operator.shape.ShapeContext;
import io.vitrine.operator.shape.ShapeRule;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** ONNX's domain of classical machine learning: their models lie in attributes. */
final class Classical {
  private static final String DOMAIN = "ai.onnx.ml.";

  static final List<Operator> ALL =
      List.of(
          entry("ArrayFeatureExtractor", Classical::extract),
          entry("Binarizer", SameShape::asFirst),
          entry("CastMap", Classical::fromMap),
          entry("CategoryMapper", Classical::categories),
          entry("DictVectorizer", Classical::dictionary),
          entry("FeatureVectorizer", Classical::features),
          entry("Imputer", SameShape::asFirst),
          entry("LabelEncoder", Classical::labels),
          entry("LinearClassifier", Classical::classes).counting(Classical::linearMacs),
          entry("LinearRegressor", context -> targets(context, "targets"))
              .counting(Classical::linearMacs),
          entry("Normalizer", context -> SameShape.asFirst(context, ElementType.FLOAT32)),
          entry("OneHotEncoder", Classical::oneHot),
          entry("SVMClassifier", Classical::classes).counting(MacRule.UNKNOWN),
          entry("SVMRegressor", context -> targets(context, "targets")).counting(MacRule.UNKNOWN),
          entry("Scaler", context -> SameShape.asFirst(context, ElementType.FLOAT32)),
          entry("TreeEnsemble", context -> targets(context, "n_targets")),
          entry("TreeEnsembleClassifier", Classical::classes),
          entry("TreeEnsembleRegressor", context -> targets(context, "n_targets")),
          entry("ZipMap", Classical::toMaps));

  private Classical() {}

  private static Operator entry(String name, ShapeRule rule) {
    return Operator.of(DOMAIN + name, Category.OTHER, name, rule).keeping(Keeps.NOTHING);
  }

  private static Dim rows(ShapeContext context) {
    return context
        .shape(0)
        .map(shape -> shape.rank() < 2 ? Dim.of(1) : shape.dim(0))
        .orElse(Dim.unknown());
  }

  private static int listed(Node node, String... attributes) {
    for (String name : attributes) {
      if (node.attributes().get(name) instanceof Attribute.OfInts ints) {
        return ints.values().size();
      }
      if (node.attributes().get(name) instanceof Attribute.OfStrings strings) {
        return strings.values().size();
      }
    }
    return -1;
  }

  private static Dim size(int size) {
    return size < 0 ? Dim.unknown() : Dim.of(size);
  }

  /** Picks columns by number. */
  private static Inferred extract(ShapeContext context) {
    Dim picked =
        Count.elements(context.shape(1)).isPresent()
            ? Dim.of(Count.elements(context.shape(1)).getAsLong())
            : Dim.unknown();
    return Inferred.of(
        context.elements(0),
        context
            .shape(0)
            .map(data -> data.rank() < 2 ? Shape.of(Dim.of(1), picked) : data.with(-1, picked)));
  }

  private static Inferred fromMap(ShapeContext context) {
    ElementType elements =
        switch (context.node().stringOr("cast_to", "TO_FLOAT")) {
          case "TO_STRING" -> ElementType.STRING;
          case "TO_INT64" -> ElementType.INT64;
          default -> ElementType.FLOAT32;
        };
    boolean sparse = context.node().stringOr("map_form", "DENSE").equals("SPARSE");
    long most = context.node().intOr("max_map", 1);
    return Inferred.of(
        elements, Shape.of(Dim.of(1), sparse && most > 0 ? Dim.of(most) : Dim.unknown()));
  }

  private static Inferred categories(ShapeContext context) {
    boolean strings = context.elements(0).equals(ElementType.STRING);
    return SameShape.asFirst(context, strings ? ElementType.INT64 : ElementType.STRING);
  }

  private static Inferred dictionary(ShapeContext context) {
    int size = listed(context.node(), "string_vocabulary", "int64_vocabulary");
    return Inferred.of(ElementType.UNDEFINED, Shape.of(Dim.of(1), size(size)));
  }

  private static Inferred features(ShapeContext context) {
    long width =
        context.node().intsOr("inputdimensions", List.of()).stream().mapToLong(n -> n).sum();
    return Inferred.of(
        ElementType.FLOAT32, Shape.of(rows(context), width > 0 ? Dim.of(width) : Dim.unknown()));
  }

  private static Inferred labels(ShapeContext context) {
    Map<String, Attribute> attributes = context.node().attributes();
    ElementType elements = ElementType.UNDEFINED;
    if (attributes.get("values_tensor") instanceof Attribute.OfTensor tensor) {
      elements = tensor.value().elements();
    } else if (attributes.containsKey("values_strings")) {
      elements = ElementType.STRING;
    } else if (attributes.containsKey("values_int64s")) {
      elements = ElementType.INT64;
    } else if (attributes.containsKey("values_floats")) {
      elements = ElementType.FLOAT32;
    } else if (attributes.containsKey("classes_strings")) {
      boolean strings = context.elements(0).equals(ElementType.STRING);
      elements = strings ? ElementType.INT64 : ElementType.STRING;
    }
    return SameShape.asFirst(context, elements);
  }

  /** One label for each row, and a score for each class. */
  private static Inferred classes(ShapeContext context) {
    Node node = context.node();
    boolean strings = node.attributes().containsKey("classlabels_strings");
    int classes = listed(node, "classlabels_strings", "classlabels_ints", "classlabels_int64s");
    return Inferred.of(strings ? ElementType.STRING : ElementType.INT64, Shape.of(rows(context)))
        .and(ElementType.FLOAT32, Optional.of(Shape.of(rows(context), size(classes))));
  }

  private static Inferred targets(ShapeContext context, String attribute) {
    boolean trees = context.node().operator().equals("TreeEnsemble");
    ElementType elements = trees ? context.elements(0) : ElementType.FLOAT32;
    long targets = context.node().intOr(attribute, 1);
    return Inferred.of(elements, Shape.of(rows(context), Dim.of(targets)));
  }

  /** Every row is multiplied with every class's coefficients. */
  private static OptionalLong linearMacs(ShapeContext context, Inferred found) {
    return context.node().attributes().get("coefficients") instanceof Attribute.OfFloats all
        ? Count.times(Count.product(rows(context)), all.values().size())
        : OptionalLong.empty();
  }

  private static Inferred oneHot(ShapeContext context) {
    Dim classes = size(listed(context.node(), "cats_int64s", "cats_strings"));
    return Inferred.of(
        ElementType.FLOAT32,
        context
            .shape(0)
            .map(
                shape -> {
                  List<Dim> dims = new ArrayList<>(shape.dims());
                  dims.add(classes);
                  return new Shape(dims);
                }));
  }

  private static Inferred toMaps(ShapeContext context) {
    boolean strings = context.node().attributes().containsKey("classlabels_strings");
    String key = strings ? "string" : "int64";
    return Inferred.of(new ValueType.OfSequence(new ValueType.Other("map(" + key + ", float32)")));
  }
}
