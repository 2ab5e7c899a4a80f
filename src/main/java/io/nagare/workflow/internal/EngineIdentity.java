package io.nagare.workflow.internal;

import org.camunda.bpm.engine.impl.identity.ReadOnlyIdentityProvider;
import org.camunda.bpm.engine.impl.interceptor.Session;
import org.camunda.bpm.engine.impl.interceptor.SessionFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

import io.nagare.identity.Directory;
import io.nagare.identity.Tenants;

/** Lets the engine read our users, roles, teams and tenants, and change none of them. */
@Component
class EngineIdentity implements SessionFactory {

	private final ObjectProvider<Directory> directory;

	private final Tenants tenants;

	EngineIdentity(ObjectProvider<Directory> directory, Tenants tenants) {
		this.directory = directory;
		this.tenants = tenants;
	}

	@Override
	public Class<?> getSessionType() {
		return ReadOnlyIdentityProvider.class;
	}

	@Override
	public Session openSession() {
		return new DirectoryIdentityProvider(this.directory.getObject(), this.tenants);
	}

}
