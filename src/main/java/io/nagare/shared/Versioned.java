package io.nagare.shared;

/**
 * An answer that says which state of a thing it shows; the API makes the {@code ETag} of
 * it. A caller sends it back as {@code If-Match} to write only what he has seen, or as
 * {@code If-None-Match} to be spared what he has.
 */
public interface Versioned {

	/** Grows with every change of the thing that a caller can see. */
	long version();

}
