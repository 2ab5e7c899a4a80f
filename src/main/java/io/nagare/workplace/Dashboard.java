package io.nagare.workplace;

import java.util.List;
import java.util.UUID;

import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;

/** Figures that somebody looks at again and again, side by side. */
@Entity
@Table(name = "dashboards")
public class Dashboard extends SharedRecord<Dashboard> {

	@JdbcTypeCode(SqlTypes.JSON)
	private List<DashboardCard> cards = List.of();

	protected Dashboard() {
		// filled by JPA
	}

	Dashboard(UUID ownerId, String name) {
		super(ownerId, name);
	}

	/** Its figures, from the first to the last. */
	public List<DashboardCard> cards() {
		return this.cards;
	}

	/** Changes what the fields say; what is absent stays. */
	Dashboard edit(DashboardFields fields) {
		share(fields.name(), fields.scope(), fields.teamId());
		fields.cards().ifPresent((value) -> this.cards = List.copyOf(value));
		return this;
	}

}
