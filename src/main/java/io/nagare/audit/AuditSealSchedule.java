package io.nagare.audit;

import java.time.Duration;
import java.time.Instant;

import io.nagare.shared.PromptWork;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Configuration;
import org.springframework.scheduling.annotation.Scheduled;

/**
 * Seals new rows every two seconds. Every node does so; the database lets one work at a
 * time. Also asks the database for the coming weeks' partitions.
 */
@Configuration(proxyBeanMethods = false)
@ConditionalOnProperty(name = "nagare.audit.sealing", matchIfMissing = true)
class AuditSealSchedule {

	private static final Logger LOG = LoggerFactory.getLogger(AuditSealSchedule.class);

	private static final Duration BETWEEN_PREPARATIONS = Duration.ofHours(6);

	private final AuditSealService seals;

	private Instant preparedAt = Instant.MIN;

	AuditSealSchedule(AuditSealService seals) {
		this.seals = seals;
	}

	@Scheduled(fixedDelay = 2000, scheduler = PromptWork.SCHEDULER)
	void work() {
		try {
			this.seals.seal();
			if (this.preparedAt.isBefore(Instant.now().minus(BETWEEN_PREPARATIONS))) {
				this.seals.prepareWeeks();
				this.preparedAt = Instant.now();
			}
		}
		catch (RuntimeException ex) {
			LOG.warn("The audit log could not be sealed; the next attempt follows: {}", ex.toString());
		}
	}

}
