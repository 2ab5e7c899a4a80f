package io.nagare.intake.device;

import java.util.Objects;

import io.micrometer.core.instrument.MeterRegistry;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Component;

import io.nagare.directory.Caller;
import io.nagare.directory.Callers;
import io.nagare.directory.CurrentCaller;
import io.nagare.directory.Tenants;
import io.nagare.intake.alert.AlertMessage;
import io.nagare.intake.alert.AlertMessageService;
import io.nagare.shared.Refusal;
import io.nagare.shared.Tenancy;
import io.nagare.shared.TenantId;

/** Takes what devices say, in the name of the user that the operator set. */
@Component
class DeviceIntakeService {

	private static final Logger LOG = LoggerFactory.getLogger(DeviceIntakeService.class);

	private final Tenants tenants;

	private final Callers people;

	private final AlertMessageService messages;

	private final MeterRegistry meters;

	DeviceIntakeService(Tenants tenants, Callers people, AlertMessageService messages, MeterRegistry meters) {
		this.tenants = tenants;
		this.people = people;
		this.messages = messages;
		this.meters = meters;
	}

	/**
	 * Takes a message in the user's name. What is refused is logged and done with; what
	 * breaks otherwise is thrown, for whoever can be asked to say it again; what the
	 * database cannot keep would come again for ever, and counts as refused.
	 */
	void take(String tenant, String reportAs, AlertMessage message) {
		String outcome = "failed";
		try {
			outcome = taken(tenant, reportAs, message);
		}
		catch (Refusal refusal) {
			if (refusal.kind() == Refusal.Kind.UNAVAILABLE) {
				throw refusal;
			}
			outcome = "refused";
			LOG.warn("A message of {} at {} is refused: {} {}", message.origin(), message.source(), refusal.kind(),
					refusal.details());
		}
		catch (DuplicateKeyException ex) {
			throw ex;
		}
		catch (DataIntegrityViolationException ex) {
			outcome = "refused";
			LOG.warn("A message of {} at {} cannot be kept", message.origin(), message.source(), ex);
		}
		finally {
			this.meters.counter("nagare.device.messages", "source", message.source(), "outcome", outcome).increment();
		}
	}

	/** A message comes while too many wait. */
	void drop(String source) {
		this.meters.counter("nagare.device.messages", "source", source, "outcome", "dropped").increment();
	}

	private String taken(String slug, String reportAs, AlertMessage message) {
		TenantId tenant = this.tenants.bySlug(slug).orElseThrow(() -> Refusal.invalid("tenant", "not_a_choice", slug));
		return Objects.requireNonNull(Tenancy.as(tenant, () -> {
			Caller caller = this.people.byUsername(reportAs)
				.filter((known) -> tenant.equals(known.tenant()))
				.orElseThrow(() -> Refusal.invalid("report-as", "unknown_user", reportAs));
			return CurrentCaller.during(caller, () -> this.messages.take(message, "resolve").meaning().state());
		}));
	}

}
