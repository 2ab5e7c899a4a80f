package io.nagare.workflow.internal.model;

import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

import org.camunda.bpm.engine.impl.repository.ResourceDefinitionEntity;
import org.camunda.commons.utils.cache.Cache;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the definitions of the files used latest. The capacity counts files: the engine
 * puts all definitions of a file before it asks for one of them, so none may push out
 * another of its own file.
 *
 * @param <T> the type of the definitions
 */
final class ModelFileCache<T> implements Cache<String, T> {

	private final int capacity;

	/** Definitions by their ids, by their files; the file used latest is the last. */
	private final Map<String, Map<String, T>> files = new LinkedHashMap<>(16, 0.75f, true);

	/** The file of each definition, by its id. */
	private final Map<String, String> fileOf = new HashMap<>();

	/**
	 * @param capacity how many files are kept
	 */
	ModelFileCache(int capacity) {
		this.capacity = capacity;
	}

	@Override
	public synchronized @Nullable T get(String id) {
		Map<String, T> file = this.files.get(this.fileOf.get(id));
		return (file != null) ? file.get(id) : null;
	}

	@Override
	public synchronized void put(String id, T definition) {
		String file = file(id, definition);
		this.fileOf.put(id, file);
		this.files.computeIfAbsent(file, (name) -> new HashMap<>()).put(id, definition);
		if (this.files.size() > this.capacity) {
			Iterator<Map<String, T>> oldest = this.files.values().iterator();
			this.fileOf.keySet().removeAll(oldest.next().keySet());
			oldest.remove();
		}
	}

	private static String file(String id, Object definition) {
		return (definition instanceof ResourceDefinitionEntity<?> one)
				? one.getDeploymentId() + "/" + one.getResourceName() : id;
	}

	@Override
	public synchronized void remove(String id) {
		String file = this.fileOf.remove(id);
		this.files.computeIfPresent(String.valueOf(file), (name, definitions) -> {
			definitions.remove(id);
			return definitions.isEmpty() ? null : definitions;
		});
	}

	@Override
	public synchronized void clear() {
		this.fileOf.clear();
		this.files.clear();
	}

	@Override
	public synchronized Set<String> keySet() {
		return Set.copyOf(this.fileOf.keySet());
	}

	@Override
	public synchronized int size() {
		return this.fileOf.size();
	}

	@Override
	public synchronized boolean isEmpty() {
		return this.fileOf.isEmpty();
	}

}
