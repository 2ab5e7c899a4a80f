package io.nagare.signin.access;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import org.jspecify.annotations.Nullable;

import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

import io.nagare.directory.AfterCommit;
import io.nagare.directory.Caller;
import io.nagare.directory.RoleManagement;
import io.nagare.shared.IfMatch;
import io.nagare.shared.Refusal;
import io.nagare.shared.RightsChanged;
import io.nagare.shared.RightsOutdated;
import io.nagare.shared.TenantId;

/**
 * Knows from where and when a role enters, as its tenant's administrators say. Platform
 * administrators are not limited: somebody must be left to let the others in.
 */
@Component
public class AccessPolicy {

	private static final Duration MEMORY = Duration.ofSeconds(10);

	private final AccessRulesRepository rows;

	private final RoleManagement roles;

	private final Clock clock;

	private final Cache<UUID, AccessRuleList> known = Caffeine.newBuilder()
		.maximumSize(10_000)
		.expireAfterWrite(MEMORY)
		.build();

	private final ApplicationEventPublisher events;

	AccessPolicy(AccessRulesRepository rows, RoleManagement roles, Clock clock, ApplicationEventPublisher events) {
		this.rows = rows;
		this.roles = roles;
		this.clock = clock;
		this.events = events;
	}

	/**
	 * Why the caller, whose tenant is bound, is refused here and now: a detail's code;
	 * empty where he is not. Of several roles each has to let him in. The rules are known
	 * at most a second late.
	 * @param address the network address that he comes from
	 */
	public Optional<String> refusal(Caller caller, String address) {
		@Nullable TenantId tenant = caller.tenant();
		if (tenant == null) {
			return Optional.empty();
		}
		return rulesOf(tenant.id()).of(caller.roles())
			.flatMap((rule) -> rule.refusal(address, this.clock.instant()).stream())
			.findFirst();
	}

	/** Whoever changes them waits for who is reading, and then makes it forgotten. */
	private AccessRuleList rulesOf(UUID tenant) {
		return this.known.get(tenant,
				(unknown) -> this.rows.find().map(AccessRules::rules).orElse(AccessRuleList.EMPTY));
	}

	/**
	 * The rules of the caller's tenant.
	 * @throws Refusal FORBIDDEN for who may not, and for the platform
	 */
	@Transactional(readOnly = true)
	public AccessRules read(Caller by) {
		tenantOf(by);
		return this.rows.find().orElseGet(AccessRules::new);
	}

	/**
	 * Says all the rules of the caller's tenant anew.
	 * @param address where the caller is
	 * @throws Refusal FORBIDDEN for who may not, and for the platform; STALE;
	 * VALIDATION_FAILED, also for rules that would refuse the caller
	 */
	@Transactional
	public AccessRules change(Caller by, AccessRuleList rules, String address, IfMatch ifMatch) {
		UUID tenant = tenantOf(by);
		List<Refusal.Detail> wrong = rules.check(this.roles.words(by));
		if (!wrong.isEmpty()) {
			throw Refusal.invalid(wrong);
		}
		demandThatHeStaysIn(by, rules, address);
		AccessRules row = this.rows.find().orElseGet(AccessRules::new);
		ifMatch.check(row.version());
		AccessRules changed = this.rows.saveAndFlush(row.say(rules));
		this.events.publishEvent(new RightsChanged());
		AfterCommit.run(() -> this.known.invalidate(tenant));
		return changed;
	}

	@EventListener
	void on(RightsOutdated outdated) {
		this.known.invalidateAll();
	}

	private void demandThatHeStaysIn(Caller caller, AccessRuleList rules, String address) {
		rules.of(caller.roles()).forEach((rule) -> rule.refusal(address, this.clock.instant()).ifPresent((refusal) -> {
			throw Refusal.invalid(rules.fieldOf(rule) + "." + AccessRule.fieldOf(refusal), "shuts_you_out");
		}));
	}

	private static UUID tenantOf(Caller by) {
		by.demand("user:manage");
		@Nullable TenantId tenant = by.tenant();
		if (tenant == null) {
			throw Refusal.forbidden();
		}
		return tenant.id();
	}

}
