/** The calls by which releases are proposed. */
@NullMarked
package io.nagare.proposal.web;

import org.jspecify.annotations.NullMarked;
