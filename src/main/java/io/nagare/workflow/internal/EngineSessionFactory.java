package io.nagare.workflow.internal;

import java.util.function.Supplier;

import org.camunda.bpm.engine.impl.interceptor.Session;
import org.camunda.bpm.engine.impl.interceptor.SessionFactory;

/**
 * Puts one of ours in the place of what the engine uses within a command.
 *
 * @param type what the engine asks for
 * @param maker makes one for each command
 */
public record EngineSessionFactory<S extends Session>(Class<S> type,
		Supplier<? extends S> maker) implements SessionFactory {

	@Override
	public Class<?> getSessionType() {
		return this.type;
	}

	@Override
	public Session openSession() {
		return this.maker.get();
	}

}
