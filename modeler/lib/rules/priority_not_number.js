'use strict';

module.exports = require('../rules').ruleOf('priority_not_number');
