package io.nagare.audit;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

import io.nagare.shared.IntegrityCheck;

/** The audit log is as it was written: its chain of seals is whole. */
@Component
class SealCheck implements IntegrityCheck {

	private static final String UNSEALED = "rows_unsealed";

	private final AuditSealService seals;

	private final boolean sealing;

	SealCheck(AuditSealService seals, @Value("${nagare.audit.sealing:true}") boolean sealing) {
		this.seals = seals;
		this.sealing = sealing;
	}

	@Override
	public String name() {
		return "audit-log";
	}

	@Override
	public void look(Findings findings) {
		AuditSealService.Verification log = this.seals.verify(null);
		findings.looked(log.rows());
		log.findings()
			.stream()
			// what came after the last seal waits for a node that works
			.filter((finding) -> this.sealing || !finding.finding().equals(UNSEALED))
			.forEach((finding) -> findings.found(finding.finding(),
					(finding.sealNumber() != null) ? "seal " + finding.sealNumber() : String.valueOf(finding.week()),
					"expected " + finding.expected() + ", found " + finding.found()));
	}

}
