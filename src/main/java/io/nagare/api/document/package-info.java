/** The OpenAPI document. */
@NullMarked
package io.nagare.api.document;

import org.jspecify.annotations.NullMarked;
