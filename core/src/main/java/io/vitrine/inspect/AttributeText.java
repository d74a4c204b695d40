package io.vitrine.inspect;

import io.vitrine.model.Attribute;
import java.util.List;

/** Says what an attribute holds, in short. */
final class AttributeText {
  private static final int MOST = 16;

  private AttributeText() {}

  static String of(Attribute attribute) {
    if (attribute instanceof Attribute.OfInt a) {
      return Long.toString(a.value());
    }
    if (attribute instanceof Attribute.OfFloat a) {
      return Float.toString(a.value());
    }
    if (attribute instanceof Attribute.OfString a) {
      return '"' + a.value() + '"';
    }
    if (attribute instanceof Attribute.OfInts a) {
      return list(a.values());
    }
    if (attribute instanceof Attribute.OfFloats a) {
      return list(a.values());
    }
    if (attribute instanceof Attribute.OfStrings a) {
      return list(a.values());
    }
    if (attribute instanceof Attribute.OfTexts a) {
      return list(a.values());
    }
    if (attribute instanceof Attribute.OfTensor a) {
      return a.value().toString();
    }
    if (attribute instanceof Attribute.OfTensors a) {
      return list(a.values());
    }
    return structured(attribute);
  }

  private static String structured(Attribute attribute) {
    if (attribute instanceof Attribute.OfGraph a) {
      return nodes(a.value().nodes().size());
    }
    if (attribute instanceof Attribute.OfGraphs a) {
      return list(a.values().stream().map(graph -> nodes(graph.nodes().size())).toList());
    }
    if (attribute instanceof Attribute.OfType a) {
      return a.value().toString();
    }
    if (attribute instanceof Attribute.Reference a) {
      return "@" + a.name();
    }
    return attribute instanceof Attribute.Unknown a ? a.text() : attribute.toString();
  }

  private static String nodes(int count) {
    return "graph(" + count + ")";
  }

  private static String list(List<?> values) {
    String text = values.stream().limit(MOST).toList().toString();
    return values.size() <= MOST
        ? text
        : text.substring(0, text.length() - 1) + ", ... " + (values.size() - MOST) + "]";
  }
}
