package io.nagare.graphql;

import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import org.springframework.boot.jackson.JsonMixin;
import org.springframework.graphql.server.support.SerializableGraphQlRequest;

/**
 * GraphQL over HTTP says {@code operationName}, whatever the product's own names look
 * like.
 */
@JsonMixin(SerializableGraphQlRequest.class)
@JsonNaming(PropertyNamingStrategies.LowerCamelCaseStrategy.class)
abstract class QuestionNames {

}
