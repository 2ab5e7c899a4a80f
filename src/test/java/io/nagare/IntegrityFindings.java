package io.nagare;

import java.util.ArrayList;
import java.util.List;

import io.nagare.shared.IntegrityCheck;
import io.nagare.shared.Tenancy;

/**
 * Everything that checks find, of all tenants, however much it is: all tests share one
 * database, and some leave damage.
 */
public final class IntegrityFindings implements IntegrityCheck.Findings {

	private final List<Finding> all = new ArrayList<>();

	private IntegrityFindings() {
	}

	public static List<Finding> of(Iterable<? extends IntegrityCheck> checks) {
		IntegrityFindings findings = new IntegrityFindings();
		checks.forEach((check) -> Tenancy.asPlatform(() -> check.look(findings)));
		return findings.all;
	}

	@Override
	public void looked(long many) {
	}

	@Override
	public void found(String finding, Object of, String detail) {
		this.all.add(new Finding(finding, of.toString(), detail));
	}

	@Override
	public void leftOver(String what, Object of) {
	}

	/** What a check found. */
	public record Finding(String finding, String of, String detail) {
	}

}
