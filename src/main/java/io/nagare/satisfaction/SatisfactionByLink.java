package io.nagare.satisfaction;

import java.util.Optional;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

import io.nagare.shared.Tenancy;
import io.nagare.signin.link.SealedLinks;

/** What is asked and answered at the address of a link, by whoever has it. */
@Component
public class SatisfactionByLink {

	static final String PAGE = "satisfaction";

	private final SealedLinks links;

	private final SatisfactionService satisfaction;

	SatisfactionByLink(SealedLinks links, SatisfactionService satisfaction) {
		this.links = links;
		this.satisfaction = satisfaction;
	}

	/**
	 * How it stands; empty for an address that leads nowhere. To look changes nothing.
	 */
	public Optional<SatisfactionService.Asked> look(String token) {
		return this.links.read(PAGE, token)
			.flatMap((target) -> Tenancy.as(target.tenant(), () -> this.satisfaction.asked(target.id())));
	}

	/**
	 * Takes the answer.
	 * @return whether it was kept, as the first that came in time
	 */
	public boolean answer(String token, int score, @Nullable String comment) {
		return this.links.read(PAGE, token)
			.filter((target) -> Tenancy.as(target.tenant(),
					() -> this.satisfaction.answer(target.id(), score, comment)))
			.isPresent();
	}

}
