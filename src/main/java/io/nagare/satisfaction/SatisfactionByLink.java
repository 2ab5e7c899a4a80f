package io.nagare.satisfaction;

import java.util.Optional;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

import io.nagare.shared.Refusal;
import io.nagare.shared.Tenancy;
import io.nagare.signin.link.LinkSessions;
import io.nagare.signin.link.SealedLinks;

/**
 * What is asked and answered at the address of a link, by whoever has it, unless another
 * person than the reporter is signed in there.
 */
@Component
public class SatisfactionByLink {

	static final String PAGE = "satisfaction";

	private final SealedLinks links;

	private final LinkSessions sessions;

	private final SatisfactionService satisfaction;

	SatisfactionByLink(SealedLinks links, LinkSessions sessions, SatisfactionService satisfaction) {
		this.links = links;
		this.sessions = sessions;
		this.satisfaction = satisfaction;
	}

	/**
	 * How it stands; empty for an address that leads nowhere. To look changes nothing.
	 * @throws Refusal FORBIDDEN where somebody other than the reporter is signed in
	 */
	public Optional<SatisfactionService.Asked> look(String token) {
		return this.links.read(PAGE, token).flatMap((target) -> Tenancy.as(target.tenant(), () -> asked(target.id())));
	}

	private Optional<SatisfactionService.Asked> asked(UUID ticket) {
		return this.satisfaction.asked(ticket).map((asked) -> {
			this.sessions.ofRecipient(asked.reporter(), ticket);
			return asked;
		});
	}

	/**
	 * Takes the answer.
	 * @return whether it was kept, as the first that came in time
	 * @throws Refusal as for looking
	 */
	public boolean answer(String token, int score, @Nullable String comment) {
		return this.links.read(PAGE, token)
			.filter((target) -> Tenancy.as(target.tenant(),
					() -> asked(target.id()).filter((asked) -> this.satisfaction.answer(target.id(), score, comment))
						.isPresent()))
			.isPresent();
	}

}
