package io.nagare.vendor;

import java.time.LocalDate;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.annotations.TenantId;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;

import io.nagare.shared.DatedEntity;
import io.nagare.shared.ToldOutside;

/** What was agreed with a supplier about services and other configuration items. */
@ToldOutside(kind = "contract", reads = SupplierService.READ, title = "number",
		fields = { "number", "supplierId", "beginsOn", "endsOn", "noticeOn", "ciIds" })
@Entity
@Table(name = "supplier_contracts")
public class SupplierContract extends DatedEntity<SupplierContract> {

	@Id
	private UUID id;

	@TenantId
	private @Nullable UUID tenantId;

	private UUID supplierId;

	private String number;

	private LocalDate beginsOn;

	private @Nullable LocalDate endsOn;

	private @Nullable LocalDate noticeOn;

	private @Nullable String terms;

	@JdbcTypeCode(SqlTypes.ARRAY)
	private UUID[] ciIds = new UUID[0];

	@SuppressWarnings("NullAway.Init") // filled by JPA
	protected SupplierContract() {
	}

	SupplierContract(UUID supplierId, String number, LocalDate beginsOn) {
		this.id = UUID.randomUUID();
		this.supplierId = supplierId;
		this.number = number;
		this.beginsOn = beginsOn;
	}

	public UUID id() {
		return this.id;
	}

	public UUID supplier() {
		return this.supplierId;
	}

	/** Unique among the supplier's, in any case of letters. */
	public String number() {
		return this.number;
	}

	/** The first day of it. */
	public LocalDate beginsOn() {
		return this.beginsOn;
	}

	/** The last day of it; empty where it goes on until somebody gives notice. */
	public Optional<LocalDate> endsOn() {
		return Optional.ofNullable(this.endsOn);
	}

	/** The last day on which notice can be given; empty for none. */
	public Optional<LocalDate> noticeOn() {
		return Optional.ofNullable(this.noticeOn);
	}

	public Optional<String> terms() {
		return Optional.ofNullable(this.terms);
	}

	/** The services and other items that it covers. */
	public Set<UUID> cis() {
		return new LinkedHashSet<>(List.of(this.ciIds));
	}

	/** How it stands on that day. */
	ContractState state(LocalDate today) {
		if (this.endsOn != null && this.endsOn.isBefore(today)) {
			return ContractState.ENDED;
		}
		if (this.beginsOn.isAfter(today)) {
			return ContractState.COMING;
		}
		return isNear(this.endsOn, today) || isNear(this.noticeOn, today) ? ContractState.ENDING
				: ContractState.CURRENT;
	}

	private static boolean isNear(@Nullable LocalDate day, LocalDate today) {
		return day != null && !day.isBefore(today) && !day.isAfter(ContractState.near(today));
	}

	/** Changes what the fields say; what is absent stays. They are right. */
	SupplierContract edit(ContractFields fields) {
		fields.supplierId().ifPresent((value) -> this.supplierId = value);
		fields.number().ifPresent((value) -> this.number = value);
		fields.beginsOn().ifPresent((value) -> this.beginsOn = value);
		fields.endsOn().ifPresent((value) -> this.endsOn = value);
		fields.noticeOn().ifPresent((value) -> this.noticeOn = value);
		fields.terms().ifPresent((value) -> this.terms = value);
		fields.ciIds().ifPresent((value) -> this.ciIds = value.stream().distinct().toArray(UUID[]::new));
		return this;
	}

	/** An item that it covers is the same as another, which goes on in its place. */
	SupplierContract coverInstead(UUID item, UUID other) {
		this.ciIds = Stream.of(this.ciIds).map((one) -> one.equals(item) ? other : one).distinct().toArray(UUID[]::new);
		return this;
	}

}
