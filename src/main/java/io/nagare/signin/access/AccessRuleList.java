package io.nagare.signin.access;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;

import io.nagare.shared.Refusal.Detail;

/**
 * From where and when the people of a tenant enter.
 *
 * @param rules at most one for each role; a role without one is not limited
 */
public record AccessRuleList(@NotNull @Size(max = 20) List<@NotNull @Valid AccessRule> rules) {

	static final AccessRuleList EMPTY = new AccessRuleList(List.of());

	/** Those of the roles. */
	Stream<AccessRule> of(Set<String> roles) {
		return this.rules.stream().filter((rule) -> roles.contains(rule.role()));
	}

	/**
	 * What is wrong, each named by its field.
	 * @param roles the words of the roles that people of the tenant can hold
	 */
	List<Detail> check(List<String> roles) {
		List<Detail> wrong = new ArrayList<>();
		Set<String> named = new HashSet<>();
		for (int i = 0; i < this.rules.size(); i++) {
			AccessRule rule = this.rules.get(i);
			if (!named.add(rule.role())) {
				wrong.add(Detail.of(field(i) + ".role", "already_exists"));
			}
			rule.check(field(i), roles, wrong);
		}
		return wrong;
	}

	/** The name of the rule's field. */
	String fieldOf(AccessRule rule) {
		return field(this.rules.indexOf(rule));
	}

	private static String field(int at) {
		return "rules[" + at + "]";
	}

}
