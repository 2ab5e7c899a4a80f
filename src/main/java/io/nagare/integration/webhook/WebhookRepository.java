package io.nagare.integration.webhook;

import java.util.List;
import java.util.UUID;

import org.springframework.data.jpa.repository.JpaRepository;

/** Webhooks of the bound tenant. */
interface WebhookRepository extends JpaRepository<Webhook, UUID> {

	List<Webhook> findAllByOrderByName();

	List<Webhook> findByActiveTrue();

	boolean existsByNameIgnoreCaseAndIdNot(String name, UUID id);

}
