package io.nagare.change.board;

/**
 * An exact share of seats or votes, such as two thirds.
 *
 * @param parts how many parts
 * @param of out of how many
 */
record Quota(int parts, int of) {

	Quota {
		if (parts < 0 || of < 1 || parts > of) {
			throw new IllegalArgumentException(parts + "/" + of + " is no share of a whole");
		}
	}

	/**
	 * Reads a share as the tables write it, {@code 2/3}.
	 * @throws IllegalArgumentException for anything else
	 */
	static Quota parse(String text) {
		String[] numbers = text.strip().split("/", -1);
		if (numbers.length != 2) {
			throw new IllegalArgumentException("'" + text + "' is no share such as 2/3");
		}
		return new Quota(Integer.parseInt(numbers[0].strip()), Integer.parseInt(numbers[1].strip()));
	}

	/** The least whole number that is at least this share of the whole. */
	int leastOf(int whole) {
		return (this.parts * whole + this.of - 1) / this.of;
	}

	@Override
	public String toString() {
		return this.parts + "/" + this.of;
	}

}
