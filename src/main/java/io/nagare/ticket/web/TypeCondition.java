package io.nagare.ticket.web;

import java.util.Optional;

import io.nagare.ticket.TicketType;
import io.nagare.ticket.TicketTypes;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;
import org.springframework.http.server.PathContainer;
import org.springframework.web.servlet.mvc.condition.RequestCondition;
import org.springframework.web.util.ServletRequestPathUtils;

/** Holds where the path names a type of tickets: {@code /api/v1/incidents/…}. */
final class TypeCondition implements RequestCondition<TypeCondition> {

	/** Separators are elements too: {@code / api / v1 / incidents}. */
	private static final int PLACE = 5;

	private final TicketTypes types;

	TypeCondition(TicketTypes types) {
		this.types = types;
	}

	/** The type that the path of the request names. */
	static Optional<TicketType<?, ?>> typeOf(HttpServletRequest request, TicketTypes types) {
		return ServletRequestPathUtils.getParsedRequestPath(request)
			.pathWithinApplication()
			.elements()
			.stream()
			.skip(PLACE)
			.findFirst()
			.flatMap((element) -> (element instanceof PathContainer.PathSegment segment)
					? types.at(segment.valueToMatch()) : Optional.empty());
	}

	@Override
	public TypeCondition combine(TypeCondition other) {
		return this;
	}

	@Override
	public @Nullable TypeCondition getMatchingCondition(HttpServletRequest request) {
		return typeOf(request, this.types).isPresent() ? this : null;
	}

	@Override
	public int compareTo(TypeCondition other, HttpServletRequest request) {
		return 0;
	}

}
