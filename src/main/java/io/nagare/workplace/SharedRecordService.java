package io.nagare.workplace;

import java.util.Optional;
import java.util.UUID;

import org.springframework.data.jpa.repository.JpaRepository;
import org.springframework.transaction.annotation.Transactional;

import io.nagare.directory.Caller;
import io.nagare.shared.IfMatch;
import io.nagare.shared.Refusal;

/**
 * Finds and removes what people keep by a name: each his own, a team's by its members,
 * the tenant's by those who publish knowledge.
 *
 * @param <T> what is kept
 */
@Transactional
public abstract class SharedRecordService<T extends SharedRecord<T>> {

	/** Kept by one person. */
	static final int MOST = 100;

	private final JpaRepository<T, UUID> records;

	SharedRecordService(JpaRepository<T, UUID> records) {
		this.records = records;
	}

	/**
	 * Who asks.
	 * @throws Refusal FORBIDDEN for who may use none
	 */
	abstract Caller me();

	/**
	 * One of them.
	 * @throws Refusal NOT_FOUND where the caller may not use it
	 */
	@Transactional(readOnly = true)
	public T one(UUID id) {
		return find(id).orElseThrow(Refusal::notFound);
	}

	/**
	 * The same; empty where the caller may not use it.
	 * @throws Refusal FORBIDDEN for who may use none
	 */
	@Transactional(readOnly = true)
	public Optional<T> find(UUID id) {
		Caller me = me();
		return this.records.findById(id).filter((record) -> record.isUsedBy(me));
	}

	/**
	 * Removes one.
	 * @throws Refusal NOT_FOUND, STALE, FORBIDDEN for who may only use it
	 */
	public void remove(UUID id, IfMatch ifMatch) {
		this.records.delete(writable(id, ifMatch));
	}

	/**
	 * One that the caller is about to change.
	 * @throws Refusal NOT_FOUND, STALE, FORBIDDEN for who may only use it
	 */
	T writable(UUID id, IfMatch ifMatch) {
		T record = one(id);
		record.demandWriter(me());
		ifMatch.check(record.version());
		return record;
	}

	/** Keeps it as it now is. */
	T saved(T record) {
		return this.records.saveAndFlush(record);
	}

}
