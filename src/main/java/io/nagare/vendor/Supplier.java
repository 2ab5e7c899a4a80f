package io.nagare.vendor;

import java.util.Optional;
import java.util.UUID;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import org.hibernate.annotations.TenantId;
import org.jspecify.annotations.Nullable;

import io.nagare.directory.DirectoryEntry;

/** A company that others of the tenant wait for. */
@Entity
@Table(name = "suppliers")
public class Supplier extends DirectoryEntry<Supplier> {

	@Id
	private UUID id;

	@TenantId
	private @Nullable UUID tenantId;

	private String name;

	private @Nullable String contactEmail;

	private @Nullable String contactPhone;

	private @Nullable String portalUrl;

	@Column(name = "is_active")
	private boolean active = true;

	@SuppressWarnings("NullAway.Init") // filled by JPA
	protected Supplier() {
	}

	Supplier(String name) {
		this.id = UUID.randomUUID();
		this.name = name;
	}

	public UUID id() {
		return this.id;
	}

	/** Unique in the tenant, in any case of letters. */
	public String name() {
		return this.name;
	}

	/** Where its service desk reads mail. */
	public Optional<String> contactEmail() {
		return Optional.ofNullable(this.contactEmail);
	}

	public Optional<String> contactPhone() {
		return Optional.ofNullable(this.contactPhone);
	}

	/** The web page on which it takes what is reported. */
	public Optional<String> portalUrl() {
		return Optional.ofNullable(this.portalUrl);
	}

	/** Whether anything new may be asked of it. */
	public boolean isActive() {
		return this.active;
	}

	/** Changes what the fields say; what is absent stays. They are right. */
	Supplier edit(SupplierFields fields) {
		fields.name().ifPresent((value) -> this.name = value);
		fields.contactEmail().ifPresent((value) -> this.contactEmail = value);
		fields.contactPhone().ifPresent((value) -> this.contactPhone = value);
		fields.portalUrl().ifPresent((value) -> this.portalUrl = value);
		fields.isActive().ifPresent((value) -> this.active = value);
		return this;
	}

}
