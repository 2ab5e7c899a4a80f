package io.nagare.workflow.internal.identity;

import org.camunda.bpm.engine.identity.Group;
import org.camunda.bpm.engine.identity.Tenant;
import org.camunda.bpm.engine.identity.User;
import org.jspecify.annotations.Nullable;

/** Our people, groups and tenants as the engine knows such. It changes none of them. */
final class EngineIdentities {

	private EngineIdentities() {
	}

	private static UnsupportedOperationException readOnly() {
		return new UnsupportedOperationException("The engine changes no identities");
	}

	record OfUser(String id, String firstName, String lastName, String email) implements User {

		@Override
		public String getId() {
			return this.id;
		}

		@Override
		public String getFirstName() {
			return this.firstName;
		}

		@Override
		public String getLastName() {
			return this.lastName;
		}

		@Override
		public String getEmail() {
			return this.email;
		}

		/** Which the engine has no use for. */
		@Override
		public @Nullable String getPassword() {
			return null;
		}

		@Override
		public void setId(String id) {
			throw readOnly();
		}

		@Override
		public void setFirstName(String firstName) {
			throw readOnly();
		}

		@Override
		public void setLastName(String lastName) {
			throw readOnly();
		}

		@Override
		public void setEmail(String email) {
			throw readOnly();
		}

		@Override
		public void setPassword(String password) {
			throw readOnly();
		}

	}

	record OfGroup(String id, String name, String type) implements Group {

		@Override
		public String getId() {
			return this.id;
		}

		@Override
		public String getName() {
			return this.name;
		}

		@Override
		public String getType() {
			return this.type;
		}

		@Override
		public void setId(String id) {
			throw readOnly();
		}

		@Override
		public void setName(String name) {
			throw readOnly();
		}

		@Override
		public void setType(String type) {
			throw readOnly();
		}

	}

	/** Called by its slug, which is its id too. */
	record OfTenant(String id) implements Tenant {

		@Override
		public String getId() {
			return this.id;
		}

		@Override
		public String getName() {
			return this.id;
		}

		@Override
		public void setId(String id) {
			throw readOnly();
		}

		@Override
		public void setName(String name) {
			throw readOnly();
		}

	}

}
