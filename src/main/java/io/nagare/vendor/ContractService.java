package io.nagare.vendor;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;

import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

import io.nagare.cmdb.Cmdb;
import io.nagare.cmdb.ConfigurationItem;
import io.nagare.directory.CurrentCaller;
import io.nagare.shared.IfMatch;
import io.nagare.shared.Refusal;
import io.nagare.shared.TenantLocks;

/** What people do to contracts who may keep them. */
@Component
@Transactional
public class ContractService {

	private static final LocalDate FIRST = LocalDate.of(1970, 1, 1);

	private static final LocalDate LAST = LocalDate.of(2150, 12, 31);

	private final ContractRepository contracts;

	private final Suppliers suppliers;

	private final Cmdb cmdb;

	private final TenantLocks locks;

	private final CurrentCaller callers;

	ContractService(ContractRepository contracts, Suppliers suppliers, Cmdb cmdb, TenantLocks locks,
			CurrentCaller callers) {
		this.contracts = contracts;
		this.suppliers = suppliers;
		this.cmdb = cmdb;
		this.locks = locks;
		this.callers = callers;
	}

	/**
	 * Adds a contract.
	 * @return its key
	 * @throws Refusal FORBIDDEN for who may not, VALIDATION_FAILED naming every field
	 * that is missing or wrong, CONFLICT for a number that the supplier has already
	 */
	public UUID add(ContractFields fields) {
		this.callers.requireMember().demand(SupplierService.MANAGE);
		List<Refusal.Detail> wrong = new ArrayList<>();
		if (!fields.supplierId().isPresent()) {
			wrong.add(Refusal.Detail.of("supplier_id", "required"));
		}
		if (!fields.number().isPresent()) {
			wrong.add(Refusal.Detail.of("number", "required"));
		}
		if (!fields.beginsOn().isPresent()) {
			wrong.add(Refusal.Detail.of("begins_on", "required"));
		}
		if (!wrong.isEmpty()) {
			throw Refusal.invalid(wrong);
		}
		return save(new SupplierContract(fields.supplierId().get(), fields.number().get(), fields.beginsOn().get()),
				fields)
			.id();
	}

	/**
	 * Changes a contract.
	 * @throws Refusal NOT_FOUND, STALE, FORBIDDEN for who may not, VALIDATION_FAILED
	 * naming every field that is wrong, CONFLICT for a number that the supplier has
	 * already
	 */
	public void change(UUID id, ContractFields fields, IfMatch ifMatch) {
		this.callers.requireMember().demand(SupplierService.MANAGE);
		SupplierContract contract = this.contracts.lock(id).orElseThrow(Refusal::notFound);
		ifMatch.check(contract.version());
		save(contract, fields);
	}

	/** What is wrong leaves nothing behind: the refusal takes the transaction back. */
	private SupplierContract save(SupplierContract contract, ContractFields fields) {
		List<Refusal.Detail> wrong = new ArrayList<>();
		if (fields.supplierId().isPresent()
				&& this.suppliers.supplier(fields.supplierId().get()).filter(Supplier::isActive).isEmpty()) {
			wrong.add(Refusal.Detail.of("supplier_id", "unknown_supplier"));
		}
		if (fields.ciIds().isPresent() && !knows(Set.copyOf(fields.ciIds().get()))) {
			wrong.add(Refusal.Detail.of("ci_ids", "unknown_ci"));
		}
		LocalDate begins = fields.beginsOn().orElse(contract.beginsOn());
		LocalDate ends = fields.endsOn().orElse(contract.endsOn().orElse(null));
		LocalDate notice = fields.noticeOn().orElse(contract.noticeOn().orElse(null));
		checkYear("begins_on", begins, wrong);
		if (ends != null) {
			checkYear("ends_on", ends, wrong);
			if (ends.isBefore(begins)) {
				wrong.add(Refusal.Detail.of("ends_on", "contract_ends_first"));
			}
		}
		if (notice != null) {
			checkYear("notice_on", notice, wrong);
		}
		if (notice != null && (notice.isBefore(begins) || (ends != null && notice.isAfter(ends)))) {
			wrong.add(Refusal.Detail.of("notice_on", "outside_contract"));
		}
		if (!wrong.isEmpty()) {
			throw Refusal.invalid(wrong);
		}
		UUID supplier = fields.supplierId().orElse(contract.supplier());
		String number = fields.number().orElse(contract.number());
		this.locks.take("contract-numbers");
		if (this.contracts.numbered(supplier, number.toLowerCase(Locale.ROOT))
			.filter((other) -> !other.id().equals(contract.id()))
			.isPresent()) {
			throw Refusal.conflict("number", "already_exists");
		}
		return this.contracts.saveAndFlush(contract.edit(fields));
	}

	private static void checkYear(String field, LocalDate day, List<Refusal.Detail> wrong) {
		if (day.isBefore(FIRST) || day.isAfter(LAST)) {
			wrong.add(Refusal.Detail.of(field, "out_of_range", "1970", "2150"));
		}
	}

	private boolean knows(Set<UUID> items) {
		Set<UUID> known = new HashSet<>();
		this.cmdb.items(items).stream().map(ConfigurationItem::id).forEach(known::add);
		return known.containsAll(items);
	}

}
