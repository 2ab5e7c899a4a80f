package io.nagare.operations;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;
import org.springframework.boot.actuate.endpoint.annotation.WriteOperation;
import org.springframework.stereotype.Component;

/**
 * The audit for whoever runs the platform: a POST begins one, a GET tells how far it is,
 * and what the last one saw.
 */
@Component
@Endpoint(id = "audit")
class IntegrityEndpoint {

	private final IntegrityAudit audit;

	IntegrityEndpoint(IntegrityAudit audit) {
		this.audit = audit;
	}

	@WriteOperation
	IntegrityReport begin() {
		return this.audit.begin();
	}

	@ReadOperation
	@Nullable IntegrityReport last() {
		return this.audit.last().orElse(null);
	}

}
