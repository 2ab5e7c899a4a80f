/** The articles' API. */
@NullMarked
package io.nagare.article.web;

import org.jspecify.annotations.NullMarked;
