package io.nagare.vendor;

import java.util.Locale;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.Page;
import org.springframework.data.domain.PageRequest;
import org.springframework.data.domain.Sort;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

import io.nagare.directory.CurrentCaller;
import io.nagare.shared.IfMatch;
import io.nagare.shared.PageQuery;
import io.nagare.shared.Paged;
import io.nagare.shared.Refusal;
import io.nagare.shared.SearchPattern;
import io.nagare.shared.TenantLocks;
import io.nagare.shared.WebAddress;

/**
 * The suppliers of a tenant, for those who read and keep them. None is removed, as
 * contracts and tickets name it: nothing new is asked of one that is not active.
 */
@Component
@Transactional
public class SupplierService {

	static final String READ = "vendor:read";

	static final String MANAGE = "vendor:manage";

	private final SupplierRepository suppliers;

	private final TenantLocks locks;

	private final CurrentCaller callers;

	SupplierService(SupplierRepository suppliers, TenantLocks locks, CurrentCaller callers) {
		this.suppliers = suppliers;
		this.locks = locks;
		this.callers = callers;
	}

	/**
	 * The suppliers by name.
	 * @param text a part of the name, in any case of letters; null for all
	 * @param inactive whether those are among them of whom nothing new is asked
	 */
	@Transactional(readOnly = true)
	public Paged<Supplier> page(@Nullable String text, boolean inactive, PageQuery query) {
		this.callers.requireMember().demand(READ);
		Page<Supplier> page = this.suppliers.search(SearchPattern.of(text), inactive,
				PageRequest.of(query.page() - 1, query.limit(), Sort.by("name", "id")));
		return Paged.of(page.getContent(), query, page.getTotalElements());
	}

	/**
	 * One of them.
	 * @throws Refusal NOT_FOUND
	 */
	@Transactional(readOnly = true)
	public Supplier one(UUID id) {
		this.callers.requireMember().demand(READ);
		return this.suppliers.findById(id).orElseThrow(Refusal::notFound);
	}

	/**
	 * Adds a supplier.
	 * @throws Refusal FORBIDDEN for who may not, VALIDATION_FAILED naming every field
	 * that is missing or wrong, CONFLICT for a name that is taken
	 */
	public Supplier add(SupplierFields fields) {
		this.callers.requireMember().demand(MANAGE);
		if (!fields.name().isPresent()) {
			throw Refusal.invalid("name", "required");
		}
		return save(new Supplier(fields.name().get()), fields);
	}

	/**
	 * Changes what is known of a supplier.
	 * @throws Refusal NOT_FOUND, STALE, FORBIDDEN for who may not, VALIDATION_FAILED
	 * naming every field that is wrong, CONFLICT for a name that is taken
	 */
	public Supplier change(UUID id, SupplierFields fields, IfMatch ifMatch) {
		this.callers.requireMember().demand(MANAGE);
		Supplier supplier = this.suppliers.lock(id).orElseThrow(Refusal::notFound);
		ifMatch.check(supplier.version());
		return save(supplier, fields);
	}

	private Supplier save(Supplier supplier, SupplierFields fields) {
		@Nullable String portal = fields.portalUrl().orElse(null);
		if (portal != null && WebAddress.of(portal).isEmpty()) {
			throw Refusal.invalid("portal_url", "web_address");
		}
		if (fields.name().isPresent()) {
			this.locks.take("supplier-names");
			if (this.suppliers.named(fields.name().get().toLowerCase(Locale.ROOT))
				.filter((other) -> !other.id().equals(supplier.id()))
				.isPresent()) {
				throw Refusal.conflict("name", "already_exists");
			}
		}
		return this.suppliers.saveAndFlush(supplier.edit(fields));
	}

}
