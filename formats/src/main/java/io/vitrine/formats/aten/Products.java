package io.vitrine.formats.aten;

import io.vitrine.model.Node;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Matrix products, linear layers and attention. */
final class Products {
  static final Map<String, Entry> ALL =
      new Entry.Family()
          .one("linear", "input weight bias", Products::linear)
          .one("mm matmul bmm __matmul__", "self mat2", Products::product)
          .one("addmm", "self mat1 mat2 beta alpha", Products::addmm)
          .one("baddbmm", "self batch1 batch2 beta alpha", Products::baddbmm)
          .one("einsum", "equation tensors", Products::einsum)
          .one(
              "scaled_dot_product_attention",
              "query key value attn_mask dropout_p is_causal scale enable_gqa",
              call -> attention(call, "attn_mask"))
          .all(
              "_scaled_dot_product_flash_attention_for_cpu",
              "query key value dropout_p is_causal attn_mask scale",
              call -> Layers.first(call, attention(call, "attn_mask")))
          .all(
              "_scaled_dot_product_flash_attention",
              "query key value dropout_p is_causal return_debug_mask scale",
              call -> Layers.first(call, attention(call, "")))
          .all(
              "_scaled_dot_product_efficient_attention",
              "query key value attn_bias compute_log_sumexp dropout_p is_causal scale",
              call -> Layers.first(call, attention(call, "attn_bias")))
          .all(
              "_native_multi_head_attention",
              "query key value embed_dim num_head qkv_weight qkv_bias proj_weight proj_bias mask"
                  + " need_weights",
              call -> Layers.first(call, selfAttention(call)))
          .entries();

  private Products() {}

  /** {@code x W^T + b}: one Gemm on a matrix, a product and a sum on more axes. */
  private static String linear(Conversion call) {
    String input = call.tensor("input");
    String weight = call.tensor("weight");
    Optional<String> bias = call.optional("bias");
    boolean matrix = call.sketch().shape(input).filter(shape -> shape.rank() == 2).isPresent();
    if (matrix) {
      List<String> reads = new ArrayList<>(List.of(input, weight));
      bias.ifPresent(reads::add);
      return call.nodes("Gemm", Settings.of("transB", 1), reads, 1).get(0);
    }
    String turned = call.node("Transpose", Settings.of("perm", List.of(1L, 0L)), weight);
    String product = call.node("MatMul", input, turned);
    return bias.map(added -> call.node("Add", product, added)).orElse(product);
  }

  private static String product(Conversion call) {
    String other = call.optional("mat2").or(() -> call.optional("other")).orElseThrow();
    return call.node("MatMul", call.tensor("self"), other);
  }

  /** A matrix that is a transposed parameter is read as the parameter is. */
  private static String addmm(Conversion call) {
    String right = call.tensor("mat2");
    Optional<String> turned = call.sketch().maker(right).flatMap(Products::transposed);
    Settings settings = turned.isPresent() ? Settings.of("transB", 1) : Settings.none();
    double alpha = call.real("alpha", 1);
    double beta = call.real("beta", 1);
    if (alpha != 1) {
      settings.and("alpha", alpha);
    }
    if (beta != 1) {
      settings.and("beta", beta);
    }
    return call.node(
        "Gemm", settings, call.tensor("mat1"), turned.orElse(right), call.tensor("self"));
  }

  private static Optional<String> transposed(Node node) {
    boolean plain =
        node.operator().equals("Transpose")
            && node.intsOr("perm", List.of()).equals(List.of(1L, 0L));
    return plain ? node.input(0) : Optional.empty();
  }

  private static String baddbmm(Conversion call) {
    if (call.real("beta", 1) != 1 || call.real("alpha", 1) != 1) {
      throw new NoCounterpart("a weighted sum of products");
    }
    String product = call.node("MatMul", call.tensor("batch1"), call.tensor("batch2"));
    return call.node("Add", product, call.tensor("self"));
  }

  private static String einsum(Conversion call) {
    String equation = call.text("equation", "").replace(" ", "");
    return call.nodes("Einsum", Settings.of("equation", equation), call.tensors("tensors"), 1)
        .get(0);
  }

  /** A sequence (N, T, E) that attends to itself, projected before and after, without a mask. */
  private static String selfAttention(Conversion call) {
    String input = call.tensor("query");
    boolean own = input.equals(call.tensor("key")) && input.equals(call.tensor("value"));
    if (!own || call.has("mask") || call.bool("need_weights", true)) {
      throw new NoCounterpart("attention across sequences, with a mask or its weights");
    }
    long width = call.integer("embed_dim");
    long heads = call.integer("num_head");
    String packed = projected(call, input, "qkv_weight", "qkv_bias");
    List<String> parts =
        call.nodes(
            "Split",
            Settings.of("axis", 2),
            List.of(packed, call.constant(List.of(width, width, width))),
            3);
    Settings settings = Settings.of("q_num_heads", heads).and("kv_num_heads", heads);
    String attended = call.nodes("Attention", settings, parts, 1).get(0);
    return projected(call, attended, "proj_weight", "proj_bias");
  }

  private static String projected(Conversion call, String input, String weight, String bias) {
    String turned =
        call.node("Transpose", Settings.of("perm", List.of(1L, 0L)), call.tensor(weight));
    return call.node("Add", call.node("MatMul", input, turned), call.tensor(bias));
  }

  /** Queries, keys and values as (N, heads, T, D), or (N, T, D) of one head. */
  private static String attention(Conversion call, String mask) {
    String query = call.tensor("query");
    boolean drops = call.real("dropout_p", 0) != 0;
    int rank = call.rank(query);
    if (rank < 3 || rank > 4 || drops) {
      throw new NoCounterpart("attention of another rank, or with dropout");
    }
    boolean batched = !mask.isEmpty() && call.has(mask) && call.rank(call.tensor(mask)) > 2;
    if (rank == 3 && batched) {
      throw new NoCounterpart("one head with a mask for each sequence");
    }
    Settings settings =
        rank == 3 ? Settings.of("q_num_heads", 1).and("kv_num_heads", 1) : Settings.none();
    if (call.bool("is_causal", false)) {
      settings.and("is_causal", 1);
    }
    if (call.has("scale")) {
      settings.and("scale", call.real("scale", 1));
    }
    List<String> reads = new ArrayList<>(List.of(query, call.tensor("key"), call.tensor("value")));
    if (!mask.isEmpty()) {
      call.optional(mask).ifPresent(reads::add);
    }
    return call.nodes("Attention", settings, reads, 1).get(0);
  }
}
