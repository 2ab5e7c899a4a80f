package io.nagare.ticket.oncall;

import java.util.Date;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

import io.nagare.workflow.AsksTables;
import io.nagare.workflow.ProcessVerbs;

/**
 * What models may ask of those on call. Glue only; called by the engine, never from Java.
 */
@ProcessVerbs(value = "onCall", ofEveryPractice = true)
public class OnCallVerbs {

	private final OnCallService calls;

	private final OnCallProcess process;

	OnCallVerbs(OnCallService calls, OnCallProcess process) {
		this.calls = calls;
		this.process = process;
	}

	/**
	 * Has those on call in the ticket's team called until somebody answers, where the
	 * table {@code on-call} says so and nobody has answered yet.
	 */
	@AsksTables(OnCallService.TABLE)
	public void begin(UUID ticketId) {
		this.process.begin(ticketId);
	}

	public String practice(UUID ticketId) {
		return this.calls.ticket(ticketId).kind();
	}

	public String priority(UUID ticketId) {
		return this.calls.ticket(ticketId).priority();
	}

	/** Whether it is {@code inside} or {@code outside} business hours now. */
	public String hours(UUID ticketId) {
		return this.calls.hours();
	}

	/** How often the next one will have been called; 0 where nobody is on call. */
	public int round(UUID ticketId) {
		return this.calls.round(ticketId);
	}

	/**
	 * Whether somebody is to be called.
	 * @param minutes what the table says, as it is, since expressions make a number of
	 * nothing; null for nobody
	 */
	public boolean callsAgain(UUID ticketId, @Nullable Object minutes) {
		return minutes != null;
	}

	/**
	 * Calls the next one on call.
	 * @param minutes how long he has to answer
	 */
	public void callNext(UUID ticketId, int minutes) {
		this.calls.callNext(ticketId, minutes);
	}

	/** When so many minutes from now are over. */
	public Date answerDue(UUID ticketId, int minutes) {
		return Date.from(this.calls.answerDue(minutes));
	}

	/**
	 * The caller answers, which stops the response clock.
	 * @param comment what he says to his colleagues; null or empty for nothing
	 */
	public void acknowledge(UUID ticketId, @Nullable String comment) {
		this.calls.acknowledge(ticketId, comment);
	}

	/** Somebody looks after the ticket: nobody else is called. */
	public void stop(UUID ticketId) {
		this.calls.stop(ticketId);
	}

	/** Nobody answered. */
	public void giveUp(UUID ticketId) {
		this.calls.giveUp(ticketId);
	}

}
