package io.nagare.directory;

import jakarta.persistence.PostPersist;
import jakarta.persistence.PostRemove;
import jakarta.persistence.PostUpdate;

/**
 * Hears from JPA of every record of this module that is written. Made by Hibernate, not
 * by Spring, which hands it the memory only.
 */
class DirectoryChangeListener {

	private final DirectoryCache memory;

	DirectoryChangeListener(DirectoryCache memory) {
		this.memory = memory;
	}

	@PostPersist
	@PostUpdate
	@PostRemove
	void on(Object written) {
		this.memory.changing();
	}

}
