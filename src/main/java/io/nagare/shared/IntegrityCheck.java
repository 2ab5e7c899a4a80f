package io.nagare.shared;

/**
 * Looks whether something that one module keeps is whole: what must hold at any moment,
 * whatever died when. Changes nothing, reads in pages, and runs for the platform, of all
 * tenants.
 */
public interface IntegrityCheck {

	/** What it looks at, in a word. */
	String name();

	/** Looks at all there is. */
	void look(Findings findings);

	/** Takes down what a check sees. */
	interface Findings {

		/** So many more things were looked at. */
		void looked(long many);

		/**
		 * Something is wrong.
		 * @param finding what, in a word with underscores
		 * @param of which thing
		 * @param detail no personal data
		 */
		void found(String finding, Object of, String detail);

		/** Something is left over that does no harm. */
		void leftOver(String what, Object of);

	}

}
