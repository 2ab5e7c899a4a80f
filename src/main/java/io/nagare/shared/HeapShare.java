package io.nagare.shared;

/**
 * Of a request, under this name among its attributes: the part of the heap that all
 * bodies share, for whoever is about to read models out of an upload onto it.
 */
public interface HeapShare {

	/**
	 * Waits a moment for the share that reading models takes, and keeps it until the
	 * request ends.
	 * @param bytes all of the models together
	 * @throws Refusal TOO_LARGE, or UNAVAILABLE where the tenant, or too many others,
	 * read models all the while
	 */
	void takeForModels(long bytes);

}
