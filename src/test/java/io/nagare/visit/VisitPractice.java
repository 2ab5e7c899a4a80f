package io.nagare.visit;

import io.nagare.ticket.PlainType;
import io.nagare.ticket.TicketType;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** A practice that only tests have: people who visit the data centre. */
@Configuration(proxyBeanMethods = false)
class VisitPractice {

	@Bean
	TicketType<?, ?> visits() {
		return new PlainType("visit", "visits", "VIS", "visit-priority");
	}

}
