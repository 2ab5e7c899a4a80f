package io.nagare.shared;

/**
 * Something that happened in a tenant. Whoever hears of it after its transaction has
 * committed works as that tenant without doing anything for it.
 */
public interface TenantEvent {

	/** The tenant it happened in. */
	TenantId tenant();

}
