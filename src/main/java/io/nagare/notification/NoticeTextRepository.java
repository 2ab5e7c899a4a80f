package io.nagare.notification;

import java.util.Optional;
import java.util.UUID;

import org.springframework.data.jpa.repository.JpaRepository;

/** The bound tenant's own texts. */
interface NoticeTextRepository extends JpaRepository<NoticeText, UUID> {

	Optional<NoticeText> findByKind(String kind);

}
