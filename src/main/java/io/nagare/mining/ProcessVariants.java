package io.nagare.mining;

import java.util.List;

import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * The ways that processes took from their beginning to where they are.
 *
 * @param processes how many processes
 * @param variants how many different ways
 * @param items the most frequent ways, at most 100
 */
public record ProcessVariants(long processes, long variants, List<Variant> items) {

	/**
	 * One way.
	 *
	 * @param elements the ids of the elements in the order in which they were reached
	 * @param ended whether it leads to an end
	 * @param processes how many took it
	 * @param share of all processes
	 * @param median seconds from its first element to its last; null for a way of one
	 * element
	 * @param tickets numbers of the last tickets that took it, at most five
	 */
	@Schema(name = "ProcessVariant")
	public record Variant(List<String> elements, boolean ended, long processes, double share, @Nullable Double median,
			List<String> tickets) {
	}

}
