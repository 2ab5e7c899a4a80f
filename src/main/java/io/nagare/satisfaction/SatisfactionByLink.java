package io.nagare.satisfaction;

import java.util.Optional;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

import io.nagare.shared.Tenancy;

/** What is asked and answered at the address of a link, by whoever has it. */
@Component
public class SatisfactionByLink {

	private final SatisfactionLinks links;

	private final SatisfactionService satisfaction;

	SatisfactionByLink(SatisfactionLinks links, SatisfactionService satisfaction) {
		this.links = links;
		this.satisfaction = satisfaction;
	}

	/**
	 * How it stands; empty for an address that leads nowhere. To look changes nothing.
	 */
	public Optional<SatisfactionService.Asked> look(String token) {
		return this.links.read(token)
			.flatMap((target) -> Tenancy.as(target.tenant(), () -> this.satisfaction.asked(target.ticket())));
	}

	/**
	 * Takes the answer.
	 * @return whether it was kept, as the first that came in time
	 */
	public boolean answer(String token, int score, @Nullable String comment) {
		return this.links.read(token)
			.filter((target) -> Tenancy.as(target.tenant(),
					() -> this.satisfaction.answer(target.ticket(), score, comment)))
			.isPresent();
	}

}
