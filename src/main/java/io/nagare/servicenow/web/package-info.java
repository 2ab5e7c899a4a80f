/** The addresses, parameters and answers of the Table API. */
@NullMarked
package io.nagare.servicenow.web;

import org.jspecify.annotations.NullMarked;
