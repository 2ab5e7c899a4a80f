package io.nagare.article;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;

import io.swagger.v3.oas.annotations.media.Schema;

/**
 * A line of two texts.
 *
 * @param change whether both have it
 * @param text the line
 */
@Schema(name = "ArticleLine")
public record LineDifference(@Schema(allowableValues = {
		"same", "removed", "added" }) String change, String text){

	static final String SAME = "same";

	static final String REMOVED = "removed";

	static final String ADDED = "added";

	/**
	 * Texts that have more than so many lines otherwise differ as a whole: what is kept
	 * meanwhile grows with its square, to 0.7 MB.
	 */
	private static final int MOST = 400;

	/**
	 * The fewest lines to remove and to add that make the one text of the other, after E.
	 * W. Myers, "An O(ND) difference algorithm and its variations", 1986.
	 */
	static List<LineDifference> of(String before, String after) {
		List<String> old = lines(before);
		List<String> now = lines(after);
		List<int[]> furthest = new ArrayList<>();
		int most = Math.min(old.size() + now.size(), MOST);
		int[] reached = new int[2 * most + 3];
		for (int edits = 0; edits <= most; edits++) {
			furthest.add(Arrays.copyOfRange(reached, most + 1 - edits - 1, most + 1 + edits + 2));
			for (int diagonal = -edits; diagonal <= edits; diagonal += 2) {
				int at = step(reached, most + 1, diagonal, edits);
				while (at < old.size() && at - diagonal < now.size() && old.get(at).equals(now.get(at - diagonal))) {
					at++;
				}
				reached[most + 1 + diagonal] = at;
				if (at >= old.size() && at - diagonal >= now.size()) {
					return back(old, now, furthest);
				}
			}
		}
		List<LineDifference> whole = new ArrayList<>();
		old.forEach((line) -> whole.add(new LineDifference(REMOVED, line)));
		now.forEach((line) -> whole.add(new LineDifference(ADDED, line)));
		return whole;
	}

	private static List<String> lines(String text) {
		return text.isEmpty() ? List.of() : text.lines().toList();
	}

	/** Where a diagonal is entered: from below by an addition, else by a removal. */
	private static int step(int[] reached, int middle, int diagonal, int edits) {
		return adds(reached, middle, diagonal, edits) ? reached[middle + diagonal + 1]
				: reached[middle + diagonal - 1] + 1;
	}

	private static boolean adds(int[] reached, int middle, int diagonal, int edits) {
		return diagonal == -edits
				|| (diagonal != edits && reached[middle + diagonal - 1] < reached[middle + diagonal + 1]);
	}

	/** The way from the ends of both texts to their beginnings. */
	private static List<LineDifference> back(List<String> old, List<String> now, List<int[]> furthest) {
		Deque<LineDifference> all = new ArrayDeque<>();
		int x = old.size();
		int y = now.size();
		for (int edits = furthest.size() - 1; edits >= 0; edits--) {
			int[] reached = furthest.get(edits);
			int middle = edits + 1;
			int diagonal = x - y;
			boolean adds = adds(reached, middle, diagonal, edits);
			int former = adds ? reached[middle + diagonal + 1] : reached[middle + diagonal - 1];
			int start = (edits == 0) ? 0 : (adds ? former : former + 1);
			while (x > start) {
				x--;
				y--;
				all.addFirst(new LineDifference(SAME, old.get(x)));
			}
			if (edits > 0) {
				if (adds) {
					y--;
					all.addFirst(new LineDifference(ADDED, now.get(y)));
				}
				else {
					x--;
					all.addFirst(new LineDifference(REMOVED, old.get(x)));
				}
			}
		}
		return List.copyOf(all);
	}

}
