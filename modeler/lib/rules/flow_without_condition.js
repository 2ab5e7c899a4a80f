'use strict';

module.exports = require('../rules').ruleOf('flow_without_condition');
