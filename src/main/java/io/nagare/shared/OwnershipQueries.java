package io.nagare.shared;

/** Knows to whom things belong, by their keys alone. */
public interface OwnershipQueries {

	/** Whether the key is that of something of another tenant than this one. */
	boolean areAnothers(String key, TenantId tenant);

}
