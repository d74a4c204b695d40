package io.vitrine.render.notation;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Text for LaTeX, which reads some characters as commands and lacks others. */
public final class TexText {
  private static final String SUPERSCRIPTS = "⁰¹²³⁴⁵⁶⁷⁸⁹";
  private static final String SUBSCRIPTS = "₀₁₂₃₄₅₆₇₈₉";

  private static final Map<Integer, String> SPECIAL = new TreeMap<>();

  static {
    String[][] special = {
      {"\\", "\\textbackslash{}"},
      {"{", "\\{"},
      {"}", "\\}"},
      {"$", "\\$"},
      {"&", "\\&"},
      {"#", "\\#"},
      {"%", "\\%"},
      {"_", "\\_"},
      {"^", "\\textasciicircum{}"},
      {"~", "\\textasciitilde{}"},
      {"<", "\\textless{}"},
      {">", "\\textgreater{}"},
      {"|", "\\textbar{}"},
      {"\"", "{''}"},
      {"-", "-{}"},
      {"…", "\\ldots{}"},
      {"–", "--"},
      {"—", "---"},
      {"“", "``"},
      {"”", "''"},
      {"‘", "`"},
      {"’", "'"},
    };
    String[][] math = {
      {"−", "-"},
      {"×", "\\times"},
      {"·", "\\cdot"},
      {"±", "\\pm"},
      {"≤", "\\leq"},
      {"≥", "\\geq"},
      {"≈", "\\approx"},
      {"≠", "\\neq"},
      {"∞", "\\infty"},
      {"→", "\\rightarrow"},
      {"←", "\\leftarrow"},
      {"↑", "\\uparrow"},
      {"↓", "\\downarrow"},
      {"∈", "\\in"},
      {"∇", "\\nabla"},
      {"∂", "\\partial"},
      {"∑", "\\sum"},
      {"√", "\\surd"},
      {"°", "^\\circ"},
      {"µ", "\\mu"},
      {"α", "\\alpha"},
      {"β", "\\beta"},
      {"γ", "\\gamma"},
      {"δ", "\\delta"},
      {"ε", "\\varepsilon"},
      {"η", "\\eta"},
      {"θ", "\\theta"},
      {"λ", "\\lambda"},
      {"μ", "\\mu"},
      {"π", "\\pi"},
      {"ρ", "\\rho"},
      {"σ", "\\sigma"},
      {"τ", "\\tau"},
      {"φ", "\\varphi"},
      {"ω", "\\omega"},
      {"Δ", "\\Delta"},
      {"Σ", "\\Sigma"},
      {"Ω", "\\Omega"},
      {"⁻", "^{-}"},
      {"₋", "_{-}"},
    };
    for (String[] pair : special) {
      SPECIAL.put(pair[0].codePointAt(0), pair[1]);
    }
    for (String[] pair : math) {
      SPECIAL.put(pair[0].codePointAt(0), "\\ensuremath{" + pair[1] + "}");
    }
    for (int i = 0; i < 10; i++) {
      SPECIAL.put(SUPERSCRIPTS.codePointAt(i), "\\ensuremath{^{" + i + "}}");
      SPECIAL.put(SUBSCRIPTS.codePointAt(i), "\\ensuremath{_{" + i + "}}");
    }
  }

  private TexText() {}

  /** The text for pdflatex, or empty where it has characters that this cannot be trusted with. */
  public static Optional<String> of(String text) {
    StringBuilder out = new StringBuilder();
    for (int c : text.codePoints().toArray()) {
      String special = SPECIAL.get(c);
      if (special != null) {
        out.append(special);
      } else if (c >= ' ' && c < 0x7F) {
        out.append((char) c);
      } else {
        return Optional.empty();
      }
    }
    return Optional.of(out.toString());
  }
}
