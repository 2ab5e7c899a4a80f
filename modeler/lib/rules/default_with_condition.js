'use strict';

module.exports = require('../rules').ruleOf('default_with_condition');
