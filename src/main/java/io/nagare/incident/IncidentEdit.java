package io.nagare.incident;

import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Fields of an incident that change without its process; an absent one stays. */
record IncidentEdit(Optional<String> title, Optional<String> description, Optional<UUID> categoryId,
		Optional<List<UUID>> ciIds, Optional<String> confidentiality) {
}
