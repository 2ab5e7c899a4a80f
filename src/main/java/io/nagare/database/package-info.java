/**
 * Where the rows live: the server Nagare brings along or one it is given, the schema's
 * history, and the tenant that every transaction carries into PostgreSQL.
 */
@ApplicationModule(allowedDependencies = {})
@NullMarked
// the filter of @TenantId, but for loads by key: Hibernate would plan each anew, which
// was
// 4 % of a change's life; ForeignRows stands in
@FilterDef(name = TenantIdBinder.FILTER_NAME, applyToLoadByKey = false,
		parameters = @ParamDef(name = TenantIdBinder.PARAMETER_NAME, type = UUID.class))
package io.nagare.database;

import java.util.UUID;

import org.hibernate.annotations.FilterDef;
import org.hibernate.annotations.ParamDef;
import org.hibernate.binder.internal.TenantIdBinder;
import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
