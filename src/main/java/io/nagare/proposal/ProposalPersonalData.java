package io.nagare.proposal;

import java.util.List;

import org.springframework.stereotype.Component;

import io.nagare.shared.PersonalStore;
import io.nagare.shared.PersonalStore.Fate;
import io.nagare.shared.PersonalStores;

/** Who proposed releases, and who put them in force. */
@Component
class ProposalPersonalData implements PersonalStores {

	@Override
	public List<PersonalStore> stores() {
		return List.of(PersonalStore
			.of("release_proposals", Fate.TOMBSTONE, "release_proposals.proposed_by", "release_proposals.activated_by")
			.read("""
					SELECT change_id, comment, proposed_at, activated_at FROM release_proposals
					 WHERE proposed_by = :person OR activated_by = :person ORDER BY proposed_at
					"""));
	}

}
