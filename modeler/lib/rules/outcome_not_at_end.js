'use strict';

module.exports = require('../rules').ruleOf('outcome_not_at_end');
