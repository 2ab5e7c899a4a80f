package io.nagare.workflow;

import org.jspecify.annotations.Nullable;

/**
 * Those whom a model names in {@code actors} or {@code excluded}, written
 * {@code reporter} or {@code reporter while open}.
 *
 * @param word who; {@link ActorWords} knows which words there are
 * @param phase word of the phase in which it counts alone; null for every phase
 */
public record Actor(String word, @Nullable String phase) {

	private static final String WHILE = " while ";

	/** Reads one of the property's entries; any text is one. */
	public static Actor of(String written) {
		int at = written.indexOf(WHILE);
		return (at < 0) ? new Actor(written.strip(), null)
				: new Actor(written.substring(0, at).strip(), written.substring(at + WHILE.length()).strip());
	}

}
