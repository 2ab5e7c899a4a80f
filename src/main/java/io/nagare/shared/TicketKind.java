package io.nagare.shared;

/** A kind of tickets, for modules that know no tickets. */
public interface TicketKind {

	/**
	 * Its word in the singular, such as {@code incident}; the resource of permissions.
	 */
	String kind();

	/** The word of its path in the API, such as {@code incidents}. */
	String path();

	/** Whether everybody may report one; otherwise only who works on tickets. */
	boolean isReportedByAll();

	/** Whether there are some that everybody may read, as published articles. */
	default boolean isPublished() {
		return false;
	}

}
