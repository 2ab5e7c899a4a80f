'use strict';

module.exports = require('../rules').ruleOf('status_not_a_word');
