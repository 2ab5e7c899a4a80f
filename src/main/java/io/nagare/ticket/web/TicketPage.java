package io.nagare.ticket.web;

import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

import jakarta.servlet.http.HttpServletResponse;

import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.view.RedirectView;

import io.nagare.directory.CurrentCaller;
import io.nagare.directory.Directory;
import io.nagare.directory.User;
import io.nagare.shared.Label;
import io.nagare.shared.RandomToken;
import io.nagare.shared.Refusal;
import io.nagare.shared.TimeTexts;
import io.nagare.ticket.Ticket;
import io.nagare.ticket.action.TicketActions;
import io.nagare.ticket.query.TicketParts;
import io.nagare.ticket.Tickets;

/**
 * Where mails lead to: agents to the ticket's task, where one is open to them, everybody
 * else to what he may read of the ticket.
 */
@Controller
class TicketPage {

	private static final String TASK = "/camunda/app/tasklist/default/#/?task=";

	private final Tickets tickets;

	private final TicketActions actions;

	private final TicketParts parts;

	private final Directory directory;

	private final CurrentCaller callers;

	TicketPage(Tickets tickets, TicketActions actions, TicketParts parts, Directory directory, CurrentCaller callers) {
		this.tickets = tickets;
		this.actions = actions;
		this.parts = parts;
		this.directory = directory;
		this.callers = callers;
	}

	@GetMapping("/tickets/{number}")
	ModelAndView show(@PathVariable String number, Locale locale) {
		Ticket ticket = this.tickets.readable(this.tickets.idOf(number, "number"));
		Optional<String> task = this.callers.require().isAgent() ? this.actions.openTask(ticket.id())
				: Optional.empty();
		return task.map(TicketPage::toTask).orElseGet(() -> page(ticket, locale));
	}

	private static ModelAndView toTask(String task) {
		RedirectView view = new RedirectView(TASK + task, true);
		view.setExposeModelAttributes(false);
		return new ModelAndView(view);
	}

	private ModelAndView page(Ticket ticket, Locale locale) {
		return new ModelAndView("ticket", Map.of("ticket", ticket, "reported", time(ticket.created(), locale), "notes",
				this.parts.notes(ticket.id(), false).stream().map((note) -> note(note, locale)).toList()));
	}

	private Note note(TicketParts.Note note, Locale locale) {
		String author = Optional.ofNullable(note.createdBy())
			.flatMap((person) -> this.directory.user(person.id()))
			.map(User::fullName)
			.orElse("");
		return new Note(author, time(note.createdAt(), locale), note.content());
	}

	/** What he may not read is not there for him. */
	@ExceptionHandler
	ModelAndView refuse(Refusal refusal, HttpServletResponse response) {
		response.setStatus(refusal.kind().status());
		return new ModelAndView("ticket-missing", "nonce", guard(response));
	}

	/**
	 * Guards the page by headers.
	 * @return what the page's own style is known by
	 */
	@ModelAttribute("nonce")
	String guard(HttpServletResponse response) {
		String nonce = RandomToken.next();
		response.setHeader("Content-Security-Policy", "default-src 'none'; style-src 'nonce-" + nonce
				+ "'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'");
		response.addHeader(HttpHeaders.VARY, HttpHeaders.ACCEPT_LANGUAGE);
		return nonce;
	}

	private String time(Instant at, Locale locale) {
		Label time = TimeTexts.of(at, this.directory.zone());
		return locale.getLanguage().equals("ja") ? time.ja() : time.en();
	}

	/**
	 * A public note as the page shows it.
	 *
	 * @param author empty where the process wrote it
	 */
	public record Note(String author, String written, String content) {
	}

}
