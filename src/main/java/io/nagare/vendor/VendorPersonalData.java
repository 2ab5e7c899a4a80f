package io.nagare.vendor;

import java.util.List;

import org.springframework.stereotype.Component;

import io.nagare.shared.PersonalStore;
import io.nagare.shared.PersonalStore.Fate;
import io.nagare.shared.PersonalStores;

/** Whom one reaches at a supplier, and what contracts say of people. */
@Component
class VendorPersonalData implements PersonalStores {

	@Override
	public List<PersonalStore> stores() {
		return List.of(PersonalStore.of("suppliers", Fate.KEPT, "suppliers.contact_email", "suppliers.contact_phone"),
				PersonalStore.of("supplier_contracts", Fate.ANONYMISED, "supplier_contracts.terms").erase("""
						UPDATE supplier_contracts SET terms = left(without_names(terms, :names, :called), 10000)
						 WHERE names_person(terms, :names)
						"""));
	}

}
