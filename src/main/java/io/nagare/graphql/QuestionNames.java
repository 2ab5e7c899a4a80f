package io.nagare.graphql;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import org.springframework.boot.jackson.JsonMixin;
import org.springframework.graphql.server.support.SerializableGraphQlRequest;

/**
 * The JSON names of a request, as GraphQL over HTTP defines them: {@code query},
 * {@code operationName}, {@code variables} and {@code extensions}. The specification
 * reserves all other names, so clients may send them and they are ignored.
 */
@JsonMixin(SerializableGraphQlRequest.class)
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonNaming(PropertyNamingStrategies.LowerCamelCaseStrategy.class)
abstract class QuestionNames {

}
