package io.nagare.directory;

import jakarta.persistence.EntityListeners;
import jakarta.persistence.MappedSuperclass;

import io.nagare.shared.DatedEntity;

/**
 * A record of this module, whose changes the directory hears of.
 *
 * @param <T> the record
 */
@MappedSuperclass
@EntityListeners(DirectoryChangeListener.class)
public abstract class DirectoryEntry<T extends DirectoryEntry<T>> extends DatedEntity<T> {

}
