package io.nagare.workflow.internal;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/** Reads what a class of the engine's keeps to itself, where the engine offers no way. */
public final class PrivateField {

	private PrivateField() {
	}

	/**
	 * The field of that class.
	 * @throws ExceptionInInitializerError where this version of the engine has none such,
	 * so that it does not start
	 */
	public static VarHandle of(Class<?> owner, String name, Class<?> type) {
		try {
			return MethodHandles.privateLookupIn(owner, MethodHandles.lookup()).findVarHandle(owner, name, type);
		}
		catch (ReflectiveOperationException ex) {
			throw new ExceptionInInitializerError(ex);
		}
	}

}
