package io.nagare.vendor;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

import io.nagare.directory.DirectoryCache;

/**
 * Looks suppliers up, within the bound tenant. It asks for no permission: its users do.
 */
@Component
@Transactional(readOnly = true)
public class Suppliers {

	private final SupplierRepository suppliers;

	private final DirectoryCache memory;

	Suppliers(SupplierRepository suppliers, DirectoryCache memory) {
		this.suppliers = suppliers;
		this.memory = memory;
	}

	/** The supplier, active or not. */
	public Optional<Supplier> supplier(UUID id) {
		return this.suppliers.findById(id);
	}

	/** Those that something may be asked of, by name. They are remembered. */
	public List<Supplier> active() {
		return this.memory.recall("suppliers", "", this.suppliers::findByActiveTrueOrderByName);
	}

	/** Those of the suppliers that exist, in no particular order. */
	public List<Supplier> all(Collection<UUID> ids) {
		return ids.isEmpty() ? List.of() : this.suppliers.findAllById(ids);
	}

}
