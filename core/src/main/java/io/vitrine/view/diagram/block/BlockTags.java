package io.vitrine.view.diagram.block;

import io.vitrine.figure.Tag;
import io.vitrine.view.Ids;
import io.vitrine.view.Words;

/** What blocks are called in the finished picture. */
public final class BlockTags {
  private final Tooltips tooltips;
  private final Words words;
  private final String pictureName;

  /**
   * @param pictureName what the picture on the input is, or empty
   */
  public BlockTags(Tooltips tooltips, Words words, String pictureName) {
    this.tooltips = tooltips;
    this.words = words;
    this.pictureName = pictureName;
  }

  /** The id, the tooltip and the link of a block. */
  public Tag of(Block block) {
    String tooltip =
        switch (block.look()) {
          case INPUT -> inputWords(block);
          case SOFTMAX ->
              block.nodes().isEmpty() ? words.say("diagram.softmax") : tooltips.of(block);
          default -> tooltips.of(block);
        };
    Tag tag = Tag.of(Ids.of(block.path()), tooltip);
    return block.nodes().isEmpty() ? tag : tag.linkingTo("#" + Ids.layer(block.path()));
  }

  private String inputWords(Block block) {
    String shape = words.say("diagram.input", block.path(), tooltips.input(block.path()));
    return pictureName.isEmpty() ? shape : shape + words.say("separator") + pictureName;
  }
}
