package io.nagare.signin.web;

import java.util.List;

import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.validation.Valid;

import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

import io.nagare.signin.access.AccessPolicy;
import io.nagare.signin.access.AccessRule;
import io.nagare.signin.access.AccessRuleList;
import io.nagare.signin.access.AccessRules;
import io.nagare.shared.IfMatch;
import io.nagare.shared.Versioned;

/** From where and when the people of the caller's tenant enter. */
@RestController
@RequestMapping("/api/v1/access-rules")
@Tag(name = "Authentication")
class AccessRuleController {

	private final CurrentSignIn current;

	private final AccessPolicy guard;

	AccessRuleController(CurrentSignIn current, AccessPolicy guard) {
		this.current = current;
		this.guard = guard;
	}

	@GetMapping
	AccessRulesDto readAccessRules() {
		return AccessRulesDto.of(this.guard.read(this.current.inPerson()));
	}

	/** Replaces all of them. They hold at once, also for who is signed in already. */
	@PutMapping
	AccessRulesDto changeAccessRules(@Valid @RequestBody AccessRuleList wanted, IfMatch ifMatch,
			HttpServletRequest request) {
		return AccessRulesDto.of(this.guard.change(this.current.inPerson(), wanted, request.getRemoteAddr(), ifMatch));
	}

	/** From where and when the people of a tenant enter. */
	@Schema(name = "AccessRules")
	record AccessRulesDto(List<AccessRule> rules, long version) implements Versioned {

		static AccessRulesDto of(AccessRules access) {
			return new AccessRulesDto(access.rules().rules(), access.version());
		}

	}

}
