package io.nagare.workflow;

import java.util.List;

/**
 * Where the tokens of all processes rest, as a table in SQL, so that whoever compares it
 * with rows of his own does so in one statement, which sees both at the same moment.
 *
 * @param sql a query with the columns {@code ticket_id}, {@code status} and
 * {@code process}, the id of the outermost, all of them text; one row per token of the
 * main path
 * @param args the values of its placeholders, in order
 */
public record TokenRows(String sql, List<Object> args) {
}
