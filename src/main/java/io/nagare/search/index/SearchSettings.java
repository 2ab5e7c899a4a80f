package io.nagare.search.index;

import java.nio.file.Path;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How this node keeps its index.
 *
 * @param directory where; no other node has it
 * @param follow whether the index follows by itself what is committed, as a search does
 * anyway
 * @param open whether this node has an index at all; where not, nothing is found
 */
@ConfigurationProperties("nagare.search")
record SearchSettings(Path directory, boolean follow, @DefaultValue("true") boolean open) {
}
