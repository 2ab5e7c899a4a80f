package io.nagare.realtime;

import java.util.Objects;

import io.nagare.directory.Caller;
import io.nagare.shared.TenantId;
import io.nagare.signin.SignedIn;

/** Somebody who is connected and hears what happens. */
public abstract class LiveConnection {

	/** Characters that may wait for somebody who reads slowly. */
	protected static final int LONGEST_QUEUE = 512 * 1024;

	private final String address;

	private final TenantId tenant;

	private volatile SignedIn who;

	private volatile Caller caller;

	protected LiveConnection(SignedIn who, Caller caller, String address) {
		this.who = who;
		this.caller = caller;
		this.address = address;
		this.tenant = Objects.requireNonNull(caller.tenant(), "Nothing happens outside of tenants");
	}

	/** How he proved who he is. */
	public SignedIn who() {
		return this.who;
	}

	/** Who he is and what he may do, as it was last looked up. */
	public Caller caller() {
		return this.caller;
	}

	/** Whose he is. */
	final TenantId tenant() {
		return this.tenant;
	}

	/** Where he is. */
	public String address() {
		return this.address;
	}

	/** He is still here, as this. */
	void is(Caller caller) {
		this.caller = caller;
	}

	/** The same person showed a newer token. */
	protected void renewed(SignedIn who) {
		this.who = who;
	}

	/**
	 * Sends a message without waiting for him, and closes where he is too slow.
	 */
	protected abstract void send(LiveMessage message);

	/** Keeps the line open, and tells him how far he has heard. */
	protected abstract void ping(String position);

	/** Ends it, because of what the word says. */
	protected abstract void close(String why);

	/** It has ended, whoever ended it. */
	protected void ended() {
		// most have nothing to put away
	}

}
